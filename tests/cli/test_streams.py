"""Results reach their file whole or not at all, and never an input."""

import os
from pathlib import Path

import pytest

from perflint.cli.streams import keep_inputs, say, write_result
from perflint.errors import UsageError
from tests.cli.scene import Perflint


def test_replaces_a_file_whole(tmp_path: Path) -> None:
    """An old result is replaced, nothing else is left in the folder."""
    target = tmp_path / "结果.txt"
    target.write_text("old and longer", encoding="utf-8")
    write_result("新\n", target)
    assert ([path.name for path in tmp_path.iterdir()], target.read_text(encoding="utf-8")) == (["结果.txt"], "新\n")


def test_keeps_the_old_file_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses at the last moment leaves the old file and no draft behind."""
    target = tmp_path / "result.txt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError) as caught:
        write_result("new", target)
    assert caught.value.describe("en") == f"--output “{target}” cannot be written (No space left on device)."
    assert ([path.name for path in tmp_path.iterdir()], target.read_text(encoding="utf-8")) == (["result.txt"], "old")


def test_follows_a_link(tmp_path: Path) -> None:
    """A link stays a link; the file behind it is written."""
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_result("new", link)
    assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, "new")


@pytest.mark.parametrize("name", ["missing/result.txt", "."], ids=["no such folder", "a folder"])
def test_unwritable(tmp_path: Path, name: str) -> None:
    """A place that cannot be written is the user's mistake, with the system's reason."""
    with pytest.raises(UsageError) as caught:
        write_result("text", tmp_path / name)
    assert str(tmp_path / name) in caught.value.describe("zh")


def test_device_is_written_not_replaced() -> None:
    """The null device swallows a result and stays a device."""
    write_result("text", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_never_over_an_input(tmp_path: Path) -> None:
    """A result may not be written over an input, however the two are spelt."""
    form = tmp_path / "form.txt"
    form.write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        keep_inputs(tmp_path / "." / "form.txt", [str(form)])
    keep_inputs(tmp_path / "other.txt", [str(form), "-"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk(process: Perflint) -> None:
    """A standard output that takes nothing is one sentence, not a silent success."""
    answer = process("schema", "form", stdout="/dev/full")
    assert (answer.status, answer.err) == (2, "结果无法写到标准输出（No space left on device）。\n")


def test_completion_of_commands(process: Perflint) -> None:
    """Shell completion knows the commands."""
    environment = {"_PERFLINT_COMPLETE": "complete_bash", "COMP_WORDS": "perflint ch", "COMP_CWORD": "1"}
    assert process(environment=environment).out == "check\n"


def test_terminal_is_not_steered_by_texts(capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences and directional marks of a file name are shown, not obeyed."""
    say("\x1b[2J\u202e表.txt\x9b: 一\n二\t三")
    assert capsys.readouterr().err == "�[2J�表.txt�: 一\n二\t三\n"
