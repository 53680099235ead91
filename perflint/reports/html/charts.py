"""Small charts as tables with a bar in each row: SVG without styles, readable without seeing the bars."""

from collections.abc import Mapping, Sequence

import msgspec

from perflint.engine.outcome import SEVERITIES, Severity
from perflint.language import Language
from perflint.reports.html import markup
from perflint.reports.wording import SEVERITY_NAMES

_LENGTH = 200
_HEIGHT = 12
# More rows make no chart any more.
ROWS_SHOWN = 15


class Bar(msgspec.Struct, frozen=True):
    """A row: what it is about, how many findings of each severity, and the element that it leads to ("" for none).

    With `finds` the script looks for the label among the forms.
    """

    label: str
    counts: Mapping[Severity, int]
    target: str = ""
    finds: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def bars(title: str, rows: Sequence[Bar], language: Language) -> str:
    """The longest bars first; "" where there is nothing to show. Rows past ROWS_SHOWN are added up in the last one."""
    ordered = sorted(rows, key=lambda row: -row.total)
    if not ordered:
        return ""
    shown, rest = ordered[:ROWS_SHOWN], ordered[ROWS_SHOWN:]
    if rest:
        label = f"其余 {len(rest)} 项" if language == "zh" else f"{len(rest)} more"
        shown.append(Bar(label, {level: sum(row.counts.get(level, 0) for row in rest) for level in SEVERITIES}))
    longest = max(row.total for row in shown) or 1
    body = "".join(_row(row, longest, language) for row in shown)
    return f'<table class="bars"><caption>{markup.text(title)}</caption>{body}</table>\n'


def _row(row: Bar, longest: int, language: Language) -> str:
    label = markup.text(row.label)
    kind = ' class="find"' if row.finds else ""
    named = f'<a{kind} href="#{markup.attribute(row.target)}">{label}</a>' if row.target else label
    pieces = []
    left = 0
    for level in SEVERITIES:
        number = row.counts.get(level, 0)
        if number:
            # Whole units, and never nothing: one finding among thousands is still one.
            size = max(2, _LENGTH * number // longest)
            pieces.append(f'<rect class="fill-{level}" x="{left}" width="{size}" height="{_HEIGHT}"/>')
            left += size
    drawing = f'<svg width="{max(left, 1)}" height="{_HEIGHT}" aria-hidden="true">{"".join(pieces)}</svg>'
    said = "，" if language == "zh" else ", "
    counts = said.join(
        f"{SEVERITY_NAMES[level].pick(language)} {row.counts[level]}" for level in SEVERITIES if row.counts.get(level)
    )
    return f'<tr><th scope="row">{named}<td title="{counts}">{drawing}<td class="number">{row.total}\n'
