"""Targets and actuals: every kind of the grammar, and what is rightly refused."""

from decimal import Decimal

import pytest

from perflint.values import Expression, Moment, Quantity, Sign, Unreadable, parse_actual, parse_target


def _quantity(text: str, sign: Sign, amount: str, unit: str, label: str = "") -> Expression:
    return Expression(text, "quantity", sign=sign, quantity=Quantity(Decimal(amount), unit), word=label)


@pytest.mark.parametrize(
    "expected",
    [
        _quantity("≥95%", "≥", "95", "%"),
        _quantity("≥90.00%", "≥", "90.00", "%"),
        _quantity("> 0%", ">", "0", "%"),
        _quantity("≥95（%）", "≥", "95", "%"),
        _quantity("3（个）", "", "3", "个"),
        _quantity("＞5个", ">", "5", "个"),
        _quantity("》5个", ">", "5", "个"),
        _quantity("<5%", "<", "5", "%"),
        _quantity("≤77.6万元", "≤", "77.6", "万元"),
        _quantity("=4", "=", "4", ""),
        _quantity("═4次", "=", "4", "次"),
        _quantity("4条", "", "4", "条"),
        _quantity("32", "", "32", ""),
        _quantity(">=50项目", "≥", "50", "项"),
        _quantity(">=1200次/ 篇", "≥", "1200", "次/篇"),
        _quantity(">=10000人 /次", "≥", "10000", "人/次"),
        _quantity("4元/人/次", "", "4", "元/人/次"),
        _quantity("1,030,700.00元", "", "1030700.00", "元"),
        _quantity("2.6亿元", "", "2.6", "亿元"),
        _quantity("1.2万亩", "", "1.2", "万亩"),
        _quantity("5万", "", "5", "万"),
        _quantity("5‰", "", "5", "‰"),
        _quantity("24小时内", "≤", "24", "小时"),
        _quantity("1年内", "≤", "1", "年"),
        _quantity("8个自然日内", "≤", "8", "天"),
        _quantity("接单后7个自然日内", "≤", "7", "天", "接单后"),
        _quantity("80%以上", "≥", "80", "%"),
        _quantity("不低于95%以上", "≥", "95", "%"),
        _quantity("控制在5%以内", "≤", "5", "%"),
        _quantity("不超过3起", "≤", "3", "起"),
        _quantity("降至5%", "≤", "5", "%"),
        _quantity("满意度不低于90%", "≥", "90", "%", "满意度"),
        _quantity("约150平方米", "≈", "150", "平方米"),
        _quantity("约194", "≈", "194", ""),
        _quantity("100人左右", "≈", "100", "人"),
        _quantity("80余次", ">", "80", "次"),
        _quantity("每亩300", "", "300", "", "每亩"),
        _quantity("在编人数1392人", "", "1392", "人", "在编人数"),
        _quantity("合同金额22.09万元", "", "22.09", "万元", "合同金额"),
        _quantity("PM2.5≤35微克/立方米", "≤", "35", "微克/立方米", "PM2.5"),
        _quantity("较上年增长5%", "", "5", "%", "较上年增长"),
        _quantity("完成100%", "", "100", "%", "完成"),
        _quantity("100%完成", "", "100", "%"),
        _quantity("≥90%(含90%)", "≥", "90", "%"),
        _quantity("100%（含）", "", "100", "%"),
        _quantity("200M", "", "200", "M"),
        _quantity("15日", "", "15", "天"),
        _quantity("一年内", "≤", "1", "年"),
        _quantity("不少于三次", "≥", "3", "次"),
        _quantity("不低于百分之九十五", "≥", "95", "%"),
        _quantity("百分之百", "", "100", "%"),
        _quantity("290%", "", "290", "%"),
        _quantity("-5℃", "", "-5", "℃"),
        _quantity("24+", "≥", "24", ""),
        _quantity("24+场", "≥", "24", "场"),
        _quantity("三百余人", ">", "300", "人"),
        _quantity("百余人次", ">", "100", "人次"),
        _quantity("近百户", "≈", "100", "户"),
        _quantity("20度", "", "20", "度"),
        _quantity("24月", "", "24", "月"),
        _quantity("≥14月", "≥", "14", "月"),
        _quantity("724人", "", "724", "人"),
    ],
    ids=lambda expected: expected.text,
)
def test_quantities(expected: Expression) -> None:
    """Sign, amount, unit and the phrase in front, in all the ways that forms print them."""
    assert parse_target(expected.text) == expected
    assert parse_actual(expected.text) == expected


