"""What to write instead, where a value is not of the type that is wanted."""

from perflint.engine import tree
from perflint.engine.schema import Type
from perflint.language import Bilingual

_NUMBER_PARAMETER = Bilingual(
    "；参数的默认值要写成数字，不带引号和单位：85% 写 85（与 target.amount 比）或 0.85（与 rate 比）",
    "; give the parameter a number as default, no quotes and no unit: for 85% it is 85 (target.amount) or 0.85 (rate)",
)
_FIELD_HINTS = {
    ("expression", "text"): Bilingual("，请用 text(…)", "; use text(…)"),
    ("expression", "number"): Bilingual("，请用 .amount", "; use .amount"),
    ("list", "boolean"): Bilingual(
        "；几个条件之间写 and 或 or，对一列用 any(…)、all(…)",
        "; join conditions by and or or; of a list ask any(…) or all(…)",
    ),
    ("text", "boolean"): Bilingual("，请用 present(…) 或比较", "; use present(…) or a comparison"),
    ("number", "boolean"): Bilingual("，请写成比较，如 x > 0", "; write a comparison such as x > 0"),
}


def type_hint(node: tree.Node, wanted: Type) -> Bilingual:
    """The remedy behind "a number wanted here, not a text"; empty where there is none to name."""
    if isinstance(node, tree.Local) and node.origin == "param" and wanted.kind == "number":
        return _NUMBER_PARAMETER
    if node.type.kind == "text" and wanted.kind == "list":
        return Bilingual("；文字的长度用 length(…)", "; the length of a text is length(…)")
    return _FIELD_HINTS.get((node.type.kind, wanted.kind), Bilingual("", ""))
