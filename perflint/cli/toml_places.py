"""Where the keys of a TOML file stand: its reader tells no places, so they are looked for, line by line.

Good enough for the files that people write: one key a line, tables and lists of tables by their headings. Inside an
inline table or list the word itself is looked for behind its key.
"""

from collections.abc import Sequence

from perflint.patterns import pattern

Steps = tuple[str | int, ...]

_BARE = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_BARE}(?:\s*\.\s*{_BARE})*"
_HEADING = pattern(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?")
_KEY = pattern(rf"\s*({_DOTTED})\s*=\s*")
_STEP = pattern(_BARE)


class TomlPlaces:
    """The places of the keys below one table (`tool.perflint`)."""

    def __init__(self, lines: Sequence[str], below: tuple[str, ...]) -> None:
        self._lines = lines
        # Steps → line, column and width of the key, and the column where its value begins.
        self._found: dict[Steps, tuple[int, int, int, int]] = {}
        counts: dict[Steps, int] = {}
        table: Steps = ()
        for number, line in enumerate(lines):
            if heading := _HEADING.match(line):
                table = self._numbered(_steps(heading[2]), counts, listed=heading[1] == "[[")
                self._note(table, number, heading.start(2), len(heading[2]), heading.start(2))
            elif key := _KEY.match(line):
                last = _steps(key[1])
                self._note((*table, *last), number, key.start(1), len(key[1]), key.end())
        cut = len(below)
        self._found = {steps[cut:]: place for steps, place in self._found.items() if steps[:cut] == below}

    def locate(self, steps: Steps, *, key: bool) -> tuple[int, int, int]:
        """Line and column from 0, and the width that carets cover, of a key or its value, or of the nearest above."""
        for length in range(len(steps), -1, -1):
            found = self._found.get(steps[:length])
            if found is None:
                continue
            line, column, width, value = found
            for step in steps[length:]:
                line, value, width, column = self._word(step, line, value, width, column)
            if key or length < len(steps) or value == column:
                return line, column, width
            text = self._lines[line][value:].split(" #")[0].rstrip()
            return line, value, max(1, len(text))
        return 0, 0, 1

    def _note(self, steps: Steps, line: int, column: int, width: int, value: int) -> None:
        for length in range(1, len(steps) + 1):
            self._found.setdefault(steps[:length], (line, column, width, value))

    def _numbered(self, steps: Steps, counts: dict[Steps, int], *, listed: bool) -> Steps:
        """The heading's steps with the number of each list of tables in them."""
        whole: Steps = ()
        for step in steps[:-1]:
            whole = (*whole, step)
            if whole in counts:
                whole = (*whole, counts[whole] - 1)
        whole = (*whole, steps[-1])
        if listed:
            counts[whole] = counts.get(whole, 0) + 1
            return (*whole, counts[whole] - 1)
        return whole

    def _word(self, step: str | int, line: int, start: int, width: int, column: int) -> tuple[int, int, int, int]:
        """The place of a word behind a place, on its line or on those that belong to the same value."""
        if isinstance(step, int):
            return line, start, width, column
        for number in range(line, len(self._lines)):
            text = self._lines[number]
            if number > line and (_KEY.match(text) or _HEADING.match(text)):
                break
            at = text.find(step, start if number == line else 0)
            if at >= 0:
                return number, at + len(step), len(step), at
        return line, start, width, column


def _steps(dotted: str) -> Steps:
    return tuple(step.strip("\"'") for step in _STEP.findall(dotted))