@pytest.mark.parametrize(
    ("printed", "lower", "upper", "unit"),
    [
        ("10-20次", "10", "20", "次"),
        ("3至5天", "3", "5", "天"),
        ("80%~90%", "80", "90", "%"),
        ("5～10%", "5", "10", "%"),
        ("1万-2万元", "1", "2", "万元"),
        ("≥95%且≤100%", "95", "100", "%"),
        ("≥3次，不超过5次", "3", "5", "次"),
        ("90%≤X≤100%", "90", "100", "%"),
        ("±5%", "-5", "5", "%"),
        ("误差控制在±0.5mm以内", "-0.5", "0.5", "毫米"),
        ("10±1次", "9", "11", "次"),
        ("5%±1%", "4", "6", "%"),
    ],
)
def test_ranges(printed: str, lower: str, upper: str, unit: str) -> None:
    """Two numbers joined by a dash or 至; what the lower end leaves out, the upper end says."""
    expected = Expression(
        printed, "range", quantity=Quantity(Decimal(lower), unit), upper=Quantity(Decimal(upper), unit)
    )
    assert parse_target(printed) == expected


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("100人次 车辆50次", [("100", "人次"), ("50", "次")]),
        ("2.6%，18.6%", [("2.6", "%"), ("18.6", "%")]),
        ("3人、5次、2个", [("3", "人"), ("5", "次"), ("2", "个")]),
        ("50 60", [("50", ""), ("60", "")]),
        ("3/4", [("3", ""), ("4", "")]),
    ],
)
def test_compounds(printed: str, parts: list[tuple[str, str]]) -> None:
    """Several quantities in one cell are kept apart and never joined into one number."""
    found = parse_actual(printed)
    assert isinstance(found, Expression)
    assert found.kind == "compound"
    assert [(str(part.amount), part.unit) for part in found.parts] == parts


@pytest.mark.parametrize(
    ("printed", "quantity", "word", "part"),
    [
        ("1次/月", Quantity(Decimal(1), "次/月"), "", ""),
        ("每季度一次", Quantity(Decimal(1), "次/季度"), "", ""),
        ("每年不少于2次", Quantity(Decimal(2), "次/年"), "", ""),
        ("7*24", Quantity(Decimal(168), "小时/周"), "7*24", ""),
        ("7天*24小时", Quantity(Decimal(168), "小时/周"), "7*24", ""),
        ("7×24小时", Quantity(Decimal(168), "小时/周"), "7*24", ""),
        ("每月末", None, "每月末", "late"),
        ("每月底", None, "每月末", "late"),
        ("每季度月中", None, "每季度中", "middle"),
        ("每月", None, "每月", ""),
    ],
)
def test_frequencies(printed: str, quantity: Quantity | None, word: str, part: str) -> None:
    """How often: a quantity per period, or a recurring time in one canonical spelling."""
    found = parse_target(printed)
    assert isinstance(found, Expression)
    moment = Moment(part=part) if part else None
    assert (found.kind, found.quantity, found.word, found.moment) == ("frequency", quantity, word, moment)


@pytest.mark.parametrize("printed", ["全年", "上下半年各一次", "合同期内"])
def test_periods(printed: str) -> None:
    """A stretch of time named by word."""
    assert parse_target(printed) == Expression(printed, "period", word=printed)


@pytest.mark.parametrize(
    ("printed", "standing"),
    [
        *[
            (word, "met")
            for word in ("及时", "建立健全", "不断提高", "环比提升", "及时准确", "持续上升", "明显改善", "已按时完成")
        ],
        *[
            (word, "met")
            for word in ("效果显著提升", "合法合规", "安全、稳定", "不超预算", "逐年下降", "“及时”", "及时。", "√")
        ],
        *[
            (word, "partly")
            for word in ("基本及时", "基本建立健全", "较好", "较为完善", "有所提升", "部分完成", "一般", "进行中")
        ],
        *[(word, "partly") for word in ("相对健全", "较上年有所提升", "部分达成预期指标")],
        *[
            (word, "not")
            for word in ("不及时", "未完成", "未建立", "取消", "延期", "较差", "不健全", "未全面完成", "否")
        ],
    ],
)
def test_words_and_their_standing(printed: str, standing: str) -> None:
    """Known words, also with adverbs; 基本 and 较 lower them, 不 and 未 turn them; 较上年 is a comparison."""
    found = parse_actual(printed)
    assert isinstance(found, Expression)
    assert (found.kind, found.standing) == ("word", standing)


