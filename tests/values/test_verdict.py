"""Whether an actual meets its target."""

import pytest

from perflint.language import Bilingual
from perflint.values import Verdict, meets, parse_actual, parse_target


def _judge(target: str, actual: str, *, lower_is_better: bool | None = None) -> Verdict:
    return meets(
        parse_actual(actual) if actual else None,
        parse_target(target) if target else None,
        lower_is_better=lower_is_better,
    )


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        # With a sign the numbers decide, as sets.
        ("≥95%", "96%", "met"),
        ("≥95%", "95%", "met"),
        ("≥95%", "94.99%", "missed"),
        ("＞5个", "5个", "missed"),
        ("》5个", "5个", "missed"),
        ("》5个", "6个", "met"),
        ("≥24场", "24场不到", "missed"),
        ("≥700人", "724人", "met"),
        ("<5%", "5%", "missed"),
        ("≤20%", "18.6%", "met"),
        ("≤20%", "20.01%", "missed"),
        (">=85%", "84.55%", "missed"),
        (">=117000份", "98900份", "missed"),
        ("≥95%", ">96%", "met"),
        ("≥95%", "≥90%", "cannot_tell"),
        ("≥95%", "<95%", "missed"),
        ("≥80%", "80%以上", "met"),
        ("<5%", "≤5%", "cannot_tell"),
        ("24小时内", "20小时", "met"),
        ("24小时内", "1天", "met"),
        ("24小时内", "2天", "missed"),
        # Without a sign, or with =, at least that much.
        ("=5次", "7次", "met"),
        ("=12天", "6天", "missed"),
        ("=20分钟", "10分钟", "missed"),
        ("4条", "4条", "met"),
        ("365天", "360天", "missed"),
        ("=90套", ">90", "met"),
        ("100%", "99%", "missed"),
        ("2小时", "1小时", "cannot_tell"),
        # None at all.
        ("0起", "0起", "met"),
        ("0起", "1起", "missed"),
        ("0%", "0.5%", "missed"),
        ("0次", "无", "met"),
        ("0起", "未发生", "met"),
        # Bare numbers take the other side's unit.
        ("=12次", "12", "met"),
        ("=12天", "6", "missed"),
        ("=4", "3", "missed"),
        (">=95", "97.53%", "met"),
        ("≥95%", "0.98", "cannot_tell"),
        ("1.5万人次", "15000人次", "met"),
        # Units.
        ("12个月", "1年", "met"),
        ("19.26平方公里", "1926公顷", "met"),
        ("5‰", "0.5%", "met"),
        ("1次/月", "12次/年", "met"),
        ("1次/月", "6次/年", "missed"),
        ("接单后7个自然日内", "5天", "met"),
        ("7天*24小时", "7*24", "met"),
        ("5人", "5人次", "cannot_tell"),
        ("=2000人次", "100%", "cannot_tell"),
        ("=16个", "16家", "met"),
        ("=16个", "15家", "cannot_tell"),
        # Money: nobody says whether more is better.
        ("45万元", "45万元", "met"),
        # A day of each month is no number of days.
        ("每月25日前", "每月20日", "met"),
        ("每月25日前", "每月26日", "missed"),
        ("每季度15日前", "每季度15日前", "met"),
        ("每年3月底前", "每年2月", "met"),
        ("每月22天", "每月20天", "missed"),
        ("≥2000万", "2100万元", "met"),
        ("≥2000万", "1900万元", "missed"),
        ("≥2000万元", "2100万", "met"),
        ("≤0.3亿", "2900万元", "met"),
        ("≥2万", "1.9万人次", "missed"),
        ("≥2万", "21000人次", "met"),
        ("≥3（项）", "3（项）", "met"),
        ("45万元", "450000元", "met"),
        ("45万元", "40万元", "cannot_tell"),
        ("45万元", "50万元", "cannot_tell"),
        ("≤77.6万元", "72万元", "met"),
        ("≤77.6万元", "80万元", "missed"),
        ("合同金额22.09万元", "22.09万元", "met"),
        # About, and ranges.
        ("约150平方米", "140平方米", "met"),
        ("约150平方米", "125平方米", "cannot_tell"),
        ("约150平方米", "75平方米", "missed"),
        ("约150平方米", "200平方米", "cannot_tell"),
        ("10-20次", "15次", "met"),
        ("10-20次", "9次", "missed"),
        ("10-20次", "25次", "cannot_tell"),
        ("≥10次", "10-20次", "met"),
        # Bands with two bounds, and deviations: a band that ends at its middle's other side is worse beyond either end.
        ("≥95%且≤100%", "96%", "met"),
        ("≥95%，不超过100%", "94%", "missed"),
        ("90%≤X≤100%", "95%", "met"),
        ("±5%", "3%", "met"),
        ("±5%", "-3%", "met"),
        ("±5%", "6%", "missed"),
        ("误差±5%以内", "±4%", "met"),
        ("10±1次", "9次", "met"),
        ("10±1次", "12次", "cannot_tell"),
        # Vague numbers in Chinese numerals.
        ("≥100人", "百余人", "met"),
        ("≥100人", "近百人", "cannot_tell"),
        ("≥300人", "三百余人", "met"),
        ("≥18℃", "20度", "met"),
        ("≤5000千瓦时", "4800度", "met"),
        # None at all stays below a bound; of money it may mean that nothing was bought.
        ("≤5%", "无", "met"),
        ("≤5万元", "无", "cannot_tell"),
        ("≥5次", "无", "cannot_tell"),
        # A whole year.
        ("365天", "全年", "met"),
        ("12个月", "全年", "met"),
        ("200天", "全年", "cannot_tell"),
        # Directions.
        ("下降5%", "下降8%", "met"),
        ("下降5%", "增长8%", "missed"),
        # A point or a dash more is another number.
        ("≥9.5%", "≥95%", "met"),
        ("≥95%", "≥9.5%", "cannot_tell"),
        ("35次", "3-5次", "missed"),
        # Words for a number.
        ("≥5次", "不适用", "cannot_tell"),
        ("≥5次", "未开展", "missed"),
        ("≥5次", "已完成", "cannot_tell"),
        ("=100%", "及时", "cannot_tell"),
        ("≤20%", "2.6%，18.6%", "cannot_tell"),
        ("≥5次", "按计划开展", "cannot_tell"),
    ],
)
def test_numbers(target: str, actual: str, result: str) -> None:
    """Inside the target's numbers is met, outside is missed, anything between cannot be told."""
    assert _judge(target, actual).result == result


