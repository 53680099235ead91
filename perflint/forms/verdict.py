"""Whether an indicator's actual meets its target, with what the indicator's place and name say of the direction."""

from perflint import values
from perflint.forms.model import Field
from perflint.forms.vocabulary import vocabulary
from perflint.values import Expression, Unreadable, Verdict


def lower_is_better(name: str, subdimension: str) -> bool:
    """Whether less is better although the target prints no sign: costs, and names such as 投诉率 or 故障率."""
    known = vocabulary()
    if subdimension in known.reverse_subdimensions:
        return True
    return any(word in name for word in known.reverse_names) and not any(word in name for word in known.reverse_except)


def judge_actual(actual: Field[Expression], target: Field[Expression], name: str, subdimension: str) -> Verdict:
    """The verdict on one indicator; blank and unreadable values give `cannot_tell` with the reason."""
    return values.meets(
        _operand(actual),
        _operand(target),
        lower_is_better=True if lower_is_better(name, subdimension) else None,
    )


def _operand(field: Field[Expression]) -> Expression | Unreadable | None:
    return Unreadable(field.text, field.problem) if field.problem is not None else field.value
