"""The loop: fix, check again, fix what follows from it, and take back whatever does not hold.

A change is kept only if the finding that asked for it is gone and nothing new came up, neither a finding nor a rule
that can no longer be evaluated. Fixes may lean on one another (execution points, then the total), so they are judged
together when nothing more is to be done; those to blame are left out and the rest is tried anew, from the original.
"""

from collections import Counter
from collections.abc import Collection, Iterable

import msgspec

from perflint import pipeline
from perflint.choosing import RuleChoice
from perflint.copies.interface import Copy, Edit, NoCopy
from perflint.copies.rewriting import rewrite, why_not
from perflint.documents import read_bytes
from perflint.documents.limits import Limits
from perflint.documents.model import Address
from perflint.engine import RuleSet
from perflint.engine.outcome import SEVERITIES
from perflint.fixes.model import SAFE, Change, FixKind, Mended, Unfixed
from perflint.fixes.proposals import Key, Proposal, fields_of, proposals, spellings
from perflint.fixes.spelling import same_value
from perflint.language import Bilingual
from perflint.result import CheckedDocument

# Score, total, grade: more than these do not follow from one another.
_ROUNDS = 5
_ATTEMPTS = 20

_NO_EFFECT = Bilingual("改后问题仍在，没有采用", "the finding would still be there; it was not used")
_NEW_PROBLEM = Bilingual("改后会出现新的问题（{}），没有采用", "it would bring up a new problem ({}); it was not used")
_STUCK = Bilingual("随之要改的一处（{}）改不了：{}", "another cell would have to follow ({}) and cannot: {}")
_OTHER_VALUE = Bilingual("改写后读出的值不同，没有采用", "it would be read as another value; it was not used")
_CONFLICT = Bilingual(
    "几条规则对这一格的改法不同，没有改", "rules propose different values for this cell; it was left alone"
)


def mend(
    data: bytes,
    name: str,
    rules: RuleSet | RuleChoice,
    *,
    kinds: Collection[FixKind] = SAFE,
    accepted: Collection[str] = (),
    limits: Limits | None = None,
) -> Mended:
    """A document with the fixes of `kinds` made; findings with an `accepted` fingerprint are left as they are.

    Raises InputError where the document cannot be read.
    """
    first = _check(data, name, rules, limits)
    wanted = list(proposals(first, accepted))
    shown = tuple(_change(one, one.address) for one in wanted if one.kind not in kinds and one.address is not None)
    reason = why_not(first.format)
    if reason is not None:
        return Mended(
            path=name, before=data, data=data, ending="", changes=(), unfixed=(), proposals=shown, checked=first,
            reason=reason if any(one.kind in kinds for one in wanted) else None,
        )  # fmt: skip
    excluded: dict[Key, Unfixed] = {}
    mending = _Mending(data, name, rules, frozenset(kinds), frozenset(accepted), limits, first)
    for _ in range(_ATTEMPTS):
        attempt = mending.attempt(excluded)
        blamed = attempt.blame(first)
        if not blamed:
            break
        excluded |= {key: _unfixed(attempt.changes[key], why) for key, why in blamed.items()}
    else:
        # Never reached by fixes that the rules make sense of; then none is used.
        excluded |= {key: _unfixed(change, _NO_EFFECT) for key, change in attempt.changes.items()}
        attempt = mending.attempt(excluded)
    return Mended(
        path=name,
        before=data,
        data=attempt.data,
        ending=attempt.ending,
        # 99.4 became 99 and, with the points that it rests on, 99.4 again.
        changes=tuple(sorted((one for one in attempt.changes.values() if one.before != one.after), key=_place)),
        unfixed=tuple(one for one in (*attempt.failed.values(), *excluded.values()) if one.code),
        proposals=shown,
        checked=attempt.checked,
        remarks=attempt.remarks,
    )


def _check(data: bytes, name: str, rules: RuleSet | RuleChoice, limits: Limits | None) -> CheckedDocument:
    (entry,) = pipeline.check_each([read_bytes(data, name, limits)], rules, limits=limits)
    assert isinstance(entry, CheckedDocument)  # noqa: S101  # a document was read already
    return entry


