"""Reports over all the files of the page, made by a worker."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from perflint import pipeline
from perflint.reports.interface import View, check_report
from perflint.result import CheckedDocument, FailedInput
from perflint.web.orders import Gather, Made

if TYPE_CHECKING:
    from perflint.choosing import RuleChoice


def gather(checked: Iterable[CheckedDocument | FailedInput], rules: "RuleChoice", order: Gather) -> Made:
    """The report that was asked for, as a file."""
    result = pipeline.collect(checked)
    if order.kind == "xlsx":
        from perflint.reports.findings_workbook import workbook  # noqa: PLC0415  # asked for seldom

        return Made(workbook(result, order.wish.language), "xlsx")
    view = View(language=order.wish.language, rules=tuple(rules.usual))
    return Made(check_report("html").render(result, view).encode(), "html")
