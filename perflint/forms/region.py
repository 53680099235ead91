"""From which region a form comes, told by what it says of itself; used to choose a profile where nobody names one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from perflint.forms.model import Form
from perflint.language import Bilingual
from perflint.rulebook import vocabulary_file

_PLACES = {
    "unit": Bilingual("实施单位", "the unit"),
    "department": Bilingual("主管部门", "the department"),
    "title": Bilingual("标题", "the title"),
}
# As many characters as every name has at least.
_START = 2


class Region(msgspec.Struct, frozen=True):
    """A region, called as its profile is, and what tells it."""

    profile: str
    why: Bilingual


def guess_region(form: Form) -> Region | None:
    """The region of a form; None where nothing in it decides, or where it names two."""
    named = list(_named(form))
    if len({region.profile for region in named}) > 1:
        return None
    return named[0] if named else _by_layout(form)


def _named(form: Form) -> Iterator[Region]:
    """What unit, department and title begin with."""
    for place, word in _PLACES.items():
        text = "".join(getattr(form, place).text.split())
        for name, profile in _names().get(text[:_START], ()):
            if text.startswith(name):
                yield Region(
                    profile,
                    Bilingual(f"{word.zh}以“{name}”开头", f"{word.en} begins with {name}"),
                )
                break


def _by_layout(form: Form) -> Region | None:
    total = form.budget.get("total")
    if total is None or total.weight.value is None:
        return None
    for profile, layout in _layouts().items():
        if total.weight.value == Decimal(layout["execution_weight"]) and layout["without"] not in form.columns:
            weight = layout["execution_weight"]
            why = Bilingual(
                f"执行率占 {weight} 分，指标没有分值列",
                f"execution carries {weight} points, indicators print no weight",
            )
            return Region(profile, why)
    return None


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    """The names and their profiles, by the first characters; the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for profile, entry in _regions().items():
        for name in entry["names"].split():
            found.setdefault(name[:_START], []).append((name, profile))
    for names in found.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return found


@cache
def _layouts() -> dict[str, Mapping[str, Any]]:
    return {profile: entry["layout"] for profile, entry in _regions().items() if "layout" in entry}


def _regions() -> dict[str, Any]:
    return vocabulary_file("regions")
