"""Findings about the waiver file itself: entries whose day is over, and entries that nothing needs any more.

    PFW01 waiver-expired   warning   the last day of the waiver is over: what it accepted counts again
    PFW02 waiver-unused    info      the form was judged whole and nothing in it is to be waived

These are no rules of the rulebook: no form can break them, and no profile, configuration or waiver changes them.
"""

import datetime as dt
from collections.abc import Iterator

import msgspec

from perflint.acceptance.matching import about, about_form
from perflint.acceptance.waiver_file import WaiverFile
from perflint.engine.fingerprint import fingerprint_of
from perflint.engine.outcome import Finding, FormRef, Waiver
from perflint.language import Bilingual
from perflint.result import CheckedForm, CheckResult

KIND = "waiver_file"

_NOT_FOR_EVER = Bilingual("豁免以写明的期限为准", "a waiver holds until the day that it names")
_NO_DEAD_ENTRY = Bilingual(
    "不再需要的豁免留在文件里，以后会放过新出现的问题", "a waiver that nothing needs would let a later finding pass"
)


def could_tell(form: CheckedForm, code: str) -> bool:
    """Whether the run can say that a rule has nothing against a form: it was whole, and the rule judged all of it."""
    silent = {gap.code for gap in form.not_evaluated} | {fault.code for fault in form.faults}
    return form.judged and form.complete and not form.lacks and code in form.rules and code not in silent


def stale_waivers(file: WaiverFile, result: CheckResult, today: dt.date) -> Iterator[Finding]:
    """The findings about a waiver file, in its order."""
    for waiver in file.waivers:
        if waiver.expired(today):
            again = (about(waiver, finding) for form in result.forms for finding in form.findings)
            yield _expired(waiver, sum(again))
        elif _unused(waiver, result):
            yield _needless(waiver)


def _unused(waiver: Waiver, result: CheckResult) -> bool:
    """Whether the run can tell that nothing needs the waiver.

    A fingerprint alone tells no form: whether that form was part of the run is not known.
    """
    if not (waiver.project or waiver.paths):
        return False
    forms = [form for form in result.forms if about_form(waiver, form.ref)]
    if any(about(waiver, waived.finding) for form in forms for waived in form.waived):
        return False
    codes = {waiver.code} if waiver.code else {code for form in forms for code in form.rules}
    return bool(forms) and all(could_tell(form, code) for form in forms for code in codes)


def _expired(waiver: Waiver, times: int) -> Finding:
    day = waiver.expires
    zh = f"豁免已于 {day} 到期" + (f"，它豁免的 {times} 处问题重新计入" if times else "，本次没有遇到它豁免的问题")
    en = f"the waiver ended on {day}" + (
        f": {times} finding{'s' if times > 1 else ''} that it accepted count{'' if times > 1 else 's'} again"
        if times
        else "; nothing that it accepted occurs in this run"
    )
    advice = Bilingual(
        "问题已改的删去这一条；确需继续豁免的，重新报批后改 expires。",
        "Take the entry out if the form is mended; have it approved anew and change expires if it is not.",
    )
    return msgspec.structs.replace(
        _finding(waiver, "PFW01", Bilingual(zh, en), advice),
        rule="waiver-expired",
        severity="warning",
        why=_NOT_FOR_EVER,
        found=str(day),
    )


def _needless(waiver: Waiver) -> Finding:
    what = waiver.code or waiver.fingerprint
    message = Bilingual(
        f"豁免没有用上：相应的表里没有它豁免的问题（{what}）",
        f"the waiver is not needed: its form has no such finding ({what})",
    )
    advice = Bilingual(
        "核对各项写得是否与表上一致；问题已改的删去这一条。",
        "Compare its words with the form; take it out if the form is mended.",
    )
    return _finding(waiver, "PFW02", message, advice)


def _finding(waiver: Waiver, code: str, message: Bilingual, advice: Bilingual) -> Finding:
    """A finding at the entry; unless it is said otherwise, that nothing needs it."""
    scope = (waiver.code, waiver.project, waiver.year, waiver.unit, waiver.paths, waiver.indicator)
    return Finding(
        code=code,
        rule="waiver-unused",
        severity="info",
        form=FormRef(waiver.path, 0, waiver.project, KIND, waiver.year, waiver.unit),
        message=message,
        why=_NO_DEAD_ENTRY,
        advice=advice,
        trace="",
        field="waiver",
        indicator=waiver.indicator or None,
        address=waiver.address,
        related=(),
        expected=None,
        found=None,
        fingerprint=fingerprint_of(code, *scope, waiver.fingerprint),
        fix=None,
    )
