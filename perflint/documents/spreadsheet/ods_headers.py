"""The heads of printed pages in an OpenDocument spreadsheet (ODF 1.3 part 3, 16.9 and 16.10)."""

from collections import defaultdict
from collections.abc import Iterable

from perflint.documents.xml_events import Attributes, local, new_parser, run_parser

# Fields whose text is that of a number of a page, a date or a file.
_FIELDS = ("page-number", "page-count", "date", "time", "file-name", "title")


def header_lines_of(chunks: Iterable[bytes], *, path: str, part: str) -> dict[str, list[str]]:
    """The lines of the head of each kind of page, by its name. Raises InputError."""
    found: dict[str, list[str]] = defaultdict(list)
    pieces: list[str] = []
    within: list[str] = []
    page = ""
    hidden = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal page, hidden
        element = local(name)
        within.append(element)
        values = {local(key): value for key, value in attributes.items()}
        if element == "master-page":
            page = values.get("name", "")
        elif element in _FIELDS or (element == "header" and values.get("display") == "false"):
            hidden = hidden or len(within)
        elif element == "p":
            pieces.clear()
        elif element == "line-break":
            pieces.append("\n")
        elif element == "s":
            pieces.append(" ")

    def end(name: str) -> None:
        nonlocal hidden
        if local(name) == "p" and "header" in within and not hidden:
            found[page] += [line.strip() for line in "".join(pieces).split("\n")]
        if hidden == len(within):
            hidden = 0
        within.pop()

    def text(characters: str) -> None:
        if "header" in within and "p" in within and not hidden:
            pieces.append(characters)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    run_parser(parser, chunks, path=path, part=part)
    return found
