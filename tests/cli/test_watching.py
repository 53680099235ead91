"""`--watch`: a run at every change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perflint.cli.watching import stamps, watch
from tests.cli.scene import OWN, Perflint


def changes(path: Path) -> Iterator[None]:
    """Each step changes the folder as an editor would: the file grows, goes, comes back."""
    path.write_text("some more", encoding="utf-8")
    yield
    path.unlink()
    yield
    path.write_text("", encoding="utf-8")
    yield


def test_each_change_gives_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that changes, disappears and comes back is checked again each time; the last status stands."""
    path = tmp_path / "a.yaml"
    path.write_text("some", encoding="utf-8")
    statuses, steps, pauses = iter([1, 0, 4, 0]), changes(path), []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) % 3 == 0:
            # Two looks in three see nothing new.
            next(steps)

    status = watch(lambda: next(statuses), lambda: [str(path)], "zh", pause=pause, rounds=4)
    assert (status, len(pauses)) == (0, 9)
    assert capsys.readouterr().err.count("等待改动，按 Ctrl+C 结束") == 3


def test_a_change_during_the_run_is_seen(tmp_path: Path) -> None:
    """What was saved while the checking went on is checked at once."""
    path = tmp_path / "a.yaml"

    def run() -> int:
        path.write_text(path.read_text(encoding="utf-8") + "x" if path.exists() else "", encoding="utf-8")
        return 1

    def pause(_seconds: float) -> None:
        raise AssertionError("nothing to wait for")

    assert watch(run, lambda: [str(path)], "en", pause=pause, rounds=3) == 1


def test_a_missing_file_has_no_stamp(tmp_path: Path) -> None:
    """A file that is not there is no error: it may come."""
    assert stamps([str(tmp_path / "a.yaml")]) == {}


def test_what_a_run_writes_calls_for_no_other(
    perflint: Perflint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty report, a baseline and copies among the forms are written at each run and are not waited for."""
    forms = folder / "forms"
    forms.mkdir()
    (folder / "clean.yaml").rename(forms / "clean.yaml")
    for copy in ("clean.批注.yaml", "clean.fixed.yaml"):
        (forms / copy).write_text("", encoding="utf-8")
    watched: list[str] = []

    def once(run: Callable[[], int], files: Callable[[], list[str]], _language: str) -> int:
        status = run()
        watched.extend(files())
        return status

    monkeypatch.setattr("perflint.cli.watching.watch", once)
    options = (*OWN, "--quiet", "--format", "plain:forms/p.txt", "--write-baseline", "forms/b.json")
    assert perflint("check", "forms", "--watch", *options).status == 4
    assert ((forms / "p.txt").read_bytes(), (forms / "b.json").is_file()) == (b"", True)
    assert watched[0] == "forms/clean.yaml"
    assert [name for name in watched[1:] if name.startswith("forms")] == []
