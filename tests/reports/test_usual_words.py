"""What the pages of rules say where a sentence is put together."""

import pytest

from perflint.reports.usual_words import usual_words

WORDS = [
    ("'预期目标'", "预期目标"),
    ("'应得 ' + plain(due, 2) + ' 分'", "应得 … 分"),
    # The last branch is the usual one.
    ("'，像是按年初预算数算的。' if by_initial else '。'", "。"),
    ("'请先换成同一单位。' if mixed else '请改为 ' + plain(due) + ' 分。'", "请改为 … 分。"),
    ("'请先换成\\n  同一单位。' if mixed else\n  '请改。'", "请改。"),
    # Short words are all said.
    ("'优' if score >= 90 else '良' if score >= 80 else '中'", "优/良/中"),
    ("('调减了' if annual < initial else '调增了') + ' ' + percent(x)", "调减了/调增了 …"),
    # What is computed has no words.
    ("points + rows", "…"),
    ("executed / annual", "…"),
    ("text(actual)", "…"),
    ("12", "…"),
    ("", "…"),
    ("not an expression", "…"),
]


@pytest.mark.parametrize(("expression", "words"), WORDS)
def test_usual_words(expression: str, words: str) -> None:
    """The words that the expression writes out, with dots where something is computed."""
    assert usual_words(expression) == words
