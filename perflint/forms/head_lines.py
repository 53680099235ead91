"""The lines of a form's head, told by their labels."""

from functools import lru_cache

from perflint.forms.funds import heads_list
from perflint.forms.grid import Line
from perflint.forms.vocabulary import dimension_of, heading_weight, label_key, subdimension_of, vocabulary


@lru_cache(maxsize=8192)
def _key_before_colon(text: str) -> str:
    for mark in ("：", ":"):
        text = text.split(mark, 1)[0] or text
    return label_key(text)


def first_key(line: Line) -> str:
    """The key of what stands first in a line, up to its colon."""
    return _key_before_colon(line.filled[0][1])


def _is_head_key(key: str) -> bool:
    known = vocabulary()
    return key in known.heads or key in known.fund_frames or key in known.target_funds


@lru_cache(maxsize=8192)
def _names_head(text: str) -> bool:
    return _is_head_key(label_key(text))


def is_head(line: Line) -> bool:
    """A label of the head, of the funds or of the goals, with room for its value."""
    for _, text in line.filled:
        if _names_head(text):
            break
    else:
        if not _is_head_key(first_key(line)):
            return False
    first = line.filled[0][1]
    return not (len(line.filled) == 1 and line.loose and "：" not in first and ":" not in first)


def opens_head(line: Line) -> bool:
    """项目名称 with a value beside it, or the first head of another kind of form."""
    if vocabulary().heads.get(first_key(line)) not in ("project", "department", "unit"):
        return False
    return is_head(line) and not heads_list(line)


def is_label_line(line: Line) -> bool:
    """A label of level 1 or 2, or a heading with the points of its group."""
    return any(dimension_of(text) or subdimension_of(text) or heading_weight(text) for _, text in line.filled)
