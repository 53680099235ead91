"""One reason in a merged cell beside several rows is one reason, while the same words in two cells are a copy."""

import pytest

import perflint
from tests.rules.judging import rulebook

REASON = "场馆检修，少办了几场；下一步提前排定日程"
HEAD = """<h1>2023年度项目支出绩效自评表</h1><table>
<tr><td>项目名称</td><td colspan=7>科普活动经费</td></tr>
<tr><td>主管部门</td><td colspan=3>甲市科协</td><td>实施单位</td><td colspan=3>甲市科技馆</td></tr>
<tr><td rowspan=2>项目资金（元）</td><td></td><td>年初预算数</td><td>全年预算数</td>
<td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>480000</td><td>480000</td><td>456000</td><td>10</td><td>95%</td><td>9.5</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td>
<td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
"""
ROWS = [
    """<tr><td rowspan=3>产出指标</td><td rowspan=3>数量指标</td>
<td>讲座场次</td><td>≥24场</td><td>20场</td><td>20</td><td>16</td>{}</tr>""",
    "<tr><td>参加人次</td><td>≥6000人次</td><td>5000人次</td><td>20</td><td>16</td>{}</tr>",
    "<tr><td>展品更新数量</td><td>12件</td><td>10件</td><td>10</td><td>8</td>{}</tr>",
]
TAIL = """<tr><td>效益指标</td><td>社会效益指标</td><td>科学素养</td><td>提升</td>
<td>提升</td><td>20</td><td>20</td><td></td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>学校覆盖率</td><td>≥80%</td>
<td>84%</td><td>10</td><td>10</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>学生满意度</td><td>≥90%</td>
<td>93%</td><td>10</td><td>10</td><td></td></tr>
<tr><td colspan=5>总分</td><td>100</td><td>89.5</td><td></td></tr></table>"""
ONE = f"<td>{REASON}</td>"
OVER_TWO, OVER_THREE = f"<td rowspan=2>{REASON}</td>", f"<td rowspan=3>{REASON}</td>"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((ONE, ONE, "<td>展品到货少；下一步提早下单</td>"), ["PF404"]),
        ((ONE, ONE, ONE), ["PF404"]),
        ((OVER_TWO, "", "<td>展品到货少；下一步提早下单</td>"), []),
        ((OVER_THREE, "", ""), []),
        ((ONE, OVER_TWO, ""), ["PF404"]),
    ],
)
def test_a_merged_reason_is_no_copy(cells: tuple[str, ...], expected: list[str]) -> None:
    """Rows that share a cell are one place; the finding stands on the second place that has the words."""
    page = HEAD + "\n".join(row.format(cell) for row, cell in zip(ROWS, cells, strict=True)) + TAIL
    result = perflint.check(page.encode(), rules=rulebook())
    assert [finding.code for finding in result.findings] == expected
