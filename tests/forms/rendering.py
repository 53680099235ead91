"""Forms written out as text in the layouts that people have, for reading them back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

HEADINGS = (
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
COLUMNS = ("name", "target", "actual", "weight", "score", "deviation")
WIDTH = len(HEADINGS)


def sample() -> dict[str, Any]:
    """A whole form with nothing wrong, as `perflint parse` would print it; a new copy at each call."""
    rows = [
        ("产出指标", "数量指标", "培训班次", "≥6次", "6次", "15", "15", "无"),
        ("产出指标", "数量指标", "参训人次", "≥300人次", "312人次", "10", "10", "无"),
        ("产出指标", "质量指标", "结业考试合格率", "≥95%", "97.5%", "15", "15", "无"),
        ("产出指标", "时效指标", "培训完成时间", "11月底前", "11月", "10", "10", "无"),
        ("效益指标", "社会效益指标", "业务能力", "提升", "提升", "15", "15", "无"),
        (
            "效益指标",
            "可持续影响指标",
            "培训制度健全性",
            "健全",
            "基本健全",
            "15",
            "12",
            "制度修订较晚，下一步将加快修订。",
        ),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "93%", "10", "10", "无"),
    ]
    line = {"weight": "—", "rate": "", "score": ""}
    return {
        "kind": "project_self_evaluation",
        "complete": True,
        "title": "项目支出绩效自评表",
        "year": 2023,
        "project": "基层业务培训",
        "department": "青川市云溪区发展局",
        "unit": "云溪区培训中心",
        "money_unit": "元",
        "budget": {
            "total": {
                "initial": "500000.00",
                "annual": "480000.00",
                "executed": "456000.00",
                "weight": "10",
                "rate": "95.00%",
                "score": "9.5",
            },
            "appropriation": {"initial": "500000.00", "annual": "480000.00", "executed": "456000.00"} | line,
            "carryover": {"initial": "0", "annual": "0", "executed": ""} | line,
            "other": {"initial": "0", "annual": "0", "executed": ""} | line,
        },
        "goal": {"expected": "办好全年培训，提升业务能力。", "actual": "全年办班六期，参训人员考试合格率达到要求。"},
        "indicators": [dict(zip(("level1", "level2", *COLUMNS), row, strict=True)) for row in rows],
        "total": {"weight": "100", "score": "96.5"},
    }


def indicator_lines(form: Mapping[str, Any]) -> list[list[str]]:
    """The rows of the indicator table under `HEADINGS`, each label printed on the first row of its span."""
    lines: list[list[str]] = []
    before: tuple[str, str] = ("", "")
    for row in form["indicators"]:
        level1 = row["level1"] if row["level1"] != before[0] else ""
        level2 = row["level2"] if level1 or row["level2"] != before[1] else ""
        before = (row["level1"], row["level2"])
        lines.append(["", level1, level2, *(row[name] for name in COLUMNS)])
    return lines


def head_lines(form: Mapping[str, Any]) -> list[list[str]]:
    """Title, heads, fund table and goals in the national layout."""
    unit = form["money_unit"]
    lines = [
        [form["title"]],
        [f"（{form['year']}年度）"],
        ["项目名称", form["project"]],
        ["主管部门", form["department"], "", "", "实施单位", form["unit"]],
        [f"项目资金（{unit}）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ]
    labels = {
        "total": "年度资金总额",
        "appropriation": "其中：当年财政拨款",
        "carryover": "上年结转资金",
        "other": "其他资金",
    }
    for key, line in form["budget"].items():
        values = (line[name] for name in ("initial", "annual", "executed", "weight", "rate", "score"))
        lines.append(["", labels[key], *values])
    lines.append(["年度总体目标", "预期目标", "", "", "", "实际完成情况"])
    lines.append(["", form["goal"]["expected"], "", "", "", form["goal"]["actual"]])
    return lines


def total_line(form: Mapping[str, Any]) -> list[str]:
    """The 总分 row."""
    return ["总分", "", "", "", "", "", form["total"]["weight"], form["total"]["score"], ""]


def form_lines(form: Mapping[str, Any]) -> list[list[str]]:
    """The whole form in the national layout."""
    return [*head_lines(form), list(HEADINGS), *indicator_lines(form), total_line(form)]


def tabbed(lines: Iterable[Sequence[str]]) -> str:
    """Tab-separated text; an empty list is an empty line, short lines are padded as spreadsheets do."""
    return "".join("\t".join([*line, *[""] * (WIDTH - len(line))]) + "\n" if line else "\n" for line in lines)


def cell_per_line(lines: Iterable[Sequence[str]]) -> str:
    """One cell per line: a tab starts a cell, an empty line ends the row, tab + U+3000 is an empty cell."""
    blocks = []
    for line in lines:
        cells = []
        for cell in line:
            first, *rest = (cell or "\u3000").split("\n")
            cells.append("\n".join([f"\t{first}", *rest]))
        blocks.append("\n".join(cells))
    return "\n\n".join(blocks) + "\n"
