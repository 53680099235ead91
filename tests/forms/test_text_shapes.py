"""The same form in every shape that text comes in: what can be told is the same, what cannot is said to be unread."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from perflint.forms.export import form_to_mapping
from perflint.forms.flowed import DOUBT as FLOWED
from tests.forms import layout_samples, rendering
from tests.forms.reading import forms_of, recognised, rows_of
from tests.forms.rendering import cell_per_line, tabbed

Lines = list[list[str]]

LAYOUTS: dict[str, Callable[[], Lines]] = {
    "L1": lambda: rendering.form_lines(rendering.sample()),
    "L2": layout_samples.weight_first,
    "L3": layout_samples.sichuan,
    "L3b": layout_samples.yunnan,
    "L4": layout_samples.hubei,
    "L5": layout_samples.chongqing,
    "L6": layout_samples.transfer,
    "L7": layout_samples.region,
    "reviewed": layout_samples.reviewed,
}


def pipes(lines: Lines) -> str:
    """A row of pipes for each line, as wide as its own cells."""
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def padded(lines: Lines) -> Lines:
    """The lines filled up to one width."""
    width = max(map(len, lines))
    return [[*line, *[""] * (width - len(line))] for line in lines]


def even_pipes(lines: Lines) -> str:
    """Pipes with padding cells at the end of short rows."""
    return pipes(padded(lines))


def drawn_pipes(lines: Lines) -> str:
    """Markdown proper: a drawn line under the first row."""
    first, *others = padded(lines)
    return f"{pipes([first])}|{'---|' * len(first)}\n{pipes(others)}"


def run_together(lines: Lines) -> str:
    """All rows on one line: an empty cell is two blanks wide, the joint of two rows one."""
    return " ".join(f"| {' | '.join(line)} |" for line in padded(lines)) + "\n"


def ragged_run(lines: Lines) -> str:
    """All rows on one line, each as wide as its own cells."""
    return " ".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def tight_run(lines: Lines) -> str:
    """All rows on one line where joints and empty cells look alike: only the even width tells the rows apart."""
    return " ".join("|" + "|".join(f" {cell} " if cell else " " for cell in line) + "|" for line in padded(lines))


def quiet(lines: Lines) -> str:
    """One cell per line, empty ones as bare tabs."""
    return "\n\n".join("\n".join(f"\t{cell}" for cell in line) for line in lines) + "\n"


def running(lines: Lines) -> str:
    """Every word of the form in one line of text."""
    return " ".join(cell for line in lines for cell in line if cell)


def without_a_gap(lines: Lines) -> str:
    """The same without even a blank between two cells."""
    return "".join(cell for line in lines for cell in line)


def bare_lines(lines: Lines) -> str:
    """One cell per line, and neither tabs nor empty lines to tell the rows."""
    return "\n".join(cell for line in lines for cell in line if cell)


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a form with its path."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, str(data)


@pytest.mark.parametrize(
    "shape", [pipes, even_pipes, drawn_pipes, run_together, ragged_run, tight_run, quiet, cell_per_line]
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_shape_with_every_cell_gives_the_form_of_the_tabs(layout: str, shape: Callable[[Lines], str]) -> None:
    """Pipes, rows run together, one cell per line: where each cell left a trace nothing of the form changes."""
    lines = LAYOUTS[layout]()
    assert forms_of(shape(lines)) == forms_of(tabbed(lines))


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_cells_parted_by_blanks_alone_are_read_with_doubt(layout: str, gap: str) -> None:
    """Empty cells leave no trace, so nearly all is right, and the form says that its reading is unsure."""
    lines = LAYOUTS[layout]()
    [form] = recognised("\n".join(gap.join(cell for cell in line if cell) for line in lines)).forms
    [whole] = forms_of(tabbed(lines))
    expected, found = dict(leaves(whole)), dict(leaves(form_to_mapping(form)))
    wrong = [path for path, text in expected.items() if found.get(path) != text]
    assert form.doubts
    assert len(wrong) * 20 <= len(expected), wrong


def moved_blanks(lines: Lines) -> str:
    """Pipes as a web page's text is often kept: filled cells only, each row filled up to one width at its end."""
    width = max(map(len, lines))
    rows = [[cell for cell in line if cell] for line in lines]
    return "".join(f"| {' | '.join(row)} | {'|' * (width - len(row))}\n" for row in rows)


def cut_cells(lines: Lines) -> str:
    """The same where cells of some rows are paragraphs of the web page, and so stand on lines of their own."""
    cut = [
        row.replace("| ", "|\n", 2) if place % 2 else row for place, row in enumerate(moved_blanks(lines).splitlines())
    ]
    return "\n".join(cut) + "\n"


