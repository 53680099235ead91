"""One finding as people see it: what is wrong and where, the arithmetic, what to do, and what demands it."""

from collections.abc import Iterator, Mapping

from perflint.documents.model import Address
from perflint.engine.outcome import Finding, Operand
from perflint.language import Language
from perflint.reports.field_names import column_name, field_name, same_indicator
from perflint.reports.wording import SEVERITY_NAMES, place_name, row_name
from perflint.web.markup import Child, Markup, tag
from perflint.web.wording import say

_TEXT_SHOWN = 24
# More cells than these are folded away.
_RELATED_OPEN = 3


def finding_item(
    finding: Finding, number: int, own_id: str, cells: Mapping[Address, str], language: Language
) -> Markup:
    """The entry in the list; `cells` are the element ids of the cells that are drawn."""
    where = field_name(finding.field, language, indicator=finding.indicator or "")
    return tag(
        "li",
        tag(
            "p",
            tag("span", number, class_=f"number {finding.severity}", aria_hidden="true"),
            tag("span", SEVERITY_NAMES[finding.severity].pick(language), class_=f"badge {finding.severity}"),
            tag(
                "a",
                tag("span", where, class_="field"),
                " ",
                tag("span", place_name(finding.address, language), class_="place"),
                href=f"#{cells[finding.address]}",
                class_="where",
                title=say(language, "到这一格", "To this cell"),
            ),
            class_="finding-head",
        ),
        tag("p", finding.message.pick(language), class_="what"),
        tag("dl", list(_details(finding, cells, language))),
        id=own_id,
        class_=f"finding {finding.severity}",
        tabindex="-1",
        value=number,
        data_severity=finding.severity,
        data_rule=finding.code,
    )


def _details(finding: Finding, cells: Mapping[Address, str], language: Language) -> Iterator[Markup]:
    if finding.expected is not None and finding.found is not None:
        found = tag("del", finding.found or say(language, "（空）", "(empty)"))
        yield from _detail(
            say(language, "数值", "Values"),
            [
                say(language, "填报 ", "filled in "),
                found,
                say(language, "，应为 ", ", should be "),
                tag("ins", finding.expected),
            ],
        )
    if finding.trace:
        yield from _detail(
            say(language, "算式", "Arithmetic"), tag("span", finding.arithmetic(language), class_="trace")
        )
    if advice := finding.advice.pick(language):
        yield from _detail(say(language, "处理", "To do"), advice)
    if why := finding.why.pick(language):
        yield from _detail(say(language, "依据", "Why"), why)
    related = [operand for operand in finding.related if operand.address not in (None, finding.address)]
    if related:
        items = [tag("li", _operand(operand, finding, cells, language)) for operand in related]
        cells_named = tag("ul", items, class_="related-cells")
        if len(items) > _RELATED_OPEN:
            head = say(language, f"{len(items)} 个单元格", f"{len(items)} cells")
            cells_named = tag("details", tag("summary", head), cells_named, class_="related")
        yield from _detail(say(language, "相关", "See also"), cells_named)
    if finding.doubt is not None:
        yield from _detail(say(language, "存疑", "Unsure"), finding.doubt.pick(language))
    yield from _detail(say(language, "规则", "Rule"), tag("span", f"{finding.code} {finding.rule}", class_="codes"))


def _detail(name: str, content: Child) -> Iterator[Markup]:
    yield tag("dt", name)
    yield tag("dd", content)


def _operand(operand: Operand, finding: Finding, cells: Mapping[Address, str], language: Language) -> Markup:
    """`全年预算数 51970 自评表!E6`, a way to the cell; the finding's own indicator need not be named again."""
    if finding.indicator and same_indicator(operand.field, finding.field):
        name = column_name(operand.field, language)
    else:
        name = field_name(operand.field, language)
    text = " ".join(operand.text.split())
    short = text if len(text) <= _TEXT_SHOWN else f"{text[:_TEXT_SHOWN]}…"
    said = f"{name} {short} " if short else f"{name} "
    place = tag("span", row_name(operand.address, language), class_="place")
    target = cells.get(operand.address) if operand.address is not None else None
    return tag("a", said, place, href=f"#{target}") if target else tag("span", said, place)
