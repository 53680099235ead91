"""What a configuration says of single rules: parameters, severities, and overrides for the files of some paths.

Their shape is checked whenever the file is read; the rules that they name are looked up by the commands that run rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from perflint.choosing import AUTO, Layer, Override
from perflint.cli.choices import no_such, split_list
from perflint.cli.configuration_source import Source, Steps
from perflint.engine.outcome import SEVERITIES
from perflint.engine.profiles import PROFILE, check_settings, profile_names
from perflint.engine.rule import Rule
from perflint.engine.shapes import Key, ListOf, RecordOf, Report, TableOf, Text
from perflint.engine.yamlfile import Place
from perflint.errors import Mistake
from perflint.language import Bilingual

PROFILE_FILES = (".yaml", ".yml")
_NAMES = ("select", "ignore", "params", "severity")
# How rules are named: by code, by name, by an old name.
_RULE = r"[A-Za-z][A-Za-z0-9-]*"


class Words(msgspec.Struct, frozen=True):
    """A list of texts, or one text with commas."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        """Reports every way in which `value` does not fit."""
        (ListOf(Text()) if isinstance(value, list) else Text()).check(value, at, report)

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"anyOf": [Text().schema(), ListOf(Text()).schema()]}


class Regrade(msgspec.Struct, frozen=True):
    """A severity, or one with the reason that loosening a rule needs: `{to: info, reason: …}`."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        """Reports every way in which `value` does not fit."""
        (_GRADE if isinstance(value, Mapping) else _LEVEL).check(value, at, report)

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        return {"anyOf": [_LEVEL.schema(), _GRADE.schema()]}


_LEVEL = Text(choices=SEVERITIES)
_GRADE = RecordOf({"to": Key(_LEVEL, required=True), "reason": Key(Text(), help="放宽必填 / needed to loosen a rule")})
_RULES = {
    "params": Key(PROFILE.keys["params"].shape, help="按规则写参数 / parameters by rule"),
    "severity": Key(TableOf(Regrade(), pattern=_RULE), help="按规则改级别 / severities by rule"),
}
_OVERRIDE = RecordOf({
    "paths": Key(Words(), required=True, help="路径的通配符，相对于本文件 / patterns of paths, seen from this file"),
    "profile": Key(Text(), help="这些文件用的地区配置 / their profile"),
    "select": Key(Words(), help="只用这些规则 / only these rules"),
    "ignore": Key(Words(), help="另外不用这些规则 / leave these rules out, too"),
    **_RULES,
})  # fmt: skip
LAYERED = RecordOf({**_RULES, "overrides": Key(ListOf(_OVERRIDE))})


def layered_schema() -> dict[str, Any]:
    """The JSON Schema of these keys."""
    properties: dict[str, Any] = LAYERED.schema()["properties"]
    return properties


def shape_mistakes(source: Source) -> list[Mistake]:
    """Unknown keys and wrong types in these keys, and profiles that do not exist."""
    found: list[Mistake] = []

    def report(place: Place, message: Bilingual) -> None:
        found.append(source.at(place.path, message, key=place.key))

    LAYERED.check({key: source.table[key] for key in LAYERED.keys if key in source.table}, (), report)
    if not found:
        for steps, layer in _layers(source):
            if steps and "profile" in layer:
                found.extend(wrong_profile(source, (*steps, "profile"), layer["profile"]))
    return found


def wrong_profile(source: Source, steps: Steps, value: str) -> Iterator[Mistake]:
    """The mistake where a profile is neither shipped nor a file."""
    if value.endswith(PROFILE_FILES):
        if not (source.path.parent / value).is_file():
            message = Bilingual(f"没有“{value}”这个地区配置文件。", f"There is no profile file “{value}”.")
            yield source.at(steps, message, key=True)
    elif value.lower() not in (AUTO, *profile_names()):
        yield source.at(steps, no_such("profile", value, (AUTO, *profile_names())), key=True)


def name_mistakes(source: Source, rules: Sequence[Rule]) -> list[Mistake]:
    """Rules and parameters that do not exist, values of another type, rules loosened without a reason."""
    found: list[Mistake] = []
    for steps, layer in _layers(source):

        def report(place: Place, message: Bilingual, steps: Steps = steps, layer: Mapping[str, Any] = layer) -> None:
            # `ignore: PF101, PF102` is one text, of which the whole is marked.
            path = place.path[:1] if isinstance(layer.get(str(place.path[0])), str) else place.path
            found.append(source.at((*steps, *path), message, key=place.key))

        check_settings(_named(layer), rules, report)
    return found


def layer_of(table: Mapping[str, Any], folder: Path) -> Layer:
    """What a table says of rules; a profile file is seen from `folder`."""
    said = _named(table)
    profile = table.get("profile")
    if profile is not None and profile.endswith(PROFILE_FILES):
        profile = str(folder / profile)
    return Layer(
        profile=profile,
        select=tuple(said.get("select", ())),
        ignore=tuple(said.get("ignore", ())),
        params=said.get("params", {}),
        severity=said.get("severity", {}),
    )


def overrides_of(table: Mapping[str, Any], folder: Path) -> tuple[Override, ...]:
    """The overrides of a checked table."""
    return tuple(Override(_words(one["paths"]), layer_of(one, folder), folder) for one in table.get("overrides", ()))


def _named(layer: Mapping[str, Any]) -> dict[str, Any]:
    """What a table says of rules, in the shape that profiles have: lists, and severities with their reasons."""
    said = {key: layer[key] for key in _NAMES if key in layer}
    said |= {key: list(_words(said[key])) for key in ("select", "ignore") if key in said}
    if "severity" in said:
        grades = said["severity"].items()
        said["severity"] = {rule: {"to": grade} if isinstance(grade, str) else grade for rule, grade in grades}
    return said


def _words(value: str | list[str]) -> tuple[str, ...]:
    return split_list([value] if isinstance(value, str) else value)


def _layers(source: Source) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """The table itself and each of its overrides, with the steps that lead there."""
    yield (), source.table
    for index, override in enumerate(source.table.get("overrides", ())):
        yield ("overrides", index), override
