"""The fixed words that several reports share, in both languages."""

from collections.abc import Iterable
from typing import Literal

from perflint.documents.model import Address
from perflint.engine.outcome import FormRef, Severity
from perflint.language import Bilingual, Language

NO_FORM = Bilingual(
    "没有认出绩效表；如果有，请用 perflint parse --tables 看读到了什么",
    "no performance form was recognised in it; if there is one, perflint parse --tables shows what was read",
)
SEVERITY_NAMES: dict[Severity, Bilingual] = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "info": Bilingual("提示", "info"),
}

# What stands between a finding and its counting: in the baseline, waived, or nothing ("" where no baseline is used).
State = Literal["", "new", "known", "waived"]
STATE_NAMES: dict[State, Bilingual] = {
    "": Bilingual("", ""),
    "new": Bilingual("新增", "new"),
    "known": Bilingual("基线已有", "in the baseline"),
    "waived": Bilingual("已豁免", "waived"),
}
NOT_EVALUATED = Bilingual("规则未判断", "not evaluated")

STATUS_NAMES = {
    "stable": Bilingual("正式", "stable"),
    "preview": Bilingual("试行（默认不用）", "preview (off unless selected)"),
    "retired": Bilingual("停用", "retired"),
}

KIND_NAMES = {
    "project_self_evaluation": Bilingual("项目支出绩效自评表", "project self-evaluation"),
    "department_self_evaluation": Bilingual("部门整体支出绩效自评表", "department self-evaluation"),
    "project_targets": Bilingual("项目绩效目标表", "project targets"),
    "monitoring": Bilingual("绩效运行监控表", "monitoring form"),
    "recheck": Bilingual("自评复核表", "re-check form"),
    "report": Bilingual("文字形式的自评报告", "report in prose"),
    "unrecognised": Bilingual("认不出的表", "form that was not understood"),
}

NO_RULE_APPLIES = Bilingual(
    "没有规则适用于这类表，未作任何评判",
    "no rule is meant for this kind of form: nothing was judged",
)
NOTHING_FOUND = Bilingual("未发现问题", "nothing found")
PASSED_OVER = Bilingual(
    "所选规则不适用于这类表，略过", "none of the selected rules is meant for this kind of form: passed over"
)
NOTHING_EVALUATED = Bilingual(
    "没有一条规则能够评判，不代表没有问题", "no rule could be evaluated: this does not mean that the form is right"
)


def sentences(texts: Iterable[str], language: Language) -> str:
    """The texts in one line, each ending like a sentence; empty ones are left out."""
    stop, gap = ("。", "") if language == "zh" else (".", " ")
    return gap.join(text if text.endswith(("。", ".", "！", "!", "？", "?")) else text + stop for text in texts if text)


def form_name(ref: FormRef, language: Language) -> str:
    """`第2张表 项目名称` or `form 2 project`; the number counts from 1 as people do."""
    number = f"第{ref.index + 1}张表" if language == "zh" else f"form {ref.index + 1}"
    return f"{number} {ref.project}" if ref.project else number


def kind_name(kind: str, language: Language) -> str:
    """The kind of form in words; an unknown kind is shown as it is called."""
    return KIND_NAMES[kind].pick(language) if kind in KIND_NAMES else kind


def place_name(address: Address | None, language: Language) -> str:
    """The address in words, or that the layout has no such cell."""
    if address is None:
        return "表中无此格" if language == "zh" else "no such cell"
    return address.describe(language)


def row_name(address: Address | None, language: Language) -> str:
    """The address in words, of a text file the line alone: enough where the field is named beside it."""
    if address is not None and address.place == "line":
        return f"第{address.row}行" if language == "zh" else f"line {address.row}"
    return place_name(address, language)
