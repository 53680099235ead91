"""The grammar of printed values; pure functions from text to exact values."""

from perflint.values.model import (
    Actual,
    Expression,
    Moment,
    Quantity,
    Result,
    Sign,
    Standing,
    Target,
    Unreadable,
    Verdict,
)

__all__ = [
    "Actual",
    "Expression",
    "Moment",
    "Quantity",
    "Result",
    "Sign",
    "Standing",
    "Target",
    "Unreadable",
    "Verdict",
]
