"""HTML built from parts that escape themselves: a text is a text unless it was made here."""

from collections.abc import Iterable
from html import escape

from perflint.reports.printable import visible

# Elements without content and end tag.
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))


class Markup(str):
    """Text that is HTML already; everything else is escaped where it is put in."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]
"""What an element may hold: texts, numbers, other elements, lists of these; None is nothing."""


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """An element. `class_` is class, `data_id` is data-id; True is a bare attribute, None and False none at all."""
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """The children one after the other."""
    return Markup("".join(map(_child, children)))


def file_path(name: str) -> Markup:
    """The name of a file; where it lies in an archive, its own name first and then, less loud, the way to it."""
    archive, separator, inner = name.partition("!/")
    if not separator:
        return join(name)
    *folders, own = inner.replace("!/", "/").split("/")
    return join(own, " ", tag("span", " › ".join([archive, *folders]), class_="within"))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(visible(child), quote=False)
    if isinstance(child, int):
        return str(child)
    return join(*child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(visible(str(value)))}"'
