"""One indicator from the cells of its columns, however they were found."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from perflint.documents.model import Cell
from perflint.forms import fields
from perflint.forms.grid import BLANK
from perflint.forms.looks import NATURES, SIGNS
from perflint.forms.model import Indicator
from perflint.forms.placeholders import is_placeholder
from perflint.forms.verdict import Told, judge_actual
from perflint.forms.vocabulary import dimension_of, subdimension_of, vocabulary
from perflint.language import Bilingual

_NO_UNIT = frozenset(("", "/", "—", "-", "无", "定性"))


def make_indicator(
    position: int,
    cells: Mapping[str, Sequence[Cell]],
    doubt: Bilingual | None = None,
    unclear: tuple[str, ...] = (),
    year: int | None = None,
) -> Indicator:
    """The indicator at `position` of its form of a year; a column that is not in `cells` is not in the layout."""
    paths = _paths(position)
    level1 = fields.text_field(paths.level1, cells.get("level1", ()))
    level2 = fields.text_field(paths.level2, cells.get("level2", ()))
    name = fields.text_field(paths.name, cells.get("name", ()))
    target = fields.target_field(paths.target, _target_cells(cells))
    actual = fields.actual_field(paths.actual, cells.get("actual", ()))
    weight = fields.weight_field(paths.weight, cells.get("weight", ()))
    score = fields.number_field(paths.score, cells.get("score", ()))
    deviation = fields.text_field(paths.deviation, cells.get("deviation", ()))
    subdimension = subdimension_of(level2.text)
    return Indicator(
        path=paths.row,
        position=position,
        level1=level1,
        level2=level2,
        name=name,
        target=target,
        actual=actual,
        weight=weight,
        score=score,
        deviation=deviation,
        dimension=dimension_of(level1.text) or vocabulary().parents.get(subdimension, ""),
        subdimension=subdimension,
        placeholder=is_placeholder(
            name=name.text,
            target=target.text,
            actual=actual.text,
            weight=weight.text,
            score=score.text,
            deviation=deviation.text,
        ),
        verdict=judge_actual(actual, target, Told(name.text, subdimension, deviation.text, year)),
        doubt=doubt,
        unclear=unclear,
    )


class _Paths(NamedTuple):
    """How the fields of one row are called."""

    row: str
    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: str
    score: str
    deviation: str


@lru_cache(maxsize=1024)
def _paths(position: int) -> _Paths:
    """The same for every form: made once, kept once."""
    row = f"indicators.{position}"
    return _Paths(row, *(f"{row}.{name}" for name in _Paths._fields[1:]))


def _target_cells(cells: Mapping[str, Sequence[Cell]]) -> Sequence[Cell]:
    """A target's cells; where sign, value and unit stand in three columns, those that say something, in that order."""
    adjusted = cells.get("adjusted_target", ())
    # The adjusted target counts where one is printed, as the adjusted budget does.
    value = adjusted if any(cell.text.strip(BLANK) not in _NO_UNIT for cell in adjusted) else cells.get("target", ())
    if "sign" not in cells and "unit" not in cells:
        return value
    signs = [cell for cell in cells.get("sign", ()) if cell.text.strip(BLANK) in SIGNS]
    units = [cell for cell in cells.get("unit", ()) if cell.text.strip(BLANK) not in _NO_UNIT]
    if not any(cell.text.strip(BLANK) for cell in value):
        return value
    # Where cells are shifted, the kind of an indicator may have come to stand with its value.
    said = [cell for cell in value if cell.text.strip(BLANK) not in NATURES] if len(value) + len(units) > 1 else value
    return (*signs, *said, *units)
