"""What is answered where a request cannot be served: one sentence, as JSON for programs, as a page for people."""

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, Response

from perflint.language import Bilingual, Language
from perflint.web.markup import Markup, tag
from perflint.web.settings import Settings


class Problem(Exception):  # noqa: N818  # named for what it is
    """A request that is refused, with its HTTP status and what else the answer must carry."""

    def __init__(self, status: int, sentence: Bilingual, headers: dict[str, str] | None = None) -> None:
        super().__init__(sentence.en)
        self.status = status
        self.sentence = sentence
        self.headers = headers or {}


WRONG_LANGUAGE = Bilingual("lang 只能是 zh 或 en。", "lang must be zh or en.")
NO_SUCH_PAGE = Bilingual("没有这个页面。", "There is no such page.")
NO_SUCH_FILE = Bilingual(
    "没有这个文件，可能已过保留时间。请重新上传。",
    "There is no such file; it may have been kept long enough. Upload it again.",
)
WRONG_METHOD = Bilingual("这个地址不支持这种请求方法。", "This address does not take this method.")
OWN_FAULT = Bilingual(
    "perflint 自身出错。请把操作步骤报告给维护者。", "perflint itself broke. Please report what you did."
)


def language_of(connection: HTTPConnection, settings: Settings) -> Language:
    """The language that the query asks for, else the server's."""
    asked = connection.query_params.get("lang", settings.language)
    return "en" if asked == "en" else "zh"


def answer_problem(connection: HTTPConnection, problem: Problem, settings: Settings) -> Response:
    """The answer for a refused request."""
    language = language_of(connection, settings)
    sentence = problem.sentence.pick(language)
    wants_json = "application/json" in connection.headers.get("accept", "")
    if wants_json or connection.url.path.startswith("/api/"):
        body = {"error": {"status": problem.status, "message": sentence}}
        return JSONResponse(body, problem.status, problem.headers)
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{problem.status} · perflint"),
            tag("link", rel="stylesheet", href=_up(connection, "static/page.css")),
        ),
        tag(
            "body",
            tag(
                "main",
                tag("h1", "perflint"),
                tag("p", sentence),
                tag("p", tag("a", "返回首页" if language == "zh" else "Back to the start", href=_up(connection, "./"))),
                class_="problem",
            ),
        ),
        lang="zh-CN" if language == "zh" else "en",
    )
    return HTMLResponse(Markup("<!doctype html>") + page, problem.status, problem.headers)


def _up(connection: HTTPConnection, target: str) -> str:
    """A relative address, so that the page also works under a path of a proxy."""
    return "../" * (connection.url.path.count("/") - 1) + target
