"""From the command line to a listening server, and to its end."""

import os
import re
import signal
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from perflint.cli.application import run
from perflint.errors import UsageError
from perflint.web.serving import address_of, guarded, is_local, listen
from perflint.web.settings import MIB, Settings, size_words


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.8.9.1", True),
        ("0.0.0.0", False),  # noqa: S104  # not bound
        ("::", False),
        ("192.0.2.1", False),
        ("example", False),
    ],
)
def test_only_this_machine_needs_no_token(host: str, local: bool) -> None:
    """Any other address gets a token of its own making, in the address that is shown."""
    settings = guarded(Settings(host=host), port=9000)
    assert is_local(host) is local
    assert (settings.token == "", "token=" in address_of(settings)) == (local, not local)


def test_tokens_are_long_and_never_the_same() -> None:
    """A token that somebody chose must be long enough; made ones differ."""
    made = {guarded(Settings(host="192.0.2.1"), port=1).token for _ in range(5)}
    assert (len(made), min(map(len, made)) >= 32) == (5, True)
    assert guarded(Settings(token="a" * 16), port=1).token == "a" * 16
    for bad in ("short", "口令" * 10, "with a blank inside"):
        with pytest.raises(UsageError):
            guarded(Settings(token=bad), port=1)


def test_addresses_are_written_as_browsers_want_them() -> None:
    """Brackets around an address of the sixth kind; the machine's name where it listens everywhere."""
    assert address_of(Settings(host="::1", port=9)) == "http://[::1]:9/"
    assert socket.gethostname() in address_of(Settings(host="0.0.0.0", port=9))  # noqa: S104  # not bound


def test_a_port_that_is_taken() -> None:
    """The next free one is used, unless the port was named: then it is a sentence with the way out."""
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert first.getsockname() != second.getsockname()
        with pytest.raises(UsageError) as refused:
            listen("127.0.0.1", first.getsockname()[1])
    assert "--port" in refused.value.message.zh


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_server_leaves_nothing_behind(ending: signal.Signals, tmp_path: Path) -> None:
    """It says where it is, answers, and when it ends its workers and their folder are gone."""
    command = [sys.executable, "-m", "perflint", "serve", "--no-browser", "--lang", "en"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        said = process.stderr.readline() if process.stderr else ""
        found = re.search(r"http://\S+/", said)
        assert found is not None, said
        assert httpx.get(f"{found.group()}api/rules").status_code == 200
        assert len(list(tmp_path.glob("perflint-*"))) == 1
        process.send_signal(ending)
        # 0 where whoever started it has interruptions ignored.
        assert process.wait(timeout=20) in (130, 0, -signal.SIGTERM)
    assert list(tmp_path.glob("perflint-*")) == []


@pytest.mark.parametrize(
    ("bound", "limits"),
    [
        ("", (32 * MIB, 128 * MIB, "32 MB")),
        (str(3 * MIB), (3 * MIB, 128 * MIB, "3 MB")),
        (str(200 * MIB), (200 * MIB, 201 * MIB, "200 MB")),
        ("500000", (500_000, 128 * MIB, "488 KB")),
    ],
)
def test_the_limit_of_the_readers_is_that_of_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bound: str, limits: tuple[int, int, str]
) -> None:
    """What an administrator sets holds for what is let in as well."""
    asked: list[Settings] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PERFLINT_LIMIT_BYTES", bound)

    def serve(settings: Settings, bound: socket.socket, _: object) -> None:
        bound.close()
        asked.append(settings)

    monkeypatch.setattr(serving_module(), "serve", serve)
    assert run(["serve", "--no-browser", "--lang", "zh"]) == 0
    (settings,) = asked
    assert (settings.max_file, settings.max_request, size_words(settings.max_file)) == limits


def test_a_wrong_limit_stops_the_start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told to whoever starts the server, not to each of its users."""
    monkeypatch.setenv("PERFLINT_LIMIT_BYTES", "viel")
    assert run(["serve", "--no-browser", "--lang", "zh"]) == 2
    assert "PERFLINT_LIMIT_BYTES" in capsys.readouterr().err


def serving_module() -> ModuleType:
    """The module as the command finds it; another test loads it anew."""
    return import_module("perflint.web.serving")
