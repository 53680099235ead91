"""The application: its routes, what guards them, and what starts and ends with it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from perflint.language import Bilingual
from perflint.web import api, downloads, page
from perflint.web.desk import Desk
from perflint.web.guard import Guard
from perflint.web.pool import Pool
from perflint.web.problems import NO_SUCH_PAGE, WRONG_METHOD, Problem, answer_problem
from perflint.web.settings import Settings
from perflint.web.shelf import Shelf

STATIC = Path(__file__).parent / "static"
_SWEEP_SECONDS = 30


def create_app(settings: Settings) -> Starlette:
    """The ASGI application; the workers start and end with its lifespan.

    Raises UsageError and RuleFileError for a regime with mistakes.
    """
    pool = Pool(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool.start()
        sweeper = asyncio.create_task(_sweep(app.state.shelf))
        yield
        sweeper.cancel()
        await asyncio.to_thread(pool.close)

    async def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            sentence = {404: NO_SUCH_PAGE, 405: WRONG_METHOD}.get(
                error.status_code, Bilingual(error.detail, error.detail)
            )
            error = Problem(error.status_code, sentence, dict(error.headers or {}))
        assert isinstance(error, Problem)  # noqa: S101  # the two kinds that it is registered for
        return answer_problem(request, error, settings)

    app = Starlette(
        routes=[
            Route("/", page.whole),
            Route("/files", page.upload, methods=["POST"]),
            Route("/forget", page.forget, methods=["POST"]),
            Route("/overview", page.overview),
            Route("/files/{file}", page.one_file),
            Route("/files/{file}/row", page.one_row),
            Route("/files/{file}/copies/{kind}", downloads.copy),
            Route("/findings.xlsx", downloads.workbook),
            Route("/report.html", downloads.report),
            Route("/api/check", api.check, methods=["POST"]),
            Route("/api/parse", api.parse, methods=["POST"]),
            Route("/api/rules", api.rules),
            Route("/api/info", api.info),
            Route("/api/health", api.health),
            Route("/api/openapi.json", api.description),
            Route("/static/form_table.css", _form_table),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: refused, Problem: refused},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.shelf = Shelf(settings)
    app.state.desk = Desk(settings, pool)
    return app


async def _form_table(_: Request) -> Response:
    """The style sheet of the tables, which the reports have in common with the page."""
    from perflint.reports.html.assets import asset  # noqa: PLC0415  # read once

    return Response(asset("form_table.css"), media_type="text/css")


async def _sweep(shelf: Shelf) -> None:
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        shelf.sweep()
