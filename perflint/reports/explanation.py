"""Why a rule says what it says of a form: a line for each thing judged, and what the answer rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence

from perflint.engine.explaining import Answer, Explanation, Part, Step
from perflint.engine.outcome import Operand
from perflint.engine.rule import Rule
from perflint.language import Bilingual, Language
from perflint.reports.field_names import column_name, field_name, same_indicator
from perflint.reports.wording import kind_name, place_name

ANSWERS: dict[Answer, Bilingual] = {
    "failed": Bilingual("报告", "reported"),
    "held": Bilingual("通过", "passed"),
    "not_applicable": Bilingual("不适用", "does not apply"),
    "not_evaluated": Bilingual("不能评判", "not evaluated"),
}


def explanation_text(rule: Rule, explained: Sequence[Explanation], language: Language) -> str:
    """A head for each form of the file, a line for each thing judged with its figures and cells below, and the sums."""
    return "".join(f"{line}\n" for line in _lines(rule, explained, language))


def _lines(rule: Rule, explained: Sequence[Explanation], language: Language) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}: {rule.title.pick(language)}"
    for one in explained:
        form = one.form
        number = f"第{form.index + 1}张表" if language == "zh" else f"form {form.index + 1}"
        named = " ".join(part for part in (number, form.project.text, kind_name(form.kind, language)) if part)
        yield ""
        yield f"## {form.path} {named}"
        yield ""
        if one.barred is not None:
            yield one.barred.pick(language)
            continue
        for step in one.steps:
            yield from _step(step, language)
        counts = Counter(step.answer for step in one.steps)
        if not one.steps:
            yield "表里没有要看的东西" if language == "zh" else "the form has nothing that the rule looks at"
        else:
            joint = "，" if language == "zh" else ", "
            yield ""
            yield joint.join(f"{ANSWERS[answer].pick(language)} {counts[answer]}" for answer in ANSWERS)


def _step(step: Step, language: Language) -> Iterator[str]:
    colon = "：" if language == "zh" else ": "
    named = step.thing.text or field_name(step.thing.field, language)
    yield f"- {_placed(named, step.thing, language)}{colon}{ANSWERS[step.answer].pick(language)}"
    if step.said is not None:
        yield f"  - {step.said.pick(language)}"
    if step.part:
        asked = {"not_applicable": "when", "not_evaluated": "requires"}.get(step.answer, "assert")
        verdict = Bilingual("成立", "holds") if step.answer == "held" else Bilingual("不成立", "does not hold")
        yield f"  - {asked} `{step.part}` {verdict.pick(language)}" + (f"{colon}{step.truth}" if step.truth else "")
    for part in step.parts:
        yield _part(part, step.thing, language)
    if step.operands:
        told = "用到" if language == "zh" else "rests on"
        joint = "、" if language == "zh" else "; "
        yield f"  - {told}{colon}{joint.join(_operand(one, step.thing, language) for one in step.operands)}"
    if step.lets:
        joint = "，" if language == "zh" else ", "
        yield f"  - let{colon}{joint.join(f'{name} = {value.pick(language)}' for name, value in step.lets)}"


_HOLDS = {
    True: Bilingual("成立", "holds"),
    False: Bilingual("不成立", "does not hold"),
    None: Bilingual("看不出", "cannot be told"),
}


def _part(part: Part, thing: Operand, language: Language) -> str:
    """``    - `weight > 0` holds: 10 > 0``, without figures its printed fields; the deciding one is marked."""
    colon = "：" if language == "zh" else ": "
    joint = "、" if language == "zh" else "; "
    told = part.truth or joint.join(_named(one, thing, language) for one in part.operands)
    decided = Bilingual("（由它决定）", " (this decides)").pick(language) if part.decided else ""
    return f"    - `{part.text}` {_HOLDS[part.holds].pick(language)}{decided}" + (f"{colon}{told}" if told else "")


def _named(operand: Operand, thing: Operand, language: Language) -> str:
    """`得分 8`; in the row that is judged the column is enough."""
    name = column_name if same_indicator(operand.field, thing.field) else field_name
    blank = "空" if language == "zh" else "blank"
    return f"{name(operand.field, language)} {operand.text or blank}"


def _operand(operand: Operand, thing: Operand, language: Language) -> str:
    """`得分 8（自评表!H12）`."""
    return _placed(_named(operand, thing, language), operand, language)


def _placed(text: str, operand: Operand, language: Language) -> str:
    place = place_name(operand.address, language)
    return f"{text}（{place}）" if language == "zh" else f"{text} ({place})"
