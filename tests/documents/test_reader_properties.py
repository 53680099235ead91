"""What holds for every text: no reader breaks, no character is lost, every address points at its text."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.documents import Cell, Document, Node, read_bytes
from perflint.documents.text.markdown import is_pipe_row
from perflint.errors import InputError

# Short runs of what decides about shape and format, mixed with words.
BLANKS = ["\t", "\t\t", "\n", "\n\n", "\n\t", "\n\n\n", "\r\n", "\f", " ", "\u3000", "\u00a0", "\u2028", "\x0b"]
WORDS_OF_FORMS = ["项目名称", "98.50", "≥95%", "-", "—", ",", "😀", "\ufeff", "|", "| a |\n", "|---|\n", "\\|", "<br>"]
MARKS_OF_YAML = [
    "version: 1\n",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "&a ",
    "*a",
    "!!str ",
    "#",
    "---\n",
    "? ",
    "<<: ",
]
# NUL makes UTF-16 of it, and U+001A at the end is the end-of-file mark of DOS.
ORDINARY = st.characters(codec="utf-8", exclude_characters="\0\x1a")
PIECES = st.sampled_from([*BLANKS, *WORDS_OF_FORMS, *MARKS_OF_YAML])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(ORDINARY, max_size=60)
NAMES = st.sampled_from(["a.txt", "a.md", "a.yaml", "a.json", "a.csv", "-"])


def leaves(node: Node) -> Iterator[Cell]:
    if isinstance(node, Cell):
        yield node
    else:
        for child in node.values() if isinstance(node, dict) else node:
            yield from leaves(child)


def cells(document: Document) -> Iterator[Cell]:
    if document.root is not None:
        yield from leaves(document.root)
    for _, row in document.rows():
        yield from row.cells


def read(text: str, name: str = "a.txt") -> Document | None:
    try:
        return read_bytes(text.encode(), name)
    except InputError as caught:
        error = caught
    assert error.path == name
    assert error.describe("zh")
    assert error.describe("en")
    return None


@settings(max_examples=400, deadline=None)
@given(TEXTS, NAMES)
def test_no_text_breaks_a_reader(text: str, name: str) -> None:
    """Any text under any name gives a document or an InputError with its path, nothing else."""
    read(text, name)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), NAMES)
def test_no_bytes_break_a_reader(data: bytes, name: str) -> None:
    """Any bytes give a document or an InputError, and whatever is read can be written as UTF-8."""
    try:
        document = read_bytes(data, name)
    except InputError:
        return
    assert all(cell.text.encode("utf-8") is not None for cell in cells(document))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    """In both shapes of tabbed text the cells and paragraphs hold every character that is not blank, in order."""
    document = read(text)
    # Pipes of a table are drawing; test_markdown_text.py tells what becomes of them.
    if document is None or document.format not in {"text", "cell-text"} or any(map(is_pipe_row, text.splitlines())):
        return
    body = text.removeprefix("\ufeff")
    assert "".join("".join(cell.text.split()) for cell in cells(document)) == "".join(body.split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_addresses_point_at_the_text(text: str) -> None:
    """At a cell's line and column stands the first line of its text."""
    document = read(text)
    # Pipes of a table are drawing; test_markdown_text.py tells what becomes of them.
    if document is None or document.format not in {"text", "cell-text"} or any(map(is_pipe_row, text.splitlines())):
        return
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for cell in cells(document):
        first = cell.text.split("\n")[0]
        assert cell.address.place == "line"
        assert lines[cell.address.row - 1][cell.address.column - 1 :].startswith(first)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_rows_are_in_reading_order(text: str) -> None:
    """Addresses grow from cell to cell, and the cells of a row are numbered from 0 without a gap."""
    document = read(text)
    if document is None or document.root is not None:
        return
    places = [(cell.address.row, cell.address.column) for cell in cells(document)]
    assert places == sorted(set(places))
    for _, row in document.rows():
        assert [cell.column for cell in row.cells] == list(range(len(row.cells)))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
TREES = st.recursive(
    WORDS | st.integers(-1000, 1000).map(str) | st.none(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(WORDS, children, max_size=4),
    max_leaves=12,
)


def plain(node: Node) -> object:
    """The tree without its addresses."""
    if isinstance(node, Cell):
        return node.text
    if isinstance(node, dict):
        return {key: plain(child) for key, child in node.items()}
    return [plain(child) for child in node]


def without_null(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_null(child) for key, child in value.items()}
    if isinstance(value, list):
        return [without_null(child) for child in value]
    return "" if value is None else value


@settings(max_examples=200, deadline=None)
@given(TREES, st.booleans(), st.sampled_from([None, 1, "\t"]))
@pytest.mark.parametrize("name", ["a.json", "-"])
def test_json_round_trip(name: str, tree: object, ascii_only: bool, indent: int | str | None) -> None:
    """Whatever the standard library writes as JSON is read as the same tree of texts."""
    text = json.dumps({"forms": tree}, ensure_ascii=ascii_only, indent=indent)
    document = read_bytes(text.encode(), name)
    assert document.root is not None
    assert (document.format, plain(document.root)) == ("json", {"forms": without_null(tree)})


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_yaml_reads_json_alike(tree: object) -> None:
    """The same tree in flow style behind a YAML key gives the same texts, or is refused by name, never otherwise."""
    text = "forms: " + json.dumps(tree, ensure_ascii=False)
    document = read(text, "a.yaml")
    if document is not None:
        assert document.root is not None
        assert (document.format, plain(document.root)) == ("yaml", {"forms": without_null(tree)})
