"""What messages print."""

from typing import Any

import pytest

from perflint.engine.message import nested
from tests.engine.building import only_finding, rows, rule

ROW = {
    "name": "培训人次",
    "target": "≥95%",
    "actual": "96%",
    "weight": "10.0",
    "score": "１２.50",
    "deviation": "",
}
PIECES = [
    ("{name}", "培训人次", "培训人次"),
    ("{weight}", "10.0", "10.0"),
    ("{score}", "１２.50", "１２.50"),
    ("{target}", "≥95%", "≥95%"),
    ("{deviation}", "空", "blank"),
    ("{level1}", "空", "blank"),
    ("{form.total.score}", "空", "blank"),
    ("{form.total.score + 1}", "空", "blank"),
    ("{weight / 0}", "空", "blank"),
    ("{weight - 10}", "0", "0"),
    ("{weight * 100}", "1000", "1000"),
    ("{weight / 3}", "3.333333", "3.333333"),
    ("{weight / 3:.2f}", "3.33", "3.33"),
    ("{weight:.2f}", "10.00", "10.00"),
    ("{ratio:.2%}", "125.00%", "125.00%"),
    ("{ratio:.0%}", "125%", "125%"),
    ("{weight * 123456:,}", "1,234,560.0", "1,234,560.0"),
    ("{weight * 123456:,.2f}", "1,234,560.00", "1,234,560.00"),
    ("{percent(ratio)}", "125.00%", "125.00%"),
    ("{limit}", "0.5", "0.5"),
    ("{score > weight}", "是", "yes"),
    ("{verdict}", "达到", "met"),
    ("{[i.name for i in form.indicators]}", "培训人次", "培训人次"),
    ("{['甲', '乙']}", "甲、乙", "甲, 乙"),
    ("{'a:b}c'}", "a:b}c", "a:b}c"),
    ("{{{weight}}}", "{10.0}", "{10.0}"),
    ("满 {weight} 分得 {score} 分", "满 10.0 分得 １２.50 分", "满 10.0 分得 １２.50 分"),
    ("100%", "100%", "100%"),
]


@pytest.mark.parametrize(("text", "zh", "en"), PIECES)
def test_placeholders(text: str, zh: str, en: str) -> None:
    """A field prints as printed, a computed number plainly, what is missing as blank; both languages."""
    quoted = text.replace("'", "''")
    body = "each: indicator\nparams:\n  limit: {default: 0.5, help: {zh: x, en: x}}\nlet: {ratio: score / weight}\n"
    judged = rule(
        f"{body}assert: score <= weight",
        tail=f"message: {{zh: '{quoted}', en: '{quoted}'}}\nadvice: {{zh: 改, en: mend}}\n",
    )
    message = only_finding(judged, rows(ROW)).message
    assert (message.zh, message.en) == (zh, en)


LONG = [
    ("长" * 80, "长" * 80),
    ("长" * 81, "长" * 79 + "…"),
    ("按" * 70 + "“缺什么补什么”的原则围绕中心工作", "按" * 70 + "‘缺什么补什么’的…"),
    ("按" * 75 + "“缺什么补什么”的原则围绕中心工作", "按" * 75 + "…"),
]


def test_one_full_stop_is_enough() -> None:
    """A quoted sentence brings its own."""
    judged = rule(
        "each: indicator\nassert: blank(deviation)",
        tail="message: {zh: '写着“{deviation}”。', en: 'x'}\nadvice: {zh: 改, en: mend}\n",
    )
    said = [only_finding(judged, rows({**ROW, "deviation": text})).message.zh for text in ("经费减少。", "经费减少")]
    assert said == ["写着“经费减少。”", "写着“经费减少”。"]


@pytest.mark.parametrize(("printed", "shown"), LONG)
def test_long_texts_are_cut(printed: str, shown: str) -> None:
    """A message quotes the beginning of a long text, with its quotation marks in pairs; the finding has all of it."""
    judged = rule(
        "each: indicator\nassert: blank(deviation)",
        tail="message: {zh: '写着“{deviation}”。', en: 'x'}\nadvice: {zh: 改, en: mend}\n",
    )
    finding = only_finding(judged, rows({**ROW, "deviation": printed}))
    assert (finding.message.zh, finding.found) == (f"写着“{shown}”。", printed)


def test_advice_holds_expressions_too() -> None:
    """What to do may name the figure."""
    judged = rule(
        "each: indicator\nassert: score <= weight",
        tail="message: {zh: 不对, en: wrong}\nadvice: {zh: '不超过 {weight} 分', en: 'at most {weight}'}\n",
    )
    advice: Any = only_finding(judged, rows(ROW)).advice
    assert (advice.zh, advice.en) == ("不超过 10.0 分", "at most 10.0")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("指标““城管进社区”宣传”没有指标值。", "指标“‘城管进社区’宣传”没有指标值。"),
        ("“甲”与“乙”不同。", "“甲”与“乙”不同。"),
        ("“甲“乙”不同。", "“甲“乙”不同。"),
        ("“甲””不同。", "“甲””不同。"),
    ],
    ids=["nested", "side by side", "one not closed", "one not opened"],
)
def test_quotes_inside_quotes(sentence: str, printed: str) -> None:
    """Quotes of a name within the quotes of a message are single ones; what is not paired stays as printed."""
    assert nested(sentence) == printed
