"""Words that stand for a choice, on the command line and in the configuration: checked alike, explained alike."""

from collections.abc import Collection
from difflib import get_close_matches

from perflint.language import Bilingual


def no_such(name: str, value: object, known: Collection[str]) -> Bilingual:
    """The sentence for a value that is none of `known`, with the nearest one."""
    near = nearest(str(value), known)
    return Bilingual(
        f"{name} 的值“{value}”不认识；可用：{'、'.join(known)}。" + (f"是否指“{near}”？" if near else ""),
        f"{name} has no value “{value}”; known are: {', '.join(known)}." + (f" Did you mean “{near}”?" if near else ""),
    )


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that `word` probably was meant to be, or ""."""
    return next(iter(get_close_matches(word, list(known), 1)), "")


def split_list(values: Collection[str]) -> tuple[str, ...]:
    """`["PF1,PF2", "PF3"]` as its single words."""
    return tuple(word for value in values for part in value.split(",") if (word := part.strip()))
