"""What the READMEs say is true: their commands exist, their output is today's, their files work."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer.main

from perflint.cli import status
from perflint.cli.application import app
from perflint.cli.configuration import find_configuration
from perflint.documents import known_endings
from tests.readme import READMES, Block, blocks, command_lines, printed, run
from tests.sources import ROOT

each_readme = pytest.mark.parametrize("readme", READMES)


def marked(kind: str) -> list[object]:
    """Every block of a kind in both READMEs, as test parameters."""
    return [
        pytest.param(block, id=f"{readme}-{number}")
        for readme in READMES
        for number, block in enumerate(blocks(readme, kind), start=1)
    ]


@pytest.mark.parametrize("block", marked("output"))
def test_pasted_output_is_what_the_program_prints(block: Block) -> None:
    """A pasted sample is the program's own output, letter for letter (`make readme` renews it)."""
    assert block.body == printed(block.argument)


@each_readme
def test_every_command_exists(readme: str) -> None:
    """Each `perflint …` line of the README names a command and options that there are."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    lines = list(command_lines(readme))
    assert lines
    unknown = []
    for name, *arguments in lines:
        options = (
            {spelling for param in commands[name].params for spelling in param.opts} if name in commands else set()
        )
        unknown += [] if name in commands else [name]
        unknown += [word for word in arguments if re.match(r"--?[a-z]", word) and word not in options]
    assert unknown == []


@each_readme
def test_the_first_command_ends_as_the_readme_says(readme: str) -> None:
    """Checking the examples gives the exit code that stands in the text."""
    (argument,) = [block.argument for block in blocks(readme, "command") if block.argument.startswith("check")]
    done = run(["check", "examples"])
    assert argument == f"check, exit {done.returncode}"


def test_both_readmes_give_the_same_commands() -> None:
    """The Chinese README differs in words only: same set-up, same rule, same program."""
    english, chinese = READMES
    for kind in ("command", "rule", "python"):
        assert blocks(english, kind) == blocks(chinese, kind)
    assert list(map(_without_names, command_lines(english))) == list(map(_without_names, command_lines(chinese)))


def _without_names(arguments: list[str]) -> list[str]:
    return [word for word in arguments if word.isascii() and not word.isupper() and "FILE" not in word]


@each_readme
def test_the_exit_codes_are_those_of_the_program(readme: str) -> None:
    """The table lists every exit code that the command line knows, and no other."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert listed == {value for name, value in vars(status).items() if name.isupper() and isinstance(value, int)}


@each_readme
def test_every_ending_that_folders_are_searched_for_is_told(readme: str) -> None:
    """The README names the endings of all readers, but for other spellings of the same (`.yml`, a `.csv` with tabs)."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert {ending for ending in known_endings() if f"`.{ending}`" not in text} <= {"csv", "yml"}


@pytest.mark.parametrize("block", marked("rule"))
def test_the_rule_passes_its_own_examples(block: Block, tmp_path: Path) -> None:
    """The README's rule loads, and its examples come out as written."""
    path = tmp_path / block.argument
    path.parent.mkdir()
    path.write_text(block.body, encoding="utf-8")
    done = run(["test-rules", str(path.parent)], tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, "")


@pytest.mark.parametrize("block", marked("configuration"))
def test_the_configuration_is_understood(block: Block, tmp_path: Path) -> None:
    """Every setting of the README's configuration file is known."""
    (tmp_path / block.argument).write_text(block.body, encoding="utf-8")
    (tmp_path / "our-rules").mkdir()
    found = find_configuration(tmp_path)
    assert (found.profile, found.ignore) == ("beijing", ("PF604", "deviation-unneeded"))
    assert (found.fail_on, found.format) == ("warning", ("plain",))
    assert found.rules == (str(tmp_path / "our-rules"),)


@pytest.mark.parametrize("block", marked("python"))
def test_the_program_runs(block: Block, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's Python prints the wrong total of the example: 10 + 94.6 points are 104.6, not 101.6."""
    monkeypatch.chdir(ROOT)
    exec(compile(block.body, "README", "exec"), {})  # noqa: S102 - the README's own text
    assert capsys.readouterr().out == "PF101 20:13 104.6 101.6\n"


@each_readme
def test_every_link_leads_somewhere(readme: str) -> None:
    """Links to files of the project are right."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []


@each_readme
def test_every_anchor_is_a_heading(readme: str) -> None:
    """Links into the README itself lead to headings, spelt as GitHub makes anchors of them."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    }
    anchors = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert len(anchors) > 5
    assert anchors - headings == set()


def test_contributing_names_paths_that_exist() -> None:
    """Every path in backquotes is there; those of files yet to be made hold a capital letter and are not looked up."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:perflint|rules|tests|docs|examples|benchmarks|requirements|\.ci)/[a-z0-9_./-]*)`", text)
    assert len(paths) > 15
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_make_word_in_contributing_is_a_target() -> None:
    """`make WORD` as written there is in the Makefile."""
    words = set(re.findall(r"`make ([a-z]+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert words
    assert words - targets == set()


def test_the_test_command_installs_what_is_pinned() -> None:
    """The README's second command uses the pins, and every tool it starts is in the dev extra."""
    (command,) = [block.body for block in blocks("README.md", "command") if block.argument == "test"]
    words = shlex.split(command)
    assert "requirements/dev.txt" in words
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(text.startswith("pytest>") for text in project["optional-dependencies"]["dev"])
