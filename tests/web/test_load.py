"""Several users at once, with mixed files and a long PDF beside them."""

import pytest

from benchmarks.page import main


def test_several_users_do_not_get_in_each_others_way(capsys: pytest.CaptureFixture[str]) -> None:
    """No error and no mixed-up result, with 4 users; `python -m benchmarks.page` takes 20 and 200 files."""
    main(["--repeat", "0", "--users", "4", "--pages", "12"])
    out, err = capsys.readouterr()
    (line,) = [line for line in out.splitlines() if "errors and mix-ups" in line]
    assert "4 users, 40 files" in line
    assert "OVER" not in line, err
