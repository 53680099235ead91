"""All files at a glance: the list with the verdict of each, and over many files the tables by department and rule."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from perflint.engine.outcome import SEVERITIES
from perflint.language import Bilingual, Language
from perflint.reports.wording import SEVERITY_NAMES
from perflint.web.markup import Child, Markup, file_path, tag
from perflint.web.orders import Digest, FormDigest
from perflint.web.wording import say, verdict

# The grades of D1 (优良中差), the best one parted where most forms lie.
_BANDS = (
    (Decimal(100), Bilingual("100 分", "100")),
    (Decimal(95), Bilingual("95–100 分", "95–100")),
    (Decimal(90), Bilingual("90–95 分", "90–95")),
    (Decimal(80), Bilingual("80–90 分", "80–90")),
    (Decimal(60), Bilingual("60–80 分", "60–80")),
    (Decimal("-Infinity"), Bilingual("60 分以下", "below 60")),
)
_BAR = 90
_FORMS = Bilingual("表", "Forms")
_GAPS = Bilingual("未判断", "Not evaluated")
_TIMES = Bilingual("处数", "Times")
# A list of more files is shown in a box of its own; of more than a few, those of one verdict can be asked for.
_MANY = 12
_FEW = 4
_COUNTED = frozenset((_FORMS, _GAPS, _TIMES, *SEVERITY_NAMES.values()))


class Entry(msgspec.Struct, frozen=True):
    """One file of the list: where its view is, and its figures."""

    id: str
    name: str
    address: str
    digest: Digest


def overview(entries: Sequence[Entry], shown: str, titles: Mapping[str, Bilingual], language: Language) -> Markup:
    """The list of files and, where there are several, the tables; `shown` is the file that is open."""
    forms = [form for entry in entries for form in entry.digest.forms]
    return tag(
        "section",
        tag("h2", say(language, "已核对的文件", "Files checked"), id="files-title"),
        _figures(entries, forms, language),
        _listing(entries, language),
        tag(
            "div",
            tag(
                "table",
                _head(
                    language,
                    Bilingual("文件", "File"),
                    Bilingual("结论", "Verdict"),
                    _FORMS,
                    *(SEVERITY_NAMES[severity] for severity in SEVERITIES),
                    _GAPS,
                    Bilingual("移除", "Remove"),
                ),
                tag("tbody", [file_row(entry, language, open_=entry.id == shown) for entry in entries], id="rows"),
                class_="files",
                aria_labelledby="files-title",
            ),
            class_="scroll many" if len(entries) > _MANY else "scroll",
            tabindex="0" if len(entries) > _MANY else None,
            role="region" if len(entries) > _MANY else None,
            aria_labelledby="files-title" if len(entries) > _MANY else None,
        ),
        _summary(forms, titles, language, open_=len(entries) <= _MANY) if len(forms) > 1 else None,
        id="overview",
        data_unread=_unread(entries) or None,
    )


def _unread(entries: Sequence[Entry]) -> int:
    """In how many files nothing was judged: not read, without a form, or with forms that are not judged alone."""
    return sum(not entry.digest.forms for entry in entries)


def _listing(entries: Sequence[Entry], language: Language) -> Child:
    """The choice of what a long list shows; hidden where there is no script to follow it."""
    counts = Counter(verdict(entry.digest, language)[0] for entry in entries)
    if len(entries) <= _FEW or len(counts) < 2:
        return None
    options = [
        tag("option", f"{text}（{count}）" if language == "zh" else f"{text} ({count})", value=text)
        for text, count in counts.most_common()
    ]
    return tag(
        "form",
        tag("label", say(language, "只看", "Show"), for_="only", class_="label"),
        tag(
            "select",
            tag("option", say(language, f"全部（{len(entries)}）", f"all ({len(entries)})"), value=""),
            options,
            id="only",
        ),
        class_="filters listing",
        hidden=True,
    )


def file_row(entry: Entry, language: Language, *, open_: bool = False) -> Markup:
    """One file in the list."""
    digest = entry.digest
    text, standing = verdict(digest, language)
    counts = [sum(form.graded.get(severity, 0) for form in digest.forms) for severity in SEVERITIES]
    name = tag(
        "a",
        file_path(entry.name),
        href=entry.address,
        data_file=entry.id,
        data_own=entry.name.rpartition("/")[2],
        aria_current="true" if open_ else None,
    )
    forget = tag(
        "button",
        "×",
        type="submit",
        name="file",
        value=entry.id,
        form="forget",
        class_="forget",
        aria_label=say(language, f"移除 {entry.name}", f"Remove {entry.name}"),
        title=say(language, "从服务中移除这个文件", "Remove this file from the server"),
    )
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag("td", tag("span", text, class_=f"standing {standing}")),
        _number(len(digest.forms)),
        [_number(count, severity) for severity, count in zip(SEVERITIES, counts, strict=True)],
        _number(sum(form.gaps for form in digest.forms)),
        tag("td", forget),
        data_row=entry.id,
        data_verdict=text,
    )


def _head(language: Language, *titles: Bilingual) -> Markup:
    cells = [
        tag("th", title.pick(language), scope="col", class_="right" if title in _COUNTED else None) for title in titles
    ]
    return tag("thead", tag("tr", cells))


def _number(value: int, severity: str = "") -> Markup:
    return tag("td", value, class_=f"count of-{severity}" if value and severity else "count")


def _figures(entries: Sequence[Entry], forms: Sequence[FormDigest], language: Language) -> Child:
    if len(entries) < 2:
        return None
    counts = [(SEVERITY_NAMES[s].pick(language), _sum(form.graded.get(s, 0) for form in forms), s) for s in SEVERITIES]
    unread = _unread(entries)
    figures = [
        (say(language, "文件", "files"), len(entries), ""),
        (say(language, "表", "forms"), len(forms), ""),
        *counts,
        (say(language, "未判断", "not evaluated"), _sum(form.gaps for form in forms), ""),
        (say(language, "没有核对的文件", "files not checked"), unread, "bad" if unread else ""),
    ]
    return tag(
        "dl",
        [
            tag("div", tag("dt", name), tag("dd", value, class_=kind if value else None))
            for name, value, kind in figures
        ],
        class_="figures",
    )


def _sum(values: Iterable[int]) -> int:
    return sum(values)


def _summary(
    forms: Sequence[FormDigest], titles: Mapping[str, Bilingual], language: Language, *, open_: bool
) -> Markup:
    return tag(
        "details",
        tag("summary", say(language, "汇总：按部门、规则与得分", "Summary: by department, rule and score")),
        tag(
            "div",
            _by_department(forms, language),
            _by_rule(forms, titles, language),
            _by_score(forms, language),
            class_="summaries",
        ),
        class_="summary",
        open=open_,
    )


def _by_department(forms: Sequence[FormDigest], language: Language) -> Markup:
    groups: dict[str, list[FormDigest]] = {}
    for form in forms:
        groups.setdefault(form.department, []).append(form)
    rows = []
    for name, members in sorted(groups.items(), key=lambda group: (-_weight(group[1]), group[0])):
        counts = [_sum(form.graded.get(severity, 0) for form in members) for severity in SEVERITIES]
        rows.append(
            tag(
                "tr",
                tag("th", name or say(language, "（未填）", "(not given)"), scope="row"),
                _number(len(members)),
                [_number(count, severity) for severity, count in zip(SEVERITIES, counts, strict=True)],
                _number(sum(form.gaps for form in members)),
            )
        )
    titles = (
        Bilingual("部门", "Department"),
        _FORMS,
        *(SEVERITY_NAMES[severity] for severity in SEVERITIES),
        _GAPS,
    )
    return _table(say(language, "按部门", "By department"), _head(language, *titles), rows)


def _weight(forms: Sequence[FormDigest]) -> int:
    return sum(form.graded.get("error", 0) * 1000 + form.graded.get("warning", 0) for form in forms)


def _by_rule(forms: Sequence[FormDigest], titles: Mapping[str, Bilingual], language: Language) -> Markup:
    counts: dict[str, int] = {}
    for form in forms:
        for code, times in form.rules.items():
            counts[code] = counts.get(code, 0) + times
    most = max(counts.values(), default=1)
    rows = [
        tag(
            "tr",
            tag("th", code, scope="row"),
            tag("td", titles[code].pick(language) if code in titles else ""),
            _number(times),
            tag("td", _bar(times, most)),
        )
        for code, times in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    names = (Bilingual("编号", "Code"), Bilingual("规则", "Rule"), _TIMES, Bilingual("", ""))
    return _table(say(language, "按规则", "By rule"), _head(language, *names), rows)


def _by_score(forms: Sequence[FormDigest], language: Language) -> Markup:
    counts = dict.fromkeys(range(len(_BANDS)), 0)
    unknown = 0
    for form in forms:
        if not form.score:
            unknown += 1
            continue
        score = Decimal(form.score)
        counts[next(place for place, (floor, _) in enumerate(_BANDS) if score >= floor)] += 1
    lines = [(_BANDS[place][1].pick(language), count) for place, count in counts.items()]
    if unknown:
        lines.append((say(language, "没有读到总分", "no total was read"), unknown))
    most = max(count for _, count in lines) or 1
    rows = [
        tag("tr", tag("th", name, scope="row"), _number(count), tag("td", _bar(count, most))) for name, count in lines
    ]
    names = (Bilingual("填报总分", "Total as filled in"), _FORMS, Bilingual("", ""))
    return _table(say(language, "得分分布", "Scores"), _head(language, *names), rows)


def _table(caption: str, head: Markup, rows: Sequence[Markup]) -> Markup:
    return tag("div", tag("table", tag("caption", caption), head, tag("tbody", rows)), class_="scroll")


def _bar(value: int, most: int) -> Markup:
    """A bar for the eye alone; the figure stands beside it."""
    length = max(1, round(_BAR * value / most)) if value else 0
    bar = tag("rect", width=length, height=10, rx=1)
    return tag("svg", bar, class_="bar", width=_BAR, height=10, aria_hidden="true", focusable="false")
