"""The guide to the rule language is true in both languages: every key, name, function and limit stands in it."""

import re
from pathlib import Path

import pytest

from perflint import load_rules
from perflint.engine import checking, declaration, functions, own_files, reading, shapes, signatures
from perflint.engine.functions import FUNCTIONS, VERDICT
from perflint.engine.profiles import PROFILE, load_profile
from perflint.engine.reading import part
from perflint.engine.schema import FUND_KEYS, LINE_KEYS, SCOPES, form_schema, scope_record
from perflint.engine.shapes import ListOf, RecordOf, Shape, TableOf
from perflint.forms.structured import form_from_mapping
from tests.readme import blocks
from tests.sources import ROOT

PAGES = ("docs/rule-language.md", "docs/rule-language.zh.md")
each_page = pytest.mark.parametrize("page", PAGES)
WORD = re.compile(r"[a-z_][a-z_0-9]*")


def text_of(page: str) -> str:
    """The whole page."""
    return (ROOT / page).read_text(encoding="utf-8")


def quoted(text: str) -> str:
    """What stands in backquotes and in fences, where names of the language stand."""
    return " ".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def rows(page: str, first: str) -> list[list[str]]:
    """The cells of the table whose heading begins with `first`."""
    table = text_of(page).split(f"\n| {first}", 1)[1].split("\n\n", 1)[0]
    return [row.strip("|").split("|") for row in table.splitlines()[2:]]


def keys_of(shape: Shape) -> set[str]:
    """Every fixed key of a file, however deep."""
    if isinstance(shape, RecordOf):
        return set(shape.keys).union(*(keys_of(key.shape) for key in shape.keys.values()))
    if isinstance(shape, ListOf | TableOf):
        return keys_of(shape.member)
    return set()


@each_page
def test_every_function_is_documented_and_nothing_else_is(page: str) -> None:
    """The table of functions names exactly those that exist."""
    first = "函数 |" if page.endswith(".zh.md") else "function |"
    named = {name for row in rows(page, first) for name in re.findall(r"([a-z_]+)\(", row[0])}
    assert sorted(named) == sorted(FUNCTIONS)


@each_page
def test_the_names_of_each_scope_are_those_of_the_schema(page: str) -> None:
    """Each row of the table gives all names of its scopes and no other; all scopes are in it."""
    first = "逐条看什么（`each`）" if page.endswith(".zh.md") else "scope (`each`)"
    told: dict[str, set[str]] = {}
    for scopes, names in rows(page, first):
        for scope in re.findall(r"[a-z_]+(?:\.KEY)?", scopes):
            told[scope] = set(WORD.findall(quoted(names)))
    told |= {f"budget.{key}": told["budget.KEY"] for key in LINE_KEYS}
    del told["budget.KEY"]
    schema = form_schema()
    assert told == {scope: set(schema.members(scope_record(scope))) for scope in SCOPES}


@each_page
def test_every_attribute_and_every_word_of_a_closed_set_is_told(page: str) -> None:
    """Attributes of targets, lines and funds by name; kinds, signs, lacks, verdicts in quotes or backquotes."""
    text, schema = text_of(page), form_schema()
    named = set(WORD.findall(quoted(text)))
    wanted = {*schema.records["expression"], *schema.records["goal"], *LINE_KEYS, *FUND_KEYS}
    assert wanted - named == set()
    members = [*schema.records["expression"].values(), schema.records["form"]["lacks"]]
    words = {word for one in members for word in (one.type.choices or (one.type.of.choices if one.type.of else ()))}
    assert {word for word in {*words, *VERDICT.choices} if f'"{word}"' not in text} == set()


@each_page
def test_the_table_of_attributes_is_what_the_program_reads(page: str) -> None:
    """Kind and sign of every target in the table, and the amount and unit of those of which it prints both."""
    kind, told, read = "", [], []
    for kinds, targets, sign, amount, _ in rows(page, "`.kind` |"):
        kind = "".join(re.findall(r'"(\w+)"', kinds)) or kind
        texts, signs = re.findall(r"`([^`]+)`", targets), re.findall(r'"([^"]*)"', sign)
        amounts, units = re.findall(r"\d+", re.sub("`.*?`", "", amount)), re.findall(r'"([^"]+)"', amount)
        for number, text in enumerate(texts):
            shown = (amounts[number], units[number]) if len(amounts) == len(units) == len(texts) else ()
            told.append((text, kind, signs[number] if len(signs) > 1 else signs[0], *shown))
            (row,) = form_from_mapping({"indicators": [{"name": "甲", "target": text}]}, path="").indicators
            wanted = ("kind", "sign", "amount", "unit")[: len(shown) + 2]
            read.append((text, *(str(part(row.target, name)) for name in wanted)))
    assert len(told) == 18
    assert told == read


@each_page
def test_every_key_of_rules_and_profiles_is_told(page: str) -> None:
    """The keys of both kinds of files, those inside of examples, fixes and sources too."""
    named = set(WORD.findall(quoted(text_of(page))))
    assert (keys_of(declaration.RULE) | keys_of(PROFILE)) - named == set()


@each_page
def test_the_keys_of_a_case_are_listed(page: str) -> None:
    """The sentence below the example of `cases` lists exactly what a case may carry."""
    (listed,) = re.findall(r"`(each when [a-z ]+)`", text_of(page))
    assert set(listed.split()) == set(declaration.CASE)


@each_page
def test_the_limits_are_those_of_the_program(page: str) -> None:
    """Every limit that the program holds to stands in the paragraph that tells them, and no other figure does."""
    (told,) = re.findall(r"\n(?:Limits: |上限：)(.*?)\n(?:A list that|只由)", text_of(page), re.DOTALL)
    limits = {
        checking.MAX_LENGTH, checking.MAX_NODES, checking.MAX_DEPTH, signatures.MAX_PATTERN, signatures.MAX_REPEATS,
        reading.MAX_JOINED, declaration.MAX_CASES, declaration.MAX_LETS, shapes.MAX_MEMBERS, shapes.MAX_TEXT,
        own_files.MAX_FILES,
    }  # fmt: skip
    assert {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", told.replace("10^16", ""))} == limits
    assert (checking.MAX_NUMBER, functions.PATTERN_TIMEOUT) == (10**16, 0.25)
    assert (functions.MOST_TIMEOUTS, checking.MAX_LOOPS) == (8, 2)


@each_page
def test_the_profile_of_the_page_loads(page: str, tmp_path: Path) -> None:
    """Every rule and parameter that the page's profile names exists."""
    (block,) = blocks(page, "profile")
    path = tmp_path / block.argument
    path.write_text(block.body, encoding="utf-8")
    profile = load_profile(str(path), load_rules().known)
    assert (profile.ignore[0], profile.severity["PF306"].to) == ("PF107", "info")