class _Attempt(msgspec.Struct):
    """What came of one try: the bytes, what was changed, what could not be written, and what the rules say now."""

    data: bytes
    checked: CheckedDocument
    ending: str = ""
    changes: dict[Key, Change] = {}
    failed: dict[Key, Unfixed] = {}
    remarks: tuple[Bilingual, ...] = ()

    def blame(self, first: CheckedDocument) -> dict[Key, Bilingual]:
        """The changes that must not be, and why."""
        blamed: dict[Key, Bilingual] = {}
        if len(first.forms) != len(self.checked.forms):
            return dict.fromkeys(self.changes, _NO_EFFECT)
        left = {
            (finding.form.index, finding.code, path)
            for form in self.checked.forms
            for finding in form.findings
            for path in (finding.field, finding.fix.field if finding.fix is not None else finding.field)
        }
        both = zip(first.forms, self.checked.forms, strict=True)
        values = [(fields_of(one), fields_of(other)) for one, other in both]
        for key in self.changes:
            number, code, path = key
            before, after = (fields.get(path) for fields in values[number])
            if code and key in left:
                blamed[key] = _NO_EFFECT
            elif not code and (before is None or after is None or not same_value(before.value, after.value)):
                blamed[key] = _OTHER_VALUE
        for number, code, paths in _newcomers(first, self.checked):
            reason = self._why(number, code)
            own = [key for key in self.changes if key[0] == number]
            close = [key for key in own if key[2] in paths]
            blamed |= {key: reason for key in close or own if key not in blamed}
        return blamed

    def _why(self, form: int, code: str) -> Bilingual:
        """Why a change must not be that brings up a finding of `code`: what would have to follow cannot."""
        stuck = next((one.reason for key, one in self.failed.items() if key[:2] == (form, code)), None)
        if stuck is None:
            return Bilingual(_NEW_PROBLEM.zh.format(code), _NEW_PROBLEM.en.format(code))
        return Bilingual(_STUCK.zh.format(code, stuck.zh), _STUCK.en.format(code, stuck.en))


class _Mending(msgspec.Struct, frozen=True):
    """What all attempts at one document share."""

    data: bytes
    name: str
    rules: RuleSet | RuleChoice
    kinds: frozenset[FixKind]
    accepted: frozenset[str]
    limits: Limits | None
    first: CheckedDocument

    def attempt(self, excluded: Collection[Key]) -> _Attempt:
        """Make all fixes but the excluded ones, again and again until there is none left."""
        done = _Attempt(self.data, self.first, changes={}, failed={})
        for _ in range(_ROUNDS):
            chosen = self._chosen(done, excluded)
            if not chosen:
                break
            edits = [Edit(address, one.cell_text, one.after, not one.key[1]) for address, one in chosen.items()]
            copy = rewrite(done.data, self.name, edits, limits=self.limits)
            if isinstance(copy, NoCopy):
                break
            self._record(done, chosen, copy)
            if copy.data == done.data:
                break
            done.data, done.ending = copy.data, copy.ending
            done.remarks = tuple(dict.fromkeys((*done.remarks, *copy.remarks)))
            done.checked = _check(done.data, self.name, self.rules, self.limits)
        return done

    def _chosen(self, done: _Attempt, excluded: Collection[Key]) -> dict[Address, Proposal]:
        """One proposal for each cell; rules come before spellings, and where they disagree none is taken."""
        chosen: dict[Address, Proposal] = {}
        for one in (*proposals(done.checked, self.accepted), *spellings(done.checked)):
            if one.kind not in self.kinds or one.key in excluded or one.key in done.failed:
                continue
            if one.address is None or one.reason is not None:
                if one.reason is not None:
                    done.failed[one.key] = _unfixed(one, one.reason)
                continue
            other = chosen.setdefault(one.address, one)
            if other.after != one.after and one.key[1]:
                done.failed[one.key] = _unfixed(one, _CONFLICT)
                done.failed[other.key] = _unfixed(other, _CONFLICT)
        return {address: one for address, one in chosen.items() if one.key not in done.failed}

    def _record(self, done: _Attempt, chosen: dict[Address, Proposal], copy: Copy) -> None:
        missed = {one.address: one.reason for one in copy.missed}
        for address, one in chosen.items():
            if address in missed:
                done.failed[one.key] = _unfixed(one, missed[address])
            else:
                earlier = done.changes.get(one.key)
                before = one.before if earlier is None else earlier.before
                done.changes[one.key] = msgspec.structs.replace(_change(one, address), before=before)


def _newcomers(first: CheckedDocument, now: CheckedDocument) -> Iterable[tuple[int, str, set[str]]]:
    """Errors, warnings and gaps that were not there before: form, rule, and the fields that they rest on."""
    found = Counter((form.ref.index, one.code, one.field) for form in first.forms for one in form.findings)
    gaps = Counter((form.ref.index, one.code, one.field) for form in first.forms for one in form.not_evaluated)
    for form in now.forms:
        for finding in form.findings:
            key = (form.ref.index, finding.code, finding.field)
            found[key] -= 1
            if found[key] < 0 and finding.severity in SEVERITIES[:2]:
                yield form.ref.index, finding.code, {finding.field, *(one.field for one in finding.related)}
        for gap in form.not_evaluated:
            key = (form.ref.index, gap.code, gap.field)
            gaps[key] -= 1
            if gaps[key] < 0:
                yield form.ref.index, gap.code, {gap.field}


def _change(one: Proposal, address: Address) -> Change:
    number, code, path = one.key
    return Change(number, code, one.kind, path, address, one.before, one.after)


def _unfixed(one: Proposal | Change, reason: Bilingual) -> Unfixed:
    if isinstance(one, Change):
        return Unfixed(one.form, one.code, one.kind, one.field, one.address, one.before, one.after, reason)
    number, code, path = one.key
    return Unfixed(number, code, one.kind, path, one.address, one.before, one.after, reason)


def _place(change: Change) -> tuple[int, str, int, int, str]:
    address = change.address
    return change.form, address.container, address.row, address.column, change.code
