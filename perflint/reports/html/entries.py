"""The findings of a form as a list, and the marks on its cells: each leads to the other.

Entry n of form t has the id `f{t}-{n}`, an accepted finding `a{t}-{n}`, a cell `c{t}-{k}`.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from perflint.documents.model import Address
from perflint.engine.outcome import SEVERITIES, Finding, Severity
from perflint.language import Bilingual, Language
from perflint.reports.accepted import Accepted
from perflint.reports.field_names import column_name, field_name, same_indicator
from perflint.reports.grouping import FindingGroup, grouped
from perflint.reports.html import markup
from perflint.reports.html.form_table import Mark
from perflint.reports.wording import SEVERITY_NAMES, place_name, row_name

RELATED_SHOWN = 8
TEXT_SHOWN = 24
_TRACE = Bilingual("算式", "Arithmetic")
_ADVICE = Bilingual("处理", "To do")
_RELATED = Bilingual("相关", "See also")
_DOUBT = Bilingual("存疑", "Unsure")


class Entries(msgspec.Struct, frozen=True):
    """What is shown of a form's findings: the list, the folded list of accepted ones, and the marks for its table."""

    html: str
    accepted: str
    marks: Mapping[Address, Mark]


class _Cells:
    """The cells of one form that something is said of, with their ids and what leads back from them."""

    def __init__(self, form: int, *, drawn: bool) -> None:
        self.form = form
        self.drawn = drawn
        self.anchors: dict[Address, str] = {}
        self.findings: dict[Address, list[tuple[Finding, tuple[str, str]]]] = {}
        self.accepted: dict[Address, list[tuple[Accepted, tuple[str, str]]]] = {}

    def anchor(self, address: Address) -> str:
        """The id of a cell."""
        return self.anchors.setdefault(address, f"c{self.form}-{len(self.anchors) + 1}")

    def marks(self, language: Language) -> dict[Address, Mark]:
        """The mark of each cell; the heaviest finding gives it its severity."""
        marks = {}
        for address, anchor in self.anchors.items():
            about = self.findings.get(address, [])
            settled = self.accepted.get(address, [])
            severity: Severity | None = min((one.severity for one, _ in about), key=SEVERITIES.index, default=None)
            links = tuple(dict.fromkeys([link for _, link in about] + [link for _, link in settled]))
            told = [one for one, _ in about] + [one.finding for one, _ in settled]
            title = "\n".join(f"{one.code} {one.message.pick(language)}" for one in told[:3])
            marks[address] = Mark(severity, links, anchor, title)
        return marks


def entries(
    findings: Sequence[Finding],
    form: int,
    language: Language,
    *,
    accepted: Sequence[Accepted] = (),
    drawn: bool = True,
) -> Entries:
    """The list of the findings of form number `form` of the page, grouped, errors first, and of the accepted ones.

    Where no table is `drawn` beside it, places are words and lead nowhere.
    """
    cells = _Cells(form, drawn=drawn)
    groups = grouped(findings)
    pieces = [_entry(group, number, cells, language) for number, group in enumerate(groups, start=1)]
    html = f'<ol class="entries">{"".join(pieces)}</ol>\n' if pieces else ""
    settled = "".join(_accepted(one, number, cells, language) for number, one in enumerate(accepted, start=1))
    return Entries(html, settled, cells.marks(language))


def _accepted(one: Accepted, number: int, cells: _Cells, language: Language) -> str:
    finding = one.finding
    identity = f"a{cells.form}-{number}"
    way = _way(finding.address, place_name(finding.address, language), cells)
    cells.accepted.setdefault(finding.address, []).append((one, (identity, f"a{number}")))
    said = f"{markup.text(finding.code)} {way} {markup.text(finding.message.pick(language))}"
    return f'<li id="{identity}" tabindex="-1">{said}<br><small>{markup.text(one.why(language))}</small>\n'


def _entry(group: FindingGroup, number: int, cells: _Cells, language: Language) -> str:
    first = group.first
    identity = f"f{cells.form}-{number}"
    for finding in group.findings:
        cells.anchor(finding.address)
        cells.findings.setdefault(finding.address, []).append((finding, (identity, str(number))))
    severity = SEVERITY_NAMES[first.severity].pick(language)
    head = (
        f'<span class="badge {first.severity}">{severity}</span> '
        f'<a class="rule" href="#r-{markup.attribute(first.code)}">{markup.text(first.code)}</a> '
    )
    body = "".join(_many(group, cells, language) if group.many else _one(first, cells, language))
    return (
        f'<li id="{identity}" class="entry" tabindex="-1" value="{number}" data-s="{first.severity}" '
        f'data-r="{markup.attribute(first.code)}">{head}{body}</li>\n'
    )


def _one(finding: Finding, cells: _Cells, language: Language) -> Iterator[str]:
    what = field_name(finding.field, language, indicator=finding.indicator or "")
    way = _way(finding.address, place_name(finding.address, language), cells)
    yield f'{way} <b class="what">{markup.text(what)}</b>'
    yield f'<p class="said">{markup.text(finding.message.pick(language))}</p>'
    yield _labelled(_TRACE, markup.text(finding.arithmetic(language)), language)
    yield _labelled(_ADVICE, markup.text(finding.advice.pick(language)), language)
    yield _labelled(_RELATED, _related(finding, cells, language), language)
    if finding.doubt is not None:
        yield _labelled(_DOUBT, markup.text(finding.doubt.pick(language)), language)


def _many(group: FindingGroup, cells: _Cells, language: Language) -> Iterator[str]:
    count = len(group.findings)
    column = column_name(group.first.field, language)
    said = f"共 {count} 处" if language == "zh" else f"{count} places"
    yield f'<b class="what">{markup.text(column)}</b> {said}'
    yield '<ul class="rows">'
    for finding in group.findings:
        way = _way(finding.address, row_name(finding.address, language), cells)
        own = ""
        if group.advice is None:
            own = _labelled(_ADVICE, markup.text(finding.advice.pick(language)), language)
        yield f"<li>{way} {markup.text(finding.message.pick(language))}{own}</li>"
    yield "</ul>"
    if group.advice is not None:
        yield _labelled(_ADVICE, markup.text(group.advice.pick(language)), language)


def _way(address: Address, words: str, cells: _Cells) -> str:
    if not cells.drawn:
        return markup.text(words)
    return f'<a class="way" href="#{cells.anchor(address)}">{markup.text(words)}</a>'


def _related(finding: Finding, cells: _Cells, language: Language) -> str:
    shown = [
        (one, one.address) for one in finding.related if one.address is not None and one.address != finding.address
    ]
    pieces = []
    for one, address in shown[:RELATED_SHOWN]:
        same = finding.indicator and same_indicator(one.field, finding.field)
        name = column_name(one.field, language) if same else field_name(one.field, language)
        line = " ".join(one.text.split())
        short = line if len(line) <= TEXT_SHOWN else f"{line[:TEXT_SHOWN]}…"
        pieces.append(_way(address, f"{name} {short}".rstrip(), cells))
    if len(shown) > RELATED_SHOWN:
        pieces.append(f"共 {len(shown)} 处" if language == "zh" else f"{len(shown)} in all")
    return ("；" if language == "zh" else "; ").join(pieces)


def _labelled(label: Bilingual, html: str, language: Language) -> str:
    colon = "：" if language == "zh" else ": "
    return f'<p class="more"><span class="label">{label.pick(language)}{colon}</span>{html}</p>' if html else ""
