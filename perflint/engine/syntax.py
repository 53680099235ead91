"""Why a text is no expression: what stands or is missing at which place, and what to type instead.

Python's parser only says "invalid syntax". The likeliest slips of people who write Chinese are told apart here:
Chinese quotation marks and full-width signs, `85%`, a half-written comparison, `&&`, a single `=`.
"""

import re

from perflint.engine.faults import Fault
from perflint.language import Bilingual
from perflint.patterns import pattern

_QUOTED = pattern(r"'[^']*'|\"[^\"]*\"")
_CHINESE_QUOTED = pattern(r"[“”][^“”]*[“”]|[‘’][^‘’]*[‘’]|「[^」]*」|『[^』]*』|《[^》]*》|＂[^＂]*＂|＇[^＇]*＇")
# What people type where the rule language has an ASCII sign; full-width ASCII is folded by itself.
_SIGNS = {
    "≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-",
    "–": "-", "—": "-", "、": ",", "。": ".", "【": "[", "】": "]", "〔": "(", "〕": ")", "《": "'", "》": "'",
    "“": "'", "”": "'", "‘": "'", "’": "'", "「": "'", "」": "'", "…": "", "·": ".",
}  # fmt: skip
_FOREIGN = {
    "&&": "and", "||": "or", "=>": ">=", "=<": "<=", "<>": "!=", "===": "==", "!": "not", "&": "and", "|": "or",
}  # fmt: skip
_FOREIGN_SIGN = pattern(r"&&|\|\||===|=>|=<|<>|!(?!=)|[&|]")
_PERCENT = pattern(r"\d+(?:\.\d+)?\s*%(?=\s*(?:$|[\])},<>=!]|(?:and|or|if|else|not|in|for)\b))")
_OPEN_END = pattern(r"(?:\b(?:and|or|not|in|if|else|for)|[<>=!]=|[-+*/%<>,.(\[])\s*$")
_OPEN_START = pattern(r"\s*(\b(?:and|or|in|if|else|for)\b|[<>=!]=|[*/%<>,.)\]])")
_CAPITALS = pattern(r"\b(AND|OR|NOT|And|Or|Not|IN)\b")
_INFIX = pattern(r"[\w)\]]\s+(contains|starts|ends|matches)\s+\S")
_BETWEEN = pattern(r"\b(between)\b")
_UNIT = pattern(r"\d([\u4e00-\u9fff]+)")
_IF = pattern(r"\S\s+(if)\b")
_SINGLE_EQUALS = pattern(r"(?<![<>=!])=(?!=)")


def syntax_fault(text: str, error: SyntaxError) -> Fault:
    """The mistake behind a text that Python's parser refused, with its place in `text`."""
    # Quoted texts may hold any sign.
    bare = _QUOTED.sub(lambda found: "'" + "_" * (len(found[0]) - 2) + "'", text)
    for explain in (_full_width, _percent, _foreign, _single_equals, _brackets_and_quotes, _half, _spoken):
        fault = explain(bare, error)
        if fault is not None:
            return fault
    return _somewhere(text, error)


def _fault(start: int, word: str, zh: str, en: str) -> Fault:
    return Fault(start, max(1, len(word)), Bilingual(zh, en))


def _full_width(text: str, _: SyntaxError) -> Fault | None:
    quoted = _CHINESE_QUOTED.search(text)
    if quoted is not None:
        inside = quoted[0][1:-1]
        return _fault(
            quoted.start(), quoted[0],
            f"表达式里的文字不能用中文引号，请用英文引号：'{inside}'",
            f"texts in expressions take straight quotes: '{inside}'",
        )  # fmt: skip
    for position, char in enumerate(text):
        plain = _SIGNS.get(char) or (chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else "")
        if plain == "%":
            return _fault(position, char, *_percent_words("85％"))
        if plain:
            zh = f"“{char}”是中文（全角）符号，请用英文符号 {plain}"
            return _fault(position, char, zh, f"{char} is a full-width sign; type {plain}")
    return None


def _percent(text: str, _: SyntaxError) -> Fault | None:
    found = _PERCENT.search(text)
    return None if found is None else _fault(found.start(), found[0], *_percent_words(found[0]))


def _percent_words(printed: str) -> tuple[str, str]:
    return (
        f"表达式里没有百分数 {printed}：rate 是小数，85% 写 0.85；target.amount 是印出的数，85% 写 85",
        f"no {printed} in expressions: a rate is a fraction (0.85 for 85%), target.amount the printed number (85)",
    )


def _foreign(text: str, _: SyntaxError) -> Fault | None:
    found = _FOREIGN_SIGN.search(text)
    if found is None:
        return None
    sign, ours = found[0], _FOREIGN[found[0]]
    return _fault(found.start(), sign, f"规则语言没有 {sign}，请写 {ours}", f"{sign} is not known here; write {ours}")


def _single_equals(text: str, _: SyntaxError) -> Fault | None:
    found = _SINGLE_EQUALS.search(text)
    return None if found is None else _fault(found.start(), "=", "判断相等请写 ==", "to compare, write ==")


def _brackets_and_quotes(_: str, error: SyntaxError) -> Fault | None:
    start = max(0, (error.offset or 1) - 1)
    said = error.msg or ""
    if "was never closed" in said:
        return _fault(start, "(", f"括号 {said[1:2]} 没有结束", f"the bracket {said[1:2]} is never closed")
    if said.startswith("unmatched") or "does not match" in said:
        return _fault(start, ")", "括号不成对", "a bracket without its partner")
    if said.startswith("unterminated string"):
        return _fault(start, "'", "引号没有结束", "the quotation mark is never closed")
    return None


def _half(text: str, _: SyntaxError) -> Fault | None:
    end = _OPEN_END.search(text)
    if end is not None:
        sign = end[0].strip()
        return _fault(end.start(), sign, f"{sign} 后面缺少一个值", f"a value is missing behind {sign}")
    start = _OPEN_START.match(text)
    if start is not None:
        return _fault(start.start(1), start[1], f"{start[1]} 前面缺少一个值", f"a value is missing before {start[1]}")
    return None


def _spoken(text: str, _: SyntaxError) -> Fault | None:
    """Words and units as one says them: `AND`, `name contains 'x'`, `between 2 and 5`, `2分`, `x if y`."""
    for found, zh, en in (
        (_CAPITALS.search(text), "{0} 要小写：{1}", "write {0} in small letters: {1}"),
        (_INFIX.search(text), "写成 {1}(名称, '文字')", "write {1}(name, 'text')"),
        (_BETWEEN.search(text), "写成 2 <= 名称 <= 5 这样", "write 2 <= name <= 5 or the like"),
        (_UNIT.search(text), "数字后面不写单位", "no unit behind a number"),
        (
            None if "else" in text else _IF.search(text),
            "if 后面还要有 else：甲 if 条件 else 乙",
            "`if` wants an `else`: a if b else c",
        ),
    ):
        if found is not None:
            word = found[1]
            return _fault(found.start(1), word, zh.format(word, word.lower()), en.format(word, word.lower()))
    return None


def _somewhere(text: str, error: SyntaxError) -> Fault:
    start = min(max(0, (error.offset or 1) - 1), len(text) - 1)
    found = re.compile(r"\w+|\S").search(text, start)
    word = found[0] if found else text[start]
    start = found.start() if found else start
    return _fault(
        start, word,
        f"从“{word}”起看不懂：前面可能缺少运算符（如 and、>、==）或逗号，或者它放错了位置",
        f"not understood from {word} on: an operator (and, >, ==) or a comma may be missing before it",
    )  # fmt: skip
