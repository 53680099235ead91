"""The examples of pipelines: their scripts run, their options exist, and no failure ends in 0."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main
from ruamel.yaml import YAML

from perflint.cli.application import app
from perflint.reports.interface import CHECK_FORMATS
from tests.sources import ROOT

FORMATS = ROOT / "examples" / "formats"
GATES = ROOT / "docs" / "gates"


def loaded(path: Path) -> Any:
    """A YAML file as plain data."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def fill(forms: Path, what: str) -> None:
    """Put a document of that fate into the folder."""
    if what == "wrong":
        shutil.copy(FORMATS / "pf1_totals.docx", forms / "甲.docx")
    elif what == "damaged":
        (forms / "乙.docx").write_bytes((FORMATS / "clean.docx").read_bytes()[:500])
    elif what == "none":
        shutil.rmtree(forms / "2023 年度")
        (forms / "通知.txt").write_text("各部门：请按时报送。\n", encoding="utf-8")


FATES = [("right", 0), ("wrong", 1), ("none", 3), ("damaged", 4)]


@pytest.mark.parametrize(("what", "status"), FATES)
def test_the_shell_gate(what: str, status: int, forms: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    """It ends as perflint does, says so in words, and leaves the report."""
    fill(forms, what)
    report = tmp_path / "报告.html"
    done = subprocess.run(
        ["/bin/sh", GATES / "gate.sh", forms, report],
        env=surroundings, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    words = {0: "通过", 1: "未通过", 3: "没有找到绩效表", 4: "须人工核对"}
    assert done.returncode == status
    assert done.stdout.splitlines()[-1].startswith(words[status]) or words[status] in done.stdout.splitlines()[-1]
    assert report.is_file()


@pytest.mark.parametrize(("what", "status"), FATES)
def test_the_step_of_a_workflow(
    what: str, status: int, forms: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    """The action's own script, with its inputs as variables: status, annotations, SARIF."""
    bash = shutil.which("bash") or pytest.skip("bash is not installed")
    fill(forms, what)
    [step] = [step for step in loaded(ROOT / "action.yml")["runs"]["steps"] if step.get("id") == "check"]
    home = tmp_path / "runner" / "perflint" / "bin"
    home.mkdir(parents=True)
    (home / "perflint").symlink_to(tmp_path / "bin" / "perflint")
    output = tmp_path / "output"
    variables = dict.fromkeys(step["env"], "") | {
        "PATHS": "2023 年度\n.\n" if what != "none" else ".\n",
        "SARIF": "结果.sarif",
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_OUTPUT": str(output),
    }
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=forms, env=surroundings | variables, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, output.read_text(encoding="utf-8")) == (status, f"status={status}\n"), done.stderr
    assert ("::error file=甲.docx" in done.stdout) is (what == "wrong")
    assert (forms / "结果.sarif").is_file()


def test_inputs_of_the_action_never_become_script() -> None:
    """`${{ … }}` stands in `env:` and nowhere in a script: a folder's name could hold a command."""
    action = loaded(ROOT / "action.yml")
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []
    given = {match for step in action["runs"]["steps"] for match in re.findall(r"inputs\.([\w-]+)", str(step))}
    assert given == set(action["inputs"])


def commands() -> list[list[str]]:
    """Every perflint command in the examples."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(GATES.iterdir())]
    texts += [hook["entry"] for hook in loaded(ROOT / ".pre-commit-hooks.yaml")]
    lines = [line.strip().removeprefix("- ") for text in texts for line in text.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("perflint check")]


def test_every_option_and_format_exists() -> None:
    """An example names nothing that this version does not have."""
    check = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]  # a group
    options = {spelling for param in check.params for spelling in param.opts}
    found = commands()
    assert len(found) >= 3
    for words in found:
        assert {word for word in words if word.startswith("--") and word != "--"} <= options
        formats = [words[at + 1].split(":")[0] for at, word in enumerate(words) if word == "--format"]
        assert set(formats) <= set(CHECK_FORMATS)


def test_the_workflow_gives_what_the_action_takes() -> None:
    """The example's `with:` names inputs of action.yml, and the upload follows whatever the check said."""
    steps = loaded(GATES / "github-workflow.yml")["jobs"]["perflint"]["steps"]
    [own] = [step for step in steps if "perflint@" in step.get("uses", "")]
    [upload] = [step for step in steps if "upload-sarif" in step.get("uses", "")]
    assert set(own["with"]) <= set(loaded(ROOT / "action.yml")["inputs"])
    assert upload["with"]["sarif_file"] == own["with"]["sarif"]
    assert upload["if"].startswith("always()")
