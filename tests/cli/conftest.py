"""A folder with forms and rules of its own, and two ways to run the command line."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from perflint.cli.application import run
from tests.cli.scene import BROKEN, CLEAN, RULE, UNREADABLE, Answer, Perflint

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of a test: forms of every fate, and rules in three severities."""
    for name, text in {
        "clean.yaml": CLEAN,
        "broken.yaml": BROKEN,
        "unreadable.yaml": UNREADABLE,
        "targets.yaml": "kind: project_targets\nproject: 道路养护\nindicators:\n  - {name: 里程, target: ≥20公里}\n",
        "letter.txt": "各部门：\n请按时报送自评材料。\n",
        "empty.txt": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rules = tmp_path / "own"
    rules.mkdir()
    for severity in ("error", "warning", "info"):
        (rules / f"{severity}.rule.yaml").write_text(RULE.format(severity=severity, failing=11), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "PERFLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def perflint(folder: Path, capsys: pytest.CaptureFixture[str]) -> Perflint:
    """Runs the command line inside this process."""

    def start(*arguments: str) -> Answer:
        status = run(arguments)
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return start


@pytest.fixture
def process(folder: Path) -> Perflint:
    """Runs the command line as people do: a process of its own in the folder of the test."""

    def start(
        *arguments: str, stdin: bytes = b"", stdout: str = "", environment: Mapping[str, str] | None = None
    ) -> Answer:
        with contextlib.ExitStack() as stack:
            target = stack.enter_context(Path(stdout).open("wb")) if stdout else subprocess.PIPE
            done = subprocess.run(
                [sys.executable, "-m", "perflint", *arguments],
                cwd=folder,
                input=stdin,
                stdout=target,
                stderr=subprocess.PIPE,
                timeout=60,
                check=False,
                env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8", **(environment or {})},
            )
        return Answer(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    return start
