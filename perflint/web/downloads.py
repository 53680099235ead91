"""What can be taken away from the page: findings as a workbook, the report, copies of the files."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from perflint.web.orders import Gather, Made
from perflint.web.page import basket_of, desk_of, owner_of, wish_of
from perflint.web.problems import NO_SUCH_FILE, Problem
from perflint.web.wording import say

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def workbook(request: Request) -> Response:
    """`GET /findings.xlsx`: the findings of all files of this session."""
    basket = basket_of(request)
    states = tuple(file.state for file in basket.files.values() if file.state is not None) if basket else ()
    if not states:
        raise Problem(404, NO_SUCH_FILE)
    wish = wish_of(request)
    made = await desk_of(request).make(Gather("xlsx", states, wish), owner_of(request))
    return _sent(made, say(wish.language, "核对结果", "findings"))


def _sent(made: Made, stem: str) -> Response:
    name = f"{stem}.{made.ending}"
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(made.body, media_type=_TYPES.get(made.ending, "application/octet-stream"), headers=headers)
