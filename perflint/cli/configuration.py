"""The configuration: `[tool.perflint]` in pyproject.toml, or `perflint.yaml`, nearest upwards from the current folder.

    select, ignore   codes, families (PF2) or names; a list or one text with commas
    profile          the regional profile by name, auto, or a profile file, relative to the configuration file
    params           parameters by rule
    severity         severities by rule; loosening one needs a reason
    overrides        profile, select, ignore, params and severity for the files of some `paths`
    rules            own rule files or folders, relative to the configuration file
    waivers          the waiver file, relative to the configuration file
    baseline         the baseline file, relative to the configuration file
    fail-on          error | warning | info | never
    lang             zh | en
    format           a format of `check`, or a list; NAME:FILE writes to a file, relative to the configuration file

In one folder perflint.yaml comes before pyproject.toml; a pyproject.toml without the table is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from perflint.choosing import Override
from perflint.cli.choices import nearest, no_such, split_list
from perflint.cli.configuration_keys import KEY_HELP
from perflint.cli.configuration_source import Source, load_toml, load_yaml
from perflint.cli.destinations import parted, wrong_format
from perflint.cli.status import FAIL_ON
from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual
from perflint.reports.interface import CHECK_FORMATS

if TYPE_CHECKING:
    from perflint.engine.rule import Rule

YAML_NAME = "perflint.yaml"
TOML_NAME = "pyproject.toml"

LISTS = ("select", "ignore", "rules")
CHOICES = {"fail-on": FAIL_ON, "lang": ("zh", "en")}
_PROFILE_FILES = (".yaml", ".yml")
FILES = {"waivers": Bilingual("豁免", "waiver"), "baseline": Bilingual("基线", "baseline")}
_LAYERED = ("params", "severity", "overrides")
KEYS = (*LISTS, "profile", *_LAYERED, *FILES, *CHOICES, "format")


class Configuration(msgspec.Struct, frozen=True):
    """What a configuration file sets; None where it says nothing. Rule paths are already relative to its folder."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    rules: tuple[str, ...] | None = None
    profile: str | None = None
    params: Mapping[str, Mapping[str, Any]] = {}
    severity: Mapping[str, Mapping[str, Any]] = {}
    overrides: tuple[Override, ...] = ()
    waivers: str | None = None
    baseline: str | None = None
    fail_on: str | None = None
    lang: str | None = None
    format: tuple[str, ...] | None = None
    path: str = ""

    @property
    def names_rules(self) -> bool:
        """Whether it names any rule, so that the names can be wrong."""
        return bool(self.select or self.ignore or self.params or self.severity or self.overrides)


def find_configuration(folder: Path) -> Configuration:
    """The nearest configuration at or above `folder`; an empty one if there is none.

    Raises RuleFileError with all mistakes of the file.
    """
    for candidate in (folder, *folder.parents):
        if (path := candidate / YAML_NAME).is_file():
            return _checked(load_yaml(path))
        if (path := candidate / TOML_NAME).is_file() and (source := load_toml(path)) is not None:
            return _checked(source)
    return Configuration()


def _checked(source: Source) -> Configuration:
    mistakes = [*_unknown_keys(source), *_wrong_values(source)]
    if mistakes:
        raise RuleFileError(sorted(mistakes, key=lambda mistake: mistake.line))
    values: dict[str, Any] = _layers(source)
    for key, value in source.table.items():
        if key not in _LAYERED:
            values[key.replace("-", "_")] = _words(value) if key in LISTS else value
    if "rules" in values:
        values["rules"] = tuple(str(source.path.parent / rule) for rule in values["rules"])
    if "format" in values:
        values["format"] = tuple(_placed(asked, source.path.parent) for asked in _listed(values["format"]))
    if str(values.get("profile", "")).endswith(_PROFILE_FILES):
        values["profile"] = str(source.path.parent / values["profile"])
    values |= {key: str(source.path.parent / values[key]) for key in FILES if key in values}
    return Configuration(**values, path=str(source.path))


def _layers(source: Source) -> dict[str, Any]:
    """What the file says of single rules and of single paths."""
    if not any(key in source.table for key in _LAYERED):
        return {}
    from perflint.cli.configuration_layers import layer_of, overrides_of  # noqa: PLC0415  # most files have none

    folder = source.path.parent
    layer = layer_of(source.table, folder)
    return {"params": layer.params, "severity": layer.severity, "overrides": overrides_of(source.table, folder)}


