"""From a rule file to a `Rule`, or to every mistake in it at once, each with line, column and what was meant."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from perflint.engine.casework import CaseBuilder
from perflint.engine.declaration import RULE
from perflint.engine.faults import nearest, with_hint
from perflint.engine.later import CasesOf, ExamplesIn
from perflint.engine.rule import Applies, Case, Example, ExampleKind, Parameter, Rule, Setting, Source
from perflint.engine.yamlfile import Place, Places, load_plain, mistake, read_text
from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual
from perflint.patterns import pattern

EXAMPLE_KINDS: tuple[ExampleKind, ...] = ("pass", "fail", "skip")
_EXAMPLES = "\nexamples:\n"
_TOP_LEVEL = pattern(r"\n[^\s#]")


class Loaded(msgspec.Struct, frozen=True):
    """A rule, and what is untidy in its file without being wrong (a parameter or a let that nothing uses)."""

    rule: Rule
    warnings: tuple[Mistake, ...] = ()


class Notes:
    """Collects what is wrong with one file; places are looked up only if there is anything."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.found: list[tuple[Place, Bilingual]] = []

    def __call__(self, place: Place, message: Bilingual) -> None:
        """Notes one mistake."""
        self.found.append((place, message))

    def mistakes(self) -> list[Mistake]:
        """The mistakes in the order of the file."""
        if not self.found:
            return []
        places = Places(self.text)
        made = []
        for place, message in self.found:
            line, column, width = places.locate(place)
            made.append(mistake(self.text, self.path, line, column, message.zh, message.en, width))
        return sorted(made, key=lambda made_one: (made_one.line, made_one.column))


def read_rule(path: Path, content: bytes | None = None, *, proven: bool = False) -> Loaded:
    """The rule of one file, of which `content` may have been read; raises RuleFileError with all its mistakes."""
    return load_rule(read_text(path, content), str(path), proven=proven)


def load_rule(text: str, path: str = "<rule>", *, proven: bool = False) -> Loaded:
    """The rule that `text` holds; raises RuleFileError with all its mistakes.

    Of a `proven` rule, one whose examples were run before it was shipped, only what judging takes is read at once: its
    sentences and what they print are checked when something is to be said, its examples, half of the file, when
    somebody asks for them.
    """
    head = _before_examples(text) if proven else ""
    data = load_plain(head or text, path)
    notes = Notes(text, path)
    RULE.check(data, (), notes)
    broken = {place.path[0] for place, _ in notes.found if place.path}
    rule = None
    warnings = Notes(text, path)
    if isinstance(data, Mapping):
        examples = ExamplesIn(path, text) if head else None
        rule = _build(data, path, broken, notes, warnings, examples)
    if notes.found and head:
        # Somebody has changed it since: every mistake is told.
        return load_rule(text, path)
    if notes.found or rule is None:
        raise RuleFileError(notes.mistakes())
    return Loaded(rule, tuple(warnings.mistakes()))


def _before_examples(text: str) -> str:
    """The text of a rule file up to its examples, "" where they are not the last that it says."""
    head, found, _ = text.partition(_EXAMPLES)
    return f"{head}\n" if found and not _TOP_LEVEL.search(text, len(head) + len(_EXAMPLES) - 1) else ""


def _build(  # noqa: PLR0917 - what was read, and where to say what is wrong with it
    data: Mapping[str, Any],
    path: str,
    broken: set[str | int],
    notes: Notes,
    warnings: Notes,
    examples: Sequence[Example] | None,
) -> Rule | None:
    """The rule from content whose shape was checked; keys in `broken` are passed over."""
    params = _params(data.get("params")) if "params" not in broken else {}
    builder = CaseBuilder(data, params, broken, notes, warnings)
    programs = builder.programs() if examples is not None else ()
    cases: Sequence[Case] = CasesOf(builder) if examples is not None else tuple(builder.cases())
    if examples is None:
        _check_examples(data, params, broken, notes)
    check_sources(data, broken, notes)
    if "overrides" in data and not data.get("reason"):
        notes(
            Place(("overrides",), key=True),
            Bilingual("替换内置规则要写明理由 reason", "replacing a built-in rule needs a reason"),
        )
    if notes.found:
        return None
    sources = tuple(source_of(source) for source in data["source"])
    why = _sentence(data["why"]) if "why" in data else sources[0].says
    return Rule(
        code=data["code"],
        name=data["name"],
        aliases=tuple(data.get("aliases", ())),
        status=data["status"],
        severity=data.get("severity") or data["cases"][0]["severity"],
        title=_sentence(data["title"]),
        why=why,
        sources=sources,
        applies=_applies(data.get("applies", {})),
        params=params,
        settings={name: parameter.default for name, parameter in params.items()},
        cases=cases,
        examples=tuple(_examples(data.get("examples", {}))) if examples is None else examples,
        path=path,
        patterns=frozenset(builder.patterns),
        overrides=data.get("overrides", ""),
        reason=data.get("reason", ""),
        remembered=programs,
        written=tuple(frozenset(case) for case in data.get("cases", ())),
    )


