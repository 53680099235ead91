"""A rule file from a stranger can be wrong but not harmful."""

import time

import pytest

from perflint.engine.loading import load_rule
from perflint.engine.yamlfile import load_plain
from perflint.errors import RuleFileError
from tests.engine.building import rule_text

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
