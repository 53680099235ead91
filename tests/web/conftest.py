"""A server of the tests' own on a loopback port, with real workers, for all tests of the page and the interface."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from perflint.web.application import create_app
from perflint.web.settings import Settings


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
