"""The tutorial for rule authors: its rule is tidy, and the program says of its form what the page shows."""

from pathlib import Path

import pytest

from perflint.cli.application import run
from tests.readme import blocks

PAGES = ("docs/writing-a-rule.zh.md", "docs/writing-a-rule.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_tutorial_is_true(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rule passes its tests strictly; check and explain print the pasted lines, letter for letter."""
    for kind in ("rule", "file"):
        for block in blocks(page, kind):
            path = tmp_path / block.argument
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(["test-rules", "our-rules", "--strict"]) == 0
    capsys.readouterr()
    shown = [(block.argument, block.body) for block in blocks(page, "run")]
    assert len(shown) == 2
    for command, body in shown:
        run(command.split())
        assert capsys.readouterr().out == body


def test_both_languages_teach_the_same_rule() -> None:
    """The rule and the form are the same in both pages."""
    chinese, english = ([(block.argument, block.body) for kind in ("rule", "file") for block in blocks(page, kind)]
                        for page in PAGES)  # fmt: skip
    assert chinese == english
