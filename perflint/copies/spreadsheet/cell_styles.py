"""The styles of a workbook with some more of them: each a copy of one that is there, but for its fill or its format.

Source: ECMA-376 part 1, 18.8 (styles). A cell names its style by its number in `cellXfs`.
"""

from copy import deepcopy
from typing import Any

from perflint.documents.spreadsheet.number_builtin import BUILTIN

_FIRST_OWN_FORMAT = 164


class CellStyles:
    """The styles part; a style asked for twice is made once."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._space = root.tag.rpartition("}")[0] + "}"
        self._made: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}
        self._styles = root.find(f"{self._space}cellXfs")
        self._codes = {
            int(entry.get("numFmtId", "0")): entry.get("formatCode", "")
            for entry in root.iterfind(f"{self._space}numFmts/{self._space}numFmt")
        }

    @property
    def usable(self) -> bool:
        """Whether there are styles that could be copied."""
        return self._styles is not None and len(self._styles) > 0 and self._child("fills") is not None

    @property
    def changed(self) -> bool:
        """Whether any style was added."""
        return bool(self._made)

    def format_of(self, style: int) -> str:
        """The number format of a style, as its code is spelt."""
        number = int(self._style(style).get("numFmtId", "0"))
        return self._codes.get(number) or BUILTIN.get(number, "General")

    def filled(self, style: int, colour: str) -> int:
        """The style that is like `style` on a ground of that colour."""
        if (style, colour) not in self._made:
            copied = deepcopy(self._style(style))
            copied.set("fillId", str(self._fill(colour)))
            copied.set("applyFill", "1")
            self._made[style, colour] = self._append(copied)
        return self._made[style, colour]

    def formatted(self, style: int, code: str) -> int:
        """The style that is like `style` and shows numbers by the format `code`."""
        if (style, code) not in self._made:
            copied = deepcopy(self._style(style))
            copied.set("numFmtId", str(self._format(code)))
            copied.set("applyNumberFormat", "1")
            self._made[style, code] = self._append(copied)
        return self._made[style, code]

    def _style(self, style: int) -> Any:
        return self._styles[style if 0 <= style < len(self._styles) else 0]

    def _append(self, style: Any) -> int:
        self._styles.append(style)
        self._styles.set("count", str(len(self._styles)))
        return len(self._styles) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            fills = self._child("fills")
            fill = fills.makeelement(f"{self._space}fill", {})
            pattern = fill.makeelement(f"{self._space}patternFill", {"patternType": "solid"})
            pattern.append(pattern.makeelement(f"{self._space}fgColor", {"rgb": f"FF{colour}"}))
            pattern.append(pattern.makeelement(f"{self._space}bgColor", {"indexed": "64"}))
            fill.append(pattern)
            fills.append(fill)
            fills.set("count", str(len(fills)))
            self._fills[colour] = len(fills) - 1
        return self._fills[colour]

    def _format(self, code: str) -> int:
        for number, known in (*BUILTIN.items(), *self._codes.items()):
            if known == code:
                return number
        number = max((_FIRST_OWN_FORMAT - 1, *self._codes)) + 1
        formats = self._child("numFmts")
        if formats is None:
            formats = self.root.makeelement(f"{self._space}numFmts", {})
            self.root.insert(0, formats)
        formats.append(formats.makeelement(f"{self._space}numFmt", {"numFmtId": str(number), "formatCode": code}))
        formats.set("count", str(len(formats)))
        self._codes[number] = code
        return number

    def _child(self, name: str) -> Any:
        return self.root.find(f"{self._space}{name}")
