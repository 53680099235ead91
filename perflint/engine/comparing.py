"""Which values can be compared with which, and which words a closed text can be compared with."""

from typing import TYPE_CHECKING

from perflint.engine import tree
from perflint.engine.faults import with_hint
from perflint.engine.schema import TEXT
from perflint.language import Bilingual

if TYPE_CHECKING:
    from perflint.engine.checking import Checker

_NO_ORDER = Bilingual(
    "文字不能比大小，字数用 length(…)，指标值里的数用 target.amount",
    "a text is not smaller or greater than another; use length(…), or target.amount for its number",
)
SCALARS = ("number", "text", "boolean")


def check_comparison(checker: "Checker", left: tree.Node, comparator: tree.Comparator, right: tree.Node) -> None:
    """Both sides of one comparison must be comparable."""
    if comparator in ("in", "not in"):
        if "any" in (left.type.kind, right.type.kind):
            return
        if right.type.kind == "text":
            checker.expect(left, TEXT)
            return
        if right.type.kind != "list" or right.type.of is None:
            checker.fault(right, Bilingual(f"in 的右边要列表或文字，不是{right.type.zh}",
                                        f"in wants a list or a text on its right, not {right.type.en}"))  # fmt: skip
            return
        checker.expect(left, right.type.of)
        if isinstance(right, tree.Display):
            for member in right.members:
                _known_word(checker, left, member)
        return
    ordered = comparator in ("<", "<=", ">", ">=")
    if ordered and left.type.kind == right.type.kind == "text":
        checker.fault(left, _NO_ORDER)
        return
    scalar = ("number", "text", "any") if ordered else (*SCALARS, "any")
    for side in (left, right):
        if side.type.kind not in scalar:
            hint = Bilingual("，请用 .amount、.word、text(…) 等", "; use .amount, .word, text(…)")
            extra = hint if side.type.kind == "expression" else Bilingual("", "")
            checker.fault(
                side, Bilingual(f"{side.type.zh}不能比较{extra.zh}", f"{side.type.en} cannot be compared{extra.en}")
            )
            return
    checker.expect(right, left.type)
    _known_word(checker, left, right)
    _known_word(checker, right, left)


def _known_word(checker: "Checker", closed: tree.Node, other: tree.Node) -> None:
    """A literal compared with a closed set of words must be one of them."""
    words = closed.type.choices
    if words and isinstance(other, tree.Constant) and isinstance(other.value, str) and other.value not in (*words, ""):
        message = Bilingual(f"这里不会出现 {other.value!r}，可能的值有 {'、'.join(words)}",
                            f"{other.value!r} never occurs here; the values are {', '.join(words)}")  # fmt: skip
        from perflint.engine.slips import meant_word  # noqa: PLC0415 - only for a mistake

        checker.fault(other, with_hint(message, meant_word(other.value, words)))
