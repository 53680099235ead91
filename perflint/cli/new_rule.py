"""`perflint new-rule`: a rule file that works, to be changed into what one wants."""

from pathlib import Path
from typing import Annotated

import typer

from perflint.cli.session import Lang, open_settings

OWN_PREFIX = "OWN"


def new_rule(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="小写英文单词以连字符相连，如 training-satisfaction / words with hyphens"),
    ],
    *,
    folder: Annotated[
        Path, typer.Option("--dir", metavar="FOLDER", help="规则文件夹 / the folder of your rules")
    ] = Path("our-rules"),
    code: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="编号，默认取下一个 OWN1、OWN2… / its code, the next free by default"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的 / write over what is there")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="只显示，不写文件 / print it, write nothing")] = False,
    lang: Lang = None,
) -> None:
    """起一条新规则：带说明、带例子、马上能用 / start a rule of your own"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.configuration_keys import SCHEMA_FOLDER  # noqa: PLC0415
    from perflint.cli.schema import schema_text  # noqa: PLC0415
    from perflint.engine.skeleton import own_codes, refuse_name, rule_skeleton  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415

    settings = open_settings(context, lang=lang, configured=False)
    taken = own_codes(folder)
    chosen = code or next(f"{OWN_PREFIX}{number}" for number in range(1, 10**5) if f"{OWN_PREFIX}{number}" not in taken)
    refuse_name(name, chosen, () if force else taken)
    text = rule_skeleton(name, chosen, f"{SCHEMA_FOLDER}/rule.schema.json")
    if stdout:
        streams.write_result(text, None)
        return
    target = folder / f"{name}.yaml"
    streams.write_new(text, target, force=force)
    streams.write_new(schema_text("rule"), folder / SCHEMA_FOLDER / "rule.schema.json", force=True)
    said = Bilingual(
        f"已写入 {target}（编号 {chosen}）。接下来：\n"
        f"  1. 用编辑器打开它，按注释改成您要的规则\n"
        f"  2. perflint test-rules {target}\n"
        f"  3. perflint check --rules {folder} 您的表\n"
        f"要一直使用，在 perflint.yaml 里写 rules: [{folder}]（没有的话先 perflint init）",
        f"wrote {target} ({chosen}). Next:\n"
        f"  1. open it in an editor and change it as its comments say\n"
        f"  2. perflint test-rules {target}\n"
        f"  3. perflint check --rules {folder} YOUR-FORM\n"
        f"To use it always, write rules: [{folder}] into perflint.yaml (perflint init makes one)",
    )
    streams.say(said.pick(settings.language))
