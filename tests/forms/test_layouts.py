"""The layouts in use (DOMAIN.md section 4), each as a whole form of our own in its manner."""

from tests.forms.layout_samples import chongqing, hubei, reviewed, sichuan, transfer, yunnan
from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import tabbed


def test_sichuan_with_nature_value_unit_and_notes_below() -> None:
    """L3: 指标性质|指标值|度量单位|完成值|权重|得分; conclusions below the table are no indicators."""
    [form] = forms_of(tabbed(sichuan()))
    assert rows_of(form, "level1", "name", "target", "actual", "weight", "score", "deviation") == [
        ("产出指标", "储备编织袋", "≥20000条", "21000", "30", "30", ""),
        ("产出指标", "抽检合格率", "=100%", "98", "30", "29.4", "个别批次破损，将加强验收。"),
        ("效益指标", "应急保障能力", "提升", "提升", "20", "20", ""),
        ("满意度指标", "群众满意度", "≥90%", "93", "10", "10", ""),
    ]
    assert form["total"] == {"weight": "100", "score": "99.2"}
    assert form["budget"]["total"] == {
        "initial": "30",
        "annual": "28",
        "executed": "27.44",
        "weight": "10",
        "rate": "98%",
        "score": "9.8",
    }
    assert (form["complete"], form["year"], form["money_unit"]) == (True, 2022, "万元")


def test_yunnan_with_a_group_over_three_columns_and_a_grade() -> None:
    """L3b: 年度指标值 stands over 指标性质|指标值|度量单位; the total row prints the grade."""
    [form] = forms_of(tabbed(yunnan()))
    assert rows_of(form, "name", "target", "actual", "weight", "score") == [
        ("养护里程", "≥50公里", "52公里", "50", "47"),
        ("通行条件", "=改善", "改善", "30", "30"),
        ("群众满意度", "≥85%", "90%", "10", "10"),
    ]
    assert form["total"] == {"weight": "100", "score": "96", "grade": "优"}


def test_hubei_with_weights_in_headings_only() -> None:
    """L4: weights stand in the headings of the fund table and of each yearly goal; rows print only scores."""
    [form] = forms_of(tabbed(hubei()))
    assert form["budget"]["total"] == {
        "initial": "",
        "annual": "80",
        "executed": "76",
        "weight": "20",
        "rate": "95%",
        "score": "19",
    }
    assert form["block_weight"] == {"年度绩效目标1（40分）": "40", "年度绩效目标2（40分）": "40"}
    assert form["total"] == {"weight": "", "score": "99"}
    assert rows_of(form, "level1", "level2", "name", "score") == [
        ("产出指标", "数量指标", "办件数量", "20"),
        ("产出指标", "质量指标", "办件合格率", "20"),
        ("效益指标", "社会效益指标", "办事便利度", "25"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "15"),
    ]
    assert "weight" not in form["indicators"][0]


def test_chongqing_without_levels_with_coefficient_and_adjusted_target() -> None:
    """L5: no levels; the adjusted target counts where one is printed; 得分系数 and 是否核心指标 are read past."""
    [form] = forms_of(tabbed(chongqing()))
    assert rows_of(form, "level1", "level2", "name", "target", "actual", "weight", "score") == [
        ("", "", "演出场次", "≥25场", "26", "50", "50"),
        ("", "", "观众满意度", "≥90%", "88", "40", "39.1"),
    ]
    assert form["total"] == {"weight": "100", "score": "99.1"}


def test_transfer_form_without_scores() -> None:
    """L6: neither weights nor scores; the columns say so and nothing is missing."""
    [form] = forms_of(tabbed(transfer()))
    assert rows_of(form, "name", "target", "actual", "deviation") == [
        ("改造水厂数量", "≥3座", "3座", ""),
        ("受益人口", "≥2万人", "1.8万人", "工期延后，下一步加快收尾。"),
    ]
    assert list(form["budget"]) == ["total", "中央补助", "地方资金"]
    assert form["project"] == "农村饮水补助"
    assert form["complete"] is True
    assert "score" not in form["indicators"][0]


def test_a_reviewers_columns_stay_apart() -> None:
    """复核分 and 评价标准 beside the unit's own 自评分 never become its score."""
    [form] = forms_of(tabbed(reviewed()))
    assert rows_of(form, "name", "weight", "score") == [("维护路灯", "60", "60"), ("居民满意度", "30", "30")]
    assert form["total"] == {"weight": "100", "score": "100"}
