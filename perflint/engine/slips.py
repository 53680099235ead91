"""What people write who say a closed word in Chinese, a key in another language, or a value in another shape.

Looked into only where something is wrong, so that good rule files load without it.
"""

from collections.abc import Iterable

from perflint.engine.faults import did_you_mean, nearest_word
from perflint.language import Bilingual
from perflint.patterns import pattern

# Closed words as people say them.
_WORDS = {
    "错误": "error", "严重": "error", "致命": "error", "critical": "error", "fatal": "error", "high": "error",
    "警告": "warning", "警示": "warning", "medium": "warning",
    "提示": "info", "信息": "info", "建议": "info", "note": "info", "notice": "info", "hint": "info", "low": "info",
    "稳定": "stable", "正式": "stable", "试行": "preview", "试用": "preview", "预览": "preview", "draft": "preview",
    "停用": "retired", "作废": "retired", "废止": "retired", "deprecated": "retired",
    "表": "form", "整张表": "form", "指标": "indicator", "指标行": "indicator", "row": "indicator",
    "模板行": "placeholder", "资金": "budget_line", "资金行": "budget_line", "总分": "total", "总分行": "total",
    "分组": "group", "年度资金总额": "budget.total", "资金总额": "budget.total",
    "达到": "met", "已达到": "met", "达成": "met", "部分达到": "partly", "部分达成": "partly", "未达到": "missed",
    "没有达到": "missed", "未达成": "missed", "无法判断": "cannot_tell",
    "数": "quantity", "数字": "quantity", "数量": "quantity", "定量": "quantity", "number": "quantity",
    "区间": "range", "范围": "range", "日期": "date", "时间": "date", "期间": "period", "频次": "frequency",
    "定性": "word", "文字": "word", "text": "word", "选项": "choices",
    "项目支出绩效自评表": "project_self_evaluation", "项目": "project_self_evaluation",
    "部门整体支出绩效自评表": "department_self_evaluation", "部门": "department_self_evaluation",
    "绩效目标表": "project_targets",
    "格式": "format", "重算": "recompute",
}  # fmt: skip
_YES = frozenset(("true", "yes", "y", "on", "是", "对", "真", "有"))
_NO = frozenset(("false", "no", "n", "off", "否", "不是", "假", "没有"))
# What keys are called by people who guess.
_KEYS = {
    "where": "when", "if": "when", "condition": "when", "filter": "when", "check": "assert", "test": "assert",
    "id": "code", "scope": "each", "for": "each", "foreach": "each", "level": "severity", "help": "advice",
    "hint": "advice", "vars": "let", "variables": "let", "parameters": "params", "description": "title",
    "field": "at", "require": "requires", "sources": "source", "example": "examples", "text": "message",
    "编号": "code", "代码": "code", "名称": "name", "状态": "status", "级别": "severity", "严重程度": "severity",
    "标题": "title", "依据": "source", "来源": "source", "适用": "applies", "范围": "each", "对象": "each",
    "参数": "params", "条件": "when", "前提": "requires", "变量": "let", "断言": "assert", "判断": "assert",
    "位置": "at", "消息": "message", "信息": "message", "提示": "message", "建议": "advice", "原因": "why",
    "应为": "expected", "实为": "found", "修改": "fix", "例子": "examples", "示例": "examples",
    "文件": "document", "要求": "says", "条款": "article", "中文": "zh", "英文": "en",
}  # fmt: skip
_ASSIGNED = pattern(r"\s*([A-Za-z_]\w*)\s*[=：:]")
_WIDE_KEY = pattern(r"\s*([\w.-]+?)\s*：")
# Records with more keys than this are not written out.
_FEW = 3


def meant_key(word: str, known: Iterable[str]) -> str | None:
    """The key that an unknown one stands for: by its spelling, else by its meaning."""
    keys = list(known)
    glued = key_with_colon(word, keys)
    if glued is not None:
        return glued[0]
    synonym = _KEYS.get(word.lower())
    return nearest_word(word, keys) or (synonym if synonym in keys else None)


def meant_word(word: str, known: Iterable[str]) -> Bilingual | None:
    """Which word of a closed set another one stands for: by its spelling, else by its meaning."""
    words = list(known)
    bare = word.strip()
    synonym = _WORDS.get(bare.lower())
    near = nearest_word(bare, words) or nearest_word(bare.removesuffix("指标"), words)
    return did_you_mean(synonym if near is None and synonym in words else near)


def meant_truth(value: object) -> Bilingual | None:
    """`true` or `false` for a word that says so, without quotes."""
    if not isinstance(value, str):
        return None
    word = value.strip().lower()
    if word in ("true", "false"):
        return Bilingual("请去掉引号", "Leave out the quotes")
    return did_you_mean("true" if word in _YES else "false" if word in _NO else None)


def meant_table(value: object, required: Iterable[str] = ()) -> Bilingual | None:
    """How a mapping is written, for a text or a number that stands where one is wanted."""
    keys = list(required)
    if isinstance(value, list):
        inside = value and all(isinstance(member, dict) for member in value)
        return Bilingual("请去掉行首的短横 -", "Leave out the dashes at the head of its lines") if inside else None
    assigned = _ASSIGNED.match(value) if isinstance(value, str) else None
    if assigned is not None and (not keys or assigned[1] in keys):
        written = f"{{{assigned[1]}: …}}"
    elif 0 < len(keys) <= _FEW:
        written = f"{{{', '.join(f'{key}: …' for key in keys)}}}"
    else:
        return None
    wide = "：" in assigned[0] if assigned is not None else False
    zh, en = ("，“：”是中文（全角）冒号", "; the colon is a full-width one") if wide else ("", "")
    return Bilingual(f"写成 {written}{zh}", f"Write {written}{en}")


def key_with_colon(name: str, known: Iterable[str]) -> tuple[str, Bilingual] | None:
    """The known key in one such as `zh：标题`, whose full-width colon parted nothing, and what is wrong with it."""
    found = _WIDE_KEY.match(name)
    if found is None or found[1] not in known:
        return None
    key = found[1]
    return key, Bilingual(f"键 {key} 后面的“：”是中文（全角）冒号，请用英文冒号加空格",
                          f"the colon behind {key} is a full-width one: type : and a blank")  # fmt: skip
