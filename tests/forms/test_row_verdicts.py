"""The verdict on a row, where the row's own name and place have a say."""

import pytest

from perflint.forms.structured import form_from_mapping


@pytest.mark.parametrize(
    ("level2", "name", "target", "actual", "result"),
    [
        ("质量指标", "验收合格率", "290%", "96%", "cannot_tell"),
        ("服务对象满意度指标", "群众评价", "290%", "96%", "cannot_tell"),
        ("社会效益指标", "销售收入增长率", "290%", "96%", "missed"),
        ("质量指标", "验收合格率", "190%", "96%", "missed"),
        ("质量指标", "验收合格率", "≥90%", "96%", "met"),
    ],
)
def test_a_misread_sign_decides_nothing(level2: str, name: str, target: str, actual: str, result: str) -> None:
    """290% of a rate or a satisfaction is ≥90% with a misread sign: no actual misses it."""
    row = {"level2": level2, "name": name, "target": target, "actual": actual}
    form = form_from_mapping({"indicators": [row]})
    assert form.indicators[0].verdict.result == result
