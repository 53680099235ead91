"""The page: what a browser gets at the address of the server, and what its script asks for after that.

Everything works without the script, one page at a time; the script adds progress, filters and what comes at once.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from perflint.language import Bilingual
from perflint.web.api import timing
from perflint.web.desk import Desk, Seen, together
from perflint.web.markup import Markup, join
from perflint.web.orders import Digest, Want, Wish
from perflint.web.page_file import failure_view
from perflint.web.page_frame import frame
from perflint.web.page_overview import Entry, file_row
from perflint.web.page_overview import overview as draw_overview
from perflint.web.problems import NO_SUCH_FILE, Problem
from perflint.web.settings import size_words
from perflint.web.shelf import Basket, Kept, Shelf
from perflint.web.uploads import Upload, receive

if TYPE_CHECKING:
    from perflint.web.settings import Settings

_COOKIE = "perflint-session"


async def whole(request: Request) -> Response:
    """`GET /`: the whole page: empty, or with the files of this browser session."""
    wish = wish_of(request)
    basket = basket_of(request)
    files = list(basket.files.values()) if basket is not None else []
    entries = await _entries(request, files, wish)
    shown = request.query_params.get("file", "")
    chosen = next((file for file in files if file.id == shown), files[0] if files else None)
    view = await _view(request, chosen, wish) if chosen is not None else Markup("")
    desk = desk_of(request)
    table = draw_overview(entries, chosen.id if chosen else "", titles(desk), wish.language) if entries else None
    answer = HTMLResponse(frame(desk, wish, table, view, empty=not files))
    shelf: Shelf = request.app.state.shelf
    if not shelf.issued(_secret(request)):
        _remember(answer, request, shelf.issue())
    return answer


async def overview(request: Request) -> Response:
    """`GET /overview`: the list of files and the tables over them; `known` leaves out what was not judged yet."""
    wish = wish_of(request)
    basket = basket_of(request)
    files = list(basket.files.values()) if basket is not None else []
    if "known" in request.query_params:
        files = [file for file in files if file.digest(wish) is not None]
    entries = await _entries(request, files, wish)
    if not entries:
        return HTMLResponse("")
    shown = request.query_params.get("file", "")
    return HTMLResponse(draw_overview(entries, shown, titles(desk_of(request)), wish.language))


async def one_file(request: Request) -> Response:
    """`GET /files/{file}`: the view of one file."""
    return HTMLResponse(await _view(request, file_of(request), wish_of(request)))


async def one_row(request: Request) -> Response:
    """`GET /files/{file}/row`: one file judged for the list, and whether it could be read."""
    wish, file = wish_of(request), file_of(request)
    seen = await desk_of(request).look(file, wish, (), owner_of(request))
    digest = seen.looked.digest
    row = file_row(_entry(file, digest, wish), wish.language)
    return JSONResponse({"id": file.id, "row": row, "read": digest.failure is None})


async def upload(request: Request) -> Response:
    """`POST /files`: files for the page; the script gets JSON, a form is sent on to the page.

    With `later` in the address several files (an archive) are only listed: the script then asks for one after the
    other, and can say how far it is.
    """
    desk = desk_of(request)
    received = await receive(request, desk.settings)
    fields = {key: request.query_params.getlist(key) + received.fields.get(key, []) for key in ("lang", "profile")}
    wish = desk.wish(fields)
    shelf: Shelf = request.app.state.shelf
    basket = shelf.open(_secret(request))
    files = await desk.opened(received.files, basket.secret)
    _must_fit(basket, files, desk.settings)
    kept = [_keep(shelf, basket, file, desk) for file in files]
    request.scope["perflint"] = {"files": len(kept)}
    if len(kept) > 1 and "later" in request.query_params:
        listed = JSONResponse({"files": [{"id": file.id, "name": file.name} for file in kept]})
        _remember(listed, request, basket.secret)
        return listed
    seen = await _looked(request, basket, kept, wish)
    answer = _told(request, kept, seen, wish)
    _remember(answer, request, basket.secret)
    return answer


async def forget(request: Request) -> Response:
    """`POST /forget`: one file (field `file`) or, without it, all of them are forgotten at once."""
    form = await request.form(max_files=0, max_fields=8)
    basket = basket_of(request)
    if basket is not None:
        shelf: Shelf = request.app.state.shelf
        shelf.drop(basket, str(form.get("file", "")))
    if _wants_json(request):
        return JSONResponse({"left": len(basket.files) if basket is not None else 0})
    return RedirectResponse("./" + _query(wish_of(request)), 303)


def _must_fit(basket: Basket, files: Sequence[Upload], settings: "Settings") -> None:
    """Raise Problem where the page would have too many files, or too large ones."""
    if len(basket.files) + len(files) > settings.max_kept_files:
        limit = settings.max_kept_files
        raise Problem(
            413,
            Bilingual(
                f"页面上最多保留 {limit} 个文件，请先移除一些再上传。",
                f"The page keeps at most {limit} files; remove some before uploading more.",
            ),
        )
    if basket.size + sum(file.size for file in files) > settings.keep_bytes:
        size = size_words(settings.keep_bytes)
        raise Problem(
            413,
            Bilingual(
                f"页面上的文件合计不超过 {size}，请先移除一些再上传。",
                f"The files of the page may take {size} together; remove some before uploading more.",
            ),
        )


def _keep(shelf: Shelf, basket: Basket, file: Upload, desk: Desk) -> Kept:
    kept = shelf.put(basket, file.name, file.data or b"", file.member)
    if file.data is None:
        kept.trouble = desk.refusal(file)
    return kept


async def _looked(request: Request, basket: Basket, kept: Sequence[Kept], wish: Wish) -> list[Seen]:
    """What the workers say, with the view of the file to be opened; where the line is full nothing stays."""
    desk, shelf = desk_of(request), request.app.state.shelf
    wants: tuple[Want, ...] = ("page",) if len(kept) == 1 else ()
    try:
        seen = await together([partial(desk.look, file, wish, wants, basket.secret) for file in kept])
        if len(kept) > 1:
            first = _first(seen)
            seen[first] = await desk.look(kept[first], wish, ("page",), basket.secret)
    except Problem:
        for file in kept:
            shelf.drop(basket, file.id)
        raise
    return seen


def _first(seen: Sequence[Seen]) -> int:
    """Which of several files is opened: the first that could be read, else the first."""
    return next((number for number, one in enumerate(seen) if one.looked.digest.failure is None), 0)


def _told(request: Request, kept: Sequence[Kept], seen: Sequence[Seen], wish: Wish) -> Response:
    first = _first(seen)
    if not _wants_json(request):
        return RedirectResponse("./" + _query(wish, kept[first].id), 303)
    files = [
        {"id": file.id, "row": file_row(_entry(file, one.looked.digest, wish), wish.language)}
        for file, one in zip(kept, seen, strict=True)
    ]
    files[first]["view"] = _page(kept[first], seen[first], wish)
    return JSONResponse({"files": files}, headers={"server-timing": timing(seen)})


async def _entries(request: Request, files: Sequence[Kept], wish: Wish) -> list[Entry]:
    """The list's entries; what is not known yet under this wish is asked for."""
    desk, owner = desk_of(request), owner_of(request)
    unknown = [file for file in files if file.digest(wish) is None]
    await together([partial(desk.look, file, wish, (), owner) for file in unknown])
    return [_entry(file, file.digest(wish) or Digest(), wish) for file in files]


