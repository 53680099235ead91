"""Every example gives exactly what was worked out by hand for it, however it is encoded, and is left as it was."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from perflint import RuleSet, check, load_rules, parse_all
from perflint.reports.interface import View, parse_report
from tests.examples.expectations import EXAMPLES, example_files, expectation_of, finding_keys, format_files, gap_keys

FILES = example_files()
JUDGED = [path for path in FILES if expectation_of(path).recognised]
each_example = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """The rulebook under the national profile, loaded once."""
    return load_rules(profile="national")


def digests() -> dict[str, str]:
    """What is in the folder of the examples and below it, to the byte."""
    inputs = (path for path in EXAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in inputs}


@each_example
def test_the_forms_are_recognised(path: Path, rules: RuleSet) -> None:
    """Every form of a file is found with its kind, its project and the parts that it lacks."""
    result = check(path, rules=rules)
    found = [
        (form.ref.index, form.ref.kind, form.ref.project, tuple(lack.part for lack in form.lacks))
        for form in result.forms
    ]
    assert found == [(form.index, form.kind, form.project, form.lacks) for form in expectation_of(path).recognised]


@each_example
def test_the_findings_are_those_worked_out_by_hand(path: Path, rules: RuleSet) -> None:
    """Code, severity, form, field and indicator of every finding, of all severities, and no finding more."""
    result = check(path, rules=rules)
    assert finding_keys(result) == sorted(finding.key for finding in expectation_of(path).findings)


@each_example
def test_what_cannot_be_judged_is_said(path: Path, rules: RuleSet) -> None:
    """Rules whose operands are blank, unreadable or cut off come out as not evaluated, and no rule breaks."""
    result = check(path, rules=rules)
    assert not result.faults
    assert gap_keys(result) == [(gap.form, gap.code) for gap in expectation_of(path).not_evaluated]


@each_example
def test_only_what_is_no_self_evaluation_is_refused(path: Path, rules: RuleSet) -> None:
    """A refused form is named by its kind; every other file has no refusal, no failure and no doubt about its text."""
    result = check(path, rules=rules)
    assert result.failures == ()
    (document,) = result.documents
    assert [refusal.kind for refusal in document.refusals] == [entry.kind for entry in expectation_of(path).refused]
    assert document.notices == ()


def test_a_monitoring_form_is_refused_by_name(rules: RuleSet) -> None:
    """The mid-year form gives no form, but a sentence that names it, so that it does not read as clean."""
    (document,) = check(EXAMPLES / "monitoring.txt", rules=rules).documents
    (refusal,) = document.refusals
    assert document.forms == ()
    assert not document.formless
    assert "绩效运行监控表" in refusal.reason.zh
    assert str(refusal.address) == "1:1"


@pytest.mark.parametrize("profile", ["national", "shanghai", "beijing"])
def test_a_clean_form_gives_nothing(profile: str) -> None:
    """A form that is right in every cell is judged whole and gives no finding and no gap, in every region."""
    result = check(EXAMPLES / "clean.txt", profile=profile)
    (form,) = result.forms
    assert (result.findings, result.not_evaluated, form.waived) == ((), (), ())
    assert form.judged
    assert form.complete
    assert form.passed > 0


@each_example
def test_inputs_are_left_as_they_were(path: Path, rules: RuleSet) -> None:
    """Neither parsing nor checking changes a byte of the input or adds a file beside it."""
    before = digests()
    parse_all(path)
    check(path, rules=rules)
    assert digests() == before


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.name)
def test_what_parse_prints_gives_the_same_findings(path: Path, rules: RuleSet, tmp_path: Path) -> None:
    """The YAML of a form is the form: the same findings and the same gaps, field by field."""
    printed = tmp_path / "printed.yaml"
    printed.write_text(parse_report("yaml").render(parse_all(path), View()), encoding="utf-8")
    again = check(printed, rules=rules)
    expected = expectation_of(path)
    assert again.failures == ()
    assert finding_keys(again) == sorted(finding.key for finding in expected.findings)
    assert gap_keys(again) == [(gap.form, gap.code) for gap in expected.not_evaluated]


@each_example
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_encoding_changes_nothing(path: Path, encoding: str, rules: RuleSet, tmp_path: Path) -> None:
    """A copy in another encoding, with Windows line ends, gives the same findings and refusals."""
    copy = tmp_path / path.name
    text = path.read_bytes().decode()
    copy.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    result = check(copy, rules=rules)
    expected = expectation_of(path)
    assert result.failures == ()
    assert finding_keys(result) == sorted(finding.key for finding in expected.findings)
    assert gap_keys(result) == [(gap.form, gap.code) for gap in expected.not_evaluated]
    assert [refusal.kind for document in result.documents for refusal in document.refusals] == [
        entry.kind for entry in expected.refused
    ]


def test_all_examples_in_one_run(rules: RuleSet) -> None:
    """The folder as a whole gives the sum of its forms: nothing is read twice or lost, no expectation taken for one."""
    files = [*FILES, *format_files()]
    result = check(EXAMPLES, rules=rules)
    expected = [expectation_of(path) for path in files]
    counts = result.counts()
    with_forms = [Path(document.path).name for document in result.documents if not document.formless]
    assert sorted(with_forms) == sorted(path.name for path in files)
    assert counts.forms == sum(len(entry.recognised) for entry in expected)
    assert counts.refused == sum(len(entry.refused) for entry in expected)
    for severity, count in (("error", counts.error), ("warning", counts.warning), ("info", counts.info)):
        assert count == sum(finding.severity == severity for entry in expected for finding in entry.findings)


@each_example
def test_expectations_are_in_order_and_give_their_figures(path: Path) -> None:
    """The hand-made lists are sorted, without repeats, and say why of every entry."""
    expected = expectation_of(path)
    places = [(finding.form, finding.code, finding.field) for finding in expected.findings]
    gaps = [(gap.form, gap.code) for gap in expected.not_evaluated]
    assert places == sorted(set(places))
    assert gaps == sorted(set(gaps))
    reasons = [finding.why for finding in expected.findings]
    reasons += [gap.why for gap in expected.not_evaluated]
    reasons += [refusal.why for refusal in expected.refused]
    assert "" not in reasons


def test_each_example_has_its_expectation() -> None:
    """A file of expectations stands beside each example, and none without one."""
    assert sorted(path.name for path in EXAMPLES.glob("*.expected")) == sorted(
        f"{path.stem}.expected" for path in FILES
    )


def codes_of(cell: str) -> list[Counter[str]]:
    """The codes that a row of the contents names, form by form: `PF101 PF104×2 · PF301–PF306`."""
    forms = []
    for form in cell.split(" · "):
        codes: Counter[str] = Counter()
        for first, last, times in re.findall(r"PF(\d+)(?:–PF(\d+)|×(\d+))?", form):
            codes.update(f"PF{number}" for number in range(int(first), int(last or first) + 1))
            codes[f"PF{first}"] += int(times or 1) - 1
        forms += [codes] if codes else []
    return forms


@pytest.mark.parametrize("page", ["examples.md", "examples.zh.md"])
def test_the_table_of_contents_tells_what_each_example_gives(page: str) -> None:
    """A row for each file, with the codes of its forms as worked out by hand; forms that are right are left out."""
    lines = (EXAMPLES.parent / "docs" / page).read_text(encoding="utf-8").splitlines()
    told = {line.split("`")[1]: codes_of(line.split(" | ")[-1]) for line in lines if re.match(r"\| `\w", line)}
    worked_out: dict[str, list[Counter[str]]] = {}
    for path in FILES:
        forms: dict[int, Counter[str]] = {}
        for finding in expectation_of(path).findings:
            forms.setdefault(finding.form, Counter())[finding.code] += 1
        worked_out[path.name] = [forms[index] for index in sorted(forms)]
    assert told == worked_out
