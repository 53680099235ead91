"""Small declarative shapes for YAML content: one declaration checks a file and prints its JSON Schema."""

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

import msgspec

from perflint.engine.faults import did_you_mean, with_hint
from perflint.engine.yamlfile import Place
from perflint.language import Bilingual

# A sentence, and the entries of a list or a table; each many times what any rule of the rulebook has.
MAX_TEXT = 2_000
MAX_MEMBERS = 200
MAX_SETTINGS = 1_000
Steps = tuple[str | int, ...]
Report = Callable[[Place, Bilingual], None]


@cache
def _whole(pattern: str) -> Callable[[str], object]:
    """Whether a text is what the pattern says, from its first character to its last."""
    return re.compile(pattern).fullmatch


class Shape(Protocol):
    """What a value must look like."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        """Reports every way in which `value` does not fit."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def kind_of(value: Any) -> Bilingual:
    """What a value of a YAML file is, in words."""
    for types, zh, en in (
        (bool, "真假", "true or false"), (int | Decimal, "数字", "a number"), (str, "文字", "a text"),
        (Mapping, "映射", "a mapping"), (list, "列表", "a list"),
    ):  # fmt: skip
        if isinstance(value, types):
            return Bilingual(zh, en)
    return Bilingual("空", "nothing")


def _wrong(  # noqa: PLR0917 - a value, its place and a sentence
    value: Any, at: Steps, report: Report, zh: str, en: str, hint: Bilingual | None = None
) -> None:
    kind = kind_of(value)
    report(Place(at), with_hint(Bilingual(f"这里要{zh}，不是{kind.zh}", f"{en} wanted here, not {kind.en}"), hint))


def _no_table(value: Any, at: Steps, report: Report, required: Iterable[str] = ()) -> None:
    from perflint.engine.slips import meant_table  # noqa: PLC0415 - only for a mistake

    _wrong(value, at, report, "映射", "a mapping", meant_table(value, required))


class Text(msgspec.Struct, frozen=True):
    """A text, perhaps of a closed set or of a pattern that `like` describes."""

    choices: tuple[str, ...] = ()
    pattern: str = ""
    like: Bilingual | None = None
    longest: int = MAX_TEXT

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, str):
            _wrong(value, at, report, "文字", "a text")
        elif len(value) > self.longest:
            report(Place(at), Bilingual(f"超过 {self.longest} 个字符", f"longer than {self.longest} characters"))
        elif self.choices and value not in self.choices:
            message = Bilingual(f"{value!r} 不在可选值 {'、'.join(self.choices)} 之中",
                                f"{value!r} is not one of {', '.join(self.choices)}")  # fmt: skip
            from perflint.engine.slips import meant_word  # noqa: PLC0415 - only for a mistake

            report(Place(at), with_hint(message, meant_word(value, self.choices)))
        elif self.pattern and not _whole(self.pattern)(value):
            like = self.like or Bilingual(self.pattern, self.pattern)
            report(Place(at), Bilingual(f"{value!r} 写法不对，应为{like.zh}", f"{value!r} should be {like.en}"))

    def schema(self) -> dict[str, Any]:
        if self.choices:
            return {"enum": list(self.choices)}
        return {"type": "string", **({"pattern": f"^(?:{self.pattern})$"} if self.pattern else {})}


class Formula(msgspec.Struct, frozen=True):
    """An expression of the rule language; a bare number or true/false counts as one."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, str | int | Decimal):
            _wrong(value, at, report, "表达式", "an expression")

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"], "description": "an expression of the rule language"}


class Whole(msgspec.Struct, frozen=True):
    """A whole number from `least` on."""

    least: int = 0

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            _wrong(value, at, report, "整数", "a whole number")
        elif value < self.least:
            report(Place(at), Bilingual(f"不能小于 {self.least}", f"must not be below {self.least}"))

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least}


class YesNo(msgspec.Struct, frozen=True):
    """true or false."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, bool):
            from perflint.engine.slips import meant_truth  # noqa: PLC0415 - only for a mistake

            _wrong(value, at, report, " true 或 false", "true or false", meant_truth(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Setting(msgspec.Struct, frozen=True):
    """A number, text, true/false or a list of those."""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        members = value if isinstance(value, list) else [value]
        if not all(isinstance(member, str | int | Decimal) for member in members):
            _wrong(value, at, report, "数字、文字、真假或它们的列表", "a number, text, true/false or a list of those")
        elif isinstance(value, list) and len({kind_of(member).en for member in value}) != 1:
            report(Place(at), Bilingual("列表的成员要同一类型", "the members of a list must be of one type"))
        else:
            _too_many(members, MAX_SETTINGS, at, report)

    def schema(self) -> dict[str, Any]:
        plain = ["number", "string", "boolean"]
        return {"anyOf": [{"type": plain}, {"type": "array", "items": {"type": plain}, "minItems": 1}]}


class Anything(msgspec.Struct, frozen=True):
    """A mapping whose content somebody else checks; editors are told of it by `inside`."""

    description: str
    inside: Callable[[], Mapping[str, Any]] = dict

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, Mapping):
            _wrong(value, at, report, "映射", "a mapping")

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "description": self.description, **self.inside()}