@pytest.mark.parametrize("shape", [moved_blanks, cut_cells])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pipes_whose_blank_cells_moved_are_read_with_doubt(layout: str, shape: Callable[[Lines], str]) -> None:
    """Nearly all is right, also of rows over several lines and of groups of headings; the reading is said unsure."""
    lines = LAYOUTS[layout]()
    [form] = recognised(shape(lines)).forms
    [whole] = forms_of(tabbed(lines))
    expected, found = dict(leaves(whole)), dict(leaves(form_to_mapping(form)))
    wrong = [path for path, text in expected.items() if found.get(path) != text]
    assert form.doubts
    assert len(wrong) * 20 <= len(expected), wrong


def test_a_fund_row_with_nothing_but_dashes() -> None:
    """They stand for the points that only the total has, not for its amounts."""
    lines = layout_samples.sichuan_system()
    place = next(number for number, line in enumerate(lines) if "财政专户管理资金" in line) + 1
    lines.insert(place, ["", "其他资金", "", "", "", "", "/", "/", ""])
    [form] = forms_of(moved_blanks(lines))
    found = {name: text for name, text in form["budget"]["other"].items() if text}
    assert found == {"weight": "/", "score": "/"}


def piped_lines(lines: Lines) -> str:
    """One cell per line with a pipe behind it, blank ones too; cells that a merged one covers are gone."""
    return "".join(f"{cell} |\n" for line in lines for cell in line)


def closed_up(lines: Lines) -> str:
    """Pipes behind each cell, none in front; what a merged cell covers is gone, and rows are filled up at their end."""
    width = max(map(len, lines))
    rows = [[cell for place, cell in enumerate(line) if cell or place > 5] for line in lines]
    return "".join(f"{' | '.join(row)} | {'|' * (width - len(row))}\n" for row in rows)


@pytest.mark.parametrize("shape", [tabbed, pipes, closed_up])
def test_the_form_of_a_provincial_system(shape: Callable[[Lines], str]) -> None:
    """Its unit stands in a heading, its rows begin at different columns, the note behind the rate is no amount."""
    [form] = forms_of(shape(layout_samples.sichuan_system()))
    amounts = {"initial": "30.00", "annual": "28.00", "executed": "27.44", "rate": "98.00%"}
    assert form["budget"]["total"] == amounts | {"weight": "10", "score": "9.8"}
    assert form["budget"]["appropriation"] == amounts | {"weight": "/", "score": "/"}
    assert list(form["budget"]) == ["total", "appropriation", "财政专户管理资金"]
    assert form["goal"] == {"expected": "储备到位，随时可用。", "actual": "汛前储备到位。"}
    assert (form["money_unit"], form["project"], form["unit"]) == ("万元", "防汛物资储备", "云溪区应急站")
    assert rows_of(form, "level1", "name", "target", "actual", "weight", "score", "deviation") == [
        ("产出指标", "储备编织袋", "≥20000条", "21000", "40", "40", ""),
        ("产出指标", "抽检合格率", "=100%", "98", "20", "19.6", "个别批次破损，将加强验收。"),
        ("效益指标", "应急保障能力", "好", "好", "20", "20", ""),
        ("满意度指标", "群众满意度", "≥90%", "93", "10", "10", ""),
    ]
    assert (form["total"], form["complete"], "lacks" in form) == ({"weight": "100", "score": ""}, True, False)


@pytest.mark.parametrize("shape", [running, bare_lines])
@pytest.mark.parametrize("layout", ["L1", "L3"])
def test_a_form_in_running_text_is_read_where_its_weights_prove_it(layout: str, shape: Callable[[Lines], str]) -> None:
    """Labels, headings and the pairs of weight and score tell the rows; all but dashes among the money is right."""
    lines = LAYOUTS[layout]()
    recognition = recognised(shape(lines))
    [form] = recognition.forms
    [whole] = forms_of(tabbed(lines))
    expected, found = dict(leaves(whole)), dict(leaves(form_to_mapping(form)))
    wrong = {path for path, text in expected.items() if found.get(path) != text}
    # A dash that stands for a weight, behind a blank cell that left no trace.
    dashes = {f"budget.{key}.{name}" for key in ("carryover", "other") for name in ("executed", "weight")}
    assert (wrong - dashes, form.doubts, recognition.refusals) == (set(), (FLOWED,), ())


