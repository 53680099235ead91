"""What a run says at its end, on standard error: what went wrong by name, the counts, and the next step."""

from collections.abc import Iterable, Iterator, Mapping

from perflint.documents.model import Table
from perflint.engine.outcome import SEVERITIES, FormRef
from perflint.language import Bilingual, Language
from perflint.reports.wording import NO_FORM, NO_RULE_APPLIES, NOTHING_EVALUATED, form_name, kind_name
from perflint.result import (
    BaselineReport,
    CheckedDocument,
    CheckResult,
    Counts,
    FailedInput,
    ParsedDocument,
    ParseResult,
    ProfileChoice,
    ReadResult,
)

_ENDINGS_SHOWN = 5


def troubles(result: CheckResult | ParseResult | ReadResult, language: Language) -> Iterator[str]:
    """One line for each input that could not be read or holds no form, and each form that was refused or not judged.

    These are shown whatever the format: a form that was not judged must never look like a clean one.
    """
    yield from (_failure(failure, language) for failure in result.failures)
    if isinstance(result, ReadResult):
        return
    for document in result.documents:
        for refusal in document.refusals:
            where = f"{document.path}:{refusal.address}" if refusal.address else document.path
            said = "不评判" if language == "zh" else "refused"
            yield f"{where}: {said} {kind_name(refusal.kind, language)}: {refusal.reason.pick(language)}"
        if document.formless:
            yield f"{document.path}: {NO_FORM.pick(language)}"
        if isinstance(document, ParsedDocument):
            continue
        for form in document.forms:
            for fault in form.faults:
                yield f"{document.path}: {fault.message.pick(language)}"
        yield from _unjudged(document, language)


def notices(result: CheckResult | ParseResult, language: Language) -> Iterator[str]:
    """What the readers want people to know: doubts about an encoding, sheets that are hidden."""
    for document in result.documents:
        for notice in document.notices:
            where = f"{document.path}:{notice.address}" if notice.address else document.path
            yield f"{where}: {notice.message.pick(language)}"


