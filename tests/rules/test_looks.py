"""Changing only how a form looks changes no verdict."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.clean_form import CLEAN, LECTURES, SATISFIED, changed, printed_leaves
from tests.rules.judging import findings, judged

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_OTHER_SIGNS = str.maketrans({"≥": "≧", "≤": "≦"})
_MONEY = ("initial", "annual", "executed")
_TEXTS = ("title", "project", "department", "unit", "kind", "complete")


def _values(path: str) -> bool:
    return not path.startswith(_TEXTS) and not path.endswith("name")


def _full_width(path: str, text: str) -> str:
    return text.translate(_WIDE) if _values(path) else text


def _full_width_digits(path: str, text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isdigit() else char for char in text)


def _separators(path: str, text: str) -> str:
    return f"{Decimal(text):,.2f}" if path.endswith(_MONEY) and text not in ("", "0") else text


def _outer_blanks(path: str, text: str) -> str:
    return f" {text}\u3000" if text and _values(path) else text


def _inner_blanks(path: str, text: str) -> str:
    return text.replace("≥", "≥ ").replace("≤", "≤ ").replace("%", " %") if _values(path) else text


def _signs(path: str, text: str) -> str:
    return text.replace("≥", ">=").replace("≤", "<=")


def _other_signs(path: str, text: str) -> str:
    return text.translate(_OTHER_SIGNS)


def _wraps(path: str, text: str) -> str:
    return (
        f"{text[:2]}\n{text[2:]}"
        if len(text) > 4 and path.endswith(("name", "deviation", "level1", "level2"))
        else text
    )


def _spaced_labels(path: str, text: str) -> str:
    return " ".join(text) if path.endswith(("level1", "level2")) else text


def _trailing_zeros(path: str, text: str) -> str:
    return f"{text}.00" if path.endswith(("weight", "score")) and text.isdigit() else text


LOOKS: dict[str, Callable[[str, str], str]] = {
    "full-width figures, signs and letters": _full_width,
    "full-width digits": _full_width_digits,
    "thousands separators": _separators,
    "blanks around": _outer_blanks,
    "blanks inside": _inner_blanks,
    "ASCII signs": _signs,
    "other signs of the same meaning": _other_signs,
    "wrapped cells": _wraps,
    "spaced-out headings": _spaced_labels,
    "scores with two decimals": _trailing_zeros,
}


def _looking(form: dict[str, Any], look: Callable[[str, str], str]) -> dict[str, Any]:
    def walk(tree: Any, path: str) -> Any:
        if isinstance(tree, dict):
            return {key: walk(member, f"{path}.{key}" if path else key) for key, member in tree.items()}
        if isinstance(tree, list):
            return [walk(member, f"{path}.{number}") for number, member in enumerate(tree)]
        return look(path, tree) if isinstance(tree, str) and path != "kind" else tree

    dressed: dict[str, Any] = walk(form, "")
    # The headings that carry weights are named as the rows print them, wraps joined.
    heads = ["".join(indicator["level1"].split()) for indicator in dressed["indicators"]]
    dressed["level1_weight"] = dict(zip(dict.fromkeys(heads), dressed["level1_weight"].values(), strict=True))
    return dressed


@pytest.mark.parametrize("look", LOOKS)
def test_looks_change_nothing_in_a_clean_form(look: str) -> None:
    """A right form stays right, and nothing in it becomes unreadable."""
    dressed = _looking(CLEAN, LOOKS[look])
    assert dict(printed_leaves(dressed)) != dict(printed_leaves(CLEAN))
    assert judged(dressed).outcomes == ()


@pytest.mark.parametrize("look", LOOKS)
def test_looks_hide_nothing(look: str) -> None:
    """A broken form shows the same breaks whatever it looks like."""
    broken = changed({
        f"indicators.{LECTURES}.actual": "20场",  # missed in full, without a reason
        f"indicators.{SATISFIED}.score": "9.60",  # above its share, and the total no longer fits
        "indicators.3.actual": "≥98%",
        "budget.total.rate": "94.00%",
    })  # fmt: skip
    codes = sorted(finding.code for finding in findings(_looking(broken, LOOKS[look])))
    assert codes == ["PF101", "PF202", "PF304", "PF305", "PF406", "PF506"]


def test_row_order_changes_nothing() -> None:
    """The rows of a form may stand in any order."""
    form = changed({f"indicators.{LECTURES}.score": "7"})
    random.Random(7).shuffle(form["indicators"])  # noqa: S311 - an order, not a secret
    assert sorted(finding.code for finding in findings(form)) == ["PF101", "PF401"]