@pytest.mark.parametrize("shape", [running, bare_lines])
@pytest.mark.parametrize("damage", [("\t15\t15\t", "\t14\t15\t"), ("培训班次", ""), ("总分", "总得")])
def test_running_text_that_does_not_prove_itself_is_named(
    damage: tuple[str, str], shape: Callable[[Lines], str]
) -> None:
    """A weight that is wrong, a name or the total missing: nothing is guessed, and nothing passed over."""
    text = "\n".join("\t".join(line) for line in LAYOUTS["L1"]())
    assert damage[0] in text
    recognition = recognised(shape([line.split("\t") for line in text.replace(*damage, 1).split("\n")]))
    assert (recognition.forms, [refusal.kind for refusal in recognition.refusals]) == ((), ["unrecognised"])


def test_cells_with_a_pipe_behind_each() -> None:
    """Blank cells left their trace, so that behind its labels each row has all its cells."""
    lines = LAYOUTS["L3"]()
    # As a page has it: cells under a merged one are not there.
    head, table = lines[1:9], [line[2 - sum(map(bool, line[:2])) :] for line in lines[9:13]]
    rows = [[cell for cell in line if cell] for line in (lines[0], *head)]
    [form] = forms_of(piped_lines([*rows, *table, ["合计", "100", "99.2"]]))
    [whole] = forms_of(tabbed(lines))
    assert form["indicators"] == whole["indicators"]
    assert form["budget"] == whole["budget"]
    assert form["total"] == {"weight": "100", "score": "99.2"}


@pytest.mark.parametrize("shape", [running, without_a_gap, bare_lines])
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name not in ("L1", "L3")])
def test_a_form_whose_cells_are_lost_is_named(layout: str, shape: Callable[[Lines], str]) -> None:
    """Running text with the labels and figures of a form is refused by name and never passed over."""
    recognition = recognised(shape(LAYOUTS[layout]()))
    assert (recognition.forms, [refusal.kind for refusal in recognition.refusals]) == ((), ["unrecognised"])


def test_a_form_whose_cells_are_lost_is_named_beside_a_whole_one() -> None:
    """Text behind a form is no note of it when it holds another form."""
    recognition = recognised(tabbed(LAYOUTS["L1"]()) + "\n" + without_a_gap(LAYOUTS["L3b"]()) + "\n")
    assert (len(recognition.forms), [one.kind for one in recognition.refusals]) == (1, ["unrecognised"])


def test_instructions_are_no_form() -> None:
    """A note that explains the columns of a form in words has its labels and no figures."""
    text = (
        "填表说明：一级指标、二级指标、三级指标按批复填写；年度指标值填年初批复的数，实际完成值填年末实际数，"
        "偏差原因分析及改进措施逐条填写；年初预算数、全年预算数、全年执行数以决算为准；项目名称、主管部门、实施单位写全称；"
        "产出指标、效益指标、满意度指标分值按1张表合计为100。\n"
    )
    recognition = recognised(tabbed(LAYOUTS["L1"]()) + "\n" + text)
    assert (len(recognition.forms), recognition.refusals) == (1, ())


@pytest.mark.parametrize(
    ("first", "second"), [(tabbed, pipes), (pipes, tabbed), (tabbed, drawn_pipes), (even_pipes, tabbed)]
)
def test_two_shapes_in_one_text(
    first: Callable[[Sequence[Sequence[str]]], str], second: Callable[[Sequence[Sequence[str]]], str]
) -> None:
    """A text that begins with tabs and goes on with pipes has both its forms."""
    one, other = LAYOUTS["L1"](), LAYOUTS["L3"]()
    assert forms_of(f"{first(one)}\n{second(other)}") == [*forms_of(tabbed(one)), *forms_of(tabbed(other))]


def test_labels_on_several_lines_and_rows_that_nobody_filled() -> None:
    """A copied page, each cell a paragraph: labels are cut, the template's empty rows stand between the filled ones."""
    form = rendering.sample()
    lines = rendering.form_lines(form)
    rows = [cell for line in lines for cell in line if cell]
    text = "\n\n".join(rows)
    for label, cut in (
        ("年度指标值", "年度\n\n指标值"),
        ("社会效益指标", "社会效益\n\n指标"),
        ("全年预算数", "全年\n\n预算数"),
    ):
        assert label in text
        text = text.replace(label, cut)
    text = text.replace("质量指标\n", "指标3\n\n……\n\n质量指标\n").replace(
        "\n\n满意度指标\n", "\n\n指标2\n\n满意度指标\n"
    )
    [read] = forms_of(text)
    names = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
    filled = [row for row in read["indicators"] if row["weight"]]
    assert [[row[name] for name in names] for row in filled] == [
        [row[name] for name in names] for row in form["indicators"]
    ]
    assert [row["name"] for row in read["indicators"] if not row["weight"]] == ["指标3", "……", "指标2"]
