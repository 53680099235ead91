"""perflint's own reports among the files of a folder: they hold forms or look like tables, and are no inputs."""

from pathlib import Path

# How a report of each ending begins; what is between stands within its first characters.
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "html": (b'<meta name="generator" content="perflint ',),
    "md": (b"## perflint\n",),
    "json": (b'{\n  "version": 1,\n  "summary": {', b'"name": "perflint"'),
    "csv": ("\ufeff级别,状态,规则编号,规则名称,".encode(), "\ufeffseverity,state,code,rule,".encode()),
}
_WITHIN = 300


def is_own_report(path: Path) -> bool:
    """Whether `perflint check` wrote the file, as far as its beginning tells; a file that cannot be read is not one."""
    beginnings = _BEGINNINGS.get(path.suffix.lower().removeprefix("."), ())
    if not beginnings:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_WITHIN)
    except OSError:
        return False
    return any(beginning in head for beginning in beginnings)
