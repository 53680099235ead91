"""Quantities: `≥95%`, `24小时内`, `在编人数1392人`, `10-20次`, `100人次 车辆50次`.

quantity = [label] [sign] number [unit] [suffix sign] [trailing words]
range    = quantity ("-" | "~" | "至" | "到") quantity
compound = quantity [words or marks] quantity …
"""

import msgspec

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.band import joined_bounds, read_bounds, read_deviation
from perflint.values.further import asked_before, asked_behind
from perflint.values.interval import base_amount, unit_of
from perflint.values.model import Expression, Quantity, Sign, TargetKind, Unreadable
from perflint.values.number import to_decimal
from perflint.values.sign import SYMBOLS, sign_after, sign_before
from perflint.values.units import unit_at
from perflint.values.vocabulary import words

_TOKEN = pattern(r"(?<![A-Za-z0-9.])[-+]?\.?[0-9][0-9.,]*")
_RANGE = pattern(r"(?:[-~—―]+|至|到)")
# A remark with numbers of its own: `≥90%(含90%)`, `100%(200/200)`.
# (每期50人) asks for more and is none.
_REMARK = pattern(r"\((?!每)[^()]*[0-9][^()]*\)$|\(含[^()]*[0-9][^()]*\)")
# 走访312家，完成率104% and 93%，样本200人: the figure itself stands in front.
_RATE_BESIDE = pattern(
    r"(?<=[^0-9])[,;。、](?:(?:任务|目标|指标|计划)?完成(?:率|比例)(?:为|达到?|是|:)?[0-9.]+%"
    r"|(?:有效|回收|发放|抽样|样本|问卷|调查)[\u3400-\u9fff]{0,6}[0-9]+(?:人|份|户|名|家))$"
)
_WORDS = pattern(r"[\u3400-\u9fff、,;:。()“”\"·]*")
_LABEL = pattern(r"[\u3400-\u9fffA-Za-z0-9.()、:/“”\"·%]*")
_HANZI = pattern(r"[\u3400-\u9fff]")
_NOUN = pattern(r"[\u3400-\u9fff]{2,6}")
# 10/10万: of a hundred thousand.
_PER_MANY = pattern("/10万")
_MONEY_MARKS = "¥￥"
_SHARES = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_LONGEST_LABEL = 16
_MISREAD = pattern(r"[\^`'~!|]+[0-9]|[0-9]+=[0-9]|[A-Z]{1,2}[0-9]+%$")


class _Part(msgspec.Struct, frozen=True):
    label: str
    sign: Sign
    quantity: Quantity
    tail: str
    known_unit: bool


def read_quantities(text: str, tight: str) -> Expression | Unreadable | None:
    """The quantity, range or compound in `tight`; None where the digits are part of a sentence."""
    if _MISREAD.match(tight):
        return Unreadable(
            text,
            Bilingual(
                zh=f"“{tight}”的比较符号无法辨认，可能是≥或≤的误识别",
                en=f'the sign of "{tight}" cannot be read; perhaps a misread ≥ or ≤',
            ),
        )
    tight = _PER_MANY.sub("/十万", tight)
    band = read_bounds(text, tight) or read_deviation(text, tight)
    if band is not None:
        return band
    short = _RATE_BESIDE.sub("", _REMARK.sub("", tight))
    if short != tight and _TOKEN.search(short):
        tight = short
    tokens = list(_TOKEN.finditer(tight))
    if not tokens:
        return None
    parts: list[_Part] = []
    for index, token in enumerate(tokens):
        end = tokens[index + 1].start() if index + 1 < len(tokens) else len(tight)
        start = tokens[index - 1].end() if index else 0
        part = _part(tight[start : token.start()] if not index else "", token.group(), tight[token.end() : end])
        if part is None:
            return _malformed(text, token.group())
        parts.append(part)
    if len(parts) == 1:
        return _single(text, tight, parts[0])
    return _several(text, tight, parts)


def _part(head: str, printed: str, tail: str) -> _Part | None:
    stripped = printed.rstrip(".,")
    amount = to_decimal(stripped)
    if amount is None:
        return None
    if stripped.startswith("-") and head and head[-1] not in SYMBOLS and head[-1] not in _MONEY_MARKS:
        # After words a hyphen may be a dash or a minus (`增长率-5%`); the label keeps the doubt.
        head += "-"
    tail = printed[len(stripped) :] + tail
    sign, label = sign_before(head.rstrip(_MONEY_MARKS))
    found = unit_at(tail)
    unit = ""
    if found is not None:
        unit, tail = found[0].name, tail[found[1] :]
    elif head[-1:] in _MONEY_MARKS and head:
        unit = "元"
    after, tail = sign_after(tail)
    if found is None and after and (further := unit_at(tail)) is not None:
        # `80余次`: the vague word stands between number and unit.
        unit, tail = further[0].name, tail[further[1] :]
    for spelled, share in _SHARES.items():
        if label.endswith(spelled) and not unit:
            label, unit = label.removesuffix(spelled), share
            before, label = sign_before(label)
            sign = before or sign
    return _Part(label.lstrip(",").strip(":、"), sign or after, Quantity(amount, unit), tail, bool(unit) or not tail)


