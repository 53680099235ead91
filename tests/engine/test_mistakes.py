"""Mistakes in rule files: each at its exact line and column, with what was meant, and all of them at once."""

from pathlib import Path

import pytest

from perflint.engine.loading import load_rule, read_rule
from perflint.errors import RuleFileError
from tests.engine.building import rule_text

# The body starts at line 8 of the file.
IN_EXPRESSIONS = [
    ("totl.score > 1", 9, "no field, parameter or let is named totl. Did you mean total?", "totl"),
    ("total.scor > 1", 15, "the record 'total' has no scor. Did you mean score?", "scor"),
    ("project > 1", 19, "a text wanted here, not a number", "1"),
    ("1 + project > 1", 13, "a number wanted here, not a text", "project"),
    ("rond(1.5) > 1", 9, "there is no function rond. Did you mean round?", "rond"),
    ("close(1, 2)", 9, "close takes 3 arguments, 2 given", "close(1, 2)"),
    ("min() > 1", 9, "min takes 1+ arguments, 0 given", "min()"),
    ("round(1, 2, 3) > 1", 9, "round takes 1–2 arguments, 3 given", "round(1, 2, 3)"),
    ("total.score", 9, "true or false wanted here, not a number; write a comparison such as x > 0", "total.score"),
    ("project and true", 9, "true or false wanted here, not a text; use present(…) or a comparison", "project"),
    ("not total.score", 13, "true or false wanted here, not a number; write a comparison such as x > 0", "total.score"),
    ("kind == 'department'", 17, None, "'department'"),
    ("indicators == 1", 9, "a list of records cannot be compared", "indicators"),
    ("1 in total.score", 14, "in wants a list or a text on its right, not a number", "total.score"),
    ("sum(i.name for i in indicators) > 1", 13, "a list of numbers wanted here, not a list of texts", "i.name"),
    ("len(total) > 1", 13, "a list wanted here, not the record 'total'", "total"),
    ("blank(1)", 15, "blank takes a field of the form, such as score", "1"),
    ("precision(project) > 1", 19, "a number wanted here, not a text", "project"),
    ("matches(project, '[')", 26, None, "'['"),
    ("matches(project, project)", 26, "a literal text wanted here", "project"),
    ("project in words('empty_reason')", 26, "there is no word list 'empty_reason'. Did you mean empty_reasons?",
     "'empty_reason'"),
    ("project == '中文' and totl > 1", 29, "no field, parameter or let is named totl. Did you mean total?", "totl"),
    ("total.score > (1 if true else 'a')", 39, "a number wanted here, not a text", "'a'"),
    ("1 in (1, 'a')", 18, "a number wanted here, not a text", "'a'"),
    ("true is true", 9, "compare with == or !=", "true is true"),
    ("1 +", 11, "a value is missing behind +", "+"),
    ("total.score >", 21, "a value is missing behind >", ">"),
    ("total.score and or true", 25, None, "or"),
    ("total.score > 85%", 23, None, "85%"),
    ("contains(project, “培训”)", 27, "texts in expressions take straight quotes: '培训'", "“培训”"),
    ("contains（project, '培训')", 17, "（ is a full-width sign; type (", "（"),
    ("total.score ≥ 90", 21, "≥ is a full-width sign; type >=", "≥"),
    ("project == '（' and total.score ＞ 90", 40, "＞ is a full-width sign; type >", "＞"),
    ("total.score = 90", 21, "to compare, write ==", "="),
    ("true && true", 14, "&& is not known here; write and", "&&"),
    ("(total.score > 1", 9, "the bracket ( is never closed", "("),
    ("total.score > 1)", 24, "a bracket without its partner", ")"),
    ("project == 'x", 20, "the quotation mark is never closed", "'"),
    ("include(project, 'x')", 9, "there is no function include. Did you mean contains?", "include"),
    ("project.contains('x')", 9, "only functions of the table can be called. Write contains(…, …)", "project.contains"),
    ("length(indicators) > 1", 16, "length counts characters; a list takes len", "indicators"),
    ("total.points > 1", 15, "the record 'total' has no points. There are form, grade, score, weight", "points"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "column", "message", "under"), IN_EXPRESSIONS)
