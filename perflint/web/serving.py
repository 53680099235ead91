"""From settings to a listening server: the port, the token, the address to open, and the end."""

import contextlib
import ipaddress
import logging
import secrets
import socket
from collections.abc import Callable

import msgspec
import uvicorn
from starlette.applications import Starlette

from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.web.application import create_app
from perflint.web.settings import PORT, Settings

_PORTS_TRIED = 20
_TOKEN_BYTES = 24
SHORTEST_TOKEN = 16


def is_local(host: str) -> bool:
    """Whether only this machine can connect to a server that listens there."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def guarded(settings: Settings, *, port: int) -> Settings:
    """The settings with the port that was found, and a token where the server can be reached from outside.

    Raises UsageError for a token that is too short.
    """
    token = settings.token
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise UsageError(
            Bilingual(
                f"口令（PERFLINT_TOKEN）至少要 {SHORTEST_TOKEN} 个英文字母或数字。",
                f"The token (PERFLINT_TOKEN) must have at least {SHORTEST_TOKEN} letters or digits.",
            )
        )
    if not token and not is_local(settings.host):
        token = secrets.token_urlsafe(_TOKEN_BYTES)
    return msgspec.structs.replace(settings, port=port, token=token)


def listen(host: str, port: int | None) -> socket.socket:
    """A bound socket: at `port`, or without one at the first free port from the usual one on. Raises UsageError."""
    tried = [port] if port is not None else [*range(PORT, PORT + _PORTS_TRIED), 0]
    try:
        family, _, _, _, _ = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageError(
            Bilingual(f"--host 的值“{host}”不是本机地址。", f"--host “{host}” is no address of this machine.")
        ) from error
    reason: OSError | None = None
    for number in tried:
        bound = socket.socket(family, socket.SOCK_STREAM)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((host, number))
            bound.listen(128)
        except OSError as error:
            bound.close()
            reason = error
        else:
            return bound
    said = reason.strerror if reason is not None else ""
    raise UsageError(
        Bilingual(
            f"无法在 {host} 的端口 {port or PORT} 上监听（{said}）；请用 --port 换一个端口。",
            f"Cannot listen at port {port or PORT} of {host} ({said}); choose another with --port.",
        )
    )


def address_of(settings: Settings) -> str:
    """The address to open, with the token where there is one."""
    anywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104  # compared, not bound
    host = socket.gethostname() if anywhere else settings.host
    host = f"[{host}]" if ":" in host else host
    query = f"?token={settings.token}" if settings.token else ""
    return f"http://{host}:{settings.port}/{query}"


def serve(settings: Settings, bound: socket.socket, ready: Callable[[], object]) -> None:
    """Serve until interrupted; `ready` is called when the server listens. Raises UsageError and RuleFileError."""
    # It complains of malformed uploads in words of its own.
    logging.getLogger("python_multipart").propagate = False
    with bound:
        app = create_app(settings)
        _run(app, bound, ready)


def _run(app: Starlette, bound: socket.socket, ready: Callable[[], object]) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        http="h11",
        loop="asyncio",
        limit_concurrency=256,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
    )
    _Server(config, ready).run(sockets=[bound])


class _Server(uvicorn.Server):
    """Says when it is up."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()
