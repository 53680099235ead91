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
CODE = Text(
    pattern=r"[A-Z]{1,8}[0-9]{1,5}", like=Bilingual("大写字母加数字，如 PF201", "capitals and digits, such as PF201")
)
NAME = Text(
    pattern=r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    like=Bilingual(
        "小写单词以连字符相连，如 execution-points", "lower-case words with hyphens, such as execution-points"
    ),
)
_FORM = Anything("a fragment of a form in the structure that `perflint parse` prints")
_SOURCE = RecordOf({
    "document": Key(Text(), required=True, help="title or number of the regulation or form"),
    "article": Key(Text(), help="only where somebody read it: needs checked: true"),
    "says": Key(SENTENCE, required=True, help="what it demands, in your own words"),
    "checked": Key(YesNo(), help="true if the text itself was read"),
})  # fmt: skip
_APPLIES = RecordOf({
    "kinds": Key(ListOf(Text(choices=get_args(Kind)), least=1)),
    "years": Key(RecordOf({"from": Key(Whole(1949)), "until": Key(Whole(1949))})),
    "complete": Key(YesNo(), help="needs a form without lacking parts, else not evaluated"),
    "parts": Key(ListOf(Text(choices=get_args(Part))), help="needs these parts of the form, else not evaluated"),
    "columns": Key(ListOf(Text(choices=COLUMNS)), help="only layouts that print these indicator columns"),
})  # fmt: skip
_FIX = RecordOf({
    "field": Key(Formula(), required=True),
    "to": Key(Formula(), required=True),
    "kind": Key(Text(choices=("format", "recompute", "text")), required=True),
})  # fmt: skip
_REQUIREMENT = RecordOf({
    "that": Key(Formula(), required=True),
    "otherwise": Key(SENTENCE, required=True, help="the reason, may hold {expressions}"),
})  # fmt: skip
_EXAMPLE = {
    "note": Key(Text()),
    "form": Key(_FORM, required=True),
    "params": Key(TableOf(Setting()), help="parameters set for this example"),
}
_FAILING = {
    "at": Key(Text(), help="path of the primary field, such as budget.total.score"),
    "count": Key(Whole(1), help="how many findings"),
    "message": Key(RecordOf({"zh": Key(Text()), "en": Key(Text())})),
}
# What one claim consists of; a rule has these keys itself, or several `cases` with them.
CASE = {
    "severity": Key(Text(choices=SEVERITIES), help="error | warning | info"),
    "each": Key(Text(choices=SCOPES), help="what is judged, one by one"),
    "when": Key(Formula(), help="else the rule does not apply here"),
    "requires": Key(ListOf(_REQUIREMENT), help="what one must know to judge; else not evaluated"),
    "let": Key(TableOf(Formula()), help="named intermediate values, in order"),
    "assert": Key(Formula(), help="what must hold"),
    "at": Key(Formula(), help="the primary field; default: the first field read in assert"),
    "message": Key(SENTENCE, help="what is wrong, with its numbers"),
    "advice": Key(SENTENCE, help="what to do"),
    "why": Key(SENTENCE, help="the reason in one sentence; default: what the first source says"),
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
    "source": Key(ListOf(_SOURCE, least=1), required=True),
    "applies": Key(_APPLIES),
    "params": Key(TableOf(RecordOf({"default": Key(Setting(), required=True), "help": Key(SENTENCE, required=True)}))),
    **CASE,
    "cases": Key(ListOf(RecordOf(CASE), least=1), help="several claims; keys left out are those of the rule"),
    "overrides": Key(Text(), help="the built-in rule that this one replaces"),
    "reason": Key(Text(), help="why it replaces the built-in rule"),
    "examples": Key(RecordOf({
        "pass": Key(ListOf(RecordOf(_EXAMPLE))),
        "fail": Key(ListOf(RecordOf({**_EXAMPLE, **_FAILING}))),
        "skip": Key(ListOf(RecordOf(_EXAMPLE)), help="must come out as not evaluated"),
    })),
}, title="perflint rule")  # fmt: skip


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of rule files, for editors and for `perflint schema rule`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RULE.schema()}