def test_mistakes_in_expressions(expression: str, column: int, message: str | None, under: str) -> None:
    """The caret stands under the very word, and the nearest name is offered."""
    (mistake,) = mistakes_of(f"each: form\nassert: {expression}")
    assert (mistake.line, mistake.column) == (9, column)
    assert mistake.source_line[column - 1 : column - 1 + mistake.width] == under
    if message is not None:
        assert mistake.message.en == message


def test_a_percentage_is_told_how_to_be_written() -> None:
    """Both ways are named: a rate is a fraction, an amount the printed number."""
    (mistake,) = mistakes_of("each: form\nassert: total.score > 85%")
    assert mistake.message.zh == (
        "表达式里没有百分数 85%：rate 是小数，85% 写 0.85；target.amount 是印出的数，85% 写 85"
    )


WRAPPED = [
    ("each: form\nassert: \"total.scor > 1\"", 9, 16),
    ("each: form\nassert: 'project == ''x'' and totl > 1'", 9, 31),
    ("each: form\nassert: |\n  total.score > 1\n  and total.weigth > 1", 11, 13),
    ("each: form\nassert: >-\n  total.score > 1\n  and\n    total.weigth > 1", 12, 11),
    ("each: form\nassert: total.score > 1 and\n  total.weigth > 1", 10, 9),
    ("each: form\nlet:\n  a: 1\n  b: a + c\nassert: b > a", 11, 10),
    ("each: form\nrequires:\n  - {that: nope, otherwise: {zh: x, en: y}}\nassert: true", 10, 12),
    ("cases:\n  - {each: form, assert: nope}", 9, 26),
]  # fmt: skip


@pytest.mark.parametrize(("body", "line", "column"), WRAPPED)
def test_places_inside_every_kind_of_scalar(body: str, line: int, column: int) -> None:
    """Quoted, folded, literal and wrapped texts give the place of the word as well."""
    (mistake,) = mistakes_of(body)
    assert (mistake.line, mistake.column) == (line, column)


IN_FILES = [
    ("each: form\nlett: {a: 1}\nassert: true", 9, 1, "unknown key lett. Did you mean let?"),
    ("each: form\nwhere: true\nassert: true", 9, 1, "unknown key where. Did you mean when?"),
    ("each: form\nasert: true", 9, 1, "unknown key asert. Did you mean assert?"),
    ("each: form\nassert: true\nwhy: {zh: 只有中文, eng: x}", 10, 17, "unknown key eng. Did you mean en?"),
    ("each: frm\nassert: true", 8, 7, None),
    ("assert: true", 1, 1, "the key each is missing"),
    ("each: form", 1, 1, "the key assert is missing"),
    ("each: form\nassert: [1]", 9, 9, "an expression wanted here, not a list"),
    ("each: form\nassert: true\nat: 1 + 1", 10, 5, "at names a field, such as score"),
    ("each: form\nassert: true\naliases: [Old]", 10, 11, None),
    ("each: form\nassert: true\nlet: {1a: 1}", 10, 7,
     "'1a' cannot be a name: letters, digits and underscores only"),
    ("each: form\nassert: true\nlet: {if: 1}", 10, 7, "if cannot be the name of a let"),
    ("each: form\nassert: true\napplies: {years: {from: twenty}}", 10, 25, "a whole number wanted here, not a text"),
    ("each: form\nassert: true\napplies: {columns: [wieght]}", 10, 21, None),
    ("each: form\nassert: true\napplies: {complete: 1}", 10, 21, "true or false wanted here, not a number"),
    ("each: form\nassert: true\nparams:\n  a: {help: {zh: x, en: y}}", 11, 6, "the key default is missing"),
    ("each: form\nassert: year > 1\nparams:\n  year: {default: 1, help: {zh: x, en: y}}", 11, 3,
     "the parameter year has the name of a field"),
    ("each: form\nassert: true\nfix: {field: 1 + 1, to: 2, kind: recompute}", 10, 14,
     "field names a field of the form"),
    ("each: form\nassert: true\nfix: {field: total.score, to: 2, kind: recompte}", 10, 40, None),
    ("each: form\nassert: true\nwhy: {zh: 只有中文}", 10, 6, "the key en is missing"),
    ("each: form\nassert: true\noverrides: PF101", 10, 1, "replacing a built-in rule needs a reason"),
    ("each: form\nassert: true\nassert: false", 10, 1, "the key assert occurs twice"),
    ("each: form\nassert: true\nexamples:\n  pass: [{note: x}]", 11, 10, "the key form is missing"),
    ("each: form\nassert: true\nexamples:\n  pass: [{form: {}, params: {most: 1}}]", 11, 30,
     "the rule has no parameter most"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "line", "column", "message"), IN_FILES)
