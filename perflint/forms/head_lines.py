"""The lines of a form's head, told by their labels."""

from perflint.forms.fund_headings import heads_list
from perflint.forms.grid import Line
from perflint.forms.labels import HEAD, is_head_key, key_before_colon
from perflint.forms.vocabulary import dimension_of, heading_weight, label_key, subdimension_of, vocabulary


def first_key(line: Line) -> str:
    """The key of what stands first in a line, up to its colon."""
    return key_before_colon(line.filled[0][1])


def is_head(line: Line) -> bool:
    """A label of the head, of the funds or of the goals, with room for its value."""
    if not line.announced & HEAD:
        return False
    if not (any(is_head_key(label_key(text)) for _, text in line.filled) or is_head_key(first_key(line))):
        return False
    first = line.filled[0][1]
    return not (len(line.filled) == 1 and line.loose and "：" not in first and ":" not in first)


def opens_head(line: Line) -> bool:
    """项目名称 with a value beside it, or the first head of another kind of form."""
    if not line.announced & HEAD or vocabulary().heads.get(first_key(line)) not in ("project", "department", "unit"):
        return False
    return is_head(line) and not heads_list(line)


def is_label_line(line: Line) -> bool:
    """A label of level 1 or 2, or a heading with the points of its group."""
    return any(dimension_of(text) or subdimension_of(text) or heading_weight(text) for _, text in line.filled)
