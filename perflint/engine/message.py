"""Messages of rules: sentences with `{expression}` and `{expression:format}` in them.

The parts in braces are the same checked language as everything else. A format is one of `.2f`, `.2%`, `,` and `,.2f`
(any digit from 0 to 6). Without one, a field prints as the form prints it and a computed number without needless zeros.
What is missing prints as 空 / blank: a message never fails.
"""

import re
from decimal import Decimal
from typing import Any

import msgspec

from perflint.engine import tree
from perflint.engine.interpret import Run
from perflint.engine.numbers import plain, round_half_up, shown
from perflint.engine.reading import NotEvaluable
from perflint.forms.model import Field
from perflint.language import Bilingual, Language
from perflint.patterns import pattern

FORMAT = pattern(r"(,?)(?:\.([0-6])([f%]))?")
_BRACE = pattern(r"[{}]")
# A text in quotes, the quotation mark of one that never ends, what ends an expression, what shows that nothing does.
_STOP = pattern(r""" "[^"]*" | '[^']*' | ["':{}] """, re.VERBOSE)
# Longer texts of a form are cut in a message, which has their cell beside it.
MAX_QUOTE = 80
_BLANK = Bilingual("空", "blank")
_VERDICTS = {
    "met": Bilingual("达到", "met"), "missed": Bilingual("未达到", "missed"),
    "partly": Bilingual("部分达到", "partly met"), "cannot_tell": Bilingual("无法判断", "cannot be told"),
}  # fmt: skip


class Placeholder(msgspec.Struct, frozen=True):
    """One part in braces."""

    node: tree.Node
    format: str = ""


class Template(msgspec.Struct, frozen=True):
    """A message in both languages, cut into fixed text and placeholders."""

    zh: tuple[str | Placeholder, ...] = ()
    en: tuple[str | Placeholder, ...] = ()

    def render(self, run: Run) -> Bilingual:
        """The sentence about one thing, in both languages."""
        return Bilingual(
            # A text that ends with a full stop of its own needs none behind its quotation mark.
            nested("".join(_piece(piece, run, "zh") for piece in self.zh)).replace("。”。", "。”"),
            "".join(_piece(piece, run, "en") for piece in self.en),
        )


def nested(sentence: str) -> str:
    """Quotes inside quotes as ‘’, where all are paired; else the sentence as it is."""
    if sentence.count("“") < 2:
        return sentence
    written, depth = [], 0
    for char in sentence:
        if char == "”":
            depth -= 1
        if depth < 0:
            return sentence
        written.append({"“": "‘", "”": "’"}.get(char, char) if depth else char)
        if char == "“":
            depth += 1
    return sentence if depth else "".join(written)


class Piece(msgspec.Struct, frozen=True):
    """An unchecked part of a message: where its expression starts in the text, or None for fixed text."""

    text: str
    start: int | None = None
    format: str = ""
    format_start: int = 0


class BrokenTemplate(ValueError):  # noqa: N818 - carries a place to the loader, never to the user
    """A brace without its partner; `start` is where, `said` what is wrong."""

    def __init__(self, start: int, said: Bilingual) -> None:
        super().__init__(f"unmatched brace at {start}")
        self.start = start
        self.said = said


WIDE_BRACE = Bilingual(
    "“｛”是中文（全角）花括号，不会填入数值，请用英文的 { 和 }", "a full-width brace puts nothing in: type { and }"
)
_NEVER_CLOSED = Bilingual("花括号 { 没有结束，缺少 }", "the brace { is never closed")
_NEVER_OPENED = Bilingual(
    "花括号 } 前面没有 {；要印出花括号本身，写两个：}}",
    "there is no { before the brace }; for the brace itself write }}",
)


def split(text: str) -> list[Piece]:
    """The pieces of a message. `{{` and `}}` stand for the braces themselves. Raises BrokenTemplate."""
    pieces: list[Piece] = []
    fixed, position = "", 0
    while position < len(text):
        char = text[position]
        if char in "{}" and text[position : position + 2] == char * 2:
            fixed, position = fixed + char, position + 2
        elif char == "}":
            raise BrokenTemplate(position, _NEVER_OPENED)
        elif char == "{":
            if fixed:
                pieces.append(Piece(fixed))
                fixed = ""
            colon, end = _placeholder_end(text, position)
            inner = text[position + 1 : end if colon is None else colon]
            given = "" if colon is None else text[colon + 1 : end]
            pieces.append(Piece(inner, position + 1, given, 0 if colon is None else colon + 1))
            position = end + 1
        else:
            found = _BRACE.search(text, position)
            end = found.start() if found else len(text)
            fixed, position = fixed + text[position:end], end
    return [*pieces, Piece(fixed)] if fixed else pieces


def _placeholder_end(text: str, start: int) -> tuple[int | None, int]:
    """Where the format's colon and the closing brace stand, quotes heeded."""
    colon = None
    for found in _STOP.finditer(text, start + 1):
        if found[0] == ":" and colon is None:
            colon = found.start()
        elif found[0] == "}":
            return colon, found.start()
        elif found[0] in "\"'{":
            break
    raise BrokenTemplate(start, _NEVER_CLOSED)


def _piece(piece: str | Placeholder, run: Run, language: Language) -> str:
    return piece if isinstance(piece, str) else render(piece.node, piece.format, run, language)


def render(node: tree.Node, given: str, run: Run, language: Language) -> str:
    """What a placeholder prints."""
    if isinstance(node, tree.Attribute) and node.member.printed:
        field = run.field(node)
        if not given or field.value is None:
            return quoted(field.text) or _BLANK.pick(language)
    try:
        value = run.value(node)
    except (NotEvaluable, ArithmeticError):
        return _BLANK.pick(language)
    if node.type.choices and value in _VERDICTS:
        return _VERDICTS[value].pick(language)
    return written(value, given, language)


def quoted(text: str) -> str:
    """A text of the form, a long one cut, before a quotation that would be left open."""
    if len(text) <= MAX_QUOTE:
        return text
    kept = text[: MAX_QUOTE - 1]
    if kept.count("“") > kept.count("”"):
        kept = kept[: kept.rindex("“")]
    return f"{kept}…"


def written(value: Any, given: str, language: Language) -> str:
    """A value in the format asked for."""
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[language]
    if isinstance(value, Decimal):
        return number(value, given)
    if isinstance(value, Field):
        return value.text or _BLANK.pick(language)
    if isinstance(value, list | tuple):
        return ("、" if language == "zh" else ", ").join(written(member, given, language) for member in value)
    return str(value) or _BLANK.pick(language)


def number(value: Decimal, given: str) -> str:
    """`value` as `.2f`, `.2%` or `,` ask; without a format, trimmed and to at most six decimals."""
    found = FORMAT.fullmatch(given)
    if not given or found is None:
        return shown(value)
    comma, digits, kind = found.groups()
    scaled = value * 100 if kind == "%" else value
    rounded = round_half_up(scaled, Decimal(digits)) if digits is not None else scaled
    text = f"{rounded:,f}" if comma else f"{rounded:f}"
    return f"{text}%" if kind == "%" else text if digits is not None or comma else plain(scaled)