def passed_over(endings: Mapping[str, int], language: Language) -> Iterator[str]:
    """Which files of the folders were not looked at, by their endings; nothing where there are none."""
    number = sum(endings.values())
    if not number:
        return
    bare = Bilingual("无后缀", "no ending").pick(language)
    often = sorted(endings.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{f'.{ending}' if ending else bare} {count}" for ending, count in often[:_ENDINGS_SHOWN]]
    if language == "zh":
        more = "……" if len(often) > _ENDINGS_SHOWN else ""
        yield (
            f"文件夹里另有 {number} 个文件因后缀不认识而没有读（{'、'.join(shown)}{more}）；"
            "要核对其中的，请直接写出文件名。"
        )
    else:
        more = ", …" if len(often) > _ENDINGS_SHOWN else ""
        yield (
            f"{_many(number, 'file')} in the folders not read ({', '.join(shown)}{more}): "
            "no reader knows the ending; name one to check it."
        )


def written(files: Iterable[tuple[str, str]], language: Language) -> Iterator[str]:
    """Where reports went: formats with their files."""
    for name, file in files:
        yield f"报告已写入：{file}（{name}）" if language == "zh" else f"Report written: {file} ({name})"


def closing(result: CheckResult, language: Language) -> Iterator[str]:
    """The counts in one line, then what to do next."""
    counts = result.counts()
    yield counts_line(result, language)
    yield from _guesses(result, language)
    if result.acceptance.baseline is not None:
        yield baseline_line(result.acceptance.baseline, language)
    found = (finding for form in result.forms for finding in form.findings)
    worst = min(found, key=lambda finding: SEVERITIES.index(finding.severity), default=None)
    yield from _next_steps(counts, worst.code if worst else "", language)


def counts_line(result: CheckResult, language: Language) -> str:
    """The counts in one line."""
    counts = result.counts()
    return _counts_zh(counts) if language == "zh" else _counts_en(counts)


def parse_closing(result: ParseResult, language: Language) -> str:
    """How much was understood, in one line."""
    forms = [form for document in result.documents for form in document.forms]
    incomplete = sum(not form.complete for form in forms)
    refused = sum(len(document.refusals) for document in result.documents)
    unread = len(result.failures)
    if language == "zh":
        line = f"读懂 {len(result.documents)} 个文件、{len(forms)} 张表（其中不完整 {incomplete} 张）"
        return (
            line + (f"；不处理的表 {refused} 张" if refused else "") + (f"；无法读取 {unread} 个文件" if unread else "")
        )
    line = f"understood {_many(len(result.documents), 'file')}, {_many(len(forms), 'form')} ({incomplete} incomplete)"
    return (
        line + (f"; {refused} refused" if refused else "") + (f"; {_many(unread, 'file')} unreadable" if unread else "")
    )


def read_closing(result: ReadResult, language: Language) -> str:
    """How much was read, in one line."""
    blocks = [block for document in result.documents for block in document.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    rows = sum(len(table.rows) for table in tables)
    files, unread = len(result.documents), len(result.failures)
    if language == "zh":
        line = f"读到 {files} 个文件、{len(tables)} 个表格（共 {rows} 行）"
        return line + (f"；无法读取 {unread} 个文件" if unread else "")
    line = f"read {_many(files, 'file')}, {_many(len(tables), 'table')} ({_many(rows, 'row')})"
    return line + (f"; {_many(unread, 'file')} unreadable" if unread else "")


def _guesses(result: CheckResult, language: Language) -> Iterator[str]:
    """Under which profiles forms were judged that nobody named, and what tells it."""
    guessed: dict[ProfileChoice, int] = {}
    for form in result.forms:
        if form.profile is not None and form.profile.guessed:
            guessed[form.profile] = guessed.get(form.profile, 0) + 1
    for name in dict.fromkeys(choice.name for choice in guessed):
        whys = [choice.why for choice in guessed if choice.name == name and choice.why is not None]
        number = sum(times for choice, times in guessed.items() if choice.name == name)
        why, more = whys[0].pick(language), len(whys) > 1
        if language == "zh":
            yield f"按 {name} 的规则核对 {number} 张表（{why}{'等' if more else ''}）；不对请用 --profile 指定。"
        else:
            yield f"{_many(number, 'form')} judged as {name} ({why}{' …' if more else ''}); --profile says otherwise."


def baseline_line(report: BaselineReport, language: Language) -> str:
    """What became of the baseline, in one line."""
    fixed, unseen = (sum(entry.count for entry in entries) for entries in (report.fixed, report.unseen))
    if language == "zh":
        line = f"与基线相比：新增 {report.new}，已改 {fixed}，仍在 {report.still}"
        return line + (f"；另有 {unseen} 处本次无法判断（表不在本次核对之内、不完整，或规则未判断）" if unseen else "")
    line = f"against the baseline: {report.new} new, {fixed} fixed, {report.still} still there"
    return line + (f"; {unseen} not seen (form not in this run or incomplete, or rule not evaluated)" if unseen else "")


def _unjudged(document: CheckedDocument, language: Language) -> Iterator[str]:
    for why, applies in ((NO_RULE_APPLIES, False), (NOTHING_EVALUATED, True)):
        refs = [
            form.ref
            for form in document.forms
            if not (form.judged or form.passed_over) and bool(form.applicable) == applies
        ]
        if refs:
            yield f"{document.path}: {_form_names(refs, language)}: {why.pick(language)}"


def _form_names(refs: list[FormRef], language: Language) -> str:
    if len(refs) == 1:
        return form_name(refs[0], language)
    numbers = [str(ref.index + 1) for ref in refs]
    return f"第{'、'.join(numbers)}张表" if language == "zh" else f"forms {', '.join(numbers)}"


def _failure(failure: FailedInput, language: Language) -> str:
    said = "无法读取" if language == "zh" else "cannot be read"
    return f"{failure.path}: {said}: {failure.explain(language)}"


def _counts_zh(counts: Counts) -> str:
    parts = [f"错误 {counts.error}", f"警告 {counts.warning}", f"提示 {counts.info}"]
    parts.append(f"规则未判断 {counts.not_evaluated}")
    more = {
        "豁免": counts.waived,
        "整表未评判": counts.unjudged,
        "不评判的表种": counts.refused,
        "所选规则不适用的表": counts.passed_over,
        "出错的规则": counts.faults,
    }
    parts += [f"{text} {number}" for text, number in more.items() if number]
    aside = {"{} 个没有绩效表": counts.without_form, "{} 个读不了": counts.unreadable}
    asides = "、".join(text.format(number) for text, number in aside.items() if number)
    files = f"{counts.documents + counts.unreadable} 个文件" + (f"（其中 {asides}）" if asides else "")
    return f"{files}，{counts.forms} 张表：" + "，".join(parts)


def _counts_en(counts: Counts) -> str:
    parts = [_many(counts.error, "error"), _many(counts.warning, "warning"), f"{counts.info} info"]
    parts.append(f"{counts.not_evaluated} not evaluated")
    more = {
        "waived": counts.waived,
        "not judged as a whole": counts.unjudged,
        "refused": counts.refused,
        "passed over": counts.passed_over,
    }
    parts += [f"{number} {text}" for text, number in more.items() if number]
    if counts.faults:
        parts.append(_many(counts.faults, "broken rule"))
    aside = {"without a form": counts.without_form, "unreadable": counts.unreadable}
    asides = ", ".join(f"{number} {text}" for text, number in aside.items() if number)
    files = _many(counts.documents + counts.unreadable, "file") + (f" ({asides})" if asides else "")
    return f"{files}, {_many(counts.forms, 'form')}: " + ", ".join(parts)


def _next_steps(counts: Counts, code: str, language: Language) -> Iterator[str]:
    zh = language == "zh"
    found = counts.error + counts.warning + counts.info
    doubtful = counts.not_evaluated + counts.unjudged + counts.refused + counts.unreadable + counts.faults
    if not counts.documents:
        if not counts.unreadable:
            yield "没有可读取的文件。" if zh else "There was no file to read."
    elif not counts.forms:
        yield (
            "没有找到可评判的绩效自评表；用 perflint parse 查看读到了什么。"
            if zh
            else "No form to judge was found; perflint parse shows what was read."
        )
    elif found and not code:
        yield "请整理豁免文件。" if zh else "Please tidy the waiver file."
    elif found:
        yield f"规则说明：perflint explain {code}" if zh else f"About a rule: perflint explain {code}"
    elif doubtful:
        yield (
            (
                "能判断的部分没有发现新的问题；其余部分请人工核对。"
                if zh
                else "Nothing new was found in what could be judged; please check the rest by hand."
            )
            if counts.waived or counts.known
            else (
                "能判断的部分没有发现问题；其余部分请人工核对。"
                if zh
                else "Nothing was found in what could be judged; please check the rest by hand."
            )
        )
    elif counts.passed_over == counts.forms:
        yield (
            "所选规则都不适用于这些表，没有核对任何内容。"
            if zh
            else "None of the selected rules is meant for these forms; nothing was checked."
        )
    elif counts.waived or counts.known:
        yield "没有新的问题。" if zh else "Nothing new was found."
    else:
        yield "没有发现问题。" if zh else "Nothing was found."


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
