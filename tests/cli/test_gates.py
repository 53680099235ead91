"""What hooks and pipelines lean on: thresholds, runs without a form, only what changed, no path at all."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.scene import BROKEN, CLEAN, OWN, Perflint

GIT = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(*arguments: str) -> str:
    """Run git in the current folder."""
    program = shutil.which("git") or pytest.skip("git is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, check=True, env={**os.environ, **GIT})
    return done.stdout.decode().strip()


@pytest.fixture
def repository(folder: Path) -> Path:
    """The folder as a git repository with one commit of all its files, and a branch of that name."""
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message", "forms")
    git("branch", "approved")
    return folder


@pytest.mark.parametrize(
    ("status", "options"),
    [
        (1, ["broken.yaml"]),
        (0, ["broken.yaml", "--exit-zero"]),
        (0, ["broken.yaml", "--exit-zero", "--fail-on", "never"]),
        (2, ["broken.yaml", "--exit-zero", "--fail-on", "error"]),
        (3, ["letter.txt"]),
        (3, ["letter.txt", "--exit-zero"]),
        (0, ["letter.txt", "--allow-no-form"]),
        (1, ["letter.txt", "broken.yaml", "--allow-no-form"]),
        (4, ["empty.txt", "--allow-no-form"]),
        (4, ["empty.txt", "--exit-zero", "--allow-no-form"]),
        (4, ["unreadable.yaml", "--exit-zero", "--allow-no-form"]),
        (2, ["broken.yaml", "--exit-zero", "--select", "PF9999"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_findings_alone_are_forgiven(perflint: Perflint, status: int, options: list[str]) -> None:
    """--exit-zero forgives findings, --allow-no-form a run without forms; what was not read or judged still fails."""
    answer = perflint("check", *options, *(() if "PF9999" in options else OWN))
    assert answer.status == status
    assert answer.out + answer.err


def test_no_path_is_this_folder(perflint: Perflint, folder: Path) -> None:
    """`perflint check` alone checks all forms below the current folder and says so."""
    for name in ("empty.txt", "unreadable.yaml"):
        (folder / name).unlink()
    answer = perflint("check", *OWN, "--format", "plain")
    assert (answer.status, answer.out) == (1, "broken.yaml:7:95: error MY001 points-fit: 得分 61 超过分值 60\n")
    assert answer.err.startswith("没有指定文件，核对当前文件夹。\n")
    assert "当前文件夹" not in perflint("check", *OWN, "--format", "plain", "--quiet").err


def test_only_what_changed_since_a_revision(perflint: Perflint, repository: Path) -> None:
    """Committed, staged, plain and untracked changes count; untouched and deleted files do not."""
    assert perflint("check", "--changed-since", "approved", *OWN).status == 0
    (repository / "年度 自评").mkdir()
    (repository / "年度 自评" / "图书 采购.yaml").write_text(BROKEN, encoding="utf-8")
    (repository / "clean.yaml").write_text(CLEAN + "\n", encoding="utf-8")
    (repository / "empty.txt").unlink()
    answer = perflint("check", "--changed-since", "approved", ".", *OWN, "--format", "plain")
    assert (answer.status, answer.out) == (
        1,
        "年度 自评/图书 采购.yaml:7:95: error MY001 points-fit: 得分 61 超过分值 60\n",
    )
    assert "2 个文件" in answer.err
    git("add", "--all")
    git("commit", "--quiet", "--message", "more")
    again = perflint("check", "--changed-since", "approved", ".", *OWN, "--format", "plain")
    assert (again.status, again.out) == (1, answer.out)


def test_what_changed_is_told_from_where_the_branches_parted(perflint: Perflint, repository: Path) -> None:
    """What others changed on the other branch meanwhile is not this branch's work."""
    git("checkout", "--quiet", "approved")
    (repository / "broken.yaml").write_text(BROKEN + "\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "theirs")
    git("checkout", "--quiet", "main")
    (repository / "clean.yaml").write_text(CLEAN + "\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "ours")
    answer = perflint("check", "--changed-since", "approved", "--format", "plain", *OWN)
    assert (answer.status, answer.out) == (0, "")
    assert "1 个文件" in answer.err


def test_nothing_changed_is_clean(perflint: Perflint, repository: Path) -> None:
    """A change that touches no form passes, and says that nothing was checked."""
    answer = perflint("check", "--changed-since", "HEAD", "--format", "json", *OWN)
    assert (answer.status, '"documents":0' in answer.out.replace(" ", "")) == (0, True)
    assert "自 HEAD 以来没有改过要核对的文件。\n" in answer.err


def test_a_missing_input_is_not_filtered_away(perflint: Perflint, repository: Path) -> None:
    """A path that is not there is reported, whatever git says."""
    assert perflint("check", "nowhere.yaml", "--changed-since", "HEAD", *OWN).status == 4


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--changed-since", "nowhere"], "git 不认识 --changed-since 指定的版本“nowhere”。"),
        (["--changed-since", "--output=x"], "git 不认识 --changed-since 指定的版本“--output=x”。"),
        (["-", "--changed-since", "HEAD"], "--changed-since 不能与标准输入同用。"),
        ([f"..{os.sep}elsewhere.yaml", "--changed-since", "HEAD"], "不在当前的 git 仓库里"),
    ],
)
def test_what_git_cannot_answer_is_a_usage_mistake(
    perflint: Perflint, repository: Path, options: list[str], said: str
) -> None:
    """A wrong revision must not read as “nothing changed”."""
    (repository.parent / "elsewhere.yaml").write_text(CLEAN, encoding="utf-8")
    answer = perflint("check", *options, *OWN)
    assert answer.status == 2
    assert said in answer.err


def test_outside_of_a_repository(perflint: Perflint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, or without git, there is nothing to compare with."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    answer = perflint("check", "clean.yaml", "--changed-since", "HEAD", *OWN)
    assert (answer.status, "要在 git 仓库里用" in answer.err) == (2, True)
    monkeypatch.setenv("PATH", str(folder))
    answer = perflint("check", "clean.yaml", "--changed-since", "HEAD", *OWN)
    assert (answer.status, answer.err) == (2, "--changed-since 要用 git，这里没有装。\n")


def test_statistics(perflint: Perflint, folder: Path) -> None:
    """One line a rule, most findings first, whatever the format of the result."""
    (folder / "twice.yaml").write_text(BROKEN.replace('score: "40"', 'score: "41"'), encoding="utf-8")
    answer = perflint("check", "broken.yaml", "twice.yaml", "--statistics", "--quiet", *OWN, "--format", "plain")
    assert (answer.status, answer.err) == (1, "3  错误 MY001 得分不超过分值（2 张表）\n")
    answer = perflint("check", "broken.yaml", "--statistics", "--quiet", *OWN, "--format", "plain", "--lang", "en")
    assert (answer.status, answer.err) == (1, "1  error MY001 points-fit (1 form)\n")