def _single(text: str, tight: str, part: _Part) -> Expression | Unreadable | None:
    doubtful = part.label.endswith("-") and len(_HANZI.findall(part.label)) > 1
    if doubtful or any(word in part.label or word in part.tail for word in words("undone_words")):
        return Expression(text, "statement")
    if not part.known_unit and not _says_only_done(part.tail):
        return _unknown_unit(text, tight, part)
    if _LABEL.fullmatch(part.label) is None or _WORDS.fullmatch(part.tail) is None:
        return _odd_marks(text, tight)
    if len(part.label) > _LONGEST_LABEL or len(part.tail) > _LONGEST_LABEL or "," in part.label[:-1]:
        return None
    further, label = asked_before(part.label)
    further = further or asked_behind(part.tail)
    quantity = part.quantity
    kind: TargetKind = (
        "frequency" if quantity.unit.startswith(("次/", "期/", "场/")) and _per_period(quantity.unit) else "quantity"
    )
    return Expression(text, kind, sign=part.sign, quantity=quantity, word=label, further=further)


def _per_period(unit: str) -> bool:
    found = unit_at(unit)
    return found is not None and bool(found[0].period)


def _says_only_done(tail: str) -> bool:
    return any(tail.startswith(word) for word in words("completion_words")) or not any(map(str.isalnum, tail))


def _unknown_unit(text: str, tight: str, part: _Part) -> Expression | Unreadable | None:
    tail = part.tail
    if _NOUN.fullmatch(tail):
        # A noun that counts itself (15社区): understood by people, though no unit of measure.
        if part.sign:
            return Expression(text, "quantity", sign=part.sign, quantity=Quantity(part.quantity.amount, tail))
        return Expression(text, "statement", quantity=Quantity(part.quantity.amount, tail))
    if len(_HANZI.findall(tight)) >= 5:
        return None
    return Unreadable(text, Bilingual(zh=f"“{tail}”不是已知的计量单位", en=f'"{tail}" is not a known unit'))


def _odd_marks(text: str, tight: str) -> Unreadable | None:
    if len(_HANZI.findall(tight)) >= 5:
        return None
    return Unreadable(
        text, Bilingual(zh=f"“{tight}”里有无法理解的符号", en=f'"{tight}" holds marks that cannot be understood')
    )


def _several(text: str, tight: str, parts: list[_Part]) -> Expression | Unreadable | None:
    first, second = parts[0], parts[1]
    dash = _RANGE.fullmatch(first.tail) or (second.quantity.amount < 0 and not first.tail)
    if len(parts) == 2 and (dash or joined_bounds(first.sign, first.tail)):
        between = _range(text, first, second)
        if between is not None:
            return between
    sentence = sum(len(_HANZI.findall(part.label + part.tail)) for part in parts)
    if any(len(part.tail) > _LONGEST_LABEL for part in parts) or sentence > 8 * len(parts):
        return None
    if any("=" in part.tail for part in parts) and not any(_HANZI.search(part.tail) for part in parts):
        return _odd_marks(text, tight)
    signs = {part.sign for part in parts}
    return Expression(
        text,
        "compound",
        sign=signs.pop() if len(signs) == 1 else "",
        word=first.label.rstrip(","),
        parts=(first.quantity, *(Quantity(abs(part.quantity.amount), part.quantity.unit) for part in parts[1:])),
    )


def _range(text: str, first: _Part, second: _Part) -> Expression | Unreadable | None:
    upper = Quantity(abs(second.quantity.amount), second.quantity.unit)
    # `1万-2万元`: what the lower end leaves out, the upper end says.
    abridged = upper.unit.startswith(first.quantity.unit)
    lower = Quantity(first.quantity.amount, upper.unit if abridged else first.quantity.unit)
    if unit_of(lower).key != unit_of(upper).key:
        return None
    if base_amount(lower) > base_amount(upper):
        return Unreadable(
            text,
            Bilingual(
                zh=f"区间的下限{lower.amount}大于上限{upper.amount}",
                en=f"the range runs backwards, from {lower.amount} to {upper.amount}",
            ),
        )
    return Expression(text, "range", quantity=lower, upper=upper, word=first.label.rstrip(","))


def _malformed(text: str, printed: str) -> Unreadable:
    return Unreadable(
        text,
        Bilingual(
            zh=f"“{printed}”的小数点或千分位写法不成数字", en=f'"{printed}" is malformed: check its points and commas'
        ),
    )