def test_mistakes_in_files(body: str, line: int, column: int, message: str | None) -> None:
    """Unknown and missing keys, wrong types, wrong words: each at its place."""
    (mistake,) = mistakes_of(body)
    assert (mistake.line, mistake.column) == (line, column)
    if message is not None:
        assert mistake.message.en == message


IN_MESSAGES = [
    ("{zzz}", 15, "no field, parameter or let is named zzz"),
    ("总分 {total.scor}", 24, "the record 'total' has no scor. Did you mean score?"),
    ("{total.score:.9f}", 27, "a format is .2f, .2% or , only"),
    ("{project:.2f}", 23, "formats are for numbers only"),
    ("{total}", 15, "the record 'total' cannot be printed"),
    ("{total.score", 14, "the brace { is never closed"),
    ("总分}", 16, "there is no { before the brace }; for the brace itself write }}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), IN_MESSAGES)
def test_mistakes_in_messages(text: str, column: int, message: str) -> None:
    """A placeholder that names nothing stops the rule from loading, not the run."""
    tail = f"message: {{zh: '{text}', en: wrong}}\nadvice: {{zh: 改, en: mend}}\n"
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text("each: form\nassert: true", tail=tail), "r.yaml")
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.column, mistake.message.en) == (10, column + 2, message)


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    """One run shows everything that is to be mended; what depends on a mistake is not reported again."""
    body = "each: form\nlet: {a: nope, b: a + 1}\nassert: a > 1 and b > gone\nunknown: 1"
    assert [(mistake.line, mistake.message.en) for mistake in mistakes_of(body)] == [
        (9, "no field, parameter or let is named nope"),
        (10, "no field, parameter or let is named gone"),
        (11, "unknown key unknown"),
    ]


def test_the_caret_stands_under_the_word_also_behind_chinese() -> None:
    """Chinese characters take two columns of a terminal, and the caret knows it."""
    (mistake,) = mistakes_of("each: form\nassert: project == '中文' and totl > 1")
    assert mistake.describe("zh").splitlines() == [
        "r.yaml:9:29: 没有名为 totl 的字段、参数或 let，是否想写 total？",
        "    assert: project == '中文' and totl > 1",
        "                                  ^^^^",
    ]


STABLE = [
    ("", 3, "a stable rule needs at least one passing example (examples.pass)"),
    ("examples: {pass: [{form: {}}]}", 10, "a stable rule needs at least one failing example (examples.fail)"),
]


@pytest.mark.parametrize(("examples", "line", "message"), STABLE)
def test_a_stable_rule_needs_examples_of_both_kinds(examples: str, line: int, message: str) -> None:
    """A rule without proof cannot be stable."""
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text(f"each: form\nassert: true\n{examples}", status="stable"), "r.yaml")
    assert (line, message) in [(mistake.line, mistake.message.en) for mistake in caught.value.mistakes]


