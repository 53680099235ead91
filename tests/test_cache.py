"""The store between runs: found by what a thing was made from, read only when whole and the user's own."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perflint import cache, rulebook
from perflint.engine import packing, remembering
from perflint.engine.ruleset import RuleSet, load_rules
from perflint.rulebook import rulebook_root
from tests.engine.building import rule_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and a process that holds nothing yet."""
    monkeypatch.setattr(remembering, "_HELD", {})
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_found_again(folder: Path) -> None:
    """A content comes back byte for byte, under its own name only."""
    cache.remember("a", b"content")
    held = cache.recall("a")
    assert held is not None
    assert (held.body.tobytes(), held.later(), cache.recall("b")) == (b"content", b"", None)
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_what_is_left_for_later_is_read_when_it_is_asked_for(folder: Path) -> None:
    """Also after another entry took its place, or it was deleted; once read it stays."""
    cache.remember("a", b"content", b"for later")
    first = cache.recall("a")
    second = cache.recall("a")
    assert first is not None
    assert second is not None
    assert first.later() == b"for later"
    cache.remember("a", b"content", b"other")
    assert second.later() == b"for later"
    (folder / "a").unlink()
    assert (first.later(), second.later()) == (b"for later", b"for later")


@pytest.mark.parametrize("length", [0, 80, -1])
def test_what_is_left_for_later_is_never_read_damaged(folder: Path, length: int) -> None:
    """Cut off, or with a byte changed, after the entry was found."""
    cache.remember("a", b"content", b"for later")
    whole = (folder / "a").read_bytes()
    for damaged in (whole[:length], whole[:-1] + b"?"):
        (folder / "a").write_bytes(whole)
        (folder / "a").chmod(0o600)
        held = cache.recall("a")
        assert held is not None
        (folder / "a").write_bytes(damaged)
        with pytest.raises(cache.DamagedEntryError, match="run it again"):
            held.later()


@pytest.mark.parametrize("length", [0, 1, 31, 32, 40, 71, 72, 75])
def test_an_entry_that_is_cut_off_is_not_read(folder: Path, length: int) -> None:
    """Whatever is left of it."""
    cache.remember("a", b"content")
    (folder / "a").write_bytes((folder / "a").read_bytes()[:length])
    assert cache.recall("a") is None


@pytest.mark.parametrize("place", [0, 31, 32, 38, 40, 71, 72, 78])
def test_a_damaged_entry_is_not_read(folder: Path, place: int) -> None:
    """One changed byte, in a digest, a length or the content, and the entry counts as missing."""
    cache.remember("a", b"content")
    content = bytearray((folder / "a").read_bytes())
    content[place] ^= 1
    (folder / "a").write_bytes(content)
    assert cache.recall("a") is None


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_an_entry_that_others_can_write_is_not_read(folder: Path) -> None:
    """It may hold compiled code, so nobody else may have had a hand in it."""
    cache.remember("a", b"content")
    (folder / "a").chmod(0o666)
    assert cache.recall("a") is None


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word off in the variable turns the store off."""
    monkeypatch.setenv(cache.VARIABLE, "off")
    monkeypatch.chdir(tmp_path)
    cache.remember("a", b"content")
    assert cache.recall("a") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place to keep it, a thing is simply made again."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    cache.remember("a", b"content")
    assert cache.recall("a") is None


def test_only_the_newest_entries_stay(folder: Path) -> None:
    """The store does not grow without end."""
    for number in range(40):
        cache.remember(f"entry{number}", b"x")
        os.utime(folder / f"entry{number}", (number, number))
    cache.remember("last", b"x")
    names = {path.name for path in folder.iterdir()}
    assert len(names) == 24
    assert {"last", "entry39"} <= names
    assert "entry0" not in names


def _tolerance(rules: RuleSet) -> object:
    rule = rules.find("PF201")
    assert rule is not None
    return rule.settings["tolerance"]


def test_a_changed_rule_is_never_served_stale(folder: Path, tmp_path: Path) -> None:
    """The same path, size and time with other content is another rule set."""
    root = tmp_path / "rules"
    shutil.copytree(rulebook_root(), root)
    file = next(root.rglob("pf201_*.yaml"))
    before = _tolerance(load_rules(root=root))
    stamp = file.stat()
    text = file.read_text("utf-8")
    assert "default: 0.01" in text
    file.write_text(text.replace("default: 0.01", "default: 0.02"), "utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (str(before), str(_tolerance(load_rules(root=root)))) == ("0.01", "0.02")


def test_a_rule_that_changes_while_it_is_read_is_never_served_stale(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept under the digest of a content was made of that very content, and of no later one."""
    root = tmp_path / "rules"
    shutil.copytree(rulebook_root(), root)
    file = next(root.rglob("pf201_*.yaml"))
    first = file.read_text("utf-8")
    second = first.replace("default: 0.01", "default: 0.02")

    recall = remembering.recall

    def recall_while_somebody_saves(key: str) -> RuleSet | None:
        held = recall(key)
        file.write_text(second, "utf-8")
        return held

    monkeypatch.setattr(remembering, "recall", recall_while_somebody_saves)
    load_rules(root=root)
    monkeypatch.setattr(remembering, "recall", recall)
    found = []
    for text in (first, second):
        file.write_text(text, "utf-8")
        found.append(str(_tolerance(load_rules(root=root))))
    assert found == ["0.01", "0.02"]


