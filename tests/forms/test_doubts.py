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
