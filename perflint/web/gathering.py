"""Reports over all the files of the page, made by a worker."""

from collections.abc import Iterable

from perflint import pipeline
from perflint.reports.findings_workbook import workbook
from perflint.result import CheckedDocument, FailedInput
from perflint.web.orders import Gather, Made


def gather(checked: Iterable[CheckedDocument | FailedInput], order: Gather) -> Made:
    """The report that was asked for, as a file."""
    return Made(workbook(pipeline.collect(checked), order.wish.language), "xlsx")
