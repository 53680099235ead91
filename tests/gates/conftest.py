"""Forms, a git repository, and perflint as a program on the search path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources import ROOT

CLEAN = ROOT / "examples" / "clean.txt"
BROKEN = ROOT / "examples" / "pf1_totals.txt"

Git = Callable[..., str]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a gate: perflint on the path, an own home, no settings of this machine."""
    programs = tmp_path / "bin"
    programs.mkdir()
    wrapper = programs / "perflint"
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m perflint "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PERFLINT", "LC_"))}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "LANG": "zh_CN.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "a@example.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with a form that is right, under a name with Chinese and a blank."""
    folder = tmp_path / "forms" / "2023 年度"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "formats" / "clean.xlsx", folder / "环卫 自评表.xlsx")
    return folder.parent


@pytest.fixture
def git(forms: Path, surroundings: dict[str, str]) -> Git:
    """Runs git in the folder of the forms, a new repository."""
    program = shutil.which("git") or pytest.skip("git is not installed")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=forms, env=surroundings, capture_output=True, check=True, text=True
        )
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    return run
