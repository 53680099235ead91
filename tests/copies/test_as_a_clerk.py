"""A clerk with one Word file and three mistakes, who does what the README says."""

import io
from pathlib import Path

import docx
import pytest

import perflint
from perflint.cli.application import run

HEAD = ("项目名称", "街心公园养护")
ROWS = (
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "120", "120", "114", "10", "95.00%", "10"),
    ("", "其中：当年财政拨款", "120", "120", "114", "—", "", ""),
)
INDICATORS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ("产出指标", "数量指标", "养护面积", "≥3公顷", "3公顷", "25", "25", "无"),
    ("", "质量指标", "养护合格率", "≥95%", "96%", "25", "25", "无"),
    ("效益指标", "社会效益指标", "投诉按时办结率", "≥98%", "98%", "30", "32", "无"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "92%", "10", "10", "无"),
    ("总分", "", "", "", "", "100", "102", ""),
)


def form() -> bytes:
    """Half a point too many for the execution, a score above its weight, and a total above a hundred by both."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    document.add_paragraph("（2023年度）")
    rows = (HEAD, ("主管部门", "甲市园林局", "实施单位", "甲市公园管理所"), *ROWS, *INDICATORS)
    table = document.add_table(len(rows), 8)
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for box, text in zip(row.cells, texts, strict=False):
            box.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_comments_on_the_three_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command, and the copy holds a comment on each wrong cell; nothing is said that the file does not hold."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "自评表.docx").write_bytes(form())
    status = run(
        ["check", "自评表.docx", "--annotate", "批注", "--lang", "zh", "--select", "PF1,PF2,PF3", "--ignore", "PF308"]
    )
    captured = capsys.readouterr()
    assert status == 1
    assert "自评表.docx: 批注件 批注/自评表.批注.docx（3 处）\n" in captured.err
    comments = [comment.text for comment in docx.Document(str(tmp_path / "批注" / "自评表.批注.docx")).comments]
    assert sorted(line.split("】")[0] for text in comments for line in text.split("\n") if line.startswith("【")) == [
        "【错误 PF105",
        "【错误 PF201",
        "【错误 PF301",
    ]
    assert any("执行率 95.00% × 分值 10 分应得 9.50 分，填报 10 分" in text for text in comments)


def test_what_can_be_put_right_is(tmp_path: Path) -> None:
    """The points follow from the rate, the total from the points; the score above its weight is left to people."""
    mended = perflint.fix(form(), unsafe=True, name="自评表.docx", select=["PF1", "PF2", "PF3"])
    assert [(change.code, change.before, change.after) for change in mended.changes] == [
        ("PF201", "10", "9.5"),
        ("PF101", "102", "101.5"),
    ]
    left = {finding.code for form in mended.checked.forms for finding in form.findings}
    assert left == {"PF105", "PF301", "PF308"}
