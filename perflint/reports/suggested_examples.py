"""Examples that a rule lacks, as YAML that can be put into its file once somebody has read them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perflint.engine.suggesting import Suggestion
from perflint.engine.tidiness import Review
from perflint.language import Language
from perflint.patterns import pattern
from perflint.reports.field_names import field_name

_PLAIN = pattern(r"[\w≥≤≈＞＜＝.，。、；：（）%/“”][\w≥≤≈＞＜＝.，。、；：（）%/“”\- ]*")
_NUMBER = pattern(r"[-+]?[0-9.]+")
_WHOLE: dict[tuple[str | int, ...], str] = {
    ("budget",): "资金情况", ("total",): "总分行", ("goal",): "年度总体目标", ("indicators",): "指标",
    ("kind",): "表的种类", ("lacks",): "缺失的部分",
}  # fmt: skip
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "~")


def suggested_examples(reviews: Sequence[Review], language: Language) -> str:
    """For each rule that lacks examples: its file, and the examples by kind."""
    return "".join(f"{line}\n" for review in reviews if review.suggested for line in _of_rule(review, language))


def _of_rule(review: Review, language: Language) -> Iterator[str]:
    told = (
        "可以补充的例子（先核对是不是该这样判，再放进文件）"
        if language == "zh"
        else "examples that it lacks (read first whether they are right)"
    )
    yield f"# {review.rule.path}: {told}"
    for kind in ("pass", "fail", "skip"):
        listed = [one for one in review.suggested if one.kind == kind]
        if listed:
            yield f"  {kind}:"
            yield from (f"    - {_example(one)}" for one in listed)


def _example(suggestion: Suggestion) -> str:
    data: dict[str, Any] = {"note": _note(suggestion), "form": suggestion.form}
    if suggestion.params:
        data["params"] = dict(suggestion.params)
    return flow(data)


def _note(suggestion: Suggestion) -> str:
    """What was changed, in the words of the form; of the only indicator without its number."""
    said = []
    for change in suggestion.changes:
        name = _WHOLE.get(change.at) or field_name(".".join(map(str, change.at)), "zh")
        if change.at[0] == "indicators" and len(suggestion.form.get("indicators", ())) == 1:
            name = name.rpartition("·")[2]
        said.append(f"没有{name}" if change.to is None else f"{name}为{change.to}" if change.to else f"{name}空着")
    return "，".join(said)


def flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(key))}: {flow(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None:
        return "''"
    return _scalar(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _scalar(text: str) -> str:
    """A text without quotes where YAML reads it as that text."""
    if _PLAIN.fullmatch(text) and not _NUMBER.fullmatch(text) and text.lower() not in _WORDS and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)
