"""Which kind of form a title or a heading names."""

import msgspec

from perflint.forms.grid import Line
from perflint.forms.labels import REFUSED
from perflint.forms.vocabulary import fold, label_key, vocabulary
from perflint.language import Bilingual
from perflint.patterns import pattern

_LONGEST_TITLE = 60
_SENTENCE = pattern(r"[。；，,]")


class Title(msgspec.Struct, frozen=True):
    """A line that names a kind of form; `refused` is set for the kinds that perflint does not judge."""

    kind: str
    refused: Bilingual | None = None


def title_of(line: Line) -> Title | None:
    """The kind that a line names as a form's title, or None for any other line."""
    if len(line.filled) != 1 and not line.lone:
        return None
    text = fold(line.filled[0][1])
    if len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return None
    known = vocabulary()
    for name, words, zh, en in known.refused:
        # 自评报告及自评表 is the title of the form that follows.
        if any(word in text for word in words) and not (name == "report" and "表" in text):
            return Title(
                name, Bilingual(f"这是{zh}，perflint 不评判这一类表。", f"this is {en}, which perflint does not judge.")
            )
    if not (text.endswith(("表", ")")) or "表(" in text or "自评" in text):
        return None
    for kind, words in known.kinds:
        if any(word in text for word in words):
            return Title(kind)
    return None


def refused_heading(line: Line) -> Title | None:
    """A heading row that only a refused kind of form has (完成目标可能性, 复核完成值)."""
    if not line.announced & REFUSED:
        return None
    for _, text in line.filled:
        name = vocabulary().refused_columns.get(label_key(text))
        if name is not None:
            entry = next(entry for entry in vocabulary().refused if entry[0] == name)
            return Title(
                name,
                Bilingual(
                    f"这是{entry[2]}，perflint 不评判这一类表。", f"this is {entry[3]}, which perflint does not judge."
                ),
            )
    return None
