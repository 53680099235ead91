"""A server of the tests' own on a loopback port, with real workers, for all tests of the page and the interface."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from perflint.web.application import create_app
from perflint.web.settings import Settings
from tests.web.browsing import SOON, breach, foreign, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Served(NamedTuple):
    """A running server: its address, its application, and a client that keeps cookies."""

    url: str
    app: Starlette
    client: httpx.Client


@contextmanager
def serving(**settings: object) -> Iterator[Served]:
    """A server with these settings, as long as the block lasts."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    app = create_app(Settings(port=port, **settings))  # type: ignore[arg-type]  # each test names its own
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", http="h11", loop="asyncio"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=url, timeout=60) as client:
        for _ in range(600):
            if server.started and client.get("/api/health").status_code == 200:
                break
            threading.Event().wait(0.05)
        yield Served(url, app, client)
    server.should_exit = True
    thread.join(timeout=15)
    bound.close()


@pytest.fixture(scope="session")
def shared_server() -> Iterator[Served]:
    """The one server that most tests have in common."""
    with serving() as served:
        yield served


@pytest.fixture
def served(shared_server: Served) -> Iterator[Served]:
    """The common server with a browser session of the test's own, forgotten afterwards."""
    with httpx.Client(base_url=shared_server.url, timeout=60) as client:
        yield Served(shared_server.url, shared_server.app, client)
        client.post("/forget")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """One browser for the module."""
    with started() as browser:
        yield browser


@pytest.fixture
def page(browser: "Browser", shared_server: Served) -> Iterator["Page"]:
    """The empty page in a browser session of its own; an error or a breach of the policy on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(SOON)
    amiss: list[str] = []
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("console", lambda said: amiss.extend([said.text] if breach(said) else []))
    page.on("dialog", lambda dialog: amiss.append(dialog.message))
    page.on("request", lambda asked: amiss.extend([asked.url] if foreign(asked.url, shared_server.url) else []))
    page.goto(f"{shared_server.url}/")
    yield page
    page.request.post(f"{shared_server.url}/forget")
    context.close()
    assert amiss == []
