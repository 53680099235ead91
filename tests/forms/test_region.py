"""The region of a form: told by the beginning of its names, else by a layout of its own, else by nothing."""

from typing import Any

import pytest

from perflint.forms.region import Region, guess_region
from perflint.forms.structured import form_from_mapping
from perflint.language import Bilingual

ROW = {"name": "办件数量", "target": "≥5件", "actual": "6件", "score": "40"}
WEIGHTED = {**ROW, "weight": "40"}
TWENTY = {"total": {"weight": "20", "score": "19"}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"unit": "上海市水务局"}, "shanghai"),
        ({"department": "武汉市 江岸区教育局"}, "hubei"),
        ({"title": "四川省2022年度项目支出绩效自评表"}, "sichuan"),
        ({"department": "广西壮族自治区财政厅", "unit": "南宁市第三中学"}, "guangxi"),
        ({"unit": "恩施土家族苗族自治州林业局"}, "hubei"),
        ({"unit": "甲市水务局"}, None),
        ({}, None),
        ({"unit": "湖南路街道办事处"}, None),
        ({"unit": "驻上海市办事处"}, None),
        ({"project": "上海市对口支援项目", "unit": "甲市水务局"}, None),
        ({"department": "上海市科委", "unit": "北京市某研究所"}, None),
        ({"unit": "朝阳区城管委"}, None),
        ({"budget": TWENTY, "indicators": [ROW]}, "hubei"),
        ({"budget": TWENTY, "indicators": [WEIGHTED]}, None),
        ({"budget": {"total": {"weight": "10"}}, "indicators": [ROW]}, None),
        ({"budget": TWENTY, "indicators": [ROW], "unit": "长沙市教育局"}, "hunan"),
        ({"budget": TWENTY, "indicators": [ROW], "unit": "长沙市教育局", "department": "昆明市财政局"}, None),
    ],
)
def test_what_decides(data: dict[str, Any], expected: str | None) -> None:
    """Names at the beginning decide before the layout; two regions, or a name elsewhere, decide nothing."""
    guess = guess_region(form_from_mapping(data))
    assert (guess.profile if guess is not None else None) == expected


def test_what_is_said() -> None:
    """The reason names the field and the word, or the features of the layout."""
    assert guess_region(form_from_mapping({"unit": "宜昌市财政局"})) == Region(
        "hubei", Bilingual("实施单位以“宜昌市”开头", "the unit begins with 宜昌市")
    )
    assert guess_region(form_from_mapping({"budget": TWENTY, "indicators": [ROW]})) == Region(
        "hubei",
        Bilingual("执行率占 20 分，指标没有分值列", "execution carries 20 points, indicators print no weight"),
    )
