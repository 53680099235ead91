"""`perflint init`: a commented configuration, and the schema that lets editors complete it."""

from pathlib import Path
from typing import Annotated

import typer

from perflint.cli.session import Lang, open_settings


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="写到哪个文件夹，默认当前 / where to, here by default")
    ] = Path(),
    *,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的 / write over what is there")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="只显示，不写文件 / print it, write nothing")] = False,
    lang: Lang = None,
) -> None:
    """写一份带说明的 perflint.yaml / write a commented perflint.yaml"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.configuration import YAML_NAME  # noqa: PLC0415
    from perflint.cli.configuration_keys import CONFIG_SCHEMA, starting_configuration  # noqa: PLC0415
    from perflint.cli.schema import schema_text  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    settings = open_settings(context, lang=lang, configured=False)
    if stdout:
        streams.write_result(starting_configuration(), None)
        return
    target = folder / YAML_NAME
    streams.write_new(starting_configuration(), target, force=force)
    streams.write_new(schema_text("config"), folder / CONFIG_SCHEMA, force=True)
    said = Bilingual(
        f"已写入 {target}（各项都带说明，去掉行首的 # 即生效）",
        f"wrote {target}: every key is explained; take the # away to set one",
    )
    streams.say(said.pick(settings.language))