def _entry(file: Kept, digest: Digest, wish: Wish) -> Entry:
    return Entry(file.id, file.name, "./" + _query(wish, file.id) + f"#file-{file.id}", digest)


async def _view(request: Request, file: Kept, wish: Wish) -> Markup:
    return _page(file, await desk_of(request).look(file, wish, ("page",), owner_of(request)), wish)


def _page(file: Kept, seen: Seen, wish: Wish) -> Markup:
    """The view of a file with the ways to its downloads."""
    if seen.looked.page:
        view = Markup(seen.looked.page)
    else:
        failure = seen.looked.digest.failure or NO_SUCH_FILE
        view = Markup(failure_view(file.name, failure, file.id, wish.language))
    return join(view)


def _query(wish: Wish, file: str = "") -> str:
    said = {"lang": wish.language, "profile": wish.profile} | ({"file": file} if file else {})
    return "?" + urlencode(said)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def wish_of(request: Request) -> Wish:
    """What the address asks for. Raises Problem."""
    return desk_of(request).wish({key: request.query_params.getlist(key) for key in ("lang", "profile")})


def desk_of(request: Request) -> Desk:
    """The application's way to its workers."""
    desk: Desk = request.app.state.desk
    return desk


def basket_of(request: Request) -> Basket | None:
    """The files of this browser session, if it has any."""
    shelf: Shelf = request.app.state.shelf
    return shelf.find(_secret(request))


def _secret(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return request.cookies.get(_COOKIE + settings.cookie_end, "")


def _remember(answer: Response, request: Request, secret: str) -> None:
    settings: Settings = request.app.state.settings
    secure = request.url.scheme == "https"
    name = _COOKIE + settings.cookie_end
    answer.set_cookie(name, secret, httponly=True, samesite="strict", secure=secure, path="/")


def owner_of(request: Request) -> str:
    """Whose turn it is in the line: the session's, else the address's."""
    basket = basket_of(request)
    return basket.secret if basket is not None else request.client.host if request.client else ""


def file_of(request: Request) -> Kept:
    """The file of this session that the address names. Raises Problem."""
    basket = basket_of(request)
    file = basket.files.get(request.path_params["file"]) if basket is not None else None
    if file is None:
        raise Problem(404, NO_SUCH_FILE)
    return file


def titles(desk: Desk) -> Mapping[str, Bilingual]:
    """What each rule is about, by code."""
    return {rule.code: rule.title for rule in desk.rules.known}
