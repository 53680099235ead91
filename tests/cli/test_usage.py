"""Wrong command lines: one sentence in the user's language, exit 2, never a traceback."""

import pytest

from perflint.reports.interface import CHECK_FORMATS
from tests.cli.scene import Perflint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "用法有误：没有“chekc”这个命令，是否指“check”？\n参见 perflint --help\n"),
        (["chek"], "用法有误：没有“chek”这个命令，是否指“check”？\n参见 perflint --help\n"),
        (
            ["parse", "a", "--formt"],
            "用法有误：没有“--formt”这个选项，是否指“--format”？\n参见 perflint parse --help\n",
        ),
        (
            ["clean.yaml"],
            "用法有误：没有“clean.yaml”这个命令。\n要核对它：perflint check clean.yaml\n参见 perflint --help\n",
        ),
        (
            ["--quiet", "check", "clean.yaml"],
            "用法有误：没有“--quiet”这个选项。\n选项写在命令之后，如 perflint check --quiet …\n参见 perflint --help\n",
        ),
        (["schema", "rule", "form"], "用法有误：多余的参数：form。\n参见 perflint schema --help\n"),
        (
            ["check", "clean.yaml", "--fail-on", "errors"],
            "--fail-on 的值“errors”不认识；可用：never、error、warning、info。是否指“error”？\n",
        ),
        (["check", "clean.yaml", "--lang", "de"], "--lang 的值“de”不认识；可用：zh、en。\n"),
        (
            ["check", "clean.yaml", "--format", "jsn"],
            f"--format 的值“jsn”不认识；可用：{'、'.join(CHECK_FORMATS)}。是否指“json”？\n",
        ),
        (["parse", "clean.yaml", "--format", "rich"], "--format 的值“rich”不认识；可用：yaml、json。\n"),
        (
            ["schema", "rules"],
            "schema 的值“rules”不认识；可用：rule、form、findings、config、waivers。是否指“rule”？\n",
        ),
        (["rules", "--format", "html"], "--format 的值“html”不认识；可用：table、md、json。\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_command_line(perflint: Perflint, arguments: list[str], said: str) -> None:
    """The sentence names what is wrong and what was probably meant."""
    answer = perflint(*arguments)
    assert (answer.status, answer.out, answer.err) == (2, "", said)


@pytest.mark.parametrize("lang", [("--lang", "en"), ("--lang=en",)], ids=" ".join)
def test_the_language_of_a_refused_command_line(perflint: Perflint, lang: tuple[str, ...]) -> None:
    """What `--lang` says holds for the refusal too."""
    answer = perflint("check", "--quite", *lang)
    assert (answer.status, answer.err.partition(":")[0]) == (2, "Wrong usage")


@pytest.mark.parametrize(
    ("typed", "meant"), [("--selct", "--select"), ("--formt", "--format"), ("--chnged-since", "--changed-since")]
)
def test_one_option_is_offered(perflint: Perflint, typed: str, meant: str) -> None:
    """The nearest alone, not all that typer finds alike."""
    assert perflint("check", typed).err.startswith(f"用法有误：没有“{typed}”这个选项，是否指“{meant}”？\n")


def test_english(perflint: Perflint, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English locale gets English sentences, from typer's refusals too."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    answer = perflint("chekc")
    assert (answer.status, answer.err) == (
        2,
        "Wrong usage: No such command 'chekc'. Did you mean 'check'?\nSee perflint --help\n",
    )


def test_no_arguments_show_the_help(perflint: Perflint) -> None:
    """A bare `perflint` shows what there is and is no success."""
    answer = perflint()
    assert (answer.status, "Commands:" in answer.out, answer.err) == (2, True, "")


def test_version(perflint: Perflint) -> None:
    """`--version` prints name and version."""
    from perflint import __version__

    answer = perflint("--version")
    assert (answer.status, answer.out, answer.err) == (0, f"perflint {__version__}\n", "")


@pytest.mark.parametrize("command", ["check", "parse", "rules", "explain", "test-rules", "schema"])
def test_help_of_every_command(perflint: Perflint, command: str) -> None:
    """Every command explains itself in both languages."""
    answer = perflint(command, "--help")
    assert (answer.status, " / " in answer.out, answer.err) == (0, True, "")
