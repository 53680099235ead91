"""What is wrong in a text that YAML cannot read: told where it was typed, not where the reader gave up."""

from collections.abc import Iterator

import msgspec
from ruamel.yaml.error import MarkedYAMLError

from perflint.language import Bilingual
from perflint.patterns import pattern

_NO_BLANK = Bilingual("冒号后要有空格", "a blank is missing behind the colon")
# What libyaml says, in words that name the remedy.
_PROBLEMS = {
    "found character that cannot start any token": Bilingual(
        "此处的字符不能开始一个值（不能用制表符缩进；以 %、@、` 开头的值要加引号）",
        "this character cannot start a value (no tabs for indentation; quote values that begin with %, @ or `)",
    ),
    "mapping values are not allowed in this context": Bilingual(
        "此处不应有冒号：含“: ”的值要加引号，或者上一行缩进不对",
        "no colon is wanted here: quote values that hold “: ”, or the line above is indented wrongly",
    ),
    "did not find expected key": Bilingual(
        "缩进不一致，或引号后面还有字：以引号开头的表达式要整个加双引号",
        "the indentation differs, or text stands behind a quoted value: put double quotes around the whole expression",
    ),
    "could not find expected ':'": Bilingual("缺少冒号（冒号后要有空格）", "a colon with a blank behind it is missing"),
    "found unexpected ':'": _NO_BLANK,
    "did not find expected '-' indicator": Bilingual(
        "列表项的缩进不一致", "the items of the list are indented differently"
    ),
    "did not find expected node content": Bilingual("此处缺少一个值", "a value is missing here"),
    "did not find expected ',' or '}'": Bilingual(
        "花括号没有结束，或缺少逗号；句子里有花括号的，整句要加双引号",
        "a curly bracket is never closed, or a comma is missing; put double quotes around a sentence with braces in it",
    ),
    "did not find expected ',' or ']'": Bilingual(
        "方括号没有结束，或缺少逗号", "a square bracket is never closed, or a comma is missing"
    ),
    "did not find expected <document start>": Bilingual(
        "此处不应再有内容：上面的缩进不对", "nothing more is wanted here: the lines above are indented wrongly"
    ),
}
_TABS = Bilingual("不能用制表符缩进，请用空格", "indent with blanks, not with tabs")
_OPEN_QUOTE = Bilingual("引号没有结束", "a quotation mark is never closed")
_COLON = Bilingual(
    "“：”是中文（全角）冒号，键后面请用英文冒号加空格",
    "this colon is a full-width one: type : and a blank behind the key",
)
_COMMA = Bilingual("“，”是中文（全角）逗号，请用英文逗号", "this comma is a full-width one: type ,")
# The key of a line, or of an entry in braces, up to what should have been its colon.
_WIDE_COLON = pattern(r"(?:^\s*(?:- )?|[{,，]\s*)[A-Za-z0-9_.-]+\s*(：)")
_WIDE_COMMA = pattern(r"(，)\s*[A-Za-z_]\w*\s*[:：]")
_TIGHT_COLON = pattern(r"^\s*(?:- )?[A-Za-z0-9_.-]+(:)\S")
_SCALAR_HEAD = pattern(r"[|>][-+0-9]*\s*$")
# How many lines above the reader's a slip is looked for: a plain text goes on until something stops it.
_LINES = 3


class YamlFault(msgspec.Struct, frozen=True):
    """Line and column from 0, and what is wrong there."""

    line: int
    column: int
    said: Bilingual


def yaml_fault(text: str, error: MarkedYAMLError) -> YamlFault:
    """The mistake behind an error of the reader."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    problem = str(error.problem or error.context or "").strip()
    begun = error.context_mark
    slip = _tab(lines, line) or _wide_sign(lines, line, column) or _open_quote(lines, line, problem)
    if slip is not None:
        return slip
    if problem == "found unexpected end of stream":
        # The end of the file is where the reader gave up; the quotation mark is where it began.
        return YamlFault(*((line, column) if begun is None else (begun.line, begun.column)), _OPEN_QUOTE)
    if problem == "could not find expected ':'" and begun is not None:
        tight = _TIGHT_COLON.match(lines[begun.line]) if begun.line < len(lines) else None
        if tight is not None:
            return YamlFault(begun.line, tight.start(1), _NO_BLANK)
        line, column = begun.line, begun.column
    elif begun is not None and "bracket" not in problem and _left_open(lines, line, begun.line, problem):
        line, column = begun.line, begun.column
    return YamlFault(line, column, _PROBLEMS.get(problem, Bilingual(problem, problem)))


def _tab(lines: list[str], line: int) -> YamlFault | None:
    if line >= len(lines):
        return None
    indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    return YamlFault(line, indent.index("\t"), _TABS) if "\t" in indent else None


def _wide_sign(lines: list[str], line: int, column: int) -> YamlFault | None:
    """A full-width colon behind a key, or a comma before one, at the place of the error or in the lines above it."""
    for number in _upwards(lines, line):
        until = column if number == line else len(lines[number])
        for slip, said in ((_WIDE_COLON, _COLON), (_WIDE_COMMA, _COMMA)):
            found = next((one for one in slip.finditer(lines[number]) if one.start(1) <= until), None)
            if found is not None and not _quoted(lines[number], found.start(1)):
                return YamlFault(number, found.start(1), said)
    return None


def _upwards(lines: list[str], line: int) -> Iterator[int]:
    """The line of the error and some above it, as far as no text in several lines begins there."""
    for number in range(min(line, len(lines) - 1), max(-1, line - _LINES), -1):
        if number < line and _SCALAR_HEAD.search(lines[number]):
            return
        yield number


def _quoted(line: str, column: int) -> bool:
    """Whether a place of a line stands between quotation marks."""
    return line[:column].count('"') % 2 == 1 or line[:column].count("'") % 2 == 1


def _open_quote(lines: list[str], line: int, problem: str) -> YamlFault | None:
    """The last line above with an odd number of quotation marks, where the reader took the next one for its end."""
    if problem not in ("did not find expected key", "did not find expected ',' or '}'"):
        return None
    for number in range(min(line, len(lines)) - 1, max(-1, line - 1 - _LINES), -1):
        bare = lines[number].replace('\\"', "__")
        if bare.count('"') % 2:
            return YamlFault(number, bare.rindex('"'), _OPEN_QUOTE)
    return None


def _left_open(lines: list[str], line: int, begun: int, problem: str) -> bool:
    """A bracket that the next lines, indented no deeper than its own, show to be never closed."""
    if "expected ','" not in problem or line <= begun:
        return False
    if line >= len(lines):
        return True
    return _indent(lines[line]) <= _indent(lines[begun])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
