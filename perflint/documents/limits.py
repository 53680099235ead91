"""How much of an input perflint is willing to take: declared here once, adjustable by whoever runs it."""

import os
from collections.abc import Mapping

import msgspec

from perflint.errors import InputTooLarge, UsageError
from perflint.language import Bilingual

MIB = 1024 * 1024
VARIABLE = "PERFLINT_LIMIT_"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on one input; beyond any of them it is refused as a whole, never read in part.

    max_bytes      size of the file
    max_unpacked   size of what is unpacked from one file (office packages are zip archives), in bytes
    max_members    files in one archive
    max_rows       lines of a text, rows of all tables together
    max_cells      cells, empty ones included; in YAML and JSON the scalars and containers, with aliases written out,
                   in HTML the tags
    max_depth      nesting of YAML and JSON, and of tables in HTML
    max_pages      pages of a paginated document
    max_page_objects   characters, and drawn shapes, of one page
    max_seconds    what an office program may take to convert one file
    """

    max_bytes: int = 32 * MIB
    max_unpacked: int = 128 * MIB
    max_members: int = 10_000
    max_rows: int = 250_000
    max_cells: int = 1_000_000
    max_depth: int = 64
    max_pages: int = 2_000
    max_page_objects: int = 200_000
    max_seconds: int = 60

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Limits":
        """The limits with what `PERFLINT_LIMIT_BYTES`, `_UNPACKED`, `_ROWS`, `_CELLS` and `_DEPTH` set in their place.

        Raises UsageError for a value that is not a whole number above zero.
        """
        settings = os.environ if environment is None else environment
        changed = {}
        for field in cls.__struct_fields__:
            variable = variable_of(field)
            if text := settings.get(variable, "").strip():
                if not (text.isascii() and text.isdecimal()) or not text.strip("0"):
                    raise UsageError(
                        Bilingual(
                            zh=f"环境变量 {variable} 应为正整数，现为“{text}”。",
                            en=f"The environment variable {variable} must be a whole number above zero, not '{text}'.",
                        )
                    )
                changed[field] = int(text)
        return cls(**changed)


def variable_of(field: str) -> str:
    """The environment variable that sets a limit: max_bytes → PERFLINT_LIMIT_BYTES."""
    return VARIABLE + field.removeprefix("max_").upper()


_NOUNS = {
    "max_members": Bilingual(zh="压缩包内的文件数", en="number of files in the archive"),
    "max_rows": Bilingual(zh="行数", en="number of lines"),
    "max_cells": Bilingual(zh="单元格数", en="number of cells"),
    "max_depth": Bilingual(zh="嵌套层数", en="nesting depth"),
    "max_pages": Bilingual(zh="页数", en="number of pages"),
    "max_page_objects": Bilingual(zh="一页上的文字或图形数", en="number of characters or shapes on one page"),
}


def too_large(field: str, limit: int, path: str, *, place: str = "") -> InputTooLarge:
    """The refusal of an input beyond the limit named `field`, one of those of `Limits`."""
    size = f"{limit // MIB} MiB" if limit % MIB == 0 else f"{limit} B"
    if field == "max_unpacked":
        message = Bilingual(
            zh=f"文件解压后大于 {size} 的上限，没有读取。",
            en=f"Unpacked, the file is larger than the limit of {size}; it was not read.",
        )
    elif field == "max_bytes":
        message = Bilingual(
            zh=f"文件大于 {size} 的上限，没有读取。",
            en=f"The file is larger than the limit of {size} and was not read.",
        )
    else:
        noun = _NOUNS[field]
        message = Bilingual(
            zh=f"{noun.zh}超过 {limit} 的上限，没有读取。",
            en=f"The {noun.en} is above the limit of {limit}; the file was not read.",
        )
    remedy = Bilingual(
        zh=f"请拆分文件，或用环境变量 {variable_of(field)} 调高上限。",
        en=f"Split the file, or raise the limit with the environment variable {variable_of(field)}.",
    )
    return InputTooLarge(message, path=path, place=place, remedy=remedy)