@pytest.mark.parametrize(
    ("target", "actual", "lower_is_better", "result"),
    [
        ("5%", "3%", True, "met"),
        ("5%", "6%", True, "missed"),
        ("=45万元", "40万元", True, "met"),
        ("45万元", "46万元", True, "missed"),
        ("45万元", "46万元", False, "met"),
        ("45万元", "40万元", False, "missed"),
        ("2小时", "1小时", True, "met"),
        ("2小时", "3小时", True, "missed"),
        ("2小时", "1小时", False, "missed"),
        ("≥95%", "90%", True, "missed"),
        ("10-20次", "25次", True, "missed"),
        ("10-20次", "5次", True, "cannot_tell"),
        ("10-20次", "25次", False, "cannot_tell"),
        ("约150元", "200元", True, "missed"),
        ("约150元", "100元", True, "cannot_tell"),
    ],
)
def test_the_direction_decides_targets_without_a_sign(
    target: str, actual: str, lower_is_better: bool, result: str
) -> None:
    """`lower_is_better` turns a plain target into an upper bound; a printed sign keeps its meaning."""
    assert _judge(target, actual, lower_is_better=lower_is_better).result == result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("7月15日", "7月15日", "met"),
        ("7月15日", "7月10日", "met"),
        ("7月15日", "8月1日", "missed"),
        ("7月15日", "7月", "cannot_tell"),
        ("11月", "11月", "met"),
        ("11月", "10月20日", "met"),
        ("9月份", "9月", "met"),
        ("2023年9月", "9月", "met"),
        ("9月", "2023年10月", "missed"),
        ("2021年12月", "2022年1月", "missed"),
        ("2021年底", "2021年12月20日", "met"),
        ("2021年底", "2022年2月", "missed"),
        ("11月底之前", "11月25日", "met"),
        ("12月底前", "12月25日", "met"),
        ("6月30日前", "6月30日", "met"),
        ("6月30日前", "7月1日", "missed"),
        ("9月前", "8月", "met"),
        ("9月前", "9月", "cannot_tell"),
        ("9月前", "10月", "missed"),
        ("<=3月", "3月", "met"),
        ("2020年1月--2020年11月", "2020年11月", "met"),
        ("2020年1月--2020年11月", "2020年12月", "missed"),
        ("6月", "12月前", "cannot_tell"),
        ("上半年", "6月", "met"),
        ("上半年", "7月", "missed"),
        ("2022年上半年", "2022年6月", "met"),
        ("第三季度", "10月8日", "missed"),
        ("当月20日之前", "18日前", "met"),
        ("当月20日之前", "3月18日", "cannot_tell"),
        ("7月15日", "按时完成", "met"),
        ("2023-05-24之前完成", "2023.5.24通过验收", "met"),
        ("2023-05-24之前完成", "已于2023/5/25验收", "missed"),
        ("2023年12月底前", "提前", "met"),
        ("7月15日", "未按时完成", "missed"),
        ("7月15日", "基本按时完成", "cannot_tell"),
        ("12月底前", "次年1月", "missed"),
        ("次年3月底前", "次年2月", "met"),
        ("次年3月底前", "2024年2月", "met"),
        ("次年3月底前", "2023年12月", "cannot_tell"),
        ("次年3月底前", "12月", "cannot_tell"),
        ("次年3月底前", "次年4月", "missed"),
        ("7月15日", "取消", "missed"),
        ("7月15日", "及时", "cannot_tell"),
        ("7月15日", "100%", "cannot_tell"),
        ("2月底", "2024年2月29日", "met"),
    ],
)
def test_dates(target: str, actual: str, result: str) -> None:
    """A target date is a deadline; a missing year is taken from the other side; coarse dates are not guessed at."""
    assert _judge(target, actual).result == result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("及时", "及时", "met"),
        ("及时", "基本及时", "partly"),
        ("及时", "不及时", "missed"),
        ("健全", "有待健全", "partly"),
        ("建立", "正在建立", "partly"),
        ("适用", "不适用", "cannot_tell"),
        ("建立长效机制", "正在建立长效机制", "cannot_tell"),
        ("基本建立", "基本建立", "met"),
        ("基本建立", "建立健全", "met"),
        ("建立健全", "基本建立健全", "partly"),
        ("建立健全", "相对健全", "partly"),
        ("建立健全", "健全", "met"),
        ("环比下降", "下降", "met"),
        ("环比提升", "提升", "met"),
        ("减少", "上升", "missed"),
        ("提高", "下降", "missed"),
        ("减少", "提升", "met"),
        # Grades: 优秀 above 良好 above 合格 above 差.
        ("优秀", "良好", "partly"),
        ("优", "合格", "partly"),
        ("优秀", "差", "missed"),
        ("优秀", "不合格", "missed"),
        ("优秀", "优", "met"),
        ("良好", "良", "met"),
        ("良好", "优秀", "met"),
        ("良好", "合格", "partly"),
        ("良好及以上", "良", "met"),
        ("良好及以上", "合格", "partly"),
        ("优良", "良", "met"),
        ("优良", "中", "partly"),
        ("优秀", "优良", "cannot_tell"),
        ("合格", "良好", "met"),
        ("服务优秀", "服务良好", "partly"),
        ("优秀等次", "良好等次", "partly"),
        ("良好", "好", "met"),
        ("良好", "较好", "partly"),
        ("合格", "较好", "met"),
        ("优秀", "较好", "partly"),
        ("较好", "良好", "met"),
        ("较好", "较好", "met"),
        ("较好", "合格", "met"),
        # No change is short of a rise or a fall, and what 稳定 asks for.
        ("提升", "持平", "missed"),
        ("提升", "下滑", "missed"),
        ("增长", "与上年持平", "missed"),
        ("下降", "基本持平", "missed"),
        ("不断提高", "无变化", "missed"),
        ("稳定", "持平", "met"),
        ("控制", "持平", "cannot_tell"),
        ("无", "有", "missed"),
        ("无", "无", "met"),
        ("有", "有", "met"),
        ("不下降", "持平", "met"),
        ("及时", "持平", "cannot_tell"),
        ("提升", "稳定", "cannot_tell"),
        ("提升", "稳步提升", "met"),
        ("健全", "稳定", "cannot_tell"),
        ("不下降", "上升", "met"),
        ("不下降", "下降", "missed"),
        ("不上升", "上升", "missed"),
        ("稳定", "不下降", "met"),
        ("提升", "不下降", "cannot_tell"),
        ("全年", "12个月", "met"),
        ("全年", "10个月", "cannot_tell"),
        ("及时", "100%", "cannot_tell"),
        ("及时", "0", "cannot_tell"),
        ("减少", "0起", "met"),
        ("无", "0", "met"),
        ("无", "2起", "missed"),
        ("及时", "按计划及时发放工资", "met"),
        ("及时", "发放不够及时", "cannot_tell"),
        ("建立健全", "无", "cannot_tell"),
        ("降低", "低", "cannot_tell"),
        ("及时", "无延期", "met"),
        ("按时完成全部培训任务", "部分", "cannot_tell"),
        ("提升", "进一步优化了办事流程和窗口", "cannot_tell"),
        ("好坏", "好坏", "cannot_tell"),
        ("好坏", "好", "met"),
        ("好坏", "较好", "partly"),
        ("好坏", "坏", "missed"),
        ("好坏", "差", "missed"),
        ("好坏", "达标", "met"),
        ("高中低", "高", "met"),
        ("高中低", "中", "partly"),
        ("高中低", "低", "missed"),
        ("优良中差", "优", "met"),
        ("优良中差", "良", "partly"),
        ("优良中差", "100%", "cannot_tell"),
        ("好坏", "0", "cannot_tell"),
        ("覆盖到中队", "覆盖到中队", "met"),
        ("覆盖到中队", "已覆盖到中队", "met"),
        ("覆盖到中队", "未覆盖到中队", "missed"),
        ("覆盖到中队", "基本覆盖到中队", "cannot_tell"),
        ("覆盖到中队", "未开展", "missed"),
        ("覆盖到中队", "及时", "cannot_tell"),
        ("严格执行相关制度规定", "达成预期指标", "met"),
        ("在项目计划完成时间内完成", "部分达成预期指标", "partly"),
        ("符合相关规定", "未达成年度指标且效果较差", "missed"),
        ("全年", "达成年度指标", "met"),
        ("100人次 车辆50次", "达成年度指标", "met"),
        ("≥95%", "达成年度指标", "cannot_tell"),
        ("不及时", "达成年度指标", "cannot_tell"),
        ("按合同执行", "按合同执行。", "met"),
        ("全年", "全年", "met"),
        ("每月末", "每月底", "met"),
        ("每月末", "100%", "cannot_tell"),
        ("100人次 车辆50次", "100人次  车辆50次", "met"),
        ("100人次 车辆50次", "120人次 车辆50次", "met"),
        ("100人次 车辆50次", "90人次 车辆50次", "cannot_tell"),
    ],
)
def test_words_and_sentences(target: str, actual: str, result: str) -> None:
    """Words are compared by standing and direction, choices by their place, sentences only with themselves."""
    assert _judge(target, actual).result == result


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("", "5", Bilingual(zh="没有填写目标值", en="no target is printed")),
        ("5", "", Bilingual(zh="没有填写实际完成值", en="no actual is printed")),
        (
            ">=12吃",
            "100%",
            Bilingual(
                zh="目标值读不懂：“吃”不是已知的计量单位", en='the target is unreadable: "吃" is not a known unit'
            ),
        ),
        (
            "5次",
            "**",
            Bilingual(
                zh="实际值读不懂：“**”里有未填写的占位符",
                en='the actual is unreadable: "**" still holds a placeholder of the template',
            ),
        ),
        (
            "=2000人次",
            "100%",
            Bilingual(
                zh="目标是数量，实际填的是完成率：100% ↔ =2000人次",
                en="the target counts things, the actual is a completion rate: 100% ↔ =2000人次",
            ),
        ),
        ("5人", "5人次", Bilingual(zh="单位不同（人次、人）：5人次 ↔ 5人", en="units differ (人次, 人): 5人次 ↔ 5人")),
    ],
)
def test_what_cannot_be_told_says_why(target: str, actual: str, reason: Bilingual) -> None:
    """Blank, unreadable and incomparable pairs give their reason in both languages."""
    assert _judge(target, actual) == Verdict("cannot_tell", reason)


def test_a_missed_verdict_names_both_numbers() -> None:
    """The reason can stand in a report as it is; an assumed unit is said."""
    assert _judge("=12天", "6") == Verdict(
        "missed",
        Bilingual(
            zh="未达到目标（一方未写单位，按“天”比较）：6 ↔ =12天",
            en="the target is missed (one side prints no unit; 天 is taken for both): 6 ↔ =12天",
        ),
    )
