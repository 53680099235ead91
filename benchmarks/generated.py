"""Forms made up for measuring: the national layout as tab-separated text, as many indicators and forms as asked for."""

from decimal import Decimal

# Target, actual and deviation by level 2, in the mixture that real forms have.
PAIRS = {
    "数量指标": (("≥1200人次", "1260人次", "无"), ("4条", "4条", ""), ("≥24场", "26场", "无")),
    "质量指标": (("≥95%", "97.5%", "无"), ("100%", "100%", ""), ("合格", "合格", "无")),
    "时效指标": (("11月底前", "11月", "无"), ("24小时内", "24小时内", "无"), ("及时", "及时", "")),
    "成本指标": (("≤26.5万元", "26万元", "无"),),
    "社会效益指标": (("提升", "提升", "无"), ("≥90%", "93%", "无"), ("0起", "0起", "")),
    "可持续影响指标": (("健全", "健全", ""), ("≥300天", "320天", "无")),
    "服务对象满意度指标": (("≥90%", "93.4%", "无"),),
}

# Level 1, level 2 and the share of the indicators under them.
GROUPS = (
    ("产出指标", "数量指标", 20),
    ("产出指标", "质量指标", 15),
    ("产出指标", "时效指标", 10),
    ("产出指标", "成本指标", 5),
    ("效益指标", "社会效益指标", 20),
    ("效益指标", "可持续影响指标", 20),
    ("满意度指标", "服务对象满意度指标", 10),
)
POINTS = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def form_text(indicators: int = 12, number: int = 1, *, losses: int = 0) -> str:
    """One whole form whose weights add up to 100; all is done but for two in a hundred of the money.

    `number` makes its project different from the others'; the first `losses` indicators lose half a point although
    their targets are met and no reason is given.
    """
    amount = Decimal(200_000 + 13 * number)
    budget, spent = f"{amount:.2f}", f"{amount * Decimal('0.98'):.2f}"
    rows = [
        ["财政项目支出绩效自评表"],
        ["（2023年度）"],
        ["项目名称", f"设备运行保障{number}"],
        ["主管部门", "青川市城市运行中心", "", "", "", "实施单位", f"青川市设备管理站{number}"],
        ["项目资金（元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", budget, budget, spent, "10", "98.00%", "9.8"],
        ["", "其中：当年财政拨款", budget, budget, spent, "—"],
        ["", "上年结转资金", "0", "0", "", "—"],
        ["", "其他资金", "0", "0", "", "—"],
        ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
        ["", f"保障{number}号设备全年稳定运行。", "", "", "", f"{number}号设备全年运行稳定，各项任务按计划完成。"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
        *_indicator_rows(indicators, losses),
        ["总分", "", "", "", "", "", "100", "99.8"],
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


def forms_text(forms: int, indicators: int = 12) -> str:
    """Many forms in one text, an empty line between them."""
    return "\n".join(form_text(indicators, number) for number in range(1, forms + 1))


def _indicator_rows(count: int, losses: int) -> list[list[str]]:
    levels = [_levels(position, count) for position in range(count)]
    weights = _weights([level1 for level1, _ in levels])
    rows: list[list[str]] = []
    shown: set[str] = set()
    for position in range(count):
        level1, level2 = levels[position]
        target, actual, deviation = PAIRS[level2][position % len(PAIRS[level2])]
        weight = weights[position]
        score = weight - Decimal("0.5") if position < losses else weight
        labels = ["" if label in shown else label for label in (level1, level2)]
        shown |= {level1, level2}
        rows.append(["", *labels, f"第{position + 1}项任务情况", target, actual, str(weight), str(score), deviation])
    return rows


def _levels(position: int, count: int) -> tuple[str, str]:
    share, reached = 100 * position // count, 0
    for level1, level2, part in GROUPS:
        reached += part
        if share < reached:
            return level1, level2
    raise ValueError(position)


def _weights(levels: list[str]) -> list[Decimal]:
    """The points of each row: those of its level 1 in equal parts, the last row of it taking what is left."""
    weights = []
    for position, level in enumerate(levels):
        rows = levels.count(level)
        each = (Decimal(POINTS[level]) / rows).quantize(Decimal("0.1"))
        last = level not in levels[position + 1 :]
        weights.append(POINTS[level] - each * (rows - 1) if last else each)
    return weights