def test_a_changed_list_of_words_is_never_served_stale(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lists that rules name are written into what is made of the rules: by a process, those that it began with."""
    root = tmp_path / "rules"
    shutil.copytree(rulebook_root(), root)
    monkeypatch.setattr(rulebook, "rulebook_root", lambda: root)
    counts = []
    for edit, another_process in (("", True), ("# 一行\n", False), ("", True)):
        words = root / "vocabulary" / "words.yaml"
        words.write_text(words.read_text("utf-8") + edit, "utf-8")
        monkeypatch.setattr(remembering, "_HELD", {})
        if another_process:
            rulebook.vocabulary_texts.cache_clear()
        load_rules()
        counts.append(len(list(folder.glob("rules-*"))))
    rulebook.vocabulary_texts.cache_clear()
    assert counts == [1, 1, 2]


def test_a_profile_that_is_saved_while_it_is_read_is_not_remembered(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept under the digest of a content that may not be the one it was made of."""
    profile = tmp_path / "ours.yaml"
    texts = [
        f"name: ours\ntitle: {{zh: 甲, en: a}}\nextends: national\nparams: {{PF201: {{tolerance: {value}}}}}\n"
        for value in (1, 2)
    ]
    profile.write_text(texts[0], "utf-8")
    monkeypatch.setattr(remembering, "key_of", _saving(remembering.key_of, profile, texts[1], after=2))
    assert str(_tolerance(load_rules(profile=str(profile)))) == "2"
    assert list(folder.glob("rules-*")) == []
    profile.write_text(texts[0], "utf-8")
    assert str(_tolerance(load_rules(profile=str(profile)))) == "1"


def _saving(ask: Callable[..., str], file: Path, text: str, *, after: int) -> Callable[..., str]:
    """The same question, after the nth of which somebody saves a file."""
    asked = []

    def watched(contents: object, question: object) -> str:
        key = ask(contents, question)
        asked.append(key)
        if len(asked) == after:
            file.write_text(text, "utf-8")
        return key

    return watched


# Loads every rule and prints the modules of perflint that had a hand in it, by name of file.
WATCHED_LOAD = """
import sys
from perflint.engine import assembling
from perflint.engine.ahead import MadeAhead
from perflint.engine.ruleset import load_rules
assembling.made_ahead = lambda: MadeAhead({})
seen = set()
sys.setprofile(lambda frame, event, argument: seen.add(frame.f_code.co_filename))
for rule in load_rules().known:
    list(rule.cases), rule.programs
sys.setprofile(None)
print(*(file for file in seen if "perflint" in file), sep="\\n")
"""


def test_all_code_that_makes_rules_is_part_of_the_key() -> None:
    """Whatever runs while rules are read is among the modules whose change makes another key."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED_LOAD],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {cache.VARIABLE: "off"},
    )
    seen = {Path(line) for line in done.stdout.splitlines()}
    # It only looks for what was kept; its content is checked by digest.
    seen.discard(Path(cache.__file__))
    assert len(seen) > 15
    assert [path for path in seen if not {path, path.parent} & set(remembering.MAKERS)] == []


@pytest.mark.skipif(os.name == "nt", reason="the time of the last change of a file's record is POSIX's")
def test_the_digest_of_code_sees_every_change(tmp_path: Path) -> None:
    """Another size, another time, the same time put back, a new module; one without its source is passed over."""
    folder, single = tmp_path / "engine", tmp_path / "model.py"
    folder.mkdir()
    (folder / "a.py").write_text("x = 1")
    before = cache.digest_of_code(folder, single)
    single.write_text("y = 1")
    found = [before, cache.digest_of_code(folder, single)]
    stamp = single.stat()
    # Longer than the clock of any file system's records takes.
    time.sleep(0.05)
    single.write_text("y = 2")
    os.utime(single, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    found.append(cache.digest_of_code(folder, single))
    (folder / "b.py").write_text("")
    found.append(cache.digest_of_code(folder, single))
    assert len(set(found)) == 4
    assert cache.digest_of_code(folder, single) == found[-1]


def test_every_class_in_an_entry_is_part_of_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class that changes its fields cannot be brought back in its old shape."""
    named: set[str] = set()
    find_class = packing._Unpacker.find_class

    def watched(self: packing._Unpacker, module: str, name: str) -> Any:
        named.add(module)
        return find_class(self, module, name)

    load_rules()
    monkeypatch.setattr(remembering, "_HELD", {})
    monkeypatch.setattr(packing._Unpacker, "find_class", watched)
    load_rules()
    files = [Path(str(sys.modules[name].__file__)) for name in named if name.startswith("perflint")]
    assert len(files) > 3
    assert [path for path in files if not {path, path.parent} & set(remembering.MAKERS)] == []


@pytest.mark.parametrize("size", [0, 1, 32_767, 32_768, 32_769, 32_770, 65_537, 200_000])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    """Of any length, also where that is just what is read at one time."""
    content = bytes(number % 251 for number in range(size))
    (tmp_path / "file").write_bytes(content)
    assert rulebook.content_of(str(tmp_path / "file")) == content


def test_a_file_that_cannot_be_read_has_no_key(folder: Path, tmp_path: Path) -> None:
    """What was kept for the other files alone is not served in its place, and nothing is kept for them under it."""
    (tmp_path / "there").write_bytes(b"x")
    contents = dict(remembering.contents_of([str(tmp_path / "there"), str(tmp_path / "gone")]))
    assert list(contents.values()) == [b"x", None]
    assert remembering.key_of(contents.items(), []) == ""
    remembering.remember("", load_rules())
    assert remembering.recall("") is None


def test_a_process_makes_a_rule_set_once(folder: Path) -> None:
    """The same question in the same process has the very same answer."""
    assert load_rules() is load_rules()


def test_a_remembered_rule_set_is_the_one_that_was_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made and remembered rule sets have the same rules, texts and settings."""
    made = load_rules()
    monkeypatch.setattr(remembering, "_HELD", {})
    entries = list(folder.glob("rules-*"))
    assert len(entries) == 1
    held = remembering.recall(entries[0].name)
    assert held is not None
    assert [(rule.code, rule.settings, rule.params, rule.title) for rule in held] == [
        (rule.code, rule.settings, rule.params, rule.title) for rule in made
    ]
    assert [[(one.code, one.constants, one.bound) for one in rule.programs] for rule in held] == [
        [(one.code, one.constants, one.bound) for one in rule.programs] for rule in made
    ]
    assert [[(case.each, case.severity, case.why) for case in rule.cases] for rule in held] == [
        [(case.each, case.severity, case.why) for case in rule.cases] for rule in made
    ]
    assert [list(rule.examples) for rule in held.known] == [list(rule.examples) for rule in made.known]


def test_an_entry_that_is_cut_off_while_its_rules_run_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They judge as before; what they say is gone, which is said and does not end the process."""
    load_rules()
    monkeypatch.setattr(remembering, "_HELD", {})
    (entry,) = folder.glob("rules-*")
    held = remembering.recall(entry.name)
    assert held is not None
    os.truncate(entry, 0)
    assert all(rule.checks for rule in held)
    with pytest.raises(cache.DamagedEntryError):
        list(held.rules[0].cases)


def test_what_is_untidy_is_remembered_with_the_rules(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A let that nothing uses is told in the second run as it was in the first."""
    own = tmp_path / "own.yaml"
    own.write_text(rule_text("each: indicator\nlet: {spare: score}\nassert: score <= weight"), encoding="utf-8")
    (made,) = load_rules([own]).warnings
    monkeypatch.setattr(remembering, "_HELD", {})
    (entry,) = folder.glob("rules-*")
    held = remembering.recall(entry.name)
    assert held is not None
    (kept,) = held.warnings
    assert "spare" in kept.message.en
    assert (kept.describe("zh"), kept.line, str(kept)) == (made.describe("zh"), made.line, str(made))


def test_other_questions_have_other_answers(folder: Path) -> None:
    """Selectors, profiles and parameters are part of the key."""
    assert len(load_rules(select=["PF1"])) < len(load_rules())
    strict = load_rules(params={"PF201": {"tolerance": 1}})
    assert (str(_tolerance(strict)), str(_tolerance(load_rules()))) == ("1", "0.01")
