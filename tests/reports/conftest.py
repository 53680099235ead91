"""One run for all formats: findings, gaps, a fragment, a form nobody may judge, a refusal, a fault, a broken input."""

import pytest

from perflint.documents.model import Address, Cell, Document, Notice, Row, Table
from perflint.engine.outcome import Finding, Fix, FormRef, NotEvaluated, Operand, RuleFault, Severity
from perflint.engine.rule import Applies, Rule, Source
from perflint.errors import EmptyInput
from perflint.forms.model import Lack, Refusal
from perflint.language import Bilingual
from perflint.result import CheckedDocument, CheckedForm, CheckResult, FailedInput

PAGE = "采购.xlsx"
FIRST = FormRef(PAGE, 0, "办公设备购置", "project_self_evaluation")
SECOND = FormRef(PAGE, 1, "", "project_self_evaluation")
TARGETS = FormRef("目标.txt", 0, "道路养护", "project_targets")
CLEAN = FormRef("整洁.txt", 0, "图书采购", "project_self_evaluation")

EXECUTION = Finding(
    code="PF201",
    rule="execution-points",
    severity="error",
    form=FIRST,
    message=Bilingual(
        "执行率 99.89% × 10 分应得 9.99 分，填报 10 分", "99.89% × 10 points gives 9.99, the form says 10"
    ),
    why=Bilingual("预算执行率得分按执行率计算", "execution points follow the execution rate"),
    advice=Bilingual("改为 9.99", "change it to 9.99"),
    trace="51914 ÷ 51970 = 99.8922%, × 10 = 9.99 ≠ 10",
    field="budget.total.score",
    indicator=None,
    address=Address("sheet", 6, 10, "自评表"),
    related=(
        Operand("budget.total.annual", "51970", Address("sheet", 6, 5, "自评表")),
        Operand("budget.total.executed", "51914", Address("sheet", 6, 6, "自评表")),
        Operand("budget.total.rate", "", None),
    ),
    expected="9.99",
    found="10",
    fingerprint="f1",
    fix=Fix("budget.total.score", "9.99", "recompute"),
)

DEVIATION = Finding(
    code="PF405",
    rule="overshoot-unexplained",
    severity="warning",
    form=FIRST,
    message=Bilingual("完成 30 台，超过目标 20 台的 130%，未说明原因", "30 of 20 done without a reason"),
    why=Bilingual("", ""),
    advice=Bilingual("补写原因", "give the reason"),
    trace="",
    field="indicators.0.deviation",
    indicator="购置数量",
    address=Address("sheet", 14, 12, "自评表"),
    related=(),
    expected=None,
    found=None,
    fingerprint="f2",
    fix=None,
)

TAIL = Bilingual("表尾部分（总分）缺失", "the tail of the form (the total row) is missing")
NO_NUMBER = Bilingual("得分“优”不是数字", "the score “优” is not a number")


def _gap(code: str, rule: str, field: str, reason: Bilingual) -> NotEvaluated:
    return NotEvaluated(code, rule, SECOND, field, reason)


ASKED = ("PF101", "PF201", "PF301", "PF405")


def _rule(code: str, name: str, severity: Severity, title: Bilingual) -> Rule:
    return Rule(
        code=code,
        name=name,
        status="stable",
        severity=severity,
        title=title,
        why=Bilingual(f"{title.zh}。", f"{title.en}."),
        sources=(Source("本局办法", Bilingual("按此填报", "fill it in like this"), "第八条", checked=True),),
        applies=Applies(),
        params={},
        settings={},
        cases=(),
        examples=(),
        path="",
    )


RULES = (
    _rule("PF101", "total-score-sum", "error", Bilingual("总分等于各项之和", "The total is the sum")),
    _rule("PF201", "execution-points", "error", Bilingual("执行率得分", "Execution points")),
)


def _cell(row: int, column: int, text: str, across: int = 1) -> Cell:
    return Cell(text, Address("sheet", row, column, "自评表"), column - 1, 1, across)


def _row(number: int, *texts: str) -> Row:
    return Row(tuple(_cell(number, column, text) for column, text in enumerate(texts, start=1)))


# Rows 1, 6 and 14 of the sheet, and the beginning of a second form in row 20.
SHEET = Table(
    (
        Row((_cell(1, 1, "项目支出绩效自评表", 12),)),
        _row(6, "", "", "", "年度资金总额", "51970", "51914", "", "", "", "10", "", ""),
        _row(14, "产出指标", "数量指标", "购置数量", "≥20台", "30台", "", "", "", "", "", "", ""),
        _row(20, "一级指标", "<b>&"),
    ),
    name="自评表",
)

RESULT = CheckResult(
    documents=(
        CheckedDocument(
            PAGE,
            "xlsx",
            forms=(
                CheckedForm(
                    ref=FIRST,
                    complete=True,
                    lacks=(),
                    applicable=4,
                    passed=12,
                    findings=(EXECUTION, DEVIATION),
                    rules=ASKED,
                    department="甲市数据局",
                    begins=Address("sheet", 1, 1, "自评表"),
                ),
                CheckedForm(
                    ref=SECOND,
                    complete=False,
                    lacks=(Lack("tail", TAIL),),
                    applicable=4,
                    passed=3,
                    findings=(),
                    rules=ASKED,
                    begins=Address("sheet", 20, 1, "自评表"),
                    not_evaluated=(
                        _gap("PF101", "total-score-sum", "total.score", TAIL),
                        _gap("PF301", "score-above-weight", "indicators.0.score", NO_NUMBER),
                        _gap("PF102", "total-weight-sum", "total.weight", TAIL),
                        _gap("PF301", "score-above-weight", "indicators.1.score", NO_NUMBER),
                    ),
                    faults=(
                        RuleFault("MY001", "own-rule", SECOND, Bilingual("规则 MY001 自身出错", "rule MY001 broke")),
                    ),
                ),
            ),
            notices=(Notice(Bilingual("有隐藏的工作表", "a sheet is hidden"), Address("sheet", 1, 1, "旧")),),
            document=Document(PAGE, "xlsx", (SHEET,)),
        ),
        CheckedDocument(
            "目标.txt",
            "text",
            forms=(CheckedForm(ref=TARGETS, complete=True, lacks=(), applicable=0, passed=0, findings=()),),
            refusals=(
                Refusal(
                    "绩效运行监控表",
                    Bilingual("这是年中监控用的表", "this form watches the year's middle"),
                    Address("line", 40, 1),
                ),
            ),
        ),
        CheckedDocument(
            "整洁.txt",
            "text",
            forms=(CheckedForm(ref=CLEAN, complete=True, lacks=(), applicable=4, passed=20, findings=(), rules=ASKED),),
        ),
        CheckedDocument("通知.txt", "text", forms=()),
    ),
    failures=(
        FailedInput.of(
            EmptyInput(
                Bilingual("文件是空的。", "The file is empty."),
                path="空.txt",
                remedy=Bilingual("请换一个文件。", "Use another file."),
            ),
            "空.txt",
        ),
    ),
)

SPOTLESS = CheckResult(documents=(RESULT.documents[2],))


@pytest.fixture
def result() -> CheckResult:
    """The run with everything in it."""
    return RESULT


@pytest.fixture
def spotless() -> CheckResult:
    """A run with one clean form and nothing else."""
    return SPOTLESS
