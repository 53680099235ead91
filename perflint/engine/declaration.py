"""What a rule file may contain: the one declaration behind validation, `perflint schema rule` and the documentation."""

from typing import Any, get_args

from perflint.engine.outcome import SEVERITIES
from perflint.engine.schema import SCOPES
from perflint.engine.shapes import (
    SENTENCE,
    Anything,
    Formula,
    Key,
    ListOf,
    RecordOf,
    Setting,
    TableOf,
    Text,
    Whole,
    YesNo,
)
from perflint.forms.model import Kind, Part
from perflint.language import Bilingual

# The indicator columns that a layout may print.
COLUMNS = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
# Each let is checked anew in each case.
MAX_CASES = 40
MAX_LETS = 60
CODE = Text(
    pattern=r"[A-Z]{1,8}[0-9]{1,5}", like=Bilingual("大写字母加数字，如 PF201", "capitals and digits, such as PF201")
)
NAME = Text(
    pattern=r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    like=Bilingual(
        "小写单词以连字符相连，如 execution-points", "lower-case words with hyphens, such as execution-points"
    ),
)


def _fragment() -> dict[str, Any]:
    """What `forms.structured` reads back, where every unknown key is a mistake, as JSON Schema."""
    from perflint.forms.structured import GROUP_KEYS, HEADS, INDICATOR, LINE  # noqa: PLC0415 - editors need it, rules do not

    cell = {"type": ["string", "number", "null"]}

    def each(keys: tuple[str, ...], shape: dict[str, Any]) -> dict[str, Any]:
        return {key: dict(shape) for key in keys}

    def record(keys: tuple[str, ...]) -> dict[str, Any]:
        return {"type": "object", "properties": each(keys, cell), "additionalProperties": False}

    row = record((*INDICATOR, "placeholder"))
    row["properties"]["unclear"] = {"type": "array", "items": {"enum": list(COLUMNS)}}
    return {
        "properties": {
            "kind": {"enum": list(get_args(Kind))},
            "complete": {"type": "boolean"},
            "lacks": {"type": "array", "items": {"enum": list(get_args(Part))}},
            **each((*HEADS, "year"), cell),
            "budget": {"type": "object", "additionalProperties": {"anyOf": [cell, record(LINE)]}},
            "goal": record(("expected", "actual")),
            "indicators": {"type": "array", "items": row},
            "total": record(("weight", "score", "grade")),
            **each(GROUP_KEYS, {"type": "object", "additionalProperties": cell}),
            **each(("addresses", "id", "index", "lines"), {}),
        },
        "additionalProperties": False,
    }


_FORM = Anything(
    "表的一个片段，结构同 `perflint parse` 的输出 / a fragment of a form as `perflint parse` prints it", _fragment
)
SOURCE = RecordOf({
    "document": Key(Text(), required=True, help="文件的名称或文号 / title or number of the regulation or form"),
    "article": Key(Text(), help="条款；读过原文（checked: true）才写 / only with checked: true"),
    "says": Key(SENTENCE, required=True, help="它要求什么，用自己的话写 / what it demands, in your own words"),
    "checked": Key(YesNo(), help="读过原文写 true / true if the text itself was read"),
})  # fmt: skip
_APPLIES = RecordOf({
    "kinds": Key(ListOf(Text(choices=get_args(Kind)), least=1)),
    "years": Key(RecordOf({"from": Key(Whole(1949)), "until": Key(Whole(1949))})),
    "complete": Key(YesNo(), help="只判断完整的表，残缺的不能评判 / needs a whole form, else not evaluated"),
    "parts": Key(
        ListOf(Text(choices=get_args(Part))),
        help="要有表的这些部分，缺了不能评判 / needs these parts of the form, else not evaluated",
    ),
    "columns": Key(ListOf(Text(choices=COLUMNS)), help="只看有这些栏目的表 / only layouts with these columns"),
})  # fmt: skip
_FIX = RecordOf({
    "field": Key(Formula(), required=True),
    "to": Key(Formula(), required=True),
    "kind": Key(Text(choices=("format", "recompute", "text")), required=True),
})  # fmt: skip
_REQUIREMENT = RecordOf({
    "that": Key(Formula(), required=True),
    "otherwise": Key(SENTENCE, required=True, help="不能评判的原因，可含 {算式} / the reason, may hold {expressions}"),
})  # fmt: skip
_EXAMPLE = {
    "note": Key(Text()),
    "form": Key(_FORM, required=True),
    "params": Key(TableOf(Setting()), help="这个例子用的参数 / parameters set for this example"),
}
_FAILING = {
    "at": Key(
        Text(), help="应报在哪一格，如 budget.total.score / path of the primary field, such as budget.total.score"
    ),
    "count": Key(Whole(1), help="应报几处 / how many findings"),
    "message": Key(RecordOf({"zh": Key(Text()), "en": Key(Text())})),
}
# What one claim consists of; a rule has these keys itself, or several `cases` with them.
CASE = {
    "severity": Key(Text(choices=SEVERITIES), help="级别：错误 | 警告 | 提示 / error | warning | info"),
    "each": Key(Text(choices=SCOPES), help="逐条看什么 / what is judged, one by one"),
    "when": Key(Formula(), help="什么时候才看；不成立就与本规则无关 / else the rule does not apply here"),
    "requires": Key(
        ListOf(_REQUIREMENT),
        help="要先知道什么才能判断，否则不能评判 / what one must know to judge; else not evaluated",
    ),
    "let": Key(TableOf(Formula(), most=MAX_LETS), help="中间值，依次计算 / named intermediate values, in order"),
    "assert": Key(Formula(), help="应当成立的话 / what must hold"),
    "at": Key(
        Formula(),
        help="报在哪一格；不写则为 assert 里第一个字段 / the primary field; default: the first field read in assert",
    ),
    "message": Key(SENTENCE, help="错在哪里，写出数字 / what is wrong, with its numbers"),
    "advice": Key(SENTENCE, help="怎么办 / what to do"),
    "why": Key(
        SENTENCE,
        help="理由，一句话；不写则用第一条依据 / the reason in one sentence; default: what the first source says",
    ),
    "expected": Key(Formula()),
    "found": Key(Formula()),
    "fix": Key(_FIX),
}
RULE = RecordOf({
    "code": Key(CODE, required=True),
    "name": Key(NAME, required=True),
    "aliases": Key(ListOf(NAME), help="old names, valid for ever"),
    "status": Key(Text(choices=("preview", "stable", "retired")), required=True),
    "title": Key(SENTENCE, required=True),
    "source": Key(ListOf(SOURCE, least=1), required=True),
    "applies": Key(_APPLIES),
    "params": Key(TableOf(RecordOf({"default": Key(Setting(), required=True), "help": Key(SENTENCE, required=True)}))),
    **CASE,
    "cases": Key(
        ListOf(RecordOf(CASE), least=1, most=MAX_CASES),
        help="几种情形，没写的键用规则的 / several claims; keys left out are those of the rule",
    ),
    "overrides": Key(Text(), help="它替换的内置规则 / the built-in rule that this one replaces"),
    "reason": Key(Text(), help="为什么替换 / why it replaces the built-in rule"),
    "examples": Key(RecordOf({
        "pass": Key(ListOf(RecordOf(_EXAMPLE))),
        "fail": Key(ListOf(RecordOf({**_EXAMPLE, **_FAILING}))),
        "skip": Key(ListOf(RecordOf(_EXAMPLE)), help="应不能评判的例子 / must come out as not evaluated"),
    })),
}, title="perflint rule")  # fmt: skip


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of rule files, for editors and for `perflint schema rule`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RULE.schema()}
