"""A table that was read unsurely is doubted; what does not prove itself is not taken for whole."""

import msgspec
import pytest

from perflint.documents import Document, Table, read_bytes
from perflint.forms.model import Form
from perflint.forms.recognise import recognise
from perflint.language import Bilingual
from tests.forms.rendering import form_lines, sample, tabbed

DOUBT = Bilingual("按文字对齐读出", "read from alignment")


def _doubted(weight: str) -> Form:
    """The sample with one weight changed, from a reader that doubts its table."""
    form = sample()
    form["indicators"][0]["weight"] = weight
    document = read_bytes(tabbed(form_lines(form)).encode(), "a.txt")
    blocks = tuple(
        msgspec.structs.replace(block, doubt=DOUBT) if isinstance(block, Table) else block for block in document.blocks
    )
    (read,) = recognise(Document(document.path, document.format, blocks)).forms
    return read


def test_a_doubted_form_that_adds_up_is_judged_with_the_doubt() -> None:
    """Every weight was read and the sum is the printed one: whole, and each finding says the doubt."""
    form = _doubted("15")
    assert (form.doubts, form.lacks) == ((DOUBT,), ())


@pytest.mark.parametrize("weight", ["14", "", "甲"])
def test_a_doubted_form_that_does_not_add_up_is_not_whole(weight: str) -> None:
    """Rows may be missing or misread, so its sums are not judged, and it is said why."""
    form = _doubted(weight)
    assert ("rows", DOUBT) in [(lack.part, lack.reason) for lack in form.lacks]


def test_a_row_that_lost_its_only_word_to_the_row_above() -> None:
    """A label cut over two rows is put together in the first; the second is left blank and breaks nothing."""
    page = """<table><tr><td colspan=7>项目支出绩效自评表</td></tr>
    <tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td colspan=2>年度指标值 实际完成值</td><td>分值</td>
    <td>得分 偏差原因分析及改进措施</td></tr>
    <tr><td></td><td colspan=2>服务对象满意度</td><td></td><td></td><td></td><td></td></tr>
    <tr><td></td><td>指标</td><td></td><td></td><td></td><td></td><td></td></tr></table>"""
    document = read_bytes(page.encode(), "a.html")
    blocks = tuple(
        msgspec.structs.replace(block, doubt=DOUBT) if isinstance(block, Table) else block for block in document.blocks
    )
    recognition = recognise(Document(document.path, document.format, blocks))
    assert all(form.lacks for form in recognition.forms)
