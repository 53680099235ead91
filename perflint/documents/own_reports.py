"""perflint's own reports and baselines among the files of a folder: they hold forms or tables, and are no inputs."""

import re
from pathlib import Path

from perflint.patterns import pattern

# How what `perflint check` writes begins, for each ending; the mark stands within the first bytes.
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "html": (b'<meta name="generator" content="perflint ',),
    "md": (b"## perflint\n",),
    "json": (
        b'{\n  "version": 1,\n  "summary": {',
        b'"name": "perflint"',
        b'{"perflint_baseline":',
        b'"check_name": "',
    ),
    "csv": ("\ufeff级别,状态,规则编号,规则名称,".encode(), "\ufeffseverity,state,code,rule,".encode()),
}
# Lines for people and for GitHub go into files of any name, most often text.
_LINES = pattern(
    rb"^(?:"
    rb".+: (?:error|warning|info) [A-Z]+[0-9]+ [a-z0-9-]+: "
    rb"|::(?:error|warning|notice) (?:file=[^\n]*,)?title=[A-Z]+[0-9]+ "
    rb"|.+ (?:\xe2\x94\x80){20,}$"
    rb")",
    re.MULTILINE,
)
_TEXT = ("txt",)
_WITHIN = 2000
# The first part of the workbook of findings, stored as it is: it tells the file from a form without opening it.
WORKBOOK_MARK = "docProps/app.xml"
WORKBOOK_PROGRAM = "<Application>perflint</Application>"


def is_own_report(path: Path) -> bool:
    """Whether `perflint check` wrote the file, as far as its beginning tells; a file that cannot be read is not one."""
    ending = path.suffix.lower().removeprefix(".")
    beginnings = _BEGINNINGS.get(ending, ())
    if not beginnings and ending not in _TEXT:
        return False
    head = _beginning(path)
    if ending in _TEXT:
        return _LINES.search(head) is not None
    return any(beginning in head for beginning in beginnings)


def is_findings_workbook(path: str) -> bool:
    """Whether perflint wrote the file as its list of findings; a file that cannot be read is not one."""
    head = _beginning(Path(path))
    return head.startswith(b"PK") and WORKBOOK_MARK.encode() in head and WORKBOOK_PROGRAM.encode() in head


def _beginning(path: Path) -> bytes:
    """The first bytes of a file, none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_WITHIN)
    except (OSError, ValueError):
        return b""
