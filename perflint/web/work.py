"""What a worker does with an order: the four verbs over one file, and the outputs that were asked for."""

import pickle
from time import perf_counter_ns

import msgspec

from perflint import pipeline
from perflint.documents import Document, Limits, read_bytes
from perflint.engine.outcome import SEVERITIES, Severity
from perflint.errors import InputError
from perflint.language import Bilingual
from perflint.reports.interface import View
from perflint.result import CheckedDocument, CheckedForm, FailedInput, ParsedDocument
from perflint.web.orders import Answer, Copy, Digest, FormDigest, Gather, Look, Looked, Order, Unable, Unpack, Wish
from perflint.web.refusals import failed
from perflint.web.regime import Ruling
from perflint.web.unpacking import member_of, unpack

# The office program gives up before the worker is stopped, so that its own sentence is told.
_RESERVE_SECONDS = 10


class Understood(msgspec.Struct, frozen=True):
    """A file as read and recognised, before any rule: what is kept so that another profile needs no new upload."""

    parsed: ParsedDocument
    document: Document


def warm_up(ruling: Ruling) -> None:
    """Load what every file needs, so that the first one does not wait for it."""
    from perflint.forms.recognise import recognise  # noqa: PLC0415
    from perflint.reports.findings_workbook import workbook  # noqa: PLC0415
    from perflint.web import page_file  # noqa: F401, PLC0415

    # The commonest format; what is in it does not matter.
    read_bytes(workbook(pipeline.collect([]), "zh"), "warm.xlsx")
    sample = read_bytes("项目支出绩效自评表\n项目名称\t试\n总分\t100\t100\n".encode(), "warm.txt")
    rules = ruling.rules(Wish(profile=ruling.regime.profile))
    for form in recognise(sample).forms:
        pipeline.check_form(form, rules)


def do(order: Order, seconds: int, ruling: Ruling) -> Answer:
    """The answer to one order; a file that cannot be read is an answer too."""
    if isinstance(order, Look):
        return _look(order, seconds, ruling)
    if isinstance(order, Unpack):
        return unpack(order)
    if isinstance(order, Gather):
        return _gather(order, ruling)
    return _copy(order, ruling)


def _look(order: Look, seconds: int, ruling: Ruling) -> Looked:
    start = perf_counter_ns()
    data = _data(order)
    if order.state is not None:
        understood = _recall(order.state)
    else:
        understood = data if isinstance(data, FailedInput) else _read(data, order.name, seconds)
    read = perf_counter_ns()
    checked = _judge(understood, ruling, order.wish)
    judged = perf_counter_ns()
    answer = Looked(
        digest=_digest(checked),
        state=pickle.dumps(understood, protocol=5) if "state" in order.wants else None,
        report=_report(checked, order.wish) if "report" in order.wants else None,
        parsed=_parsed(understood, order.wish) if "parsed" in order.wants else None,
        page=_page(checked, ruling, order) if "page" in order.wants else "",
        data=data if "data" in order.wants and isinstance(data, bytes) else None,
    )
    rendered = perf_counter_ns()
    times = {"read": read - start, "judge": judged - read, "render": rendered - judged}
    return msgspec.structs.replace(answer, times={name: spent // 1000 for name, spent in times.items()})


def _data(order: Look) -> bytes | FailedInput:
    if order.member is None:
        return order.data or b""
    try:
        return member_of(order.data or b"", order.member, order.name)
    except InputError as error:
        return failed(error, order.name)


def _read(data: bytes, name: str, seconds: int) -> Understood | FailedInput:
    from perflint.forms.recognise import recognise  # noqa: PLC0415  # loads the vocabularies

    limits = Limits.from_environment()
    patience = max(1, min(limits.max_seconds, seconds - _RESERVE_SECONDS))
    try:
        document = read_bytes(data, name, msgspec.structs.replace(limits, max_seconds=patience))
    except InputError as error:
        return failed(error, name)
    recognised = recognise(document)
    parsed = ParsedDocument(name, document.format, recognised.forms, recognised.refusals, document.notices)
    return Understood(parsed, document)


def _recall(state: bytes) -> Understood | FailedInput:
    # Made by a worker, kept by the server, never from a user.
    held = pickle.loads(state)  # noqa: S301  # see above
    assert isinstance(held, Understood | FailedInput)  # noqa: S101  # nothing else is ever dumped
    return held


def _judge(understood: Understood | FailedInput, ruling: Ruling, wish: Wish) -> CheckedDocument | FailedInput:
    if isinstance(understood, FailedInput):
        return understood
    rules = ruling.rules(wish)
    parsed = understood.parsed
    forms = tuple(pipeline.check_form(form, rules) for form in parsed.forms)
    return ruling.regime.settled(
        CheckedDocument(
            parsed.path, parsed.format, forms, parsed.refusals, parsed.notices, document=understood.document
        )
    )


def _report(checked: CheckedDocument | FailedInput, wish: Wish) -> bytes:
    from perflint.reports.json_report import render  # noqa: PLC0415  # the page does not need it

    return render(pipeline.collect([checked]), View(language=wish.language)).encode()


def _parsed(understood: Understood | FailedInput, wish: Wish) -> bytes:
    from perflint.reports.parse_json import render  # noqa: PLC0415  # the page does not need it

    entry = understood if isinstance(understood, FailedInput) else understood.parsed
    return render(pipeline.collect_parsed([entry]), View(language=wish.language)).encode()


def _page(checked: CheckedDocument | FailedInput, ruling: Ruling, order: Look) -> str:
    from perflint.web.page_file import file_view  # noqa: PLC0415  # programs need no page

    guessing = ruling.rules(order.wish).guesses(order.name)
    # Plain text: a subclass does not travel.
    return str(file_view(checked, order.key, order.wish, guessing=guessing))


def _digest(checked: CheckedDocument | FailedInput) -> Digest:
    if isinstance(checked, FailedInput):
        return Digest(
            failure=msgspec.structs.replace(checked.message, zh=checked.explain("zh"), en=checked.explain("en"))
        )
    return Digest(forms=tuple(map(_form_digest, checked.forms)), refused=len(checked.refusals))


def _form_digest(checked: CheckedForm) -> FormDigest:
    form = checked.form
    rules: dict[str, int] = {}
    graded: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in checked.findings:
        rules[finding.code] = rules.get(finding.code, 0) + 1
        graded[finding.severity] += 1
    score = form.total.score.value if form is not None else None
    return FormDigest(
        project=checked.ref.project,
        department=(form.department.text or form.unit.text) if form is not None else "",
        score="" if score is None else str(score),
        rules=rules,
        graded=graded,
        gaps=len(checked.not_evaluated),
        judged=checked.judged,
        complete=checked.complete,
        faults=len(checked.faults),
        accepted=len(checked.waived) + len(checked.known),
    )


def _gather(order: Gather, ruling: Ruling) -> Answer:
    from perflint.web.gathering import gather  # noqa: PLC0415  # asked for seldom

    checked = [_judge(_recall(state), ruling, order.wish) for state in order.states]
    return gather(checked, ruling.rules(order.wish), order)


def _copy(order: Copy, ruling: Ruling) -> Answer:
    from perflint.web.copying import annotated, corrected  # noqa: PLC0415  # asked for seldom

    checked = _judge(_recall(order.state), ruling, order.wish)
    if isinstance(checked, FailedInput):
        return Unable(Bilingual(checked.explain("zh"), checked.explain("en")))
    if order.kind != "annotated":
        return corrected(order, ruling.rules(order.wish), checked)
    return annotated(order, checked)
