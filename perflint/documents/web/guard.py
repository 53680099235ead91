"""Pages that would make a parser of HTML build for ever, found before it begins.

The rules of HTML5 for tags that are never closed make work that grows with the square of the page: each element
looks through all open ones, each block repeats all open type faces, each attribute looks through those before it.
Measured: 31 kB of `<font><p>` take 780 MB, 500 kB of `<div>` take 18 s.
"""

from collections import Counter

from perflint.documents.limits import Limits, too_large
from perflint.patterns import pattern

# Fewer tags do no harm in any order.
_HARMLESS_TAGS = 1500
_HARMLESS_LENGTH = 8 * 1024
_MAX_ATTRIBUTES = 1000
# Elements may nest deeper than data: text in Word's pages stands some thirty deep.
_ELEMENTS_PER_LEVEL = 64
_COPIES = 3  # of like type faces that stay open, by the rules
_USUAL_FACES = 4

_TAG = pattern(r"<(/?)([a-zA-Z][^\s/>]*)([^<>]{0,200})")
_LONG_TAG = pattern(r"<[a-zA-Z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+")
_ATTRIBUTE = pattern(r"[^\s\"'>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_TYPE_FACES = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905  # one word a line says no more
# Without content, or closed by what follows.
_SHALLOW = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    p li dt dd option optgroup tr td th thead tbody tfoot caption colgroup html head body""".split()  # noqa: SIM905  # one word a line says no more
)
_NAME = pattern(rb"<(/?[a-z][^\s/>]*)")
_FLAT = frozenset(mark + name.encode() for name in _SHALLOW for mark in (b"", b"/"))
_FACES = frozenset(name.encode() for name in _TYPE_FACES)


def refuse_endless(text: str, limits: Limits, path: str) -> None:
    """Raise InputTooLarge for a page of too many tags, of tags nested too deep, or of endless attributes."""
    tags = text.count("<")
    if tags > limits.max_cells or text.count("=") > 2 * limits.max_cells:
        raise too_large("max_cells", limits.max_cells, path)
    if tags > _HARMLESS_TAGS and not _is_flat(text, limits.max_depth * _ELEMENTS_PER_LEVEL):
        _refuse_nesting(text, limits, path)
    if len(text) > _HARMLESS_LENGTH:
        for match in _LONG_TAG.finditer(text):
            if len(match[0]) > _HARMLESS_LENGTH and len(_ATTRIBUTE.findall(match[0])) > _MAX_ATTRIBUTES:
                raise too_large("max_cells", limits.max_cells, path)


def _is_flat(text: str, deepest: int) -> bool:
    """Whether a quick look is enough; it leaves out what opens nothing, and takes all type faces as different."""
    open_tags: dict[bytes, int] = {}
    depth = open_faces = 0
    # Of bytes all names are found in half the time.
    for written in _NAME.findall(text.encode("utf-8", "replace").lower()):
        if written in _FLAT:
            continue
        name = written.removeprefix(b"/")
        step = 1 if len(name) == len(written) else -1
        count = open_tags.get(name, 0) + step
        if count < 0:
            continue
        open_tags[name] = count
        depth += step
        if name in _FACES:
            open_faces += step
        if depth > deepest or open_faces > _USUAL_FACES:
            return False
    return True


def _refuse_nesting(text: str, limits: Limits, path: str) -> None:
    deepest = limits.max_depth * _ELEMENTS_PER_LEVEL
    open_tags: Counter[str] = Counter()
    faces: dict[str, list[str]] = {}
    depth = open_faces = copies = 0
    for slash, written, attributes in _TAG.findall(text):
        name = written.lower()
        if name in _TYPE_FACES:
            alike = faces.setdefault(name, [])
            if slash and alike:
                alike.pop()
                open_faces -= 1
            elif not slash and alike.count(attributes) < _COPIES:
                alike.append(attributes)
                open_faces += 1
        elif slash:
            if open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
        elif name not in _SHALLOW:
            open_tags[name] += 1
            depth += 1
        copies += max(0, open_faces - _USUAL_FACES)
        if depth > deepest or copies > limits.max_cells:
            raise too_large("max_depth", limits.max_depth, path)