def setting(value: Any) -> Setting:
    """A value of a YAML file as parameters hold it: numbers exact, lists as tuples."""
    if isinstance(value, list):
        return tuple(member if isinstance(member, str | bool) else Decimal(member) for member in value)
    if isinstance(value, str | bool):
        return value
    return Decimal(value)


def _params(data: Any) -> dict[str, Parameter]:
    if not isinstance(data, Mapping):
        return {}
    return {
        name: Parameter(default=setting(value["default"]), help=_sentence(value["help"]))
        for name, value in data.items()
    }


def _sentence(data: Mapping[str, str]) -> Bilingual:
    return Bilingual(data["zh"], data["en"])


def source_of(data: Mapping[str, Any]) -> Source:
    """A source from content whose shape was checked."""
    return Source(document=data["document"], says=_sentence(data["says"]), article=data.get("article", ""),
                  checked=data.get("checked", False))  # fmt: skip


def _applies(data: Mapping[str, Any]) -> Applies:
    years = data.get("years", {})
    given: dict[str, Any] = {"kinds": tuple(data["kinds"])} if "kinds" in data else {}
    return Applies(from_year=years.get("from"), until_year=years.get("until"), complete=data.get("complete", False),
                   parts=tuple(data.get("parts", ())), columns=tuple(data.get("columns", ())), **given)  # fmt: skip


def _examples(data: Mapping[str, Any]) -> list[Example]:
    return [
        Example(
            kind=kind,
            form=example["form"],
            note=example.get("note", ""),
            at=example.get("at", ""),
            count=example.get("count"),
            message=example.get("message", {}),
            params={name: setting(value) for name, value in example.get("params", {}).items()},
        )
        for kind in EXAMPLE_KINDS
        for example in data.get(kind, ())
    ]  # fmt: skip


def _check_examples(
    data: Mapping[str, Any], params: Mapping[str, Parameter], broken: set[str | int], notes: Notes
) -> None:
    if "examples" in broken:
        return
    examples = data.get("examples") or {}
    for kind, listed in examples.items():
        for index, example in enumerate(listed):
            for name in set(example.get("params", ())) - set(params):
                message = Bilingual(f"规则没有参数 {name}", f"the rule has no parameter {name}")
                place = Place(("examples", kind, index, "params", name), key=True)
                notes(place, with_hint(message, nearest(name, params)))
    if data.get("status") != "stable":
        return
    for kind, zh, en in (("pass", "通过", "passing"), ("fail", "不通过", "failing")):
        if not examples.get(kind):
            at = ("examples",) if "examples" in data else ("status",)
            notes(
                Place(at, key=True),
                Bilingual(f"stable 的规则至少要一个{zh}的例子（examples.{kind}）",
                          f"a stable rule needs at least one {en} example (examples.{kind})"),
            )  # fmt: skip


def check_sources(data: Mapping[str, Any], broken: set[str | int], notes: Notes) -> None:
    """No article is cited that nobody has read."""
    if "source" in broken or not isinstance(data.get("source"), list):
        return
    for index, source in enumerate(data["source"]):
        if source.get("article") and not source.get("checked"):
            message = Bilingual("没有核对过原文（checked: true）的条款不能引用", "an article needs checked: true")
            notes(Place(("source", index, "article"), key=True), message)
