"""`perflint serve`: the local page."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from perflint.cli.session import Baseline, Ignore, Lang, Profile, Rules, Select, Waivers, open_settings

if TYPE_CHECKING:
    from perflint.cli.session import Settings as Merged
    from perflint.language import Bilingual


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
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
    rules: Rules = None,
    waivers: Waivers = None,
    baseline: Baseline = None,
    log: Annotated[
        bool, typer.Option("--log", help="逐条记录请求（JSON，不含文件名与内容） / log requests as JSON")
    ] = False,
    lang: Lang = None,
) -> None:
    """打开本机核对页面 / open the local page"""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    from perflint.cli import acceptances, rulebook, streams  # noqa: PLC0415
    from perflint.documents import Limits  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    session = open_settings(
        context,
        lang=lang,
        select=select,
        ignore=ignore,
        profile=profile,
        rules=rules,
        waivers=waivers,
        baseline=baseline,
    )
    try:
        from perflint.web import serving  # noqa: PLC0415
        from perflint.web.regime import Regime  # noqa: PLC0415
        from perflint.web.settings import MIB, REQUEST, Settings  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "perflint":
            raise
        raise UsageError(
            Bilingual(
                '页面需要另装几个程序库：请运行 python -m pip install "perflint[web]"。',
                'The page needs a few more libraries: run python -m pip install "perflint[web]".',
            )
        ) from error
    grounds = rulebook.grounds_for_forms(session)
    # Put together once before anybody is let in: a mistake is told here, in the words of `check`.
    choice = grounds.choice()
    accepted = acceptances.accepted_by(session, choice)
    # One limit for whoever reads and whoever lets in.
    most = Limits.from_environment().max_bytes
    wanted = Settings(
        host=host,
        token=os.environ.get("PERFLINT_TOKEN", ""),
        hosts=tuple(allow_host or ()),
        language=session.language,
        regime=Regime(grounds, accepted),
        max_file=most,
        max_request=max(REQUEST, most + MIB),
        workers=workers,
        log=log,
    )
    bound = serving.listen(host, port)
    settings = serving.guarded(wanted, port=bound.getsockname()[1])
    address = serving.address_of(settings)

    def ready() -> None:
        said = Bilingual(
            f"核对页面：{address}\n{_in_force(session, len(choice.usual)).zh}\n按 Ctrl+C 停止。",
            f"The page: {address}\n{_in_force(session, len(choice.usual)).en}\nCtrl+C stops it.",
        )
        streams.say(said.pick(session.language))
        if not no_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serving.serve(settings, bound, ready)


def _in_force(session: "Merged", rules: int) -> "Bilingual":
    """How many rules judge, and the configuration that says so."""
    from perflint.language import Bilingual  # noqa: PLC0415

    path = session.file.path
    if not path:
        return Bilingual(f"按 {rules} 条规则核对，没有配置文件。", f"Rules in force: {rules}, without a configuration.")
    return Bilingual(
        f"按 {rules} 条规则核对，配置取自 {path}；改动配置、规则或豁免后须重新启动。",
        f"Rules in force: {rules}, as {path} says; after a change of it, of rules or waivers, start again.",
    )
