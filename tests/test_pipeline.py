"""The Python door: every kind of source, inputs that fail beside inputs that do not, names that come on first use."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import perflint
from perflint.documents import read_bytes
from perflint.engine import RuleSet, load_rules
from perflint.errors import EmptyInput, MissingInput, UsageError
from perflint.forms.structured import form_from_mapping
from tests.cli.scene import BROKEN, CLEAN, RULE

if TYPE_CHECKING:
    from perflint.pipeline import Source

ROOT = Path(__file__).resolve().parents[1]
MAPPING: dict[str, Any] = {"project": "图书采购", "indicators": [{"name": "册数", "weight": "10", "score": "11"}]}


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    """One rule of one's own: no more points than the weight."""
    path = tmp_path / "own.rule"
    path.write_text(RULE.format(severity="error", failing=11), encoding="utf-8")
    return load_rules([path], select=["MY001"])


def test_every_source(tmp_path: Path, rules: RuleSet) -> None:
    """A path, a text path, bytes, a document and a form are judged alike."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    sources: list[Source] = [
        path,
        BROKEN.encode(),
        read_bytes(BROKEN.encode(), "in memory.yaml"),
        form_from_mapping(MAPPING),
    ]
    found = [[finding.code for finding in perflint.check(source, rules=rules).findings] for source in sources]
    assert found == [["MY001"]] * 4
    assert [finding.code for finding in perflint.check(str(path), rules=rules).findings] == ["MY001"]


def test_one_failing_input_stops_nobody(tmp_path: Path, rules: RuleSet) -> None:
    """Inputs that cannot be read are values of the result; the order of the others stays."""
    for name, text in {"a.yaml": CLEAN, "b.yaml": "", "c.yaml": BROKEN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = perflint.check([tmp_path / "gone.yaml", tmp_path, b"", form_from_mapping(MAPPING)], rules=rules)
    assert [Path(document.path).name for document in result.documents] == ["a.yaml", "c.yaml", ""]
    assert [Path(failure.path).name for failure in result.failures] == ["gone.yaml", "b.yaml", "<bytes>"]
    assert [form.passed for form in result.forms] == [2, 1, 0]


def test_a_result_can_be_read_again(rules: RuleSet) -> None:
    """What a result lists is there as often as it is asked for, can be counted and be told from nothing."""
    result = perflint.check(BROKEN.encode(), rules=rules)
    for listed in (result.findings, result.forms):
        assert (len(listed), len(list(listed)), len(list(listed))) == (1, 1, 1)
    assert (result.waived, result.known, result.not_evaluated, result.faults) == ((), (), (), ())
    assert not perflint.check(CLEAN.encode(), rules=rules).findings


def test_parse_raises_for_its_one_source(tmp_path: Path) -> None:
    """`parse` of a single source raises what `parse_all` keeps as a value."""
    with pytest.raises(MissingInput):
        perflint.parse(tmp_path / "gone.yaml")
    with pytest.raises(EmptyInput):
        perflint.parse(b"")
    failure = perflint.parse_all([tmp_path / "gone.yaml"]).failures[0]
    assert (Path(failure.path).name, failure.explain("en")) == (
        "gone.yaml",
        "There is no such file or folder. Check the spelling of the path.",
    )


def test_findings_come_in_the_order_of_the_paper(rules: RuleSet) -> None:
    """Findings of a form are sorted by row and column, whatever the order of the rules."""
    rows = [{"name": str(number), "weight": "1", "score": "2"} for number in range(12)]
    text = "project: 甲\nindicators:\n" + "".join(
        f'  - {{name: "{row["name"]}", weight: "1", score: "2"}}\n' for row in rows
    )
    result = perflint.check(text.encode(), rules=rules)
    assert [finding.address.row for finding in result.findings] == list(range(3, 15))


def test_forms_are_kept_on_request(rules: RuleSet) -> None:
    """Results hold the forms unless the caller wants their memory back."""
    form = form_from_mapping(MAPPING)
    assert [kept.form for kept in perflint.check(form, rules=rules).forms] == [form]
    assert [kept.form for kept in perflint.check(form, rules=rules, keep_forms=False).forms] == [None]


def test_documents_are_kept_on_request(rules: RuleSet) -> None:
    """Results hold the cells as read only where the caller draws them; a form made in memory has none."""
    data = b"project: a\nindicators: []\n"
    kept = perflint.check(data, rules=rules, keep_documents=True).documents[0]
    assert kept.document == read_bytes(data, "<bytes>")
    assert perflint.check(data, rules=rules).documents[0].document is None
    made = perflint.check(form_from_mapping(MAPPING), rules=rules, keep_documents=True).documents[0]
    assert made.document is None


def test_rules_by_name() -> None:
    """Without a rule set the built-in rulebook is used, narrowed by selectors; a wrong name is a usage error."""
    result = perflint.check(form_from_mapping(MAPPING), select=["PF301"])
    assert [finding.rule for finding in result.findings] == ["score-above-weight"]
    with pytest.raises(UsageError):
        perflint.check(form_from_mapping(MAPPING), select=["PF9999"])


def test_public_names() -> None:
    """Every public name can be had, and no other."""
    assert [name for name in perflint.__all__ if not hasattr(perflint, name)] == []
    assert dir(perflint) == sorted(perflint.__all__)
    with pytest.raises(AttributeError):
        perflint.no_such_name  # noqa: B018  # the access is the test


def _modules_after(code: str, **environment: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import perflint", {"typing", "msgspec", "typer", "perflint.pipeline"}),
        ("from perflint.cli.application import run; run(['--help'])", {"pydantic", "rich", "perflint.result"}),
        ("from perflint.cli.application import run; run(['--version'])", {"pydantic", "rich", "ruamel.yaml"}),
        (
            "from perflint.cli.application import run; run(['check', 'gone.txt', '--format', 'plain'])",
            {"pydantic", "rich", "asyncio", "perflint.forms.recognise"},
        ),
    ],
    ids=["import", "help", "version", "check"],
)
def test_nothing_heavy_is_imported_early(code: str, unwanted: set[str]) -> None:
    """A start imports what it needs: no rich without a drawing, no engine for the help."""
    modules = _modules_after(code)
    assert "perflint" in modules
    assert modules & unwanted == set()


def test_a_check_from_the_cache_imports_no_more_than_it_uses(tmp_path: Path) -> None:
    """A second check of a workbook needs no YAML, no XML tree and no client of the web (`xml.sax.saxutils` has one)."""
    code = (
        "from perflint.cli.application import run; run(['check', 'examples/formats/clean.xlsx', '--format', 'plain'])"
    )
    first, second = (_modules_after(code, PERFLINT_CACHE_DIR=str(tmp_path)) for _ in range(2))
    assert {"ruamel.yaml", "perflint.engine.casework"} <= first
    assert "perflint.documents.spreadsheet.xlsx" in second
    assert second & {"ruamel.yaml", "perflint.engine.casework", "lxml.etree", "urllib.request", "rich"} == set()