@pytest.mark.parametrize("printed", ["无", "未发生", "零", "无事故"])
def test_words_for_none_at_all_carry_zero(printed: str) -> None:
    """They can be compared with the number 0."""
    found = parse_actual(printed)
    assert isinstance(found, Expression)
    assert found.quantity == Quantity(Decimal(0))


@pytest.mark.parametrize(
    ("printed", "options"),
    [
        ("好坏", ("好", "坏")),
        ("高中低", ("高", "中", "低")),
        ("低/中/高", ("高", "中", "低")),
        ("优良中差", ("优", "良", "中", "差")),
        ("优/良/中/差", ("优", "良", "中", "差")),
        ("优、良、中、差", ("优", "良", "中", "差")),
        ("是/否", ("是", "否")),
        ("达标/不达标", ("达标", "不达标")),
    ],
)
def test_choice_lists(printed: str, options: tuple[str, ...]) -> None:
    """A template's list of answers is known as one, best first."""
    assert parse_target(printed) == Expression(printed, "choices", choices=options)


@pytest.mark.parametrize(
    "printed",
    [
        *("覆盖到中队", "按合同支付", "按合同执行", "根据年度宣传工 作计划", "提升感受度", "能够完成岗位职责任务"),
        *("培训内容的使用率提高", "集约化建设节约成本", "后续继续利用", "每季度按实际在网人数支付", "预算时效内完成"),
        *(
            "按每家单位人数，本次奖励标准为4元/人/次",
            "三级甲等",
            "A级",
            "增长率-5%",
            "完成5次，未达到计划",
            "应赔尽赔",
            "当年财政拨款",
            "5A级",
            "Ⅲ类水质及以上",
            "二级甲等",
            "GB/T 33190-2016",
            "不适用",
        ),
    ],
)
def test_statements(printed: str) -> None:
    """A phrase that a person understands is a statement, even with a number that is not its whole meaning."""
    found = parse_target(printed)
    assert isinstance(found, Expression)
    assert found.kind == "statement"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (">=12吃", "“吃”不是已知的计量单位"),
        ("12x", "“x”不是已知的计量单位"),
        ("**", "“**”里有未填写的占位符"),
        ("××", "“××”里有未填写的占位符"),
        ("完成××次", "“完成××次”里有未填写的占位符"),
        ("指标1：", "“指标1:”是模板原文，没有填写"),
        ("—", "“—”只有符号，没有内容"),
        ("≥", "“≥”只有符号，没有内容"),
        ("。", "“。”只有符号，没有内容"),
        ("/", "“/”只有符号，没有内容"),
        ("万元", "“万元”只有单位，没有数字"),
        ("^80%", "“^80%”的比较符号无法辨认，可能是≥或≤的误识别"),
        ("5=50%", "“5=50%”的比较符号无法辨认，可能是≥或≤的误识别"),
        ("12.3.4%", "“12.3.4”的小数点或千分位写法不成数字"),
        ("7,00.0,77", "“7,00.0,77”的小数点或千分位写法不成数字"),
        ("100%%", "“100%%”里有无法理解的符号"),
        ("20-10次", "区间的下限20大于上限10"),
        ("啊啊", "“啊啊”不是数值、日期，也不是常用的定性表述"),
        ("", "空白"),
        (" \u3000 ", "空白"),
    ],
)
def test_what_cannot_be_understood_says_why(printed: str, reason: str) -> None:
    """Unknown units, template leftovers, misread signs and malformed numbers, each by its own reason."""
    found = parse_target(printed)
    assert isinstance(found, Unreadable)
    assert found.text == printed
    assert found.reason.zh == reason
    assert found.reason.en


def test_prose_is_a_statement_whatever_its_length() -> None:
    """A paragraph in the target cell is read as a sentence, in bounded time."""
    prose = "完成年度宣传计划，覆盖全部街镇；" * 600
    assert parse_target(prose) == Expression(prose, "statement")
