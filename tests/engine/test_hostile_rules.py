"""A rule file from a stranger can be wrong but not harmful."""

import os
import sys
import time
from pathlib import Path

import pytest

from perflint.cli.application import run
from perflint.engine import load_rules
from perflint.engine.functions import MOST_TIMEOUTS, PATTERN_TIMEOUT
from perflint.engine.loading import load_rule
from perflint.engine.outcome import NotEvaluated
from perflint.engine.tidiness import review
from perflint.engine.yamlfile import load_plain
from perflint.errors import RuleFileError
from perflint.forms.model import Form
from tests.engine.building import outcomes, rows, rule, rule_text

EXPRESSIONS = [
    "().__class__.__bases__",
    "'x'.__class__",
    "total.__class__ == 1",
    "form.__init__",
    "project.upper() == 'X'",
    "project.format(1)",
    "__import__('os').system('true')",
    "open('/etc/passwd')",
    "eval('1')",
    "exec('1')",
    "getattr(total, 'score')",
    "globals()",
    "missing(total)",
    "f_abs(1) > 0",
    "F.form",
    "s.score",
    "K1 == 1",
    "total['score'] > 1",
    "indicators[0].score > 1",
    "(lambda: 1)() > 0",
    "(x := 1) > 0",
    "2 ** 999999 > 1",
    "1 << 99999 > 1",
    "1 & 1 == 1",
    "~1 == 1",
    "1 @ 1",
    "f'{project}' == 'x'",
    "{1: 2}",
    "{1, 2}",
    "[*indicators]",
    "max(*indicators) > 1",
    "round(1, digits=2) > 1",
    "99999999999999999999 > 1",
    "1e308 > 1",
    "1j == 1",
    "b'x' == b'x'",
    "None == None",
    "... == 1",
    "any(true for i in range(1000000000))",
    "any(true for i in [1, 2, 3])",
    "any(true for i in [j for j in indicators])",
    "any(true for i in indicators for j in indicators)",
    "any(any(any(true for k in indicators) for j in indicators) for i in indicators)",
    "any(true for i in indicators if true if true)",
    "any(true for i, j in indicators)",
    "any({i for i in indicators})",
    "all({i: 1 for i in indicators})",
    "sum(i.score for i in form.indicators) > 0",
    "'a' * 999999999 == 'b'",
    "yield 1",
    "await x",
    "import os",
    "a = 1",
    "1; 2",
    "true) or (true",
    "(" * 500 + "1" + ")" * 500,
    "1" + "+1" * 500 + " > 1",
    "not " * 100 + "true",
    "1 > 0" + " " * 3000,
    "9" * 5000,
    "matches(project, '" + "a" * 400 + "')",
    "-" * 300 + "1 > 0",
    "matches(project, '((a{999}){999}){999}')",
    "matches(project, '(?:a{1,400}){1,400}')",
    "matches(project, '(?:(?R))*')",
    "matches(project, '(a)(?1)+')",
    "matches(project, '(?P<x>a)(?&x)')",
    "[[1], [2]] == [[1], [2]]",
    "'{project}'.format(project) == 'x'",
    "project.__class__.__mro__[1].__subclasses__() == 1",
    "total.score.__reduce__() == 1",
    "any([j for j in indicators for k in indicators])",
    "10 // 3 ** 99 > 1",
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: expression[:40])
def test_what_the_language_does_not_have_is_refused(expression: str) -> None:
    """Everything outside the short list of forms is a mistake of the file, found before anything runs."""
    started = time.perf_counter()
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text(f"each: form\nassert: >-\n  {expression}"), "r.yaml")
    assert caught.value.mistakes[0].line >= 9
    assert time.perf_counter() - started < 2


def test_a_row_rule_may_hold_one_loop_only() -> None:
    """`each: indicator` is a loop itself; with two more, a rule would cost the cube of the rows."""
    body = "each: indicator\nassert: any(any(j.score > 1 for j in form.indicators) for i in form.indicators)"
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text(body), "r.yaml")
    assert caught.value.mistakes[0].message.en == "loops are nested deeper than 2 (each counts as one)"


