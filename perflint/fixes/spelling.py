"""How a number or a target is spelt when it is spelt plainly: half-width digits and signs, no stray blanks.

    １０      → 10          ９５．５％ → 95.5%
    ＞=95%   → ≥95%         9. 5       → 9.5
    < = 3    → ≤3           50，000    → 50,000

The caller proves that the value is the same: a spelling that reads otherwise afterwards is given up.
"""

import re
from typing import Any

import msgspec

# Full-width digits, and the signs between and around them.
_PLAIN = {full: full - 0xFEE0 for full in range(ord("０"), ord("９") + 1)} | {
    ord("．"): ".",
    ord("％"): "%",
    ord("，"): ",",
    ord("－"): "-",
    ord("＋"): "+",
    ord("＞"): ">",
    ord("＜"): "<",
    ord("＝"): "=",
    0xA0: " ",
    0x3000: " ",
}
_AT_LEAST = re.compile(r"(?:> *=|= *>|≧|⩾|≥ *=)")
_AT_MOST = re.compile(r"(?:< *=|= *<|≦|⩽|≤ *=)")
_SIGNED = re.compile(r"(?<=[<>≥≤=]) +(?=[\d.])")
_IN_NUMBER = re.compile(r"(?<=\d) *([.,]) *(?=\d)|(?<=\d) +(?=%)")
# Nothing but one value, perhaps with its sign and a unit: sentences are left alone.
_VALUE = re.compile(r"[<>≥≤=]? ?[+-]?\d[\d,]*(?:\.\d+)?%?(?: ?[\u4e00-\u9fff]{1,4})?")


def tidy(text: str) -> str:
    """The plain spelling of a text that is one value; any other text as it is."""
    plain = text.translate(_PLAIN)
    plain = _AT_MOST.sub("≤", _AT_LEAST.sub("≥", plain))
    plain = _IN_NUMBER.sub(lambda match: match[1] or "", _SIGNED.sub("", plain)).strip()
    return plain if _VALUE.fullmatch(plain) else text


def same_value(one: Any, other: Any) -> bool:
    """Whether two parsed values mean the same, however each was spelt."""
    return bool(_meaning(one) == _meaning(other))


def _meaning(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name != "text")
        return [type(value), *((name, _meaning(getattr(value, name))) for name in names)]
    return [_meaning(member) for member in value] if isinstance(value, tuple) else value
