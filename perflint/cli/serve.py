"""`perflint serve`: the local page."""

import os
from typing import Annotated

import typer

from perflint.cli.session import Lang, Profile, open_settings


def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="监听地址；本机之外的地址要口令 / address; others than this machine's need a token"
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=65535, help="端口，默认 8765 起第一个空闲的 / the first free one from 8765"
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器 / do not open the browser")] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="反向代理对外的域名 / name under which a proxy serves it"),
    ] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, max=32, help="核对进程数 / processes that judge")] = 2,
    profile: Profile = None,
    log: Annotated[
        bool, typer.Option("--log", help="逐条记录请求（JSON，不含文件名与内容） / log requests as JSON")
    ] = False,
    lang: Lang = None,
) -> None:
    """打开本机核对页面 / open the local page"""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    from perflint.cli import streams  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    session = open_settings(context, lang=lang, profile=profile)
    try:
        from perflint.web import serving  # noqa: PLC0415
        from perflint.web.settings import Settings  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "perflint":
            raise
        raise UsageError(
            Bilingual(
                '页面需要另装几个程序库：请运行 python -m pip install "perflint[web]"。',
                'The page needs a few more libraries: run python -m pip install "perflint[web]".',
            )
        ) from error
    wanted = Settings(
        host=host,
        token=os.environ.get("PERFLINT_TOKEN", ""),
        hosts=tuple(allow_host or ()),
        language=session.language,
        profile=_profile(session.profile),
        workers=workers,
        log=log,
    )
    bound = serving.listen(host, port)
    settings = serving.guarded(wanted, port=bound.getsockname()[1])
    address = serving.address_of(settings)

    def ready() -> None:
        streams.say(
            f"核对页面：{address}\n按 Ctrl+C 停止。"
            if session.language == "zh"
            else f"The page: {address}\nCtrl+C stops it."
        )
        if not no_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serving.serve(settings, bound, ready)


def _profile(named: str | None) -> str:
    """The profile of pages that ask for none: its name as the rulebook spells it, or somebody's own file."""
    from perflint.choosing import AUTO  # noqa: PLC0415

    return named if named and named.endswith((".yaml", ".yml")) else (named or AUTO).lower()