YAML = [
    (
        f"a: &a [{', '.join('x' * 9)}]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]",
        1,
        "anchors and aliases are not allowed in rule files",
    ),
    ("a: &x 1\nb: *x", 1, "anchors and aliases are not allowed in rule files"),
    ("a: &x [1]\nb: [*x, *x]", 1, "anchors and aliases are not allowed in rule files"),
    ("a: &x\n  b: *x", 1, "anchors and aliases are not allowed in rule files"),
    ("a: !!str 5", 1, "tags are not allowed in rule files"),
    ("a: !!python/object/apply:os.system ['true']", 1, "tags are not allowed in rule files"),
    ("a: !own {b: 1}", 1, "tags are not allowed in rule files"),
    ("a: " + "[" * 40 + "]" * 40, 1, "nested too deeply"),
    ("[" * 100_000, 1, "nested too deeply"),
    ("- " * 100_000 + "a", 1, "nested too deeply"),
    ("{a: " * 100_000, 1, "nested too deeply"),
    ("a: 1\n" * 200_000, 1, "the file is too large"),
    ("? [1]\n: 2", 1, "a key is a text"),
    ("a: 1\nb: {c: 1, c: 2}", 2, "the key c occurs twice"),
]


@pytest.mark.parametrize(("text", "line", "message"), YAML, ids=[text[:30] for text, _, _ in YAML])
def test_tricks_of_yaml_are_refused(text: str, line: int, message: str) -> None:
    """Aliases, tags and depth end as a mistake, quickly and without using the memory."""
    started = time.perf_counter()
    with pytest.raises(RuleFileError) as caught:
        load_plain(text, "r.yaml")
    assert (caught.value.mistakes[0].line, caught.value.mistakes[0].message.en) == (line, message)
    assert time.perf_counter() - started < 3


PLAIN = [
    ("0.10", "Decimal('0.10')"),
    ("10", "10"),
    ("1e5", "'1e5'"),
    ("2020-01-01", "'2020-01-01'"),
    ("yes", "'yes'"),
    ("true", "True"),
    ("~", "None"),
    ("'5'", "'5'"),
    ("—", "'—'"),
    ("1_000", "'1_000'"),
    ("12:30", "'12:30'"),
    ("007", "7"),
    ("99.96%", "'99.96%'"),
]


@pytest.mark.parametrize(("scalar", "expected"), PLAIN)
def test_scalars_stay_exact(scalar: str, expected: str) -> None:
    """Fractions keep their digits, dates and times stay texts, only true and false are truths."""
    assert repr(load_plain(f"a: {scalar}", "r.yaml")) == f"{{'a': {expected}}}"


def quickly(expected: str, body: str, form: Form | None = None) -> None:
    """The rule loads, judges a form in well under two seconds, and comes out as `expected`."""
    started = time.process_time()
    (outcome,) = outcomes(rule(body), form or rows({"name": "甲", "weight": 10, "score": 11}))
    said = outcome.reason.en if isinstance(outcome, NotEvaluated) else type(outcome).__name__
    assert said == expected
    assert time.process_time() - started < 2


def doubled(first: str, operator: str, times: int) -> str:
    """Lets that each stand for twice the one before."""
    lets = [f"a0: {first}", *(f"a{number}: a{number - 1} {operator} a{number - 1}" for number in range(1, times))]
    return "{" + ", ".join(lets) + "}"


BOMBS = [
    # Fifty doublings of a text would take more memory than there is.
    (doubled("name", "+", 50), "length(a49) < 1", "the rule puts together too long a text"),
    # The trace of fifty doublings of a number names it once, not 2 ** 49 times.
    (doubled("score", "+", 50), "a49 < 1", "Failed"),
    # 11 to the power of 2 ** 49 is beyond all numbers that there are; 0.9 to the power of 2 ** 58 is next to nothing.
    (doubled("score", "*", 50), "a49 < 1", "a number is too large or undefined"),
    (doubled("weight / score", "*", 59), "a58 > 1", "Failed"),
]


@pytest.mark.parametrize(("lets", "claim", "expected"), BOMBS, ids=["texts", "sums", "products", "fractions"])
def test_lets_that_double(lets: str, claim: str, expected: str) -> None:
    """Lets of lets of lets grow neither in memory nor in the time of a finding's trace and operands."""
    quickly(expected, f"each: indicator\nlet: {lets}\nassert: {claim}")


def test_a_product_beyond_all_numbers() -> None:
    """Squaring on and on leaves the numbers that there are, and the outcome is not evaluated."""
    squares = ", ".join(["a0: score * 9999999999999999", *(f"a{n}: a{n - 1} * a{n - 1}" for n in range(1, 60))])
    quickly("a number is too large or undefined", f"each: indicator\nlet: {{{squares}}}\nassert: a59 < 1")


