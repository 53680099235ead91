r"""Formulas of converters ($\geq 95\%$) and Markdown's backslashes: what was printed is read."""

import pytest

from perflint.documents import read_bytes
from perflint.documents.formulas import plain
from perflint.documents.model import Table


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"$\geq 95\%$", "≥95%"),
        (r"$\geqslant 20000$ 剂次", "≥20000 剂次"),
        (r"${\leqslant}9 8 . 5 \%$", "≤98.5%"),
        (r"\( \ge 3 \mathrm{~m}^{2} \)", "≥3m²"),
        (r"$5 0 \text{家}$", "50家"),
        (r"≤$200/10$万", "≤$200/10$万"),
        (r"$100.00\%$", "100.00%"),
        ("$ 100 $", "100"),
        (r"$20 \sim 30$℃", "20~30℃"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        (r"$x_{1} \geq 2$", r"$x_{1} \geq 2$"),
        ("单价$100，合计$300", "单价$100，合计$300"),
        ("约$5", "约$5"),
        (r"C:\data\（1）", r"C:\data\（1）"),
    ],
)
def test_formulas_of_signs_and_figures(text: str, printed: str) -> None:
    """Signs, figures and units are printed as such; everything else is left alone."""
    assert plain(text) == printed


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r"\>=95%", ">=95%"),
        (r"10\~20", "10~20"),
        (r"\*\*", "**"),
        (r"a\|b", "a|b"),
        (r"1\. 完成", "1. 完成"),
        (r"\数量", r"\数量"),
        (r"$\geq 95\%$", "≥95%"),
    ],
)
def test_marks_behind_a_backslash_in_markdown(cell: str, text: str) -> None:
    """Converters put a backslash before every mark that Markdown could take for its own."""
    [table] = read_bytes(f"| 名称 | 目标 |\n|---|---|\n| 一 | {cell} |\n".encode(), "form.md").blocks
    assert isinstance(table, Table)
    assert [one.text for one in table.rows[-1].cells] == ["一", text]


def test_formulas_in_tables_of_tags() -> None:
    """Markdown whose tables are written in HTML is read by the reader of pages."""
    page = r"# 自评表" + "\n\n" + r"<table><tr><td>接种率</td><td>$\geq 95 \%$</td></tr></table>"
    document = read_bytes(page.encode(), "form.md")
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [one.text for one in table.rows[0].cells] == ["接种率", "≥95%"]
