"""The waiver file: which findings somebody accepts, why, and until when; read, checked and described.

    waivers:
      - rule: PF105                 # code, name or old name
        project: 办公设备购置         # the form: project, year, unit, path (a pattern); each narrows
        year: 2022
        indicator: 购置数量
        reason: 经局党组会议研究同意
        approver: 财务科
        expires: 2026-12-31         # the last day; without it the waiver holds until it is taken out

`fingerprint` names one finding instead of rule and indicator.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from perflint.documents.model import Address
from perflint.engine.faults import nearest, with_hint
from perflint.engine.loading import Notes
from perflint.engine.outcome import Waiver
from perflint.engine.rule import Rule
from perflint.engine.shapes import Key, ListOf, RecordOf, Text, Whole
from perflint.engine.yamlfile import Place, Places, load_plain, read_text
from perflint.errors import RuleFileError, UsageError
from perflint.language import Bilingual

FINGERPRINT = Text(
    pattern=r"[0-9a-f]{16}", like=Bilingual("16 位的指纹（小写十六进制）", "a fingerprint of 16 lower-case hex digits")
)
DATE = Text(pattern=r"\d{4}-\d{2}-\d{2}", like=Bilingual("年-月-日，如 2026-12-31", "a date such as 2026-12-31"))
_SAID = Text(pattern=r"[\s\S]*\S[\s\S]*", like=Bilingual("写明内容，不能空着", "filled in"))

WAIVERS = RecordOf({
    "waivers": Key(ListOf(RecordOf({
        "rule": Key(Text(), help="code, name or old name of a rule"),
        "project": Key(Text(), help="the form's project, as printed"),
        "year": Key(Whole(1949), help="the form's year"),
        "unit": Key(Text(), help="the form's unit, or its department where it names no unit"),
        "path": Key(Text(), help="a pattern of file paths, seen from the folder of this file: 2021/**"),
        "indicator": Key(Text(), help="the name of an indicator, as printed"),
        "fingerprint": Key(FINGERPRINT, help="the fingerprint of one finding, as --format json gives it"),
        "reason": Key(_SAID, required=True, help="why the finding is accepted"),
        "approver": Key(_SAID, required=True, help="the person or office that accepts it"),
        "expires": Key(DATE, help="the last day of the waiver; without it, it holds until it is taken out"),
    })), required=True),
}, title="perflint waivers")  # fmt: skip

# An entry that names only a rule would switch the rule off: that is the configuration's `ignore`.
_NARROW = ("fingerprint", "project", "path")


class WaiverFile(msgspec.Struct, frozen=True):
    """A waiver file as read."""

    path: str
    waivers: tuple[Waiver, ...]


def load_waivers(path: Path, rules: Sequence[Rule]) -> WaiverFile:
    """The waivers of a file, each rule looked up among `rules`.

    Raises UsageError where there is no such file, RuleFileError with all its mistakes.
    """
    if not path.is_file():
        raise UsageError(Bilingual("没有这个豁免文件。", "There is no such waiver file."), path=str(path))
    return read_waivers(read_text(path), str(path), rules)


def read_waivers(text: str, path: str, rules: Sequence[Rule]) -> WaiverFile:
    """The waivers that `text` holds; raises RuleFileError with all mistakes."""
    data = load_plain(text, path)
    # Nothing but comments: a file that was begun.
    data = {"waivers": []} if data is None else data
    if isinstance(data, Mapping) and data.get("waivers", "") is None:
        data = {**data, "waivers": []}
    notes = Notes(text, path)
    WAIVERS.check(data, (), notes)
    codes = {word.lower(): rule.code for rule in rules for word in rule.selectors()}
    if not notes.found:
        for index, entry in enumerate(data["waivers"]):
            _check(entry, index, codes, notes)
        _refuse_twice(data["waivers"], codes, notes)
    if notes.found:
        raise RuleFileError(notes.mistakes())
    places = Places(text)
    return WaiverFile(path, tuple(_waivers(data["waivers"], path, codes, places)))


def waiver_schema() -> dict[str, Any]:
    """The JSON Schema of waiver files."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **WAIVERS.schema()}


def _check(entry: Mapping[str, Any], index: int, codes: Mapping[str, str], notes: Notes) -> None:
    at = ("waivers", index)
    rule = entry.get("rule")
    if rule is not None and rule.lower() not in codes:
        message = Bilingual(f"没有规则叫 {rule}", f"no rule is called {rule}")
        notes(Place((*at, "rule")), with_hint(message, nearest(rule.lower(), codes)))
    if rule is None and "fingerprint" not in entry:
        notes(Place(at), Bilingual("要写明 rule（规则）或 fingerprint（指纹）", "name a rule or a fingerprint"))
    elif not any(key in entry for key in _NARROW):
        message = Bilingual(
            "要写明是哪张表：project、path 或 fingerprint；整条规则不用请写在配置的 ignore 里",
            "say which form: project, path or fingerprint; the configuration's ignore leaves a rule out altogether",
        )
        notes(Place(at), message)
    if "expires" in entry and _date(entry["expires"]) is None:
        message = Bilingual(f"没有 {entry['expires']} 这一天", f"there is no day {entry['expires']}")
        notes(Place((*at, "expires")), message)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _refuse_twice(entries: Sequence[Mapping[str, Any]], codes: Mapping[str, str], notes: Notes) -> None:
    """Two entries about the same finding: nobody could say whose reason and whose date hold."""
    seen: dict[tuple[Any, ...], int] = {}
    for index, entry in enumerate(entries):
        scope = (
            codes.get(str(entry.get("rule", "")).lower(), ""),
            *(entry.get(key, "") for key in ("project", "year", "unit", "path", "indicator", "fingerprint")),
        )
        first = seen.setdefault(scope, index)
        if first != index:
            message = Bilingual(f"与第 {first + 1} 条豁免的是同一件事", f"waives the same as entry {first + 1}")
            notes(Place(("waivers", index)), message)


def _waivers(
    entries: Sequence[Mapping[str, Any]], path: str, codes: Mapping[str, str], places: Places
) -> Iterator[Waiver]:
    for index, entry in enumerate(entries):
        line, column, _ = places.locate(Place(("waivers", index)))
        yield Waiver(
            reason=entry["reason"].strip(),
            approver=entry["approver"].strip(),
            expires=_date(entry["expires"]) if "expires" in entry else None,
            code=codes.get(entry.get("rule", "").lower(), ""),
            project=entry.get("project", ""),
            year=entry.get("year"),
            unit=entry.get("unit", ""),
            paths=entry.get("path", ""),
            indicator=entry.get("indicator", ""),
            fingerprint=entry.get("fingerprint", ""),
            path=path,
            address=Address("line", line + 1, column + 1),
        )
