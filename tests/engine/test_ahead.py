"""Rules that were made ahead of time: the same as those of their files, and never any but those of these very files."""

import shutil
from pathlib import Path

import pytest

from perflint.engine import ahead, assembling, remembering
from perflint.engine.ahead import MadeAhead, made_ahead, make_ahead
from perflint.engine.loading import read_rule
from perflint.engine.rule import Rule
from perflint.engine.ruleset import RuleSet, load_rules
from perflint.rulebook import rulebook_root, vocabulary_texts

RULE_FILES = sorted(rulebook_root().glob("pf*/*.yaml"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of all rules, made now."""
    file = tmp_path_factory.mktemp("made") / "made_ahead.bin"
    assert make_ahead(file) == []
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    return file


def shown(rule: Rule) -> list[object]:
    """All of a rule that can be compared."""
    return [
        rule.code, rule.name, rule.aliases, rule.status, rule.severity, rule.title, rule.why, list(rule.sources),
        rule.applies, dict(rule.params), rule.settings, [repr(case) for case in rule.cases], list(rule.examples),
        rule.path, rule.patterns, rule.written, rule.programs,
    ]  # fmt: skip


def test_each_is_what_reading_its_file_gives(kept: Path) -> None:
    """Settings, functions, sentences, sources and examples."""
    made = made_ahead(kept)
    assert len(made) == len(RULE_FILES) > 60
    for path in RULE_FILES:
        rule = made.find(path, path.read_bytes())
        assert rule is not None
        assert shown(rule) == shown(read_rule(path).rule)


def test_another_content_is_not_found(kept: Path) -> None:
    """One character more in the file, and the rule is read from it."""
    made, path = made_ahead(kept), RULE_FILES[0]
    assert made.find(path, path.read_bytes() + b"\n") is None
    assert made.find(path, None) is None


@pytest.fixture
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that holds no rule set, and no cache."""
    monkeypatch.setattr(remembering, "_HELD", {})
    monkeypatch.setenv("PERFLINT_CACHE_DIR", "off")


def severities(rules: RuleSet) -> list[tuple[str, str]]:
    """Of every rule, with its place."""
    return [(rule.path, rule.severity) for rule in rules.known]


@pytest.mark.usefixtures("nothing_held")
def test_an_edited_rule_is_read_and_the_others_are_not(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule set is the one that reading all files gives."""
    root = tmp_path / "rules"
    shutil.copytree(rulebook_root(), root)
    edited = next(root.rglob("pf201_*.yaml"))
    edited.write_text(edited.read_text("utf-8").replace("severity: error", "severity: info", 1), "utf-8")
    read: list[str] = []

    def counted(path: Path, content: bytes | None = None, *, proven: bool = False) -> object:
        read.append(path.name)
        return read_rule(path, content, proven=proven)

    monkeypatch.setattr(ahead, "FILE", kept)
    monkeypatch.setattr(assembling, "read_rule", counted)
    rules = load_rules(root=root)
    assert read == [edited.name]
    monkeypatch.setattr(remembering, "_HELD", {})
    monkeypatch.setattr(assembling, "made_ahead", lambda: MadeAhead({}))
    assert severities(rules) == severities(load_rules(root=root))
    assert len(read) == 1 + len(RULE_FILES)
    changed = rules.find("PF201")
    assert changed is not None
    assert changed.severity == "info"


@pytest.mark.usefixtures("nothing_held")
def test_other_code_finds_nothing(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of the engine, or a list of words, that is not the one that made them."""
    engine = tmp_path / "engine"
    shutil.copytree(remembering.MAKERS[0], engine)
    monkeypatch.setattr(ahead, "MAKERS", (engine, *remembering.MAKERS[1:]))
    ahead._maker.cache_clear()
    assert len(made_ahead(kept)) == len(RULE_FILES)
    (engine / "generate.py").write_bytes((engine / "generate.py").read_bytes() + b"\n")
    ahead._maker.cache_clear()
    assert len(made_ahead(kept)) == 0
    monkeypatch.setattr(ahead, "MAKERS", remembering.MAKERS)
    texts = vocabulary_texts()
    for words, found in ((texts, len(RULE_FILES)), ({path: text + b"\n" for path, text in texts.items()}, 0)):
        monkeypatch.setattr(ahead, "vocabulary_texts", lambda words=words: words)
        ahead._maker.cache_clear()
        assert len(made_ahead(kept)) == found
    ahead._maker.cache_clear()


@pytest.mark.parametrize("length", [32, 36, 63, 64, 70, 5000, 200_000, -1])
def test_a_damaged_file_is_as_if_it_were_not_there(kept: Path, tmp_path: Path, length: int) -> None:
    """Cut off anywhere, or with one byte changed."""
    file, content = tmp_path / "made_ahead.bin", kept.read_bytes()
    file.write_bytes(content[:length])
    assert len(made_ahead(file)) == 0
    file.write_bytes(content[:length] + bytes([content[length] ^ 1]) + content[length:][1:])
    assert len(made_ahead(file)) == 0
    file.write_bytes(content)
    assert len(made_ahead(file)) == len(RULE_FILES)


def test_a_rule_with_a_mistake_is_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is at work on a rule can install perflint all the same."""
    root = tmp_path / "rules"
    shutil.copytree(rulebook_root(), root)
    broken = next(root.rglob("pf201_*.yaml"))
    broken.write_text(broken.read_text("utf-8").replace("severity: error", "severity: eror", 1), "utf-8")
    monkeypatch.setattr(ahead, "rulebook_root", lambda: root)
    file = tmp_path / "made_ahead.bin"
    (mistake,) = make_ahead(file)
    assert (Path(mistake.path), mistake.line > 1) == (broken, True)
    assert f"{broken}:{mistake.line}" in mistake.describe("en")
    assert len(made_ahead(file)) == len(RULE_FILES) - 1


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 400])
def test_a_file_that_is_none_of_ours_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    """Missing, empty or something else."""
    file = tmp_path / "made_ahead.bin"
    assert len(made_ahead(file)) == 0
    file.write_bytes(content)
    assert len(made_ahead(file)) == 0


@pytest.mark.usefixtures("nothing_held")
def test_rules_of_ones_own_are_read(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a file is a copy of a built-in one: its mistakes are to be told, and here it takes a name twice."""
    monkeypatch.setattr(ahead, "FILE", kept)
    own = tmp_path / "own.yaml"
    text = RULE_FILES[0].read_text("utf-8")
    own.write_text(text.replace("code: PF101", "code: OWN101").replace("name: ", "name: own-", 1), "utf-8")
    rule = load_rules([own]).find("OWN101")
    assert rule is not None
    assert isinstance(rule.examples, tuple)