def test_an_article_that_nobody_read_is_refused() -> None:
    """Articles from memory may not be printed as fact."""
    text = rule_text("each: form\nassert: true").replace("{document: 文件,", "{document: 文件, article: 第十一条,")
    with pytest.raises(RuleFileError) as caught:
        load_rule(text, "r.yaml")
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.column, mistake.message.en) == (7, 20, "an article needs checked: true")


def test_unused_names_are_untidy_but_no_mistake() -> None:
    """Hygiene is reported beside the rule, at its place."""
    body = "each: form\nparams:\n  limit: {default: 1, help: {zh: x, en: y}}\nlet: {spare: 1}\nassert: true"
    warnings = load_rule(rule_text(body), "r.yaml").warnings
    assert [(one.line, one.column, one.message.en) for one in warnings] == [
        (10, 3, "the parameter limit is not used"),
        (11, 7, "the let spare is not used"),
    ]


BROKEN_YAML = [
    ("each: form\n\tassert: true", 9, 1, "不能用制表符缩进，请用空格"),
    ('each: form\nassert: "x', 9, 9, "引号没有结束"),
    ("each: form\n  assert: true", 9, 9, "此处不应有冒号：含“: ”的值要加引号，或者上一行缩进不对"),
    ("each: form\nassert: 'a' == project", 9, 13, "缩进不一致，或引号后面还有字：以引号开头的表达式要整个加双引号"),
    ("each: form\nlet: {a: 1", 9, 6, "花括号没有结束，或缺少逗号；句子里有花括号的，整句要加双引号"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "line", "column", "reason"), BROKEN_YAML)
def test_yaml_that_cannot_be_read_says_why(body: str, line: int, column: int, reason: str) -> None:
    """A tab, a quotation mark or bracket left open, a line indented wrongly: named in Chinese, at its place."""
    (mistake,) = mistakes_of(body)
    assert (mistake.line, mistake.column, mistake.message.zh) == (line, column, f"不是合法的 YAML：{reason}")


def test_a_misspelt_required_key_is_reported_once() -> None:
    """What stands there under another name is not missing as well."""
    text = rule_text("each: form\nassert: true").replace("title:", "tittle:").replace("code:", "id:")
    with pytest.raises(RuleFileError) as caught:
        load_rule(text, "r.yaml")
    assert [(one.line, one.message.en) for one in caught.value.mistakes] == [
        (1, "unknown key id. Did you mean code?"),
        (5, "unknown key tittle. Did you mean title?"),
    ]


UNREADABLE = [
    (b"\xff\xfe\x00", "the rule file is not UTF-8"),
    (b"- 1\n", "a mapping wanted here, not a list"),
    (b"", "a mapping wanted here, not nothing"),
    (b"a: [1\n", None),
]


@pytest.mark.parametrize(("content", "message"), UNREADABLE)
def test_files_that_are_no_rule_at_all(tmp_path: Path, content: bytes, message: str | None) -> None:
    """Wrong encoding, wrong shape, broken YAML: one mistake that names the file."""
    path = tmp_path / "r.yaml"
    path.write_bytes(content)
    with pytest.raises(RuleFileError) as caught:
        read_rule(path)
    assert caught.value.path == str(path)
    if message is not None:
        assert caught.value.mistakes[0].message.en == message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback for a path that is not there."""
    with pytest.raises(RuleFileError) as caught:
        read_rule(tmp_path / "none.yaml")
    assert caught.value.path.endswith("none.yaml")


def mistakes_of(body: str) -> list:  # type: ignore[type-arg]
    """Every mistake of the rule with that body."""
    with pytest.raises(RuleFileError) as caught:
        load_rule(rule_text(body), "r.yaml")
    return list(caught.value.mistakes)
