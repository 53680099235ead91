"""No page, web archive, CSV, Markdown table or zip archive breaks its reader."""

import io
import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.documents import Document, Limits, Table, read_bytes, read_inputs
from perflint.errors import InputError
from tests.documents.form_grids import csv_text, flat, grid, html_table, md_text
from tests.forms.rendering import sample

LIMITS = Limits(max_rows=2_000, max_cells=5_000, max_depth=8)

TAGS = "table tr td th thead tbody tfoot caption p b font div span br pre select option input body html".split()  # noqa: SIM905  # one word a line says no more
OPENED = st.sampled_from([f"<{tag}>" for tag in TAGS])
CLOSED = st.sampled_from([f"</{tag}>" for tag in TAGS])
SPANNED = st.builds("<td rowspan={} colspan={}>".format, st.integers(-1, 9), st.sampled_from([0, 1, 2, 7, 999999, "x"]))
ODD = [
    "<!--",
    "-->",
    "<![if x]>",
    "<",
    ">",
    '"',
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "&amp",
    "\0",
    "\x0c",
    "<td style='display:none'>",
]
PAGES = st.lists(OPENED | CLOSED | SPANNED | st.sampled_from([*ODD, "得分", "9", " ", "\n"]), max_size=60).map("".join)
VALUES = st.lists(
    st.sampled_from([",", ";", "，", "\t", "\n", "\r\n", '"', '""', "得分", "1", " ", "sep=;\n"]), max_size=60
)
PIPES = st.lists(
    st.sampled_from(["|", " | ", "---", ":-:", "\n", "\\|", "<br>", "得分", "| |", "|---|---|"]), max_size=60
)


def read(data: bytes, name: str) -> Document | None:
    """The document, or None with an error that is fit to be shown."""
    try:
        return read_bytes(data, name, LIMITS)
    except InputError as caught:
        error = caught
    assert error.path == name
    assert error.message.zh.endswith("。")
    assert error.message.en.endswith(".")
    return None


def check_grids(document: Document) -> None:
    """Every place of every table is a cell's own or covered, never both, never neither."""
    for table in document.blocks:
        if not isinstance(table, Table) or document.format == "md":
            continue
        seen: set[tuple[int, int]] = set()
        for number, row in enumerate(table.rows):
            for cell in row.cells:
                places = {
                    (number + down, cell.column + right)
                    for down in range(cell.row_span)
                    for right in range(cell.column_span)
                }
                assert not seen & places
                seen |= places
        width = max((column + 1 for _, column in seen), default=0)
        assert len(seen) == len(table.rows) * width


@settings(max_examples=1200, deadline=None)
@given(PAGES, st.booleans())
def test_no_page_breaks_the_reader(text: str, whole: bool) -> None:
    """Any order of tags gives tables without holes or overlaps, or an InputError."""
    document = read(("<html>" * whole + text).encode("utf-8", "replace"), "a.html")
    if document is not None and document.format == "html":
        check_grids(document)


@settings(max_examples=600, deadline=None)
@given(VALUES.map("".join), st.sampled_from(["a.csv", "a.txt"]))
def test_no_values_break_the_reader(text: str, name: str) -> None:
    """Any order of separators and quotes gives a rectangle that holds every character, or an InputError."""
    document = read(text.encode(), name)
    if document is None or document.format != "csv":
        return
    check_grids(document)
    read_again = "".join(cell.text for _, row in document.rows() for cell in row.cells)
    for word in ("得分", "1"):
        assert read_again.count(word) == text.count(word)


@settings(max_examples=600, deadline=None)
@given(PIPES.map("".join))
def test_no_pipes_break_the_reader(text: str) -> None:
    """Any order of pipes and drawn lines keeps every word."""
    document = read(text.encode(), "a.md")
    if document is not None:
        assert "".join(cell.text for _, row in document.rows() for cell in row.cells).count("得分") == text.count(
            "得分"
        )


def whole_files() -> dict[str, bytes]:
    """A form in each format."""
    rows = grid(sample())
    page = f'<html><meta charset="gb2312"><body>{html_table(rows)}</body></html>'.encode("gb18030")
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲.html", page)
        archive.writestr("乙.csv", csv_text(flat(rows)))
    return {
        "a.html": page,
        "a.mht": head + page + b"\n--b--\n",
        "a.csv": csv_text(flat(rows)).encode("gb18030"),
        "a.md": md_text(flat(rows)).encode(),
        "a.zip": packed.getvalue(),
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same file, some bytes changed, a stretch doubled or lost, or the end cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[place] = chance.randrange(256)
            case 1:
                out[place:place] = out[place : place + chance.randrange(200)]
            case 2:
                del out[place : place + chance.randrange(50)]
            case _:
                out = out[: max(place, 20)]
    return bytes(out)


@pytest.mark.parametrize("name", ["a.html", "a.mht", "a.csv", "a.md"])
def test_damaged_files(name: str) -> None:
    """Some hundred damages of a whole form give a document or an error that says what is wrong."""
    chance = random.Random(name)  # noqa: S311  # damage, not secrets
    data = whole_files()[name]
    for _ in range(300):
        document = read(damaged(data, chance), name)
        if document is not None and document.format in ("html", "mht", "csv"):
            check_grids(document)


def test_damaged_archives() -> None:
    """The same for archives, on disk as they come; at least the archive itself is always answered for."""
    chance = random.Random("a.zip")  # noqa: S311  # damage, not secrets
    data = whole_files()["a.zip"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        for _ in range(300):
            path.write_bytes(damaged(data, chance))
            results = list(read_inputs([path], LIMITS))
            assert results
            assert all(result.path.startswith(str(path)) for result in results)
        assert [entry.name for entry in Path(folder).iterdir()] == ["a.zip"]
