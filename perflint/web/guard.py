"""What every request passes first: who calls, by which name, with how much; and what every answer carries.

Host     a name that belongs to this server, so that no foreign name can be pointed at it (DNS rebinding)
Origin   a page of another site cannot make the browser send a form here
token    where the server can be reached from outside
size     a request that is too large is cut off as soon as that shows
log      one line of JSON each: no file name, no content, no identifiers
"""

import hmac
import ipaddress
import json
import socket
import sys
import time
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from perflint.language import Bilingual
from perflint.web.markup import Markup, tag
from perflint.web.problems import OWN_FAULT, Problem, answer_problem
from perflint.web.settings import Settings, size_words

if TYPE_CHECKING:
    from collections.abc import MutableMapping

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: browsers would then send the page's own forms without their origin.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/api/health", "/static/")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_COOKIE = "perflint-token"  # noqa: S105  # the name of a cookie

_WRONG_HOST = Bilingual(
    "这个服务不以此名称对外提供。请用管理员给出的网址（启动时显示的网址）访问，或请管理员允许这个名称。",
    "This server does not answer under that name. Use the address that it showed at its start, or ask the "
    "administrator to allow this name.",
)
_WRONG_ORIGIN = Bilingual(
    "请求来自别的网站，已拒绝。", "The request comes from a page of another site and was refused."
)
_NO_TOKEN = Bilingual(
    "需要口令：请用管理员给出的完整网址（启动时显示的，含 ?token=…）打开。",
    "A token is needed: open the whole address that the server showed at its start (with ?token=…), or ask the "
    "administrator for it.",
)


def too_large_request(limit: int) -> Problem:
    """The refusal of a request over its size."""
    return Problem(
        413,
        Bilingual(
            f"一次上传的内容超过 {size_words(limit)} 的上限，请分几次上传。",
            f"The request is larger than the limit of {size_words(limit)}; upload in several goes.",
        ),
    )


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        watched = _Watched(scope, receive, send, self.settings.max_request)
        try:
            answer = self._refusal(scope)
            if answer is None:
                await self.app(scope, watched.receive, watched.send)
            else:
                await answer(scope, watched.receive, watched.send)
        except Problem as problem:
            await self._tell(scope, watched, problem)
        except Exception:  # the last line of defence: people never see a traceback
            if watched.status:
                raise
            await self._tell(scope, watched, Problem(500, OWN_FAULT))
        finally:
            if self.settings.log:
                watched.log()

    async def _tell(self, scope: Scope, watched: "_Watched", problem: Problem) -> None:
        await answer_problem(HTTPConnection(scope), problem, self.settings)(scope, watched.receive, watched.send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(host):
            raise Problem(403, _WRONG_HOST)
        if scope["method"] not in _SAFE and not _same_origin(headers, host):
            raise Problem(403, _WRONG_ORIGIN)
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.settings.max_request:
            raise too_large_request(self.settings.max_request)
        return self._ask_token(scope, headers) if self.settings.token else None

    def _known(self, host: str) -> bool:
        name = _host_name(host)
        if name in _LOOPBACK or name in map(str.lower, self.settings.hosts):
            return True
        if self.settings.host in _LOOPBACK:
            return False
        # Reachable from outside: an address cannot be pointed elsewhere, and this machine knows its own name.
        return _is_address(name) or name == socket.gethostname().lower()

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["path"].startswith(_OPEN):
            return None
        cookie = TOKEN_COOKIE + self.settings.cookie_end
        shown = headers.get("authorization", "").removeprefix("Bearer ")
        held = SimpleCookie(headers.get("cookie", "")).get(cookie)
        if self._right(shown) or (held is not None and self._right(held.value)):
            return None
        if scope["method"] == "GET" and self._right(HTTPConnection(scope).query_params.get("token", "")):
            return _let_in(cookie, self.settings.token, HTTPConnection(scope).url.scheme == "https")
        raise Problem(401, _NO_TOKEN, {"www-authenticate": "Bearer"})

    def _right(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode("utf-8", "replace"), self.settings.token.encode())


def _let_in(cookie: str, token: str, secure: bool) -> Response:
    """The first page: keeps the token in a cookie and goes on without it in the address.

    A redirect would not do: after a click in a mail it counts as coming from elsewhere, without the cookie.
    """
    page = tag(
        "html",
        tag("head", tag("meta", charset="utf-8"), tag("meta", http_equiv="refresh", content="0;url=./")),
        tag("body", tag("p", tag("a", "perflint", href="./"))),
        lang="zh-CN",
    )
    answer = HTMLResponse(Markup("<!doctype html>") + page)
    answer.set_cookie(cookie, token, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


def _host_name(host: str) -> str:
    """`[::1]:8765` → `::1`, `Example.org:80` → `example.org`; "" for what is no host."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same_origin(headers: Headers, host: str) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    # Programs send none. A proxy may end TLS, so only the host counts.
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


class _Watched:
    """A request on its way: counts what comes in, adds the headers to what goes out, and remembers the status."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self.scope = scope
        self.status = 0
        self._receive = receive
        self._send = send
        self._limit = limit
        self._taken = 0
        self._start = time.perf_counter()

    async def receive(self) -> Message:
        """The next piece of the request. Raises Problem beyond the limit."""
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self._limit:
            raise too_large_request(self._limit)
        return message

    async def send(self, message: Message) -> None:
        """The next piece of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    def log(self) -> None:
        """One line on standard error."""
        said: MutableMapping[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": "request",
            "method": self.scope["method"],
            # The pattern of the address, never the address: it may hold identifiers.
            "route": getattr(self.scope.get("route"), "path", ""),
            "status": self.status,
            "ms": round((time.perf_counter() - self._start) * 1000),
            "bytes": self._taken,
            **self.scope.get("perflint", {}),
        }
        sys.stderr.write(json.dumps(said) + "\n")
