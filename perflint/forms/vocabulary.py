"""The printed words of forms (`rules/vocabulary/labels.yaml`, `levels.yaml`) as look-up tables."""

from functools import cache, lru_cache

import msgspec

from perflint.patterns import pattern
from perflint.rulebook import vocabulary_file
from perflint.values.fold import SYMBOLS

# Full-width ASCII and the ideographic blank, folded to their plain forms.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20} | SYMBOLS
_BLANK = pattern(r"[\s\u200b\ufeff]+")
_NOTE = pattern(
    r"\((?:[A-Za-z][A-Za-z/&.'-]*|续表?|[%元分]|万元|亿元|单位[:：]?(?:万?元)|盖章|公章|定量|定性|可参照.*|定量为主.*|\d+分?.*执行率.*)\)"
)
_WEIGHT_NOTE = pattern(r"\((?:满分|分值|权重)?[:：]?(\d+(?:\.\d+)?)\s*(?:分|%)?\)")
# 一、 (二) 3. 1.2 in front of a level.
_NUMBERING = pattern(r"^(?:\(?(?:[0-9]+|[一二三四五六七八九十]{1,2})[)、.]+(?![0-9])|[0-9]+(?:\.[0-9]+)*(?=[^0-9.%]))")
# The same label again in English: 项目名称 Project Name.
_ENGLISH = r"[A-Za-z][A-Za-z0-9/&.,:'()-]{3,}"
_TRANSLATION = pattern(rf"(?<=[\u4e00-\u9fff:])/?{_ENGLISH}$|^{_ENGLISH}(?=[\u4e00-\u9fff]+:?$)")
_MARKS = str.maketrans("", "", ":;,、。★☆*#|\"'“”")


def fold(text: str) -> str:
    """Full-width ASCII made plain, blanks and line breaks dropped: how labels are compared."""
    return _short_folded(text) if len(text) <= _LONGEST_LABEL else _folded(text)


def _folded(text: str) -> str:
    return _BLANK.sub("", text.translate(_FOLD))


# Labels and values come again and again, prose does not.
_LONGEST_LABEL = 60
_short_folded = lru_cache(maxsize=8192)(_folded)


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """A printed label without blanks, units, bracketed notes, weights and punctuation."""
    folded = fold(text)
    key = _WEIGHT_NOTE.sub("", _NOTE.sub("", folded))
    if not key.isascii() and (key[-1].isascii() or key[0].isascii()):
        key = _TRANSLATION.sub("", key)
    return key.translate(_MARKS)


@lru_cache(maxsize=8192)
def heading_weight(text: str) -> str:
    """The weight printed behind a heading: `产出指标(50分)` gives "50"; "" where there is none."""
    found = _WEIGHT_NOTE.search(fold(text))
    return found.group(1) if found else ""


@lru_cache(maxsize=8192)
def level_key(text: str) -> str:
    """A level's label without 指标/目标 at its end: 产出指标(50分) and 产 出 give 产出."""
    key = label_key(_NUMBERING.sub("", fold(text)))
    for ending in ("指标", "目标"):
        if key.endswith(ending) and len(key) > len(ending):
            key = key[: -len(ending)]
    return key


class Vocabulary(msgspec.Struct, frozen=True):
    """Printed label → meaning, each table keyed by `label_key` (levels by `level_key`)."""

    columns: dict[str, str]
    column_words: tuple[tuple[str, tuple[str, ...]], ...]
    lesser_columns: dict[str, tuple[str, ...]]
    task_columns: tuple[str, ...]
    fund_words: tuple[tuple[str, tuple[str, ...]], ...]
    funds: dict[str, str]
    arranged_budgets: frozenset[str]
    fund_rows: tuple[tuple[str, str], ...]
    heads: dict[str, str]
    target_funds: dict[str, str]
    goals: dict[str, str]
    fund_frames: frozenset[str]
    totals: frozenset[str]
    subtotals: frozenset[str]
    notes: frozenset[str]
    grades: frozenset[str]
    level1: dict[str, str]
    level2: dict[str, str]
    level1_order: tuple[str, ...]
    level2_order: tuple[str, ...]
    parents: dict[str, str]
    name_cues: dict[str, tuple[str, ...]]
    usual_weights: dict[str, tuple[int, ...]]
    costs: frozenset[str]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    refused: tuple[tuple[str, tuple[str, ...], str, str], ...]
    refused_columns: dict[str, str]


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    return {label_key(spelling): meaning for meaning, spellings in table.items() for spelling in spellings}


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read once."""
    labels, levels = vocabulary_file("labels"), vocabulary_file("levels")
    kinds = labels["kinds"]
    return Vocabulary(
        columns=_inverted(labels["columns"]),
        column_words=tuple((meaning, tuple(words)) for meaning, words in labels["column_words"].items()),
        lesser_columns={meaning: tuple(words) for meaning, words in labels["lesser_columns"].items()},
        task_columns=tuple(labels["task_columns"]),
        fund_words=tuple((meaning, tuple(words)) for meaning, words in labels["fund_words"].items()),
        funds=_inverted(labels["funds"]),
        arranged_budgets=frozenset(map(label_key, labels["arranged_budgets"])),
        fund_rows=tuple(
            (label_key(spelling), key)
            for key, spellings in labels["fund_rows"].items()
            for spelling in sorted(spellings, key=len, reverse=True)
        ),
        heads=_inverted(labels["heads"]),
        target_funds=_inverted(labels["target_funds"]),
        goals=_inverted(labels["goals"]),
        fund_frames=frozenset(map(label_key, labels["fund_frames"])),
        totals=frozenset(map(label_key, labels["totals"])),
        subtotals=frozenset(map(label_key, labels["subtotals"])),
        notes=frozenset(map(label_key, labels["notes"])),
        grades=frozenset(labels["grades"]),
        level1={spelling: name for name, spellings in levels["level1"].items() for spelling in spellings},
        level2={spelling: name for name, spellings in levels["level2"].items() for spelling in spellings},
        level1_order=tuple(levels["level1"]),
        level2_order=tuple(levels["level2"]),
        parents=dict(levels["parents"]),
        name_cues={name: tuple(cues) for name, cues in levels["name_cues"].items()},
        usual_weights={name: tuple(points) for name, points in levels["usual_weights"].items()},
        costs=frozenset(levels["lower_is_better"]),
        kinds=tuple((kind, tuple(words)) for kind, words in kinds.items() if kind != "refused"),
        refused=tuple(
            (name, tuple(entry["title"]), entry["zh"], entry["en"]) for name, entry in kinds["refused"].items()
        ),
        refused_columns={label_key(word): name for name, words in labels["refused_columns"].items() for word in words},
    )


@lru_cache(maxsize=8192)
def dimension_of(label: str) -> str:
    """The canonical level 1 of a printed label, or ""."""
    return vocabulary().level1.get(level_key(label), "")


@lru_cache(maxsize=8192)
def subdimension_of(label: str) -> str:
    """The canonical level 2 of a printed label, or ""."""
    return vocabulary().level2.get(level_key(label), "")