def refuse_wrong_names(configuration: Configuration, rules: Sequence["Rule"]) -> None:
    """Raises RuleFileError where a configuration names rules or parameters that do not exist among `rules`, gives a
    parameter a value of another type, or loosens a rule without a reason."""
    if not configuration.names_rules:
        return
    from perflint.cli.configuration_layers import name_mistakes  # noqa: PLC0415
    from perflint.cli.configuration_source import load_source  # noqa: PLC0415

    source = load_source(Path(configuration.path))
    mistakes = [] if source is None else name_mistakes(source, rules)
    if mistakes:
        raise RuleFileError(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column)))


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _placed(asked: str, folder: Path) -> str:
    """`NAME:FILE` with the file as seen from the folder of the configuration."""
    name, file = parted(asked)
    return f"{name}:{folder / file}" if file else name


def _unknown_keys(source: Source) -> Iterator[Mistake]:
    for key in source.table:
        if key not in KEYS:
            near = nearest(key.replace("_", "-"), KEYS)
            remedy = Bilingual(f"是否指“{near}”？", f"Did you mean “{near}”?") if near else None
            yield source.mistake(key, Bilingual(f"不认识的配置项“{key}”。", f"Unknown setting “{key}”."), remedy)


def _wrong_values(source: Source) -> Iterator[Mistake]:
    if any(key in source.table for key in _LAYERED):
        from perflint.cli.configuration_layers import shape_mistakes  # noqa: PLC0415

        yield from shape_mistakes(source)
    for key, value in source.table.items():
        if key in (*LISTS, "format") and not (isinstance(value, str) or _is_list_of_text(value)):
            wanted = Bilingual(f"“{key}”应为文本或文本列表。", f"“{key}” must be a text or a list of texts.")
            yield source.mistake(key, wanted)
        elif key == "profile" and not isinstance(value, str):
            yield source.mistake(key, Bilingual("“profile”应为文本。", "“profile” must be a text."))
        elif key == "profile":
            yield from _wrong_profile(source, value)
        elif key in FILES:
            yield from _wrong_file(source, key, value)
        elif key == "rules":
            yield from _wrong_rules(source, _words(value))
        elif key == "format":
            wrong = filter(None, (wrong_format("format", asked) for asked in _listed(value)))
            yield from (source.mistake(key, sentence) for sentence in wrong)
        elif key in CHOICES and value not in CHOICES[key]:
            yield source.mistake(key, no_such(key, value, CHOICES[key]))


def _wrong_profile(source: Source, value: str) -> Iterator[Mistake]:
    if value.endswith(_PROFILE_FILES):
        if not (source.path.parent / value).is_file():
            yield source.mistake(
                "profile", Bilingual(f"没有“{value}”这个地区配置文件。", f"There is no profile file “{value}”.")
            )
        return
    from perflint.rulebook import rulebook_root  # noqa: PLC0415  # most runs have no configuration

    known = ["auto", *sorted(path.stem for path in (rulebook_root() / "profiles").glob("*.yaml"))]
    if value.lower() not in known:
        yield source.mistake("profile", no_such("profile", value, known))


def _wrong_file(source: Source, key: str, value: object) -> Iterator[Mistake]:
    if not isinstance(value, str):
        yield source.mistake(key, Bilingual(f"“{key}”应为文件名。", f"“{key}” must be the name of a file."))
    elif not (source.path.parent / value).is_file():
        name = FILES[key]
        yield source.mistake(
            key, Bilingual(f"没有“{value}”这个{name.zh}文件。", f"There is no {name.en} file “{value}”.")
        )


def _wrong_rules(source: Source, paths: Iterable[str]) -> Iterator[Mistake]:
    for path in paths:
        if not (source.path.parent / path).exists():
            yield source.mistake(
                "rules", Bilingual(f"没有“{path}”这个规则文件或文件夹。", f"There is no rule file or folder “{path}”.")
            )


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(member, str) for member in value)


def _words(value: str | list[str]) -> tuple[str, ...]:
    return split_list([value] if isinstance(value, str) else value)


def configuration_schema() -> dict[str, Any]:
    """The JSON Schema of `perflint.yaml` and of the table `[tool.perflint]`."""
    from perflint.cli.configuration_layers import layered_schema  # noqa: PLC0415

    words = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    properties: dict[str, Any] = dict.fromkeys(LISTS, words)
    properties |= {key: {"type": "string"} for key in ("profile", *FILES)}
    report = {"type": "string", "pattern": f"^({'|'.join(CHECK_FORMATS)})(:.+)?$"}
    properties |= {key: {"enum": list(choices)} for key, choices in CHOICES.items()}
    properties["format"] = {"anyOf": [report, {"type": "array", "items": report}]}
    properties |= layered_schema()
    for key, shape in properties.items():
        about = KEY_HELP[key].meaning
        properties[key] = {**shape, "description": f"{about.zh} / {about.en}"}
    return {
        "title": "perflint configuration",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