def _too_many(value: Sized, most: int, at: Steps, report: Report) -> bool:
    if len(value) > most:
        report(Place(at), Bilingual(f"超过 {most} 项", f"more than {most} entries"))
    return len(value) > most


class ListOf(msgspec.Struct, frozen=True):
    """A list, each member of one shape."""

    member: Shape
    least: int = 0
    most: int = MAX_MEMBERS

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, list):
            _wrong(value, at, report, "列表", "a list")
            return
        if _too_many(value, self.most, at, report):
            return
        if len(value) < self.least:
            report(Place(at), Bilingual(f"至少要 {self.least} 项", f"at least {self.least} wanted"))
        for index, member in enumerate(value):
            self.member.check(member, (*at, index), report)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.member.schema(), **({"minItems": self.least} if self.least else {})}


class TableOf(msgspec.Struct, frozen=True):
    """A mapping with names of its own, each a Python-like identifier unless `pattern` says otherwise."""

    member: Shape
    pattern: str = r"[A-Za-z][A-Za-z0-9_]*"
    most: int = MAX_MEMBERS

    def check(self, value: Any, at: Steps, report: Report) -> None:
        if not isinstance(value, Mapping):
            _no_table(value, at, report)
            return
        if _too_many(value, self.most, at, report):
            return
        for name, member in value.items():
            if not isinstance(name, str) or not _whole(self.pattern)(name):
                message = Bilingual(f"{name!r} 不能作名字：只用字母、数字和下划线",
                                    f"{name!r} cannot be a name: letters, digits and underscores only")  # fmt: skip
                report(Place((*at, name), key=True), message)
            else:
                self.member.check(member, (*at, name), report)

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "patternProperties": {f"^(?:{self.pattern})$": self.member.schema()},
                "additionalProperties": False}  # fmt: skip


class Key(msgspec.Struct, frozen=True):
    """One key of a record."""

    shape: Shape
    required: bool = False
    help: str = ""


class RecordOf(msgspec.Struct, frozen=True):
    """A mapping with known keys; every other key is a mistake."""

    keys: Mapping[str, Key]
    title: str = ""

    def check(self, value: Any, at: Steps, report: Report) -> None:
        # What a file holds is a dict; the question after Mapping takes longer than the rest.
        if not isinstance(value, dict | Mapping):
            _no_table(value, at, report, [name for name, key in self.keys.items() if key.required])
            return
        meant = set()
        for name, member in value.items():
            known = self.keys.get(name) if isinstance(name, str) else None
            if known is None:
                word, message = self._unknown(str(name))
                meant.add(word)
                report(Place((*at, name), key=True), message)
            else:
                known.shape.check(member, (*at, name), report)
        for name, key in self.keys.items():
            if key.required and name not in value and name not in meant:
                report(Place(at), Bilingual(f"缺少键 {name}", f"the key {name} is missing"))

    def _unknown(self, name: str) -> tuple[str | None, Bilingual]:
        """The key that an unknown one stands for, and what is said of it."""
        from perflint.engine.slips import key_with_colon, meant_key  # noqa: PLC0415 - only for a mistake

        glued = key_with_colon(name, self.keys)
        if glued is not None:
            return glued
        word = meant_key(name, self.keys)
        return word, with_hint(Bilingual(f"不认识的键 {name}", f"unknown key {name}"), did_you_mean(word))

    def schema(self) -> dict[str, Any]:
        described = {
            name: {**key.shape.schema(), **({"description": key.help} if key.help else {})}
            for name, key in self.keys.items()
        }
        required = [name for name, key in self.keys.items() if key.required]
        return {"type": "object", **({"title": self.title} if self.title else {}), "properties": described,
                **({"required": required} if required else {}), "additionalProperties": False}  # fmt: skip


SENTENCE = RecordOf({"zh": Key(Text(), required=True), "en": Key(Text(), required=True)})
