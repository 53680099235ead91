"""The benchmarks still run, and what they measure is what they say."""

import shutil
from pathlib import Path

import pytest

import perflint
from benchmarks import side_by_side
from benchmarks.__main__ import PARTS, main
from benchmarks.figures import Figure, table
from benchmarks.generated import form_text, forms_text


def test_each_part_of_the_benchmarks_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """One repetition gives a line for each figure; whether the bounds hold is not judged on a busy machine."""
    # Nothing is installed for a test.
    parts = [part for part in PARTS if part != "side_by_side"]
    assert main([*parts, "--repeat", "1", "--files", "3"]) in (0, 1)
    out = capsys.readouterr().out
    for name in (
        "check ÷ importing the libraries",
        "whole rulebook, a form of 60",
        "200 forms ÷ 100",
        "check of 3 texts",
        "report as html, 3 forms",
        "annotating an xlsx of 50 sheets",
    ):
        assert name in out


def test_an_unknown_part_is_refused() -> None:
    """A part that does not exist is a mistake of the command line, not an empty table."""
    with pytest.raises(SystemExit) as stop:
        main(["judgin"])
    assert stop.value.code == 2


def test_the_generated_form_is_whole_and_clean() -> None:
    """What the rulebook is timed on is a complete form with nothing wrong; that every row is full is noted."""
    (form,) = perflint.parse(form_text(60).encode()).forms
    assert (form.complete, len(form.indicators)) == (True, 60)
    result = perflint.check(form)
    assert [(finding.code, finding.indicator) for finding in result.findings] == []


def test_lost_points_are_found_in_the_generated_form() -> None:
    """Two indicators that lose half a point without a reason, and a total that still says 100."""
    found = [finding.code for finding in perflint.check(form_text(12, losses=2).encode()).findings]
    assert (found.count("PF401"), found.count("PF101")) == (2, 1)


def test_generated_forms_are_as_many_as_asked_for() -> None:
    """Each form of a text is recognised, each with its own project."""
    forms = perflint.parse(forms_text(5).encode()).forms
    assert [form.project.text for form in forms] == [f"设备运行保障{number}" for number in range(1, 6)]


def test_a_figure_over_its_bound_is_marked() -> None:
    """The table says OVER where a bound is not kept, and only there."""
    lines = table([Figure("slow", 3.01, "ms", 3), Figure("exact", 3, "ms", 3), Figure("free", 99, "ms")]).splitlines()
    assert [line.endswith("OVER") for line in lines] == [False, True, False, False]


def test_without_npm_the_comparison_with_spectral_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be measured is named with the reason, and no bound is broken by it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main(["side_by_side"]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith("skipped: npm is not there")


def test_spectral_finds_what_perflint_finds(tmp_path: Path) -> None:
    """Twelve rules over sound and changed forms: all that perflint finds, and no form that it passes."""
    program = side_by_side.program()
    if shutil.which("node") is None or not program.exists():
        pytest.skip("Spectral is not installed here; `make bench` installs it")
    side_by_side.compare(program, tmp_path)
