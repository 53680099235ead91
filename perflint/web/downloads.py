"""What can be taken away from the page: findings as a workbook, the report, copies of the files."""

from pathlib import PurePath
from typing import Literal
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from perflint.language import Bilingual, Language
from perflint.web.orders import Copy, CopyKind, Gather, Made
from perflint.web.page import basket_of, desk_of, file_of, owner_of, wish_of
from perflint.web.problems import NO_SUCH_FILE, NO_SUCH_PAGE, Problem
from perflint.web.wording import say

_COPIES: dict[CopyKind, Bilingual] = {
    "annotated": Bilingual("批注件", "annotated"),
    "corrected": Bilingual("改正件", "corrected"),
    "recomputed": Bilingual("重算件", "recomputed"),
}
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


async def workbook(request: Request) -> Response:
    """`GET /findings.xlsx`: the findings of all files of this session."""
    return await _gathered(request, "xlsx", "问题清单", "findings")


async def report(request: Request) -> Response:
    """`GET /report.html`: the report on all files of this session, one page that needs no server."""
    return await _gathered(request, "html", "核对报告", "report")


async def _gathered(request: Request, kind: Literal["xlsx", "html"], zh: str, en: str) -> Response:
    basket = basket_of(request)
    states = tuple(file.state for file in basket.files.values() if file.state is not None) if basket else ()
    if not states:
        raise Problem(404, NO_SUCH_FILE)
    wish = wish_of(request)
    made = await desk_of(request).make(Gather(kind, states, wish), owner_of(request))
    return _sent(made, say(wish.language, zh, en), wish.language)


async def copy(request: Request) -> Response:
    """`GET /files/{file}/copies/{kind}`: the user's own document, annotated or put right."""
    kind = request.path_params["kind"]
    if kind not in _COPIES:
        raise Problem(404, NO_SUCH_PAGE)
    file = file_of(request)
    if file.state is None:
        raise Problem(404, NO_SUCH_FILE)
    wish = wish_of(request)
    made = await desk_of(request).make(Copy(kind, file.name, file.data, file.state, wish), owner_of(request))
    stem = PurePath(file.name).stem
    return _sent(made, f"{stem}.{_COPIES[kind].pick(wish.language)}", wish.language)


def _sent(made: Made, stem: str, language: Language) -> Response:
    name = f"{stem}.{made.ending}"
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    if made.said is not None:
        headers["perflint-note"] = quote(made.said.pick(language))
    return Response(made.body, media_type=_TYPES.get(made.ending, "application/octet-stream"), headers=headers)
