"""What a clerk calls a field."""

import pytest

from perflint.language import Language
from perflint.reports.field_names import field_name


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("budget.total.score", "zh", "年度资金总额·得分"),
        ("budget.appropriation.annual", "zh", "当年财政拨款·全年预算数"),
        ("budget.项目支出.rate", "zh", "项目支出·执行率"),
        ("budget.1.2其他.executed", "zh", "1.2其他·全年执行数"),
        ("budget.total", "zh", "年度资金总额"),
        ("total.score", "zh", "总分·得分"),
        ("goal.actual", "zh", "年度总体目标·实际完成情况"),
        ("project", "zh", "项目名称"),
        ("funds.prior_budget", "zh", "上年预算"),
        ("level1_weight.产出指标(50分)", "zh", "产出指标(50分)·分值"),
        ("indicators.3.deviation", "zh", "第4条指标·偏差原因"),
        ("indicators.3", "zh", "第4条指标"),
        ("indicators", "zh", "指标"),
        ("something.new", "zh", "new"),
        ("budget.total.score", "en", "total funds·score"),
        ("indicators.0.actual", "en", "indicator 1·actual"),
    ],
)
def test_field_name(path: str, language: Language, name: str) -> None:
    """Rows and columns have the words of the form, indicators their number, and unknown paths stay as they are."""
    assert field_name(path, language) == name


def test_an_indicator_goes_by_its_name() -> None:
    """Where the name is known nobody has to count rows."""
    assert field_name("indicators.3.target", "zh", indicator="购置数量") == "购置数量·指标值"
