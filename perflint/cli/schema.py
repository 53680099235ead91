"""`perflint schema`: the contracts as JSON Schema, for editors and for programs that read the output."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from perflint.cli.session import Lang, Output, open_settings

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="rule|form|findings|config|waivers",
            help="规则文件、parse 输出、check 输出、配置或豁免文件 / rule files, parse output, check output, …",
        ),
    ],
    *,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """输出 JSON Schema / print a JSON Schema"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.choices import no_such  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415

    open_settings(context, lang=lang)
    if name not in SCHEMAS:
        raise UsageError(no_such("schema", name, tuple(SCHEMAS)))
    streams.write_result(schema_text(name), output, machine=True)


def schema_text(name: str) -> str:
    """The schema of that name as the text of a file."""
    import json  # noqa: PLC0415

    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


def _rule() -> dict[str, Any]:
    from perflint.engine import rule_schema  # noqa: PLC0415

    return rule_schema()


def _form() -> dict[str, Any]:
    from perflint.reports.form_contract import ParseReportShape  # noqa: PLC0415

    return _of(ParseReportShape)


def _findings() -> dict[str, Any]:
    from perflint.reports.findings_contract import FindingsReport  # noqa: PLC0415

    return _of(FindingsReport)


def _config() -> dict[str, Any]:
    from perflint.cli.configuration import configuration_schema  # noqa: PLC0415

    return {"$schema": DRAFT, **configuration_schema()}


def _waivers() -> dict[str, Any]:
    from perflint.acceptance.waiver_file import waiver_schema  # noqa: PLC0415

    return waiver_schema()


def _of(contract: type) -> dict[str, Any]:
    import msgspec  # noqa: PLC0415

    return {"$schema": DRAFT, **msgspec.json.schema(contract)}


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "rule": _rule,
    "form": _form,
    "findings": _findings,
    "config": _config,
    "waivers": _waivers,
}
