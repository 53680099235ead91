"""Formulas whose stored results may be stale: the workbook is told to calculate them when it is opened.

Source: ECMA-376 part 1, 18.2.2 (calcPr), 18.2.27 (the order of a workbook's children).
"""

import re
from collections.abc import Iterable

from perflint.copies.office_package import EditedPackage

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BEHIND = frozenset(
    ("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
     "fileRecoveryPr", "webPublishObjects", "extLst")
)  # fmt: skip


def recalculated(package: EditedPackage, sheets: Iterable[str]) -> bool:
    """Have the formulas calculated anew, where there are any; whether there are."""
    if not any(_FORMULA.search(package.read(part)) for part in sheets):
        return False
    part = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    root = package.tree(part)
    space = root.tag.rpartition("}")[0] + "}"
    properties = root.find(f"{space}calcPr")
    if properties is None:
        properties = root.makeelement(f"{space}calcPr", {})
        at = next((at for at, child in enumerate(root) if _local(child.tag) in _BEHIND), len(root))
        root.insert(at, properties)
    if properties.get("fullCalcOnLoad") != "1":
        properties.set("fullCalcOnLoad", "1")
        package.put_tree(part, root)
    return True


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
