"""The typer application, and the one place where errors become sentences and exit statuses."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from perflint import __version__
from perflint.cli import check, explain, init, new_rule, parse, rule_tests, rules, schema, serve, status, streams, waive
from perflint.cli.environment import locale_language
from perflint.cli.session import Session
from perflint.cli.usage import asked_language, is_usage_error, usage_sentence
from perflint.errors import InputError, PerflintError
from perflint.language import Bilingual

app = typer.Typer(
    name="perflint",
    help="绩效自评表核对工具 / consistency checks for budget performance self-evaluation forms",
    epilog=(
        "退出码 / exit status: 0 没有达到 --fail-on 的问题 nothing to fail on, 1 有问题 findings, "
        "2 用法或规则有误 usage, 3 没有表 no form, 4 有文件读不了或整表未评判 unread or not judged, "
        "70 perflint 自身出错 perflint broke, 130 中断 interrupted"
    ),
    # Plain help: rich's costs more than the whole start of the program.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        streams.write_result(f"perflint {__version__}\n", None)
        raise typer.Exit


@app.callback()
def perflint(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本 / show the version")
    ] = False,
) -> None:
    """绩效自评表核对工具 / consistency checks for budget performance self-evaluation forms"""


app.command("check")(check.check)
app.command("parse")(parse.parse)
app.command("waive")(waive.waive)
app.command("rules")(rules.rules)
app.command("explain")(explain.explain)
app.command("test-rules")(rule_tests.run_examples)
app.command("schema")(schema.schema)
app.command("init")(init.init)
app.command("new-rule")(new_rule.new_rule)
app.command("serve")(serve.serve)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status; nothing but SystemExit of typer's own completion escapes."""
    streams.prepare()
    if not arguments:
        app(args=["--help"], prog_name="perflint", standalone_mode=False)
        return status.MISTAKE
    session = Session(locale_language())
    try:
        result = app(args=list(arguments), prog_name="perflint", standalone_mode=False, obj=session)
    except PerflintError as error:
        streams.say(error.describe(session.language))
        return status.NOT_JUDGED if isinstance(error, InputError) else status.MISTAKE
    except (KeyboardInterrupt, typer.Abort):
        result = status.INTERRUPTED
    except Exception as error:  # the last line of defence: people never see a traceback
        if is_usage_error(error):
            streams.say(usage_sentence(error).pick(asked_language(arguments, session.language)))
            return status.MISTAKE
        if os.environ.get("PERFLINT_DEBUG"):
            raise
        streams.say(_broken(error).pick(session.language))
        return status.BROKEN
    if result == status.INTERRUPTED:
        # New versions of typer turn the interruption into this status, old ones raise it.
        streams.say(Bilingual("已中断。", "Interrupted.").pick(session.language))
    return result if isinstance(result, int) else status.CLEAN


def _broken(error: Exception) -> Bilingual:
    name = type(error).__name__
    return Bilingual(
        f"perflint 自身出错（{name}）。请把所用命令和这一名称报告给维护者；设 PERFLINT_DEBUG=1 可看到详情。",
        f"perflint itself broke ({name}). Please report the command and this name; PERFLINT_DEBUG=1 shows details.",
    )
