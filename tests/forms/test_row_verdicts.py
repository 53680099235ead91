"""The verdict on a row, where the row's own name and place have a say."""

import pytest

from perflint.forms.structured import form_from_mapping
from tests.forms.reading import recognised
from tests.forms.rendering import form_lines, sample, tabbed


@pytest.mark.parametrize(
    ("level2", "name", "target", "actual", "result"),
    [
        ("质量指标", "验收合格率", "290%", "96%", "cannot_tell"),
        ("服务对象满意度指标", "群众评价", "290%", "96%", "cannot_tell"),
        ("社会效益指标", "销售收入增长率", "290%", "96%", "missed"),
        ("质量指标", "验收合格率", "190%", "96%", "missed"),
        ("质量指标", "验收合格率", "≥90%", "96%", "met"),
    ],
)
def test_a_misread_sign_decides_nothing(level2: str, name: str, target: str, actual: str, result: str) -> None:
    """290% of a rate or a satisfaction is ≥90% with a misread sign: no actual misses it."""
    row = {"level2": level2, "name": name, "target": target, "actual": actual}
    form = form_from_mapping({"indicators": [row]})
    assert form.indicators[0].verdict.result == result


@pytest.mark.parametrize(
    ("level2", "name", "target", "actual", "result"),
    [
        # Of savings more is better, also among the costs.
        ("成本指标", "成本节约率", "10%", "12%", "met"),
        ("成本指标", "成本节约率", "10%", "8%", "missed"),
        ("成本指标", "节约成本", "节约5万元", "节约6万元", "met"),
        ("成本指标", "节约成本", "节约5万元", "节约4万元", "missed"),
        ("成本指标", "成本降低率", "5%", "6%", "met"),
        ("生态效益指标", "碳排放量", "下降5%", "下降4%", "missed"),
        ("生态效益指标", "碳排放量", "下降5%", "下降6%", "met"),
        # Of other percentages among the costs one cannot know.
        ("成本指标", "预算完成率", "95%", "98%", "cannot_tell"),
        ("成本指标", "预算执行率", "100%", "98%", "cannot_tell"),
        ("成本指标", "预算执行率", "100%", "100%", "met"),
        ("成本指标", "预算执行率", "≥95%", "98%", "met"),
        ("成本指标", "超支率", "5%", "3%", "met"),
        ("成本指标", "超支率", "5%", "6%", "missed"),
        # Money among the costs has its upper bound.
        ("成本指标", "设备采购", "45万元", "40万元", "met"),
        ("成本指标", "设备采购", "45万元", "50万元", "missed"),
        # How long a work may take, and how long a service lasts.
        ("时效指标", "建设工期", "180天", "150天", "met"),
        ("时效指标", "建设工期", "180天", "200天", "missed"),
        ("时效指标", "完成时限", "12个月", "10个月", "met"),
        ("时效指标", "服务期限", "12个月", "10个月", "missed"),
        # A rate under control is that rate.
        ("质量指标", "故障率控制情况", "5%", "3%", "met"),
        ("质量指标", "故障率控制", "5%", "6%", "missed"),
    ],
)
def test_the_name_and_the_place_tell_the_direction(
    level2: str, name: str, target: str, actual: str, result: str
) -> None:
    """Whether a target without a sign is to be reached or kept below is told by its place and its name."""
    row = {"level2": level2, "name": name, "target": target, "actual": actual}
    assert form_from_mapping({"indicators": [row]}).indicators[0].verdict.result == result


LATE = "采购流标，下一步提前采购"


@pytest.mark.parametrize(
    ("target", "actual", "deviation", "result"),
    [
        # A deadline without a year is of the form's year, 2023.
        ("12月底前", "2024年1月10日", LATE, "missed"),
        ("12月底前", "2023年11月10日", LATE, "met"),
        ("12月底前", "2023年12月31日", "", "met"),
        ("9月前", "2024年9月", LATE, "missed"),
        ("9月前", "2023年9月", LATE, "cannot_tell"),
        ("10月31日前", "2023年11月1日", "", "missed"),
        ("12月底前", "2022年12月5日", LATE, "met"),
        # Without a word about it the year may be a slip.
        ("12月底前", "2024年1月10日", "", "cannot_tell"),
        ("12月底前", "2024年1月10日", "无", "cannot_tell"),
        # Late by its month already.
        ("6月底前", "2024年7月10日", "", "missed"),
        # 次年 is 2024.
        ("次年3月底前", "2024年1月10日", "", "met"),
        ("次年3月底前", "2024年5月10日", LATE, "missed"),
        ("次年3月底前", "2023年12月10日", "", "met"),
        ("次年3月底前", "12月", "", "cannot_tell"),
        # Dates of which one has no year, or both have one, are judged as before.
        ("12月底前", "11月", "", "met"),
        ("12月底前", "次年1月", "", "missed"),
        ("2023年12月底前", "2024年1月10日", "", "missed"),
        ("2024年3月底前", "2024年1月10日", "", "met"),
        # Not before: the next year is later.
        ("6月以后", "2024年1月", LATE, "met"),
        # What is no date answers as ever.
        ("12月底前", "按时完成", "", "met"),
        ("12月底前", "未完成", "", "missed"),
        ("12月底前", "100%", "", "cannot_tell"),
        ("及时", "2024年1月", LATE, "cannot_tell"),
    ],
)
@pytest.mark.parametrize("structured", [True, False])
def test_a_deadline_of_the_forms_year(target: str, actual: str, deviation: str, result: str, structured: bool) -> None:
    """What was done in the next year misses a deadline of this one."""
    form = sample()
    form["indicators"][0] |= {"target": target, "actual": actual, "deviation": deviation}
    read = form_from_mapping(form) if structured else recognised(tabbed(form_lines(form))).forms[0]
    assert (read.indicators[0].target.text, read.indicators[0].verdict.result) == (target, result)


def test_without_a_year_on_the_form() -> None:
    """Only months and days are compared."""
    row = {"name": "验收时间", "target": "12月底前", "actual": "2024年1月10日", "deviation": LATE}
    assert form_from_mapping({"indicators": [row]}).indicators[0].verdict.result == "met"
