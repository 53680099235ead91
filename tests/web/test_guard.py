"""Who may call, and what every answer carries."""

import httpx
import pytest

from perflint.web.guard import SECURITY_HEADERS
from tests.web.conftest import Served, serving

FORM = b"\xe7\xbb\xa9\xe6\x95\x88\xe8\x87\xaa\xe8\xaf\x84\xe8\xa1\xa8"
TOKEN = "a-token-of-many-letters"  # noqa: S105  # made up for these tests


@pytest.mark.parametrize("address", ["/", "/nothing", "/api/health", "/static/page.css", "/static/nothing.css"])
def test_every_answer_has_the_headers(served: Served, address: str) -> None:
    """Pages, errors, JSON and static files alike; nothing is framed, sniffed, referred or scripted from elsewhere."""
    headers = served.client.get(address).headers
    assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "server" not in headers or "uvicorn" in headers["server"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[", ""])
def test_a_foreign_host_is_refused(served: Served, host: str) -> None:
    """A name that was pointed at this machine reaches nothing (DNS rebinding)."""
    assert served.client.get("/", headers={"host": host}).status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8765"])
def test_names_of_this_machine_are_known(served: Served, host: str) -> None:
    """With any port, in capitals or not."""
    assert served.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_send_here(served: Served, headers: dict[str, str]) -> None:
    """Neither a form nor a script of another origin can upload or remove anything."""
    for address in ("/files", "/forget", "/api/check"):
        answer = served.client.post(address, files={"file": ("a.txt", FORM)}, headers=headers)
        assert answer.status_code == 403


def test_the_own_page_may_send(served: Served) -> None:
    """The page's own origin is let in."""
    headers = {"origin": served.url, "sec-fetch-site": "same-origin"}
    assert served.client.post("/forget", headers=headers).status_code == 303


def test_a_token_is_needed_from_outside() -> None:
    """Without it there is no page; the address with it sets a cookie that scripts and other sites never see."""
    with serving(token=TOKEN, host="0.0.0.0", workers=1) as served:  # noqa: S104  # a setting: the test binds loopback
        client = served.client
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/api/rules", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/api/rules", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/api/health").status_code == 200
        let_in = client.get(f"/?token={TOKEN}")
        cookie = let_in.headers["set-cookie"].lower()
        assert ("httponly" in cookie, "samesite=strict" in cookie, TOKEN in let_in.text) == (True, True, False)
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"host": "192.0.2.7:8765"}).status_code == 200
        assert client.get("/", headers={"host": "evil.example"}).status_code == 403


def test_a_name_of_a_proxy_can_be_allowed() -> None:
    """`--allow-host` adds one name and no other."""
    with serving(hosts=("Budget.Example",), workers=1) as served:
        assert served.client.get("/", headers={"host": "budget.example"}).status_code == 200
        assert served.client.get("/", headers={"host": "other.example"}).status_code == 403


def test_sessions_do_not_see_each_other(served: Served) -> None:
    """Another browser gets neither the list nor, with the right identifier, the file, nor can it remove it."""
    files = {"file": ("甲的表.csv", FORM)}
    mine = served.client.post("/files", files=files, headers={"accept": "application/json"}).json()["files"][0]["id"]
    assert "甲的表" in served.client.get("/").text
    with httpx.Client(base_url=served.url) as other:
        assert "甲的表" not in other.get("/").text
        assert other.get(f"/files/{mine}").status_code == 404
        other.post("/files", files={"file": ("乙的表.csv", FORM)})
        assert other.get(f"/files/{mine}").status_code == 404
        other.post("/forget", data={"file": mine})
        other.post("/forget")
    assert served.client.get(f"/files/{mine}").status_code == 200


def test_forgotten_files_are_gone(served: Served) -> None:
    """One file, then all: neither the list nor the address finds them, and their bytes are given back."""
    before = served.app.state.shelf.size()
    accept = {"accept": "application/json"}
    ids = [
        served.client.post("/files", files={"file": (name, FORM)}, headers=accept).json()["files"][0]["id"]
        for name in ("一.csv", "二.csv")
    ]
    assert served.app.state.shelf.size() > before
    assert served.client.post("/forget", data={"file": ids[0]}, headers=accept).json() == {"left": 1}
    assert served.client.get(f"/files/{ids[0]}").status_code == 404
    served.client.post("/forget")
    assert served.client.get(f"/files/{ids[1]}").status_code == 404
    assert served.app.state.shelf.size() == before
