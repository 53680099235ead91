"""The words of `rules/vocabulary/words.yaml` and the units of `units.yaml`, loaded once, when first asked for."""

from functools import cache

import msgspec

from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.rulebook import vocabulary_file
from perflint.values.model import Standing


class Choice(msgspec.Struct, frozen=True):
    """A template's list of answers, best first, with the standing of each where the list alone decides it."""

    options: tuple[str, ...]
    met: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@cache
def word_list_names() -> tuple[str, ...]:
    """The names that `words` knows, sorted."""
    return tuple(sorted(name for name in vocabulary_file("words") if name != "choices"))


@cache
def words(name: str) -> tuple[str, ...]:
    """The word list `name` of words.yaml, in its own order. `choices` gives every list as one string (`好坏`).

    Raises UsageError for a name that is not there.
    """
    if name == "choices":
        return tuple("".join(choice.options) for choice in choices())
    found = vocabulary_file("words").get(name)
    if found is None:
        known = "、".join(word_list_names())
        raise UsageError(
            Bilingual(zh=f"没有名为“{name}”的词表", en=f'There is no word list named "{name}".'),
            remedy=Bilingual(zh=f"可用的词表：{known}", en=f"Known lists: {known.replace('、', ', ')}"),
        )
    return tuple(found.split())


@cache
def word_set(name: str) -> frozenset[str]:
    """The word list `name` as a set."""
    return frozenset(words(name))


@cache
def choices() -> tuple[Choice, ...]:
    """The choice lists that templates print as if they were targets."""
    return msgspec.convert(vocabulary_file("words")["choices"], tuple[Choice, ...])


@cache
def standings() -> dict[str, Standing]:
    """Every known qualitative word and where it stands."""
    table: dict[str, Standing] = {}
    for name in ("met", "partly", "not"):
        standing: Standing = msgspec.convert(name, Standing)
        table.update(dict.fromkeys(words(name), standing))
    return table
