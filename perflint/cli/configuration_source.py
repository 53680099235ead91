"""A configuration file as loaded, with the places of its keys, so that each mistake can be shown where it stands."""

from pathlib import Path
from typing import Any

import msgspec

from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual


class Source(msgspec.Struct, frozen=True):
    """A configuration file as loaded: its table, its lines, and the line where each key stands (from 1)."""

    path: Path
    table: dict[str, Any]
    lines: list[str]
    key_lines: dict[str, int]

    def mistake(self, key: str, message: Bilingual, remedy: Bilingual | None = None) -> Mistake:
        """A mistake at `key`."""
        number = self.key_lines.get(key, 1)
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        column = line.find(key) + 1
        return Mistake(
            message,
            path=str(self.path),
            line=number,
            column=max(column, 1),
            source_line=line,
            width=len(key) if column else 1,
            remedy=remedy,
        )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = Bilingual("配置文件无法读取（应为 UTF-8 文本）。", "The configuration cannot be read as UTF-8 text.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)]) from error


def load_toml(path: Path) -> Source | None:
    """The table of a pyproject.toml, None if it has none. Raises RuleFileError."""
    import tomllib  # noqa: PLC0415  # most runs have no configuration

    text = _read(path)
    if "perflint" not in text:
        return None
    lines = text.splitlines()
    try:
        table = tomllib.loads(text).get("tool", {}).get("perflint")
    except tomllib.TOMLDecodeError as error:
        message = Bilingual(f"TOML 语法有误：{error}。", f"This is not valid TOML: {error}.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)]) from error
    if table is None:
        return None
    if not isinstance(table, dict):
        message = Bilingual("[tool.perflint] 应为表。", "[tool.perflint] must be a table.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)])
    return Source(path, table, lines, _toml_key_lines(lines, table))


def _toml_key_lines(lines: list[str], table: dict[str, Any]) -> dict[str, int]:
    """Where the keys stand, by looking: tomllib tells no places."""
    found: dict[str, int] = {}
    inside = False
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.startswith("[tool.perflint")
        name = bare.partition("=")[0].strip().strip("\"'") if inside else ""
        if inside and bare.startswith("[tool.perflint."):
            name = bare.removeprefix("[tool.perflint.").split("]")[0].split(".")[0]
        if name in table:
            found.setdefault(name, number)
    return found


def load_yaml(path: Path) -> Source:
    """The whole of a perflint.yaml. Raises RuleFileError."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # most runs have no configuration
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    text = _read(path)
    lines = text.splitlines()
    try:
        table = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        message = Bilingual(f"YAML 语法有误：{error.problem}。", f"This is not valid YAML: {error.problem}.")
        source_line = lines[line - 1] if line <= len(lines) else ""
        raise RuleFileError(
            [Mistake(message, path=str(path), line=line, column=column, source_line=source_line)]
        ) from error
    except YAMLError as error:
        message = Bilingual("YAML 语法有误。", "This is not valid YAML.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)]) from error
    if table is None:
        return Source(path, {}, lines, {})
    if not isinstance(table, CommentedMap) or not all(isinstance(key, str) for key in table):
        message = Bilingual("配置文件应为“配置项: 值”。", "The configuration must be a mapping of settings.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)])
    return Source(path, table, lines, {key: table.lc.key(key)[0] + 1 for key in table})
