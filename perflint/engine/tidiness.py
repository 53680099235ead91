"""What is untidy in a rule without being wrong: found by looking at its sentences and by running its examples.

ways that no example takes
a rule about figures of which no passing example stands at the border
fewer than two passing or two failing examples
a message that names nothing of the form; a sentence in the wrong language
a reason without a rule that it replaces
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from perflint.engine import tree
from perflint.engine.branches import Way, expressions, unreached
from perflint.engine.generate import needed_lets
from perflint.engine.loading import Notes
from perflint.engine.message import Placeholder
from perflint.engine.rule import Case, Rule
from perflint.engine.shapes import Steps
from perflint.engine.skeleton import rule_skeleton
from perflint.engine.suggesting import Suggestion, Trial, suggestions, try_small_changes
from perflint.engine.yamlfile import Place, load_plain, read_text
from perflint.errors import Mistake
from perflint.language import Bilingual
from perflint.patterns import pattern

_HANZI = pattern(r"[\u4e00-\u9fff]")
_ANSWERS = {
    "yes": Bilingual("没有例子让这里成立", "no example makes this true"),
    "no": Bilingual("没有例子让这里不成立", "no example makes this false"),
    "then": Bilingual("没有例子走到 if 前面的一支", "no example takes the value before `if`"),
    "else": Bilingual("没有例子走到 else 后面的一支", "no example takes the value behind `else`"),
}


class Review(msgspec.Struct, frozen=True):
    """What a look at one rule gave."""

    rule: Rule
    untidy: tuple[Mistake, ...]
    unreached: int
    trial: Trial
    suggested: tuple[Suggestion, ...] = ()


def review(rule: Rule, *, suggest: bool = False) -> Review:
    """Looks at a rule whose examples all hold; `suggest` looks for examples that it lacks as well."""
    text = read_text(Path(rule.path))
    notes = Notes(text, rule.path)
    declared = load_plain(text, rule.path)
    missing = unreached(rule)
    found = tuple(suggestions(rule, missing)) if missing else ()
    trial = try_small_changes(rule)
    for way in missing:
        notes(*_way(way, rule, next((one for one in found if way in one.reaches), None)))
    for place, message in (*_border(rule, trial), *_few(rule), *_sentences(rule, declared)):
        notes(place, message)
    return Review(rule, tuple(notes.mistakes()), len(missing), trial, found if suggest else ())


def _way(way: Way, rule: Rule, suggestion: Suggestion | None) -> tuple[Place, Bilingual]:
    place = Place(way.steps, start=way.start, width=max(1, way.end - way.start))
    if isinstance(way.arm, int):
        node, number = _junction(rule, way), way.arm + 1
        part = node.operands[way.arm]
        place = Place(way.steps, start=part.start, width=max(1, part.end - part.start))
        said = Bilingual(f"没有例子由 {node.operator} 的第 {number} 项说“{'是' if node.operator == 'or' else '否'}”",
                         f"no example in which this part of `{node.operator}` is the one that says "
                         f"{'yes' if node.operator == 'or' else 'no'}")  # fmt: skip
    else:
        said = _ANSWERS[way.arm]
    if suggestion is None:
        return place, said
    how = suggestion.describe()
    return place, Bilingual(f"{said.zh}；可以加一个（{how.zh}）", f"{said.en}; one could be added ({how.en})")


def _junction(rule: Rule, way: Way) -> tree.Junction:

    for steps, node in expressions(rule):
        if steps == way.steps:
            for below in tree.walk(node):
                if isinstance(below, tree.Junction) and (below.start, below.end) == (way.start, way.end):
                    return below
    raise LookupError(way)


def _border(rule: Rule, trial: Trial) -> Iterator[tuple[Place, Bilingual]]:
    """A rule about figures shows where its border lies: one small change of a passing example makes it report."""
    if not trial.reported and any(_compares_figures(case) for case in rule.cases):
        yield (
            Place(("examples", "pass"), key=True),
            Bilingual(
                "没有通过的例子贴着界限：任何一个数字动一个最小单位，都不会变成报告",
                "no passing example stands at the border: no figure moved by one unit makes the rule report",
            ),
        )


def _compares_figures(case: Case) -> bool:
    nodes = [case.claim, *(case.lets[name] for name in needed_lets(case.lets, case.claim))]
    return any(
        isinstance(below, tree.Attribute) and below.type.kind == "number" and below.member.printed
        for node in nodes
        for below in tree.walk(node)
    ) and any(_orders(below) for below in tree.walk(case.claim))


def _orders(node: tree.Node) -> bool:
    if isinstance(node, tree.Call):
        return node.function == "close"
    return isinstance(node, tree.Comparison) and any(
        operator in ("<", "<=", ">", ">=", "==") and operand.type.kind == "number"
        for operator, operand in zip(node.operators, node.operands[1:], strict=True)
    )


def _few(rule: Rule) -> Iterator[tuple[Place, Bilingual]]:
    if rule.status != "retired":
        for kind, zh, en in (("pass", "通过", "passing"), ("fail", "报告", "failing")):
            if sum(example.kind == kind for example in rule.examples) < 2:
                at = ("examples", kind) if any(example.kind == kind for example in rule.examples) else ("code",)
                yield (
                    Place(at, key=True),
                    Bilingual(
                        f"{zh}的例子不足两个：一个说明不了界限在哪里",
                        f"fewer than two {en} examples: one does not show where the border lies",
                    ),
                )


def _sentences(rule: Rule, declared: Mapping[str, Any]) -> Iterator[tuple[Place, Bilingual]]:
    """Sentences in the wrong language, messages that name nothing, a reason that belongs to nothing."""
    if "reason" in declared and "overrides" not in declared:
        yield (
            Place(("reason",), key=True),
            Bilingual("reason 只用于 overrides（替换内置规则）", "a reason goes with `overrides` only"),
        )
    for steps, sentence in _all_sentences(declared, ()):
        if not _HANZI.search(sentence["zh"]):
            yield Place((*steps, "zh")), Bilingual("zh 里没有中文", "there is no Chinese in zh")
        if len(_HANZI.findall(sentence["en"])) > len(sentence["en"]) / 3:
            yield Place((*steps, "en")), Bilingual("en 里大半是中文", "en is mostly Chinese")
    yield from _left_over(declared)
    for number, case in enumerate(rule.cases):
        own = rule.written and "message" in rule.written[number]
        steps = ("cases", number, "message") if own else ("message",)
        for language, pieces in (("zh", case.message.zh), ("en", case.message.en)):
            if _reads(case) and not _names(pieces):
                yield (
                    Place((*steps, language)),
                    Bilingual(
                        "消息没有写出表上的任何内容（如 {name}、{score}），看的人不知道错在哪里",
                        "the message names nothing of the form (such as {name}, {score}): "
                        "its reader cannot see what is wrong",
                    ),
                )


def _left_over(declared: Mapping[str, Any]) -> Iterator[tuple[Place, Bilingual]]:
    """Sentences of the rule that `new-rule` starts with, in a rule that asserts something else by now."""
    first: Mapping[str, Any] = load_plain(rule_skeleton("a-rule", "OWN1", ""), "")
    if declared.get("assert") != first["assert"]:
        for key in ("title", "message", "advice"):
            if declared.get(key) == first[key]:
                yield (
                    Place((key,), key=True),
                    Bilingual(
                        "这里还是 new-rule 写的样例文字，请改成这条规则的",
                        "this is still the text that new-rule wrote: make it this rule's",
                    ),
                )


def _names(pieces: tuple[str | Placeholder, ...]) -> bool:
    return any(isinstance(piece, Placeholder) for piece in pieces)


def _reads(case: Case) -> bool:
    """The claim is about a row or a figure; of a whole form a message may have nothing to name."""
    return case.each != "form" or any(
        isinstance(below, tree.Attribute) and below.type.kind == "number" and below.member.printed
        for below in tree.walk(case.claim)
    )


def _all_sentences(value: Any, steps: Steps) -> Iterator[tuple[Steps, Mapping[str, str]]]:
    if isinstance(value, Mapping):
        if set(value) == {"zh", "en"}:
            yield steps, value
        elif steps[:1] != ("examples",):
            for key, member in value.items():
                yield from _all_sentences(member, (*steps, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _all_sentences(member, (*steps, index))
