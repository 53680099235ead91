"""`perflint waive`: add entries to the waiver file."""

from typing import TYPE_CHECKING, Annotated

import typer

from perflint.cli.session import Lang, Profile, Rules, Waivers, open_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from perflint.engine.outcome import Finding, Waiver


def waive(
    context: typer.Context,
    fingerprints: Annotated[
        list[str], typer.Argument(metavar="FINGERPRINT…", help="要豁免的问题的指纹（见 --format json） / from JSON")
    ],
    *,
    within: Annotated[
        list[str],
        typer.Option("--in", metavar="PATH", help="含有这些问题的文件或文件夹，可重复 / the forms that have them"),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="豁免的理由 / why the finding is accepted")],
    approver: Annotated[str, typer.Option(metavar="NAME", help="批准的人或科室 / who accepts it")],
    expires: Annotated[
        str | None, typer.Option(metavar="DATE", help="最后一天，如 2026-12-31 / the last day of the waiver")
    ] = None,
    waivers: Waivers = None,
    profile: Profile = None,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """把问题写进豁免文件 / add findings to the waiver file"""
    from perflint import pipeline  # noqa: PLC0415
    from perflint.acceptance.waiver_file import read_waivers  # noqa: PLC0415
    from perflint.acceptance.waiver_writing import append_entries, entries_for  # noqa: PLC0415
    from perflint.cli import acceptances, streams  # noqa: PLC0415
    from perflint.cli.rulebook import choice_for_forms  # noqa: PLC0415
    from perflint.engine.yamlfile import read_text  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415
    from perflint.reports.closing import troubles  # noqa: PLC0415

    settings = open_settings(context, lang=lang, profile=profile, rules=rules, waivers=waivers)
    last_day = _day(expires)
    _refuse_blank(reason, approver)
    path = acceptances.need_waivers(settings)
    chosen = choice_for_forms(settings)
    text = read_text(path) if path.is_file() else ""
    former = read_waivers(text, str(path), chosen.usual.known).waivers
    result = pipeline.collect(pipeline.check_each(pipeline.find(within), chosen, keep_forms=False))
    for line in troubles(result, settings.language):
        streams.say(line)
    found = _wanted(fingerprints, [finding for form in result.forms for finding in form.findings])
    _refuse_again(found, former)
    entries = entries_for(found, reason=reason.strip(), approver=approver.strip(), expires=last_day)
    written = append_entries(text, entries)
    # What is written must be readable: two entries about one finding are refused here, before the file changes.
    read_waivers(written, str(path), chosen.usual.known)
    streams.write_whole(written, path, option="--waivers")
    number = len(entries)
    said = Bilingual(f"已在 {path} 中写入 {number} 条豁免。", f"Waivers added to {path}: {number}.")
    streams.say(said.pick(settings.language))
    if last_day is None:
        endless = Bilingual(
            "没有写明期限，豁免将一直有效；建议加 --expires。",
            "It holds without end; --expires gives it a last day.",
        )
        streams.say(endless.pick(settings.language))


def _day(text: str | None) -> "dt.date | None":
    import datetime as dt  # noqa: PLC0415

    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    if text is None:
        return None
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(
            Bilingual(
                f"--expires 的值“{text}”不是日期，应写作 2026-12-31。", f"--expires {text} is no date like 2026-12-31."
            )
        ) from error


def _refuse_blank(*texts: str) -> None:
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    if not all(text.strip() for text in texts):
        raise UsageError(
            Bilingual("--reason 与 --approver 都要写明，不能空着。", "--reason and --approver must not be blank.")
        )


def _wanted(fingerprints: "Sequence[str]", findings: "Sequence[Finding]") -> "list[Finding]":
    """The findings of these fingerprints; raises UsageError for one that no finding has."""
    from perflint.cli.choices import nearest  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    known = {finding.fingerprint: finding for finding in findings}
    for fingerprint in fingerprints:
        if fingerprint not in known:
            near = nearest(fingerprint, known)
            zh, en = (f"是否指 {near}？", f" Did you mean {near}?") if near else ("", "")
            raise UsageError(
                Bilingual(
                    f"--in 所指的表里没有指纹为 {fingerprint} 的问题。{zh}",
                    f"No finding in the forms of --in has the fingerprint {fingerprint}.{en}",
                )
            )
    return [known[fingerprint] for fingerprint in fingerprints]


def _refuse_again(findings: "Sequence[Finding]", former: "Sequence[Waiver]") -> None:
    """Raises UsageError for a finding that an entry of the file waives already, its date aside, with that entry."""
    import datetime as dt  # noqa: PLC0415

    from perflint.acceptance.matching import about  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    today = dt.date.today()
    for finding in findings:
        for waiver in former:
            if about(waiver, finding) and (waiver.fingerprint or not waiver.expired(today)):
                day = waiver.expires
                until = ("", "") if day is None else (f"，到 {day} 为止", f", until {day}")
                named = finding.fingerprint
                raise UsageError(
                    Bilingual(
                        f"指纹为 {named} 的问题，这一条已经豁免（{waiver.approver}：{waiver.reason}{until[0]}）。",
                        f"This entry waives {named} already ({waiver.approver}: {waiver.reason}{until[1]}).",
                    ),
                    path=waiver.path,
                    place=str(waiver.address),
                    remedy=Bilingual("要改理由、批准人或期限，请直接改这一条。",
                                     "To change its reason, approver or last day, edit the entry."),
                )  # fmt: skip
