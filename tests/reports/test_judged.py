"""When a form counts as judged: silence about it must never be read as "clean"."""

import msgspec
import pytest

from perflint.result import CheckResult


@pytest.mark.parametrize(
    ("applicable", "passed", "gaps", "judged"),
    [
        (4, 1, False, True),
        (4, 1, True, True),
        (4, 0, True, False),
        (4, 0, False, True),
        (0, 0, False, False),
    ],
    ids=["passed", "partly", "only gaps", "rules meant for it, none had anything to judge", "no rule meant for it"],
)
def test_judged(result: CheckResult, applicable: int, passed: int, *, gaps: bool, judged: bool) -> None:
    """A form is judged if rules are meant for it and not every one of them stayed unevaluated."""
    fragment = result.documents[0].forms[1]
    form = msgspec.structs.replace(
        fragment,
        applicable=applicable,
        passed=passed,
        not_evaluated=fragment.not_evaluated if gaps else (),
        faults=(),
    )
    assert form.judged is judged
