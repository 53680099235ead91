"""Fund headings of two lines, and those that call budget, allotment and rate by other words."""

import pytest

from tests.forms.test_fund_tables import amounts, form_with

TOTAL, OWN = ("120", "110", "104.5"), ("100", "90", "88")
GROUPS = "项目资金（万元）||年初预算数||全年预算数||全年执行数||分值|执行率|得分"
SOURCES = "||总额|其中：财政拨款|总额|其中：财政拨款|总额|其中：财政拨款|||"
FIGURES = "|年度资金总额|120|100|110|90|104.5|88|10|95%|9.5"


@pytest.mark.parametrize(
    "funds",
    [
        [GROUPS, SOURCES, FIGURES],
        [line.replace("||", "|", 1) for line in (GROUPS, SOURCES)] + [FIGURES.replace("|年度资金总额", "金额")],
        [line.replace("||", "|", 1) for line in (GROUPS, SOURCES)] + [FIGURES.replace("|年度资金总额", "")],
        [GROUPS.replace("数||", "数|"), SOURCES.strip("|"), FIGURES],
        [GROUPS, SOURCES.replace("其中：财政拨款", "当年财政拨款"), FIGURES],
        [GROUPS, SOURCES.replace("总额", "小计"), FIGURES],
    ],
    ids=["in place", "another label", "no label", "without width", "another source", "another total"],
)
def test_each_amount_over_its_sources(funds: list[str]) -> None:
    """总额 and 其中：财政拨款 under each heading are the rows of other forms; the points are the total's."""
    form = form_with(*funds)
    assert amounts(form) == {"total": TOTAL, "appropriation": OWN}
    total = form["budget"]["total"]
    assert (total["weight"], total["rate"], total["score"]) == ("10", "95%", "9.5")
    assert "lacks" not in form


def test_a_blank_amount_among_sources() -> None:
    """What is blank in its place stays blank, and no other amount moves there."""
    form = form_with(GROUPS, SOURCES, FIGURES.replace("|100|", "||"))
    assert amounts(form) == {"total": TOTAL, "appropriation": ("", "90", "88")}


def test_sources_under_the_rate_too() -> None:
    """A rate of its own for each source."""
    form = form_with(
        "项目资金||全年预算数||全年执行数||执行率||分值|得分",
        "||总额|财政拨款|总额|财政拨款|总额|财政拨款||",
        "|金额|110|90|104.5|88|95%|97.78%|10|9.5",
    )
    assert amounts(form) == {"total": ("", *TOTAL[1:]), "appropriation": ("", *OWN[1:])}
    assert [line["rate"] for line in form["budget"].values()] == ["95%", "97.78%"]
    assert form["budget"]["total"]["score"] == "9.5"


def test_the_weight_in_the_frame_of_groups() -> None:
    """预算执行情况（20分） says the weight where no column does."""
    form = form_with(
        "预算执行情况（20分）||全年预算数||全年执行数||得分",
        "||总额|财政拨款|总额|财政拨款|",
        "|金额|110|90|104.5|88|19",
    )
    assert (form["budget"]["total"]["weight"], form["budget"]["total"]["score"]) == ("20", "19")


@pytest.mark.parametrize(
    "funds",
    [
        [GROUPS, SOURCES, FIGURES, "|其中：市级资金|20|10|20|10|20|10|||"],
        [GROUPS, SOURCES, FIGURES.replace("年度资金总额", "财政拨款")],
        [GROUPS.replace("数||", "数|"), SOURCES.strip("|"), FIGURES.replace("|100|", "|")],
        [GROUPS, SOURCES.replace("总额|其中：财政拨款", "其中：财政拨款|总额", 1), FIGURES],
    ],
    ids=["two rows", "a row of a source", "fewer amounts", "sources in another order"],
)
def test_groups_that_are_not_understood(funds: list[str]) -> None:
    """Where nothing tells which amount is whose none is read, and the form says so."""
    form = form_with(*funds)
    assert form["budget"] == {}
    assert {"funds", "head"} & set(form["lacks"])


@pytest.mark.parametrize(
    ("headings", "figures", "read"),
    [
        ("预算安排|预算下达|支出进度", "120|110|95%", {"initial": "120", "annual": "110", "rate": "95%"}),
        ("预算安排|支出进度", "110|95%", {"annual": "110", "rate": "95%"}),
        ("预算下达数|预算支出进度", "110|95%", {"annual": "110", "rate": "95%"}),
        ("预算安排数|实际支出", "110|104.5", {"annual": "110", "executed": "104.5"}),
        ("预算下达|支出数|支出进度", "110|104.5|95%", {"annual": "110", "executed": "104.5", "rate": "95%"}),
        (
            "预算安排|预算下达|资金支出|结余|支出进度|得分",
            "120|110|104.5|5.5|95%|9.5",
            {"initial": "120", "annual": "110", "executed": "104.5", "rate": "95%", "score": "9.5"},
        ),
        ("年初预算|预算安排|执行数", "120|110|104.5", {"initial": "120", "annual": "110", "executed": "104.5"}),
        ("预算安排|调整后预算|执行数", "120|110|104.5", {"initial": "120", "annual": "110", "executed": "104.5"}),
        ("全年预算数|执行数|全年支出进度", "110|104.5|95%", {"annual": "110", "executed": "104.5", "rate": "95%"}),
    ],
)
def test_other_words_for_budget_and_rate(headings: str, figures: str, read: dict[str, str]) -> None:
    """支出进度 is the rate; 预算安排 is the annual budget, and the initial one beside another."""
    form = form_with(f"项目资金（万元）||{headings}", f"|年度资金总额|{figures}")
    assert {name: text for name, text in form["budget"]["total"].items() if text} == read
    assert "lacks" not in form
