"""Adding entries to a waiver file: what stands there keeps its order, its comments and its quotes."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from perflint.engine.outcome import Finding

_HEAD = """\
# 豁免：哪张表的哪个问题、为什么、谁批准、到哪天为止。格式见 perflint schema waivers。
"""


def entry_for(finding: Finding, *, reason: str, approver: str, expires: dt.date | None) -> dict[str, Any]:
    """The entry that waives one finding, with the words by which people find it again."""
    form = finding.form
    words = {
        "rule": finding.code,
        "project": form.project,
        "year": form.year,
        "indicator": finding.indicator,
        "fingerprint": finding.fingerprint,
        "reason": reason,
        "approver": approver,
        "expires": expires,
    }
    return {key: value for key, value in words.items() if value not in (None, "")}


def entries_for(findings: Iterable[Finding], **said: Any) -> list[dict[str, Any]]:
    """One entry for each finding; findings of the same fingerprint share one."""
    return [entry_for(finding, **said) for finding in {one.fingerprint: one for one in findings}.values()]


def append_entries(text: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The text of a waiver file with the entries at its end; an empty text becomes a new file.

    The text must be one that `read_waivers` takes.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - only to write
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.allow_unicode = True
    dash = _dash(text)
    yaml.indent(mapping=2, sequence=dash + 2, offset=dash)
    data = yaml.load(text or _HEAD)
    if data is None:
        data = CommentedMap()
        head = text or _HEAD
    else:
        head = ""
    if data.get("waivers") is None:
        data["waivers"] = CommentedSeq()
    data["waivers"].fa.set_block_style()
    for entry in entries:
        data["waivers"].append(CommentedMap(entry))
    stream = io.StringIO()
    yaml.dump(data, stream)
    return head + ("" if not head or head.endswith("\n") else "\n") + stream.getvalue()


def _dash(text: str) -> int:
    """How far the file indents the dashes of its list; two blanks where it has none yet."""
    for line in text.splitlines():
        bare = line.lstrip(" ")
        if bare.startswith("- "):
            return min(len(line) - len(bare), 8)
    return 2
