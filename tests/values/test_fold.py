"""Evening out the looks of a text."""

import pytest

from perflint.values.fold import close_up, fold, normalise


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("１２３．４５％", "123.45%"),
        ("（２０２２　年度）", "(2022 年度)"),
        ("\u00a095 %\u3000", "95 %"),
        ("9\u200b5\ufeff%", "95%"),
        ("≥95㎡", "≥95㎡"),
        ("20℃ 5‰ ≧ ⩾ ═ 》", "20℃ 5‰ ≧ ⩾ ═ 》"),
        ("3–5天", "3-5天"),
        ("—", "—"),
        ("2022年7⽉15⽇", "2022年7月15日"),
        ("二○二二年", "二〇二二年"),
        ("a  \t b", "a b"),
        ("\uf0b395\uf025 \uf0a310 \uf03e5 \uf0b12 3\uf0b44", "≥95% ≤10 >5 ±2 3×4"),
    ],
)
def test_fold_evens_out_width_blanks_and_look_alikes_and_keeps_signs_and_units(printed: str, folded: str) -> None:
    """Width, blanks, dashes and look-alike hanzi are folded; signs, ㎡, ℃, ‰ and the em dash stay."""
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "closed"),
    [
        ("1 030 700.00", "1030700.00"),
        ("3,238,4 04.40", "3,238,404.40"),
        ("99. 96", "99.96"),
        ("1 0 0", "100"),
        ("50 60", "50 60"),
        ("10 9.5", "10 9.5"),
        ("100人次 车辆50次", "100人次车辆50次"),
        (">=1200次/ 篇", ">=1200次/篇"),
        ("> 0 %", ">0%"),
    ],
)
def test_close_up_removes_blanks_but_never_joins_two_whole_numbers(printed: str, closed: str) -> None:
    """A blank inside one number is closed, a blank between two numbers is kept."""
    assert close_up(fold(printed)) == closed


def test_normalise_makes_sentences_that_read_alike_equal() -> None:
    """Punctuation, blanks and width do not make two sentences different; numbers and signs do."""
    assert normalise("完成率 达１００％，效果良好。") == normalise("完成率达100%;效果 良好") == "完成率达100%效果良好"
    for one, other in (
        ("≥95%", "≤95%"),
        ("9.5%", "95%"),
        ("3-5天", "35天"),
        ("3—5天", "35天"),
        ("-5", "5"),
        ("1/2", "12"),
    ):
        assert normalise(one) != normalise(other)
    assert normalise("1,000 次") == normalise("１０００次") == "1000次"
