"""The interface for programs: the JSON that `perflint check` and `perflint parse` print, over HTTP.

Files are judged and forgotten; nothing of a request stays.
"""

import asyncio
import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from perflint import __version__
from perflint.language import Language
from perflint.reports.findings_contract import VERSION, ErrorEntry, FindingsReport, Summary
from perflint.web import openapi
from perflint.web.desk import Desk, Seen, together
from perflint.web.orders import Want, Wish
from perflint.web.problems import Problem
from perflint.web.regime import Regime
from perflint.web.uploads import receive

OPTIONS = ("profile", "lang", "select", "ignore")
_reports = msgspec.json.Decoder(FindingsReport)


async def check(request: Request) -> Response:
    """`POST /api/check`: what the rules say of the files."""
    seen, wish = await _seen(request, "report")
    report = merged([_report(one, wish.language) for one in seen])
    return _answer(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n", seen)


async def parse(request: Request) -> Response:
    """`POST /api/parse`: what was understood of the files."""
    seen, wish = await _seen(request, "parsed")
    whole: dict[str, Any] = {"version": VERSION, "documents": [], "errors": []}
    for one in seen:
        part = json.loads(one.looked.parsed) if one.looked.parsed else {"documents": [], "errors": [_error(one, wish)]}
        whole["documents"] += part["documents"]
        whole["errors"] += part["errors"]
    return _answer((json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode(), seen)


async def rules(request: Request) -> Response:
    """`GET /api/rules`: the rulebook, as `perflint rules --format json` prints it."""
    from perflint.reports.rule_list import rule_list  # noqa: PLC0415  # asked for seldom

    desk = _desk(request)
    wish = desk.wish(_fields(request))
    listed = await asyncio.to_thread(_listed, desk.regime, wish)
    return Response(rule_list(listed, "json", wish.language), media_type="application/json")


def _listed(regime: Regime, wish: Wish) -> Sequence[Any]:
    chosen = regime.rules(wish)
    return chosen.rules if regime.narrowed(wish) else chosen.known


async def info(request: Request) -> Response:
    """`GET /api/info`: which rule set is in force, and how much the server takes."""
    desk = _desk(request)
    settings, standing = desk.settings, desk.standing
    body = {
        "version": __version__,
        "language": settings.language,
        "profile": desk.regime.profile,
        "rules": {
            "active": standing.rules,
            "own": standing.own,
            "adjusted": standing.adjusted,
            "overrides": standing.overrides,
        },
        "accepted": {"waivers": standing.waivers, "baseline": standing.baseline},
        "limits": {
            "file_bytes": settings.max_file,
            "file_seconds": settings.seconds,
            "request_bytes": settings.max_request,
            "request_files": settings.max_files,
            "archived_files": settings.max_members,
        },
    }
    return JSONResponse(body)


async def health(request: Request) -> Response:
    """`GET /api/health`: 200 while files can be judged, else 503."""
    pool = _desk(request).pool
    up = pool.ready()
    body = {"status": "ok" if up else "starting", "version": __version__, "workers": up, "waiting": pool.waiting()}
    return JSONResponse(body, 200 if up else 503)


async def description(request: Request) -> Response:
    """`GET /api/openapi.json`: the description of all this."""
    return JSONResponse(openapi.description(_desk(request).choices))


def merged(reports: Sequence[FindingsReport]) -> FindingsReport:
    """The report that one run over all the files would give."""
    parts = [msgspec.structs.asdict(report) for report in reports]
    whole: dict[str, Any] = {}
    for key in FindingsReport.__struct_fields__:
        if key == "summary":
            figures = [msgspec.structs.asdict(report.summary) for report in reports]
            whole[key] = Summary(**{name: sum(figure[name] for figure in figures) for name in figures[0]})
        elif isinstance(parts[0][key], list):
            whole[key] = [entry for part in parts for entry in part[key]]
        else:
            # The version; the baseline, which no request has.
            whole[key] = parts[0][key]
    return FindingsReport(**whole)


async def _seen(request: Request, want: Want) -> tuple[list[Seen], Wish]:
    desk = _desk(request)
    received = await receive(request, desk.settings)
    asked = _fields(request)
    for key in OPTIONS:
        asked.setdefault(key, []).extend(received.fields.get(key, ()))
    wish = desk.wish(asked)
    owner = request.client.host if request.client else "api"
    files = await desk.opened(received.files, owner)
    seen = await together([partial(desk.look_at, upload, wish, (want,), owner) for upload in files])
    request.scope["perflint"] = {"files": len(seen)}
    if all(one.late for one in seen):
        failure = seen[0].looked.digest.failure
        assert failure is not None  # noqa: S101  # what is late has failed
        raise Problem(504, failure)
    return seen, wish


def _fields(request: Request) -> dict[str, list[str]]:
    return {key: request.query_params.getlist(key) for key in OPTIONS}


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _report(seen: Seen, language: Language) -> FindingsReport:
    if seen.looked.report is not None:
        return _reports.decode(seen.looked.report)
    nothing = dict.fromkeys(Summary.__struct_fields__, 0) | {"unreadable": 1}
    empty: dict[str, Any] = {key: [] for key in FindingsReport.__struct_fields__} | {"baseline": None}
    failure = seen.looked.digest.failure
    error = ErrorEntry(seen.name, failure.pick(language) if failure else "")
    return FindingsReport(**(empty | {"version": VERSION, "summary": Summary(**nothing), "errors": [error]}))


def _error(seen: Seen, wish: Wish) -> dict[str, str]:
    failure = seen.looked.digest.failure
    return {"path": seen.name, "message": failure.pick(wish.language) if failure else ""}


def _answer(body: bytes, seen: Sequence[Seen]) -> Response:
    headers = {"server-timing": timing(seen)}
    return Response(body, media_type="application/json", headers=headers)


def timing(seen: Sequence[Seen]) -> str:
    """The header that says where the time went: waiting in the line, reading, judging, rendering; milliseconds."""
    parts = {"queue": max((one.waited for one in seen), default=0) * 1000}
    for name in ("read", "judge", "render"):
        parts[name] = sum(one.looked.times.get(name, 0) for one in seen) / 1000
    return ", ".join(f"{name};dur={spent:.1f}" for name, spent in parts.items())
