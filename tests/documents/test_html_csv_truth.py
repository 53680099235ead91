"""Real forms, laid out as web page, CSV and Markdown, give every field back."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.documents.form_grids import Box, csv_text, flat, grid, html_table, md_text
from tests.forms.rendering import sample

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"

Grid = list[list[Box]]


def page(grids: list[Grid]) -> bytes:
    """A page of a portal, with navigation around, in GB 2312."""
    tables = "\n<p>&nbsp;</p>\n".join(map(html_table, grids))
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
        '<table width="100%"><tr><td><ul><li><a href="/">首页</a></li><li>信息公开</li></ul></td>'
        f"<td><h1>部门决算公开</h1>{tables}</td></tr></table><div>版权所有</div></body></html>"
    ).encode("gb18030")


def comma_separated(grids: list[Grid]) -> bytes:
    """As Excel in China saves CSV."""
    return "".join(csv_text(flat(one)) + ",,,,,,,,\r\n" for one in grids).encode("gb18030")


def quoted_tabs(grids: list[Grid]) -> bytes:
    """As Excel saves Unicode text."""
    return "".join(csv_text(flat(one), "\t") + "\t" * 8 + "\r\n" for one in grids).encode("utf-16")


def pipes(grids: list[Grid]) -> bytes:
    """A pipe table for each form."""
    return "\n".join(md_text(flat(one)) for one in grids).encode()


RENDERINGS = [(page, "a.html"), (comma_separated, "a.csv"), (quoted_tabs, "a.txt"), (pipes, "a.md")]


def parsed(data: bytes, name: str) -> list[dict[str, Any]]:
    return [form_to_mapping(form) for form in recognise(read_bytes(data, name)).forms]


@pytest.mark.parametrize(("render", "name"), RENDERINGS)
def test_an_invented_form(render: Callable[[list[Grid]], bytes], name: str) -> None:
    """Two copies of a form on one page come back as they were, field by field."""
    form = sample()
    [first, second] = parsed(render([grid(form), grid(form)]), name)
    for key in form:
        assert first[key] == second[key] == form[key]


@pytest.mark.skipif(not (SHARED / "groundtruth").is_dir(), reason="needs the real forms beside the checkout")
@pytest.mark.parametrize("number", ["002", "003"])
@pytest.mark.parametrize(("render", "name"), RENDERINGS)
def test_real_forms(render: Callable[[list[Grid]], bytes], name: str, number: str) -> None:
    """All fields of all whole forms, by the scorer that comes with the truth."""
    score = runpy.run_path(str(SHARED / "tools" / "score_parse.py"))
    forms = json.loads((SHARED / "groundtruth" / f"{number}.json").read_text("utf-8"))["forms"]
    truth = [form for form in forms if form["complete"]]
    read = parsed(render([grid(form) for form in truth]), name)
    results = [score["compare"](true, one) for true, one in score["match_forms"](truth, read)]
    assert len(read) == len(truth)
    assert [mistake for result in results for mistake in result[2]] == []
    assert sum(result[0] for result in results) == sum(result[1] for result in results) > 500