def test_a_catastrophic_pattern_stops_after_a_few_rows() -> None:
    """A pattern that runs out of time is tried a few times and then given up: a thousand rows cost two seconds."""
    hostile = rows(*({"name": f"{'a' * 60}b{number}"} for number in range(1000)))
    started = time.process_time()
    found = outcomes(rule("each: indicator\nassert: matches(name, '^(a|aa)+$')"), hostile)
    assert {type(outcome) for outcome in found} == {NotEvaluated}
    assert time.process_time() - started < MOST_TIMEOUTS * PATTERN_TIMEOUT + 2


LARGE = [
    ("cases: [" + ", ".join(["{assert: score > 1}"] * 41) + "]", "more than 40 entries"),
    ("let: {" + ", ".join(f"a{n}: score" for n in range(61)) + "}\nassert: score > 1", "more than 60 entries"),
    ("assert: score > 1\nwhy: {zh: " + "长" * 2001 + ", en: x}", "longer than 2000 characters"),
    (
        "assert: score > 1\nparams: {p: {default: [" + "a, " * 1001 + "a], help: {zh: 甲, en: a}}}",
        "more than 1000 entries",
    ),
    ("assert: score > 1\nexamples: {pass: [" + "{form: {}}, " * 201 + "]}", "more than 200 entries"),
    ("assert: score > 1\naliases: [" + "a, " * 201 + "]", "more than 200 entries"),
]


@pytest.mark.parametrize(("body", "said"), LARGE, ids=["cases", "lets", "sentence", "setting", "examples", "aliases"])
def test_files_with_thousands_of_things(body: str, said: str) -> None:
    """Everything of which a file can have many has a number at which it is a mistake."""
    started = time.process_time()
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text(f"each: indicator\n{body}"), "r.yaml")
    assert said in [mistake.message.en for mistake in caught.value.mistakes]
    assert time.process_time() - started < 2


def test_a_message_prints_few_digits() -> None:
    """No format asks for a million decimals, and a list of rows is no text of its own."""
    advice = "advice: {zh: x, en: x}"
    for message in ("{score:.999999f}", "{score:>99999999}", "{score!r}", "{score.__class__}", "{indicators}"):
        tail = f"message: {{zh: '{message}', en: x}}\n{advice}\n"
        with pytest.raises(RuleFileError):
            load_rule(rule_text("each: total\nassert: score > 1", tail=tail), "r.yaml")


def test_examples_of_a_rule_are_tried_in_bounded_time(tmp_path: Path) -> None:
    """A rule with two hundred large examples is looked at in seconds: changes are tried up to a number of cells."""
    row = "{name: 甲, target: ≥10场, actual: 10场, weight: 10, score: 10}"
    big = "{form: {indicators: [" + ", ".join([row] * 30) + "]}}"
    path = tmp_path / "r.yaml"
    path.write_text(
        rule_text("each: indicator\nwhen: weight > 0\nassert: score <= weight")
        + f"examples: {{pass: [{', '.join([big] * 190)}]}}\n",
        encoding="utf-8",
    )
    started = time.process_time()
    review(load_rule(path.read_text(encoding="utf-8"), str(path)).rule)
    assert time.process_time() - started < 20


FOLDERS = [
    ("link", "the link leads out of the folder of rules and is not followed"),
    ("pipe", "this is no regular file and is not read"),
    ("large", "the file is too large"),
    ("many", "more than 2000 rule files"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@pytest.mark.parametrize(("kind", "said"), FOLDERS)
def test_folders_from_a_stranger(kind: str, said: str, tmp_path: Path) -> None:
    """A link out of the folder, a pipe that never ends, a huge file, too many files: each is a sentence, at once."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("password: 1234\n", encoding="utf-8")
    path = folder / "r.yaml"
    if kind == "link":
        path.symlink_to(tmp_path / "secret.yaml")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(10**10)
    else:
        for number in range(2001):
            (folder / f"{number}.yaml").touch()
    started = time.process_time()
    with pytest.raises(RuleFileError) as caught:
        load_rules([folder])
    assert (caught.value.message.en, "1234" in caught.value.describe("en")) == (said, False)
    assert time.process_time() - started < 3
    assert run(["test-rules", str(folder)]) == 2
