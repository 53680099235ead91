"""A fragment of a form in one line that a clerk can read: `培训场次：指标值 ≥10场，实际完成值 8场，分值 10，得分 8`."""

from collections.abc import Iterator, Mapping
from typing import Any

from perflint.language import Bilingual, Language
from perflint.reports.field_names import column_name, field_name
from perflint.reports.wording import kind_name

# More rows than these are only counted.
_ROWS = 3
_PARTS = {
    "head": Bilingual("表头", "its head"),
    "rows": Bilingual("部分指标行", "some rows"),
    "tail": Bilingual("表尾", "its tail"),
}


def fragment_line(form: Mapping[str, Any], language: Language) -> str:
    """What the fragment says, in the order in which it is written."""
    return ("；" if language == "zh" else "; ").join(_parts(form, language))


def _parts(form: Mapping[str, Any], language: Language) -> Iterator[str]:
    for key, value in form.items():
        if key == "kind":
            yield kind_name(str(value), language)
        elif key == "complete":
            if not value:
                yield "残缺的表" if language == "zh" else "an incomplete form"
        elif key == "lacks":
            parts = [_PARTS[part].pick(language) if part in _PARTS else str(part) for part in value]
            yield f"缺{'、'.join(parts)}" if language == "zh" else f"lacks {', '.join(parts)}"
        elif key == "indicators":
            yield from _rows(value, language)
        elif key == "budget":
            for row, fields in value.items():
                yield _record(field_name(f"budget.{row}", language), fields, language)
        elif key == "goal":
            yield from (_pair(field_name(f"goal.{side}", language), text, language) for side, text in value.items())
        elif key == "total":
            yield _record(field_name("total", language), value, language)
        elif isinstance(value, Mapping):
            yield from (_pair(field_name(f"{key}.{name}", language), one, language) for name, one in value.items())
        else:
            yield _pair(field_name(key, language), value, language)


def _rows(rows: list[Mapping[str, Any]], language: Language) -> Iterator[str]:
    for number, row in enumerate(rows[:_ROWS]):
        name = str(row.get("name") or "") or field_name(f"indicators.{number}", language)
        yield _record(name, {key: value for key, value in row.items() if key != "name"}, language)
    if len(rows) > _ROWS:
        yield f"……共 {len(rows)} 条指标" if language == "zh" else f"… {len(rows)} indicators in all"


def _record(name: str, fields: Any, language: Language) -> str:
    if not isinstance(fields, Mapping):
        return _pair(name, fields, language)
    told = [_pair(column_name(f".{key}", language), value, language) for key, value in fields.items()]
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    return f"{name}{colon}{comma.join(told)}" if told else name


def _pair(name: str, value: Any, language: Language) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return f"{name} {text or ('空' if language == 'zh' else 'blank')}"
