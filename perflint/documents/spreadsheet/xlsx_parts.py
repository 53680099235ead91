"""The parts of an Excel workbook beside its sheets: the list of sheets, the strings they share, the number formats.

Source: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles), part 2, 9.3 (relationships). Names are
compared without their namespace: strict and transitional workbooks differ in nothing else.
"""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

import msgspec

from perflint.documents.limits import too_large
from perflint.documents.package import Package
from perflint.documents.spreadsheet.number_builtin import BUILTIN
from perflint.documents.spreadsheet.number_format import NumberFormat, compile_format
from perflint.documents.struck import struck, with_own_look
from perflint.documents.xml_events import Attributes, each_element, local, new_parser, run_parser
from perflint.patterns import pattern

ROOT_RELS = "_rels/.rels"
_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_HIDDEN = ("hidden", "veryHidden")
_SURROGATES = range(0xD800, 0xE000)


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet of the workbook: its name as on its tab, whether it is hidden, and the part that holds its cells."""

    name: str
    hidden: bool
    part: str


class Workbook(msgspec.Struct, frozen=True):
    """What the workbook part says, and where the parts are that the sheets need ("" where there is none)."""

    sheets: tuple[SheetPart, ...]
    epoch_1904: bool
    strings: str
    styles: str


def read_workbook(package: Package, path: str) -> Workbook:
    """The sheets in the order of their tabs; chart and dialog sheets are left out. Raises InputError."""
    part = next(
        (target for kind, target in relations_of(package, ROOT_RELS, "", path).values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    folder, name = posixpath.split(part)
    relations = relations_of(package, f"{folder}/_rels/{name}.rels", folder, path)
    sheets: list[SheetPart] = []
    epoch = False

    def take(element: str, attributes: Attributes) -> None:
        nonlocal epoch
        if element == "workbookPr":
            epoch = attributes.get("date1904", "") in ("1", "true", "on")
        elif element == "sheet":
            kind, target = relations.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                sheets.append(SheetPart(attributes.get("name", ""), attributes.get("state", "") in _HIDDEN, target))

    each_element(package.chunks(part), take, path=path, part=part)
    targets = {kind: target for kind, target in relations.values() if target in package}
    return Workbook(tuple(sheets), epoch, targets.get("sharedStrings", ""), targets.get("styles", ""))


def relations_of(package: Package, part: str, folder: str, path: str) -> dict[str, tuple[str, str]]:
    """Identifier → last word of the type, and the part that it leads to; targets count from `folder`, or from /.

    Raises InputError.
    """
    found: dict[str, tuple[str, str]] = {}

    def take(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = unquote(attributes.get("Target", "")).replace("\\", "/")
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, whole)

    if part in package:
        each_element(package.chunks(part), take, path=path, part=part)
    return found


class Looks(msgspec.Struct, frozen=True):
    """The number format of each cell style, in their order, and which of the styles strike their text through."""

    formats: list[NumberFormat]
    struck: frozenset[int]


def read_looks(chunks: Iterable[bytes], *, epoch_1904: bool, path: str, part: str) -> Looks:
    """What the cell styles say. Raises InputError."""
    codes = dict(BUILTIN)
    styles: list[int] = []
    # Of each style its font, of each font whether it strikes.
    fonts: list[int] = []
    striking: list[bool] = []
    # Differential formats have numbers of their own.
    dxf: list[bool] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        element = local(name)
        if element == "numFmt":
            if not dxf:
                codes[int(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif element == "dxf":
            dxf.append(True)
        elif element == "font" and not dxf:
            striking.append(False)
        elif element == "strike" and striking and not dxf:
            striking[-1] = is_on(attributes)
        elif element == "cellXfs":
            inside = True
        elif inside and element == "xf":
            styles.append(int(attributes.get("numFmtId", "0")))
            fonts.append(int(attributes.get("fontId", "0")))

    def end(name: str) -> None:
        nonlocal inside
        element = local(name)
        if element == "cellXfs":
            inside = False
        elif element == "dxf":
            dxf.clear()

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run_parser(parser, chunks, path=path, part=part)
    formats = [compile_format(codes.get(number, "General"), epoch_1904=epoch_1904) for number in styles]
    struck_fonts = {font for font, strikes in enumerate(striking) if strikes}
    return Looks(formats, frozenset(style for style, font in enumerate(fonts) if font in struck_fonts))


def is_on(attributes: Attributes) -> bool:
    """Whether a property of a font that is there is also on."""
    return attributes.get("val", "1") not in ("0", "false", "off")


def read_strings(chunks: Iterable[bytes], *, most: int, path: str, part: str) -> list[str]:
    """The shared strings: runs of rich text joined, those struck through marked, phonetic guides dropped.

    Raises InputError, InputTooLarge beyond `most` strings.
    """
    strings: list[str] = []
    pieces: list[str] = []
    phonetic = 0
    run = Run()
    parser = new_parser()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal phonetic
        element = local(name)
        if element == "t" and not phonetic:
            parser.CharacterDataHandler = pieces.append
        elif element == "rPh":
            phonetic += 1
        else:
            run.take(element, attributes, len(pieces))

    def end(name: str) -> None:
        nonlocal phonetic
        element = local(name)
        if element == "t":
            parser.CharacterDataHandler = None
        elif element == "rPh":
            phonetic -= 1
        elif element == "r":
            pieces[run.start :] = [run.marked("".join(pieces[run.start :]))]
        elif element == "si":
            if len(strings) >= most:
                raise too_large("max_cells", most, path)
            strings.append(plain_text("".join(pieces)))
            pieces.clear()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run_parser(parser, chunks, path=path, part=part)
    return strings


class Run:
    """The open run of a rich text: where its pieces begin, and its look."""

    def __init__(self) -> None:
        self.start = 0
        self._has_look = self._is_struck = False

    def take(self, element: str, attributes: Attributes, pieces: int) -> None:
        """An element that begins: another run, after so many pieces, or a part of the look of this one."""
        if element == "r":
            self.start = pieces
            self._has_look = self._is_struck = False
        elif element == "rPr":
            self._has_look = True
        elif element == "strike":
            self._is_struck = is_on(attributes)

    def marked(self, text: str) -> str:
        """Its text with the marks of `perflint.documents.struck`."""
        return with_own_look(struck(text) if self._is_struck else text) if self._has_look else text


def plain_text(text: str) -> str:
    """Text as stored → as shown: `_x000D_` stands for a character, and a line break is a line feed."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)
