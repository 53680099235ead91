"""A configuration file as loaded, with the places of its keys, so that each mistake can be shown where it stands."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual

Steps = tuple[str | int, ...]


class Source(msgspec.Struct, frozen=True):
    """A configuration file as loaded: its table, its lines, and where the keys and values of the table stand."""

    path: Path
    table: dict[str, Any]
    lines: list[str]
    # Line and column from 0 and the width, of a key or of its value.
    locate: Callable[[Steps, bool], tuple[int, int, int]]

    def mistake(self, key: str, message: Bilingual, remedy: Bilingual | None = None) -> Mistake:
        """A mistake at a key of the table."""
        return self.at((key,), message, remedy, key=True)

    def at(self, steps: Steps, message: Bilingual, remedy: Bilingual | None = None, *, key: bool = False) -> Mistake:
        """A mistake at the value, or the key, to which these steps lead."""
        line, column, width = self.locate(steps, key)
        return Mistake(
            message,
            path=str(self.path),
            line=line + 1,
            column=column + 1,
            source_line=self.lines[line] if line < len(self.lines) else "",
            width=width,
            remedy=remedy,
        )


def load_source(path: Path) -> Source | None:
    """The configuration in a file, None where a pyproject.toml has none. Raises RuleFileError."""
    return load_toml(path) if path.suffix == ".toml" else load_yaml(path)


def load_toml(path: Path) -> Source | None:
    """The table of a pyproject.toml, None if it has none. Raises RuleFileError."""
    import tomllib  # noqa: PLC0415  # most runs have no configuration

    from perflint.cli.toml_places import TomlPlaces  # noqa: PLC0415

    text = _read(path)
    if "perflint" not in text:
        return None
    try:
        # Figures stay exact.
        table = tomllib.loads(text, parse_float=Decimal).get("tool", {}).get("perflint")
    except tomllib.TOMLDecodeError as error:
        message = Bilingual(f"TOML 语法有误：{error}。", f"This is not valid TOML: {error}.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)]) from error
    if table is None:
        return None
    if not isinstance(table, dict):
        message = Bilingual("[tool.perflint] 应为表。", "[tool.perflint] must be a table.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)])
    lines = text.splitlines()
    places = TomlPlaces(lines, ("tool", "perflint"))
    return Source(path, table, lines, lambda steps, key: places.locate(steps, key=key))


def load_yaml(path: Path) -> Source:
    """The whole of a perflint.yaml. Raises RuleFileError."""
    from perflint.engine.yamlfile import Place, Places, load_plain  # noqa: PLC0415  # most runs have no configuration

    text = _read(path)
    table = load_plain(text, str(path))

    def locate(steps: Steps, key: bool) -> tuple[int, int, int]:
        return Places(text).locate(Place(steps, key=key))

    source = Source(path, table if isinstance(table, dict) else {}, text.splitlines(), locate)
    if table is not None and not isinstance(table, dict):
        message = Bilingual("配置文件应为“配置项: 值”。", "The configuration must be a mapping of settings.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)])
    return source


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = Bilingual("配置文件无法读取（应为 UTF-8 文本）。", "The configuration cannot be read as UTF-8 text.")
        raise RuleFileError([Mistake(message, path=str(path), line=1, column=1)]) from error
