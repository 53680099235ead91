"""Tables made of other elements, as some editors of portals make them: told by role, by style, or by a class of the
page's own style sheet.

    <div role="row"> … <div role="cell">                 ARIA's names
    <div style="display:table-row">                      CSS's, at the element
    <style>.tr{display:table-row}</style><div class=tr>   or in the page's style sheet
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from perflint.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "td",
    "rowheader": "td",
}
_DISPLAYS = {
    "table": "table",
    "inline-table": "table",
    "table-row-group": "tbody",
    "table-header-group": "tbody",
    "table-footer-group": "tbody",
    "table-row": "tr",
    "table-cell": "td",
}
# A page without a cell of either kind has no such table.
_CELL = pattern(rb"display\s*:\s*table-cell|role\s*=\s*[\"']?(?:grid)?cell\b")
_STYLE = pattern(r"<style\b[^>]{0,1000}>", re.IGNORECASE)
_STYLE_END = pattern(r"</style", re.IGNORECASE)
_DISPLAY = pattern(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
# A class at the end of a selector, without a state or a part of the element behind it.
_CLASS = pattern(r"\.([\w-]+)\s*$")
_REAL = frozenset("table caption colgroup col thead tbody tfoot tr td th".split())  # noqa: SIM905  # one word a line says no more


class Parts:
    """Which elements of a page are parts of tables; `classes` are those of its style sheets."""

    def __init__(self, classes: dict[str, str]) -> None:
        self._classes = classes

    def tag(self, node: "LexborNode", tag: str) -> str:
        """The tag that an element acts as; its own where it is no part of a table."""
        if tag in _REAL or not (attributes := node.attributes):
            return tag
        if role := attributes.get("role"):
            return _ROLES.get(role.strip().lower(), tag)
        if (style := attributes.get("style")) and (found := _DISPLAY.search(style)):
            return _DISPLAYS.get(found[1].lower(), tag)
        if self._classes and (names := attributes.get("class")):
            return next((self._classes[name] for name in names.split() if name in self._classes), tag)
        return tag


def parts_of(text: str, lowered: bytes) -> Parts | None:
    """What tells the parts of a page's tables, None where it has none but those of tags."""
    if not _CELL.search(lowered):
        return None
    classes: dict[str, str] = {}
    for names, look in rules_of(text):
        if (found := _DISPLAY.search(look)) and (tag := _DISPLAYS.get(found[1].lower())):
            classes.update((name, tag) for name in names)
    return Parts(classes)


def rules_of(text: str) -> Iterator[tuple[list[str], str]]:
    """The rules of a page's style sheets: the classes that each is for, and what it says of their look."""
    for sheet in _style_sheets(text):
        for rule in sheet.split("}"):
            head, _, look = rule.rpartition("{")
            # A rule may stand within another, as for print.
            selectors = head.rpartition("{")[2].split(",")
            if names := [name[1] for selector in selectors if (name := _CLASS.search(selector))]:
                yield names, look


def _style_sheets(text: str) -> Iterator[str]:
    start = _STYLE.search(text)
    while start is not None:
        end = _STYLE_END.search(text, start.end())
        yield text[start.end() : end.start() if end else len(text)]
        start = _STYLE.search(text, end.end()) if end else None
