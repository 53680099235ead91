"""The guide to a server for an office is true in both languages: its figures, options and addresses."""

import re

import pytest
import typer.main

from perflint.cli.application import app
from perflint.web.openapi import Choices, description
from perflint.web.pool import LARGE
from perflint.web.serving import SHORTEST_TOKEN
from perflint.web.settings import MIB, Settings
from tests.sources import ROOT

PAGES = ("docs/deployment.md", "docs/deployment.zh.md")
each_page = pytest.mark.parametrize("page", PAGES)


def text_of(page: str) -> str:
    """The whole page."""
    return (ROOT / page).read_text(encoding="utf-8")


@each_page
def test_the_figures_are_those_of_the_settings(page: str) -> None:
    """The table of limits holds every default of the server and no other figure; large files begin where it says."""
    text, defaults = text_of(page), Settings()
    table = "".join(line for line in text.splitlines() if line.startswith("|")).replace(defaults.host, "")
    of_time = {defaults.seconds, defaults.keep_seconds // 60}
    of_size = {defaults.max_file, defaults.max_request, defaults.keep_bytes}
    of_number = {
        defaults.port, defaults.max_files, defaults.max_members, defaults.max_kept_files, defaults.workers,
        defaults.queue, defaults.queue_of_one, SHORTEST_TOKEN, defaults.memory // (1024 * MIB),
    }  # fmt: skip
    answers = {429, 503}
    assert {int(number) for number in re.findall(r"\d+", table)} == {
        *of_time, *of_number, *answers, *(size // MIB for size in of_size),
    }  # fmt: skip
    assert f" {LARGE // 1024} KiB " in f" {text.replace('。', '。 ')}"


@each_page
def test_every_option_of_the_server_is_told(page: str) -> None:
    """All options of `serve` but those that every command has."""
    serve = typer.main.get_command(app).commands["serve"]  # type: ignore[attr-defined]
    options = {option for param in serve.params for option in param.opts if option.startswith("--")}
    assert {option for option in options - {"--lang", "--help"} if option not in text_of(page)} == set()


@each_page
def test_every_address_for_programs_is_told(page: str) -> None:
    """Each path of the interface, and no other."""
    told = set(re.findall(r"/api/[a-z.]+", text_of(page)))
    assert told == set(description(Choices((), ()))["paths"])
