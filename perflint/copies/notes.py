"""Findings made into notes: one text for each cell, however many findings it has.

【错误 PF201】执行率 99.89% × 10 分应得 9.99 分，填报 10 分。
算式：51914 ÷ 51970 = 99.8922%；…
依据：…
处理：…
相关：自评表!D7、自评表!E7
"""

import re
from collections.abc import Iterable

from perflint.copies.interface import Annotations, Note
from perflint.documents.model import Address
from perflint.engine.outcome import SEVERITIES, Finding, Severity
from perflint.language import Bilingual, Language

_SEVERITIES: dict[Severity, Bilingual] = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "info": Bilingual("提示", "info"),
}
_TRACE = Bilingual("算式：", "Arithmetic: ")
_WHY = Bilingual("依据：", "Why: ")
_ADVICE = Bilingual("处理：", "To do: ")
_RELATED = Bilingual("相关：", "See also: ")
_DOUBT = Bilingual("请先核对读取：", "Check the reading first: ")
_REST = Bilingual("（还有 {} 条，见报告）", "({} more: see the report)")
# An Excel comment takes 32 767 characters; nobody reads as many.
_LONGEST = 8000
_RELATED_SHOWN = 12
# What XML 1.0 cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def annotations(findings: Iterable[Finding], language: Language) -> Annotations:
    """What a document is to show of its findings: a note on each primary cell, marks on the others."""
    by_cell: dict[Address, list[Finding]] = {}
    for finding in findings:
        by_cell.setdefault(finding.address, []).append(finding)
    notes = tuple(_note(address, found, language) for address, found in by_cell.items())
    related = dict.fromkeys(
        operand.address
        for found in by_cell.values()
        for finding in found
        for operand in finding.related
        if operand.address is not None and operand.address not in by_cell
    )
    return Annotations(notes, tuple(related))


def _note(address: Address, findings: list[Finding], language: Language) -> Note:
    findings = sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.code))
    texts: list[str] = []
    length = 0
    for number, finding in enumerate(findings):
        text = _text(finding, language)[:_LONGEST]
        length += len(text)
        if length > _LONGEST:
            texts.append(_REST.pick(language).format(len(findings) - number))
            break
        texts.append(text)
    return Note(address, "\n\n".join(texts), findings[0].severity, address.describe(language))


def _text(finding: Finding, language: Language) -> str:
    severity = _SEVERITIES[finding.severity].pick(language)
    head = f"【{severity} {finding.code}】" if language == "zh" else f"[{severity} {finding.code}] "
    lines = [head + finding.message.pick(language)]
    if finding.trace:
        lines.append(_TRACE.pick(language) + finding.arithmetic(language))
    lines.append(_WHY.pick(language) + finding.why.pick(language))
    lines.append(_ADVICE.pick(language) + finding.advice.pick(language))
    places = list(dict.fromkeys(one.address.describe(language) for one in finding.related if one.address is not None))
    if places:
        comma = "、" if language == "zh" else ", "
        shown = comma.join(places[:_RELATED_SHOWN]) + ("…" if len(places) > _RELATED_SHOWN else "")
        lines.append(_RELATED.pick(language) + shown)
    if finding.doubt is not None:
        lines.append(_DOUBT.pick(language) + finding.doubt.pick(language))
    return _CONTROLS.sub("", "\n".join(line for line in lines if line.strip()))
