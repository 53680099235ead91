"""The exit status, one case a path, as a process of its own: the contract that pipelines rely on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.scene import OWN, Perflint

WARNING = ("--rules", "own/warning.rule.yaml", "--select", "MY001")
INFO = ("--rules", "own/info.rule.yaml", "--select", "MY001")


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (0, ["check", "clean.yaml", *OWN]),
        (0, ["check", "broken.yaml", *WARNING]),
        (0, ["check", "broken.yaml", *OWN, "--fail-on", "never"]),
        (0, ["check", "clean.yaml", "letter.txt", *OWN]),
        (0, ["check", "targets.yaml", *OWN]),
        (0, ["parse", "clean.yaml"]),
        (0, ["rules"]),
        (0, ["test-rules", "own/error.rule.yaml"]),
        (0, ["schema", "form"]),
        (1, ["check", "broken.yaml", *OWN]),
        (1, ["check", "broken.yaml", *WARNING, "--fail-on", "warning"]),
        (1, ["check", "broken.yaml", *INFO, "--fail-on", "info"]),
        (1, ["check", "letter.txt", "broken.yaml", *OWN]),
        (2, ["check", "clean.yaml", "--select", "PF9999"]),
        (2, ["check", "clean.yaml", "--profile", "atlantis"]),
        (2, ["check", "clean.yaml", "--select", "PF501", "--ignore", "PF501"]),
        (2, ["check", "clean.yaml", "--rules", "nowhere"]),
        (2, ["check", "clean.yaml", "--rules", "letter.txt"]),
        (2, ["check", "clean.yaml", *OWN, "--output", "nowhere/result.txt"]),
        (2, ["check", "clean.yaml", *OWN, "--output", "clean.yaml"]),
        (2, ["check", "nowhere.txt", "--select", "PF9999"]),
        (2, ["explain", "PF9999"]),
        (2, ["test-rules", "nowhere"]),
        (3, ["check", "letter.txt", *OWN]),
        (3, ["check", "own/none", *OWN]),
        (3, ["parse", "letter.txt"]),
        (4, ["check", "nowhere.txt", *OWN]),
        (4, ["check", "nowhere-*.txt", *OWN]),
        (4, ["check", "empty.txt", *OWN]),
        (4, ["check", "empty.txt", "broken.yaml", *OWN]),
        (4, ["check", "empty.txt", "letter.txt", *OWN]),
        (4, ["check", "unreadable.yaml", *OWN]),
        (4, ["check", "empty.txt", "targets.yaml", *OWN]),
        (4, ["parse", "empty.txt", "clean.yaml"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_status(process: Perflint, folder: Path, status: int, arguments: list[str]) -> None:
    """Every path has its status and says something, and nobody sees a traceback."""
    (folder / "own" / "none").mkdir()
    answer = process(*arguments)
    assert (answer.status, "Traceback" in answer.err, "自身出错" in answer.err) == (status, False, False)
    assert answer.out + answer.err


def test_broken_rule_outranks_everything(perflint: Perflint, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that breaks while running makes it 2, whatever else was found; the other rules' findings are shown."""
    from perflint import engine
    from perflint.engine import Judgement, judge_form
    from perflint.engine.outcome import RuleFault
    from perflint.language import Bilingual

    def breaking(form: object, rules: object) -> Judgement:
        judged = judge_form(form, rules)  # type: ignore[arg-type]  # passed through
        fault = RuleFault("MY002", "own", judged.form, Bilingual("规则 MY002 自身出错", "rule MY002 broke"))
        return Judgement(judged.form, (*judged.outcomes, fault), judged.passed, judged.rules)

    monkeypatch.setattr(engine, "judge_form", breaking, raising=False)
    answer = perflint("check", "broken.yaml", "empty.txt", *OWN, "--format", "plain")
    assert (answer.status, answer.out) == (
        2,
        (
            "broken.yaml:7:95: error MY001 points-fit: 得分 61 超过分值 60\n"
            "broken.yaml:第1张表 图书采购: rule-fault MY002 own: 规则 MY002 自身出错\n"
        ),
    )


def test_perflint_itself_broken(perflint: Perflint, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw is one sentence that asks to be reported, with a status of its own."""
    from perflint import engine

    def breaking(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "judge_form", breaking, raising=False)
    answer = perflint("check", "clean.yaml", *OWN)
    assert (answer.status, answer.out, answer.err) == (
        70,
        "",
        (
            "perflint 自身出错（ZeroDivisionError）。请把所用命令和这一名称报告给维护者；"
            "设 PERFLINT_DEBUG=1 可看到详情。\n"
        ),
    )
    monkeypatch.setenv("PERFLINT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        perflint("check", "clean.yaml", *OWN)


def _start(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # this very program
        [sys.executable, "-m", "perflint", *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupted(folder: Path) -> None:
    """Ctrl-C is 130, and no file is left half written."""
    # Where the tests run behind a shell's `&`, the interruption is ignored by all that they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _interrupt(folder)
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupt(folder: Path) -> None:
    with _start(folder, "check", "-", *OWN, "--output", "result.txt") as running:
        assert running.stdin is not None
        # More than a pipe holds: this returns only once the program is reading.
        running.stdin.write(b" " * 1_000_000)
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, b"Traceback" in err, (folder / "result.txt").exists()) == (130, False, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes pipes differently")
def test_reader_that_went_away(folder: Path) -> None:
    """`perflint check | head` keeps its status and does not complain."""
    with _start(folder, "check", "broken.yaml", *OWN) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        err = running.stderr.read()
        running.wait(timeout=30)
    assert (running.returncode, b"Broken" in err or b"Traceback" in err) == (1, False)
