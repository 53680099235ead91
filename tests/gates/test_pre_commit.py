"""The hook under the real pre-commit, on a real git repository, installed from this project as a user's would be."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.conftest import Git
from tests.sources import ROOT, tracked

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

FORMATS = ROOT / "examples" / "formats"


@pytest.fixture
def project(tmp_path: Path, git: Git, surroundings: dict[str, str]) -> Path:
    """This project as a repository that a configuration can name: the tracked files as they are now."""
    copy = tmp_path / "perflint-project"
    for name in (path.relative_to(ROOT) for path in tracked()):
        if name.parts[0] in {"perflint", "rules"} or len(name.parts) == 1:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    git("-C", str(copy), "init", "--quiet", "--initial-branch=main")
    git("-C", str(copy), "add", ".")
    git("-C", str(copy), "commit", "--quiet", "--message", "perflint")
    return copy


def test_the_hook_stops_a_wrong_form_and_lets_a_right_one_pass(
    project: Path, forms: Path, git: Git, surroundings: dict[str, str], tmp_path: Path
) -> None:
    """A failing and a mended commit, a document without a form, a damaged one: the hook's whole life."""
    revision = git("-C", str(project), "rev-parse", "HEAD")
    (forms / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {project.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: perflint\n", encoding="utf-8"
    )
    # A hook's environment is made by pre-commit; it must not see this checkout.
    environment = {name: value for name, value in surroundings.items() if name != "PYTHONPATH"}
    environment |= {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PRE_COMMIT_COLOR": "never"}

    def commit() -> tuple[int, str]:
        git("add", "--all")
        command = [sys.executable, "-m", "pre_commit", "run"]
        done = subprocess.run(
            command, cwd=forms, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        return done.returncode, done.stdout + done.stderr

    status, said = commit()
    assert (status, "Passed" in said) == (0, True), said
    git("commit", "--quiet", "--no-verify", "--message", "right")

    wrong = forms / "2023 年度" / "垃圾分类 自评表.docx"
    shutil.copy(FORMATS / "pf1_totals.docx", wrong)
    status, said = commit()
    assert status == 1
    assert "2023 年度/垃圾分类 自评表.docx:T1R18C8: error PF101 total-score-sum: 总分填 101.6 分" in said
    assert "环卫" not in said

    shutil.copy(FORMATS / "clean.docx", wrong)
    status, said = commit()
    assert status == 0, said
    git("commit", "--quiet", "--no-verify", "--message", "mended")

    (forms / "通知.html").write_text("<p>各部门：请按时报送。</p>", encoding="utf-8")
    (forms / "说明.md").write_text("# 说明\n", encoding="utf-8")
    status, said = commit()
    assert status == 0, said

    (forms / "坏.xlsx").write_bytes((FORMATS / "clean.xlsx").read_bytes()[:900])
    status, said = commit()
    assert status == 1
    assert "坏.xlsx: 无法读取" in said
    assert "exit code: 4" in said


def test_a_split_list_gives_the_findings_of_the_whole(forms: Path, surroundings: dict[str, str]) -> None:
    """pre-commit parts long lists: two runs over the halves say what one run over all says."""
    names = ["clean.xlsx", "pf1_totals.xlsx", "beijing.docx", "pf1_totals.docx", "clean.docx", "pf1_totals.pdf"]
    for name in names:
        shutil.copy(FORMATS / name, forms / name)
    (forms / "通知.html").write_text("<p>各部门：请按时报送。</p>", encoding="utf-8")
    entry = ["perflint", "check", "--format", "plain", "--quiet", "--allow-no-form"]

    def lines(*paths: str) -> tuple[set[int], list[str]]:
        done = subprocess.run(
            [*entry, *paths], cwd=forms, env=surroundings, capture_output=True, text=True, check=False, timeout=60
        )
        return {done.returncode}, done.stdout.splitlines()

    whole_status, whole = lines(*names, "通知.html")
    one_status, one = lines(*names[:3])
    other_status, other = lines(*names[3:])
    alone_status, alone = lines("通知.html")
    assert (sorted(whole), alone, alone_status) == (sorted(one + other), [], {0})
    assert whole_status == one_status == other_status == {1}
