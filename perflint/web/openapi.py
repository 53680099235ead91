"""The description of the HTTP interface (OpenAPI 3.1); its schemas are made from the types that are sent."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from perflint import __version__
from perflint.reports.findings_contract import FindingsReport
from perflint.reports.form_contract import ParseReportShape

_ERRORS = {
    "401": "the token is missing or wrong (only where the server can be reached from outside)",
    "403": "the Host or Origin header names another server",
    "408": "the upload took too long",
    "413": "the request, or the number of its files, is above the limit",
    "415": "the body is not multipart/form-data",
    "422": "no field “file”, a language, profile or rule that does not exist, or no rule left of those selected",
    "429": "too many files of this client are waiting; retry-after says when to come back",
    "503": "too many files are waiting in all; retry-after says when to come back",
    "504": "no file of the request could be judged in time",
}


class Choices(NamedTuple):
    """What may be asked for: the profiles by name, and what names rules."""

    profiles: Sequence[str]
    rules: Sequence[str]


def description(choices: Choices) -> dict[str, Any]:
    """The whole document."""
    _, schemas = msgspec.json.schema_components(
        (FindingsReport, ParseReportShape), ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "perflint",
            "version": __version__,
            "description": "核对绩效自评表 / checks of budget performance self-evaluation forms. The answers are what "
            "`perflint check --format json`, `parse --format json` and `rules --format json` print.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/api/check": {"post": _upload("check", "核对上传的文件 / check the files", "FindingsReport", choices)},
            "/api/parse": {"post": _upload("parse", "读懂了什么 / what is understood", "ParseReportShape", choices)},
            "/api/rules": {"get": _rules(choices)},
            "/api/info": {"get": _info()},
            "/api/health": {"get": _health()},
            "/api/openapi.json": {"get": _itself()},
        },
        "components": {
            "schemas": {**schemas, "Error": _ERROR, "Rule": _RULE, "Info": _INFO, "Health": _HEALTH},
            "responses": {status: _error(text) for status, text in _ERRORS.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message"],
            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
        }
    },
}
_RULE = {
    "type": "object",
    "required": ["code", "name", "severity", "status", "title", "aliases", "kinds", "params"],
    "properties": {
        "code": {"type": "string"},
        "name": {"type": "string"},
        "severity": {"enum": ["error", "warning", "info"]},
        "status": {"enum": ["preview", "stable", "retired"]},
        "title": {"type": "string"},
        "aliases": {"type": "array", "items": {"type": "string"}},
        "kinds": {"type": "array", "items": {"type": "string"}},
        "params": {"type": "object"},
    },
}
_HEALTH = {
    "type": "object",
    "required": ["status", "version", "workers", "waiting"],
    "properties": {
        "status": {"enum": ["ok", "starting"]},
        "version": {"type": "string"},
        "workers": {"type": "integer"},
        "waiting": {"type": "integer"},
    },
}


def _figures(*names: str) -> dict[str, Any]:
    return {"type": "object", "required": [*names], "properties": {name: {"type": "integer"} for name in names}}


_INFO = {
    "type": "object",
    "required": ["version", "language", "profile", "rules", "accepted", "limits"],
    "properties": {
        "version": {"type": "string"},
        "language": {"enum": ["zh", "en"]},
        "profile": {"type": "string", "description": "请求没有写明时用的地区配置 / of requests that name none"},
        "rules": _figures("active", "own", "adjusted", "overrides"),
        "accepted": _figures("waivers", "baseline"),
        "limits": _figures("file_bytes", "file_seconds", "request_bytes", "request_files", "archived_files"),
    },
}


def _choices(choices: Choices) -> dict[str, Any]:
    rules = {"type": "array", "items": {"enum": list(choices.rules)}}
    return {
        "profile": {
            "enum": list(choices.profiles),
            "description": "地区配置，auto 为按各表自动判断 / regional profile; auto: as each form suggests",
        },
        "lang": {"enum": ["zh", "en"], "description": "语言 / language"},
        "select": {**rules, "description": "只用这些规则 / only these rules: codes, families, names"},
        "ignore": {**rules, "description": "不用这些规则 / leave these rules out"},
    }


def _parameters(choices: Choices) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "schema": schema}
        | ({"style": "form", "explode": False} if schema.get("type") == "array" else {})
        for name, schema in _choices(choices).items()
    ]


def _upload(name: str, summary: str, answer: str, choices: Choices) -> dict[str, Any]:
    file = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "format": "binary"},
        "description": "要核对的文件；zip 压缩包按其中的各个文件核对 / files; a zip archive stands for those in it, "
        "each called `archive.zip!/folder/form.xlsx`",
    }
    body = {"type": "object", "required": ["file"], "properties": {"file": file, **_choices(choices)}}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": _parameters(choices),
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": body}}},
        "responses": {"200": _ok({"$ref": f"#/components/schemas/{answer}"}), **_refusals(*_ERRORS)},
        "security": [{}, {"token": []}],
    }


def _rules(choices: Choices) -> dict[str, Any]:
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Rule"}}
    return {
        "operationId": "rules",
        "summary": "规则清单 / the list of rules",
        "parameters": _parameters(choices),
        "responses": {"200": _ok(listed), **_refusals("401", "403", "422")},
        "security": [{}, {"token": []}],
    }


def _info() -> dict[str, Any]:
    return {
        "operationId": "info",
        "summary": "按哪套规则核对，能收多少 / which rules are in force, how much is taken",
        "responses": {"200": _ok({"$ref": "#/components/schemas/Info"}), **_refusals("401", "403")},
        "security": [{}, {"token": []}],
    }


def _health() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Health"}
    return {
        "operationId": "health",
        "summary": "能否核对 / whether files can be judged",
        "responses": {"200": _ok(schema), "503": _ok(schema), **_refusals("403")},
    }


def _itself() -> dict[str, Any]:
    return {
        "operationId": "description",
        "summary": "本说明 / this description",
        "responses": {"200": _ok({"type": "object"}), **_refusals("401", "403")},
        "security": [{}, {"token": []}],
    }


def _ok(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def _error(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}


def _refusals(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}
