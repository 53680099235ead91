"""What is written at a cell."""

from perflint.copies.interface import Note
from perflint.copies.notes import annotations
from tests.copies.building import NOTE, finding, sheet


def test_a_note_says_what_why_and_what_to_do() -> None:
    """Message, arithmetic, reason, advice and the other cells, each on a line of its own."""
    (note,) = annotations([finding(sheet(12, 7), sheet(10, 7), sheet(11, 7))], "zh").notes
    assert note == Note(sheet(12, 7), f"{NOTE}\n相关：自评表!G10、自评表!G11", "error", "自评表!G12")
    (english,) = annotations([finding(sheet(12, 7))], "en").notes
    assert english.text == (
        "[error PF101] The total says 99, the sum is 98.\nArithmetic: 50 + 48 = 98; 98 ≠ 99\n"
        "Why: The total is a sum.\nTo do: Check it."
    )


def test_findings_on_one_cell_share_a_note() -> None:
    """The worst comes first and gives the note its severity."""
    found = [finding(sheet(12, 7), code="PF300", severity="info"), finding(sheet(12, 7))]
    (note,) = annotations(found, "zh").notes
    assert note.severity == "error"
    assert [line[:10] for line in note.text.split("\n") if line.startswith("【")] == [
        "【错误 PF101】",
        "【提示 PF300】",
    ]


def test_a_cell_with_a_note_gets_no_second_mark() -> None:
    """Related cells are marked once, and not where a finding of their own stands."""
    found = [finding(sheet(12, 7), sheet(10, 7), sheet(11, 7)), finding(sheet(11, 7), sheet(10, 7))]
    assert annotations(found, "zh").marks == (sheet(10, 7),)


def test_a_long_note_ends_and_says_so() -> None:
    """Past some thousand characters the number of the other findings stands for them."""
    found = [finding(sheet(1, 1), message="长" * 3000) for _ in range(5)]
    (note,) = annotations(found, "zh").notes
    assert len(note.text) < 9000
    assert note.text.endswith("（还有 3 条，见报告）")


def test_no_character_that_files_cannot_hold() -> None:
    """Control characters from a cell's text do not reach the markup."""
    (note,) = annotations([finding(sheet(1, 1), message="一\x00二\x0b三")], "zh").notes
    assert "一二三" in note.text
