"""What is kept of uploads, for whom, and how long."""

import time

import pytest

from perflint.language import Bilingual
from perflint.web.orders import Digest, FormDigest, Inside
from perflint.web.settings import Settings
from perflint.web.shelf import Shelf
from perflint.web.wording import verdict
from tests.sources import ROOT
from tests.web.conftest import Served


def test_what_is_not_used_is_forgotten() -> None:
    """After its time a basket is gone, and its bytes with it; a used one stays."""
    shelf = Shelf(Settings(keep_seconds=1))
    old, used = shelf.open(shelf.issue()), shelf.open(shelf.issue())
    for basket in (old, used):
        shelf.put(basket, "a.csv", b"12345")
        basket.touched -= 0.8
    assert shelf.find(used.secret) is used
    time.sleep(0.3)
    assert (shelf.find(old.secret), shelf.find(used.secret)) == (None, used)
    assert (old.files, shelf.size()) == ({}, 5)


def test_the_oldest_make_room() -> None:
    """Beyond what all may take the basket that was not used for longest goes; the newest always stays."""
    shelf = Shelf(Settings(keep_bytes=25))
    first, second, third = (shelf.open(shelf.issue()) for _ in range(3))
    for basket in (first, second):
        shelf.put(basket, "a.csv", b"1" * 10)
    shelf.find(first.secret)
    shelf.put(third, "a.csv", b"1" * 10)
    assert [shelf.find(basket.secret) is not None for basket in (first, second, third)] == [True, False, True]
    shelf.put(third, "b.csv", b"1" * 30)
    assert shelf.find(third.secret) is third


def test_a_file_still_in_its_archive_takes_what_it_will() -> None:
    """Its share of the archive's bytes is not counted as often as the archive has files."""
    shelf = Shelf(Settings())
    basket = shelf.open(shelf.issue())
    archive = b"1" * 100
    for size in (30, 40):
        shelf.put(basket, "a.zip!/a.csv", archive, Inside("a.csv", size))
    assert shelf.size() == 70


@pytest.mark.parametrize("secret", ["", "x", "x.y", "甲.乙", "a.b.c"])
def test_a_secret_of_somebody_elses_making_opens_another_basket(secret: str) -> None:
    """Nobody can choose the secret that another browser is then made to use."""
    shelf = Shelf(Settings())
    assert shelf.open(secret).secret != secret
    assert shelf.issued(shelf.open(secret).secret)


def test_uploads_side_by_side_find_the_same_basket() -> None:
    """The secret of the first page is enough, before there is any file."""
    shelf = Shelf(Settings())
    secret = shelf.issue()
    assert shelf.open(secret) is shelf.open(secret)


def form(**changes: object) -> FormDigest:
    """A form about which there is nothing to say."""
    nothing = {"project": "", "department": "", "score": "", "rules": {}, "graded": {}, "gaps": 0}
    return FormDigest(**{**nothing, "judged": True, "complete": True, **changes})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("digest", "standing"),
    [
        (Digest((form(),)), "good"),
        (Digest((form(gaps=1),)), "caution"),
        (Digest((form(complete=False),)), "caution"),
        (Digest((form(judged=False),)), "caution"),
        (Digest((form(),), refused=1), "caution"),
        (Digest((form(graded={"info": 1}),)), "caution"),
        (Digest((form(graded={"error": 1}),)), "bad"),
        (Digest((form(faults=1),)), "bad"),
        (Digest(), "bad"),
        (Digest(refused=1), "caution"),
        (Digest(failure=Bilingual("坏", "bad")), "bad"),
    ],
)
def test_only_what_was_judged_whole_is_called_good(digest: Digest, standing: str) -> None:
    """A file is green only where every form is whole, judged, and without a finding or a gap."""
    assert verdict(digest, "zh")[1] == standing


def test_the_page_works_without_its_script(served: Served) -> None:
    """A plain form uploads, the answer leads to the page, and the page has the list, the form and its findings."""
    data = (ROOT / "examples" / "formats" / "pf1_totals.csv").read_bytes()
    fields = {"lang": "zh", "profile": "beijing"}
    answer = served.client.post("/files", files={"file": ("表.csv", data)}, data=fields)
    assert answer.status_code == 303
    page = served.client.get("/" + answer.headers["location"].removeprefix("./")).text
    assert page.count('class="finding ') == 5
    assert '<option value="beijing" selected>' in page
    assert 'aria-current="true"' in page
