"""The shipped words and units."""

import pytest

from perflint.errors import UsageError
from perflint.rulebook import rulebook_root, vocabulary_file
from perflint.values import Unreadable, parse_target, word_list_names, words
from perflint.values.units import resolve

_NEEDED = (
    "met",
    "partly",
    "not",
    "statement_stems",
    "empty_reasons",
    "undone_words",
    "measure_words",
    "template_sentences",
    "placeholder_marks",
    "completion_words",
    "rate_name_suffixes",
    "growth_words",
)


@pytest.mark.parametrize("name", _NEEDED)
def test_every_list_that_rules_use_is_there(name: str) -> None:
    """The list exists, is not empty, and holds no word twice."""
    listed = words(name)
    assert name in word_list_names()
    assert listed
    assert all(listed)
    assert len(set(listed)) == len(listed)


def test_choices_are_offered_as_strings() -> None:
    """`choices` gives each list joined, as templates print it."""
    assert {"好坏", "高中低", "优良中差", "是否"} <= set(words("choices"))


def test_an_unknown_list_is_refused_by_name() -> None:
    """The error names the list that was asked for and those that there are."""
    with pytest.raises(UsageError) as caught:
        words("nothing_like_it")
    assert "nothing_like_it" in caught.value.describe("en")
    assert "empty_reasons" in caught.value.describe("zh")


def test_no_word_stands_on_two_steps_of_the_scale() -> None:
    """met, partly and not exclude one another."""
    met, partly, failed = set(words("met")), set(words("partly")), set(words("not"))
    assert not met & partly
    assert not met & failed
    assert not partly & failed


@pytest.mark.parametrize("standing", ["met", "partly", "not"])
def test_every_listed_word_is_read_as_itself(standing: str) -> None:
    """No other part of the grammar takes a listed word away."""
    for word in words(standing):
        found = parse_target(word)
        assert not isinstance(found, Unreadable), word
        assert (found.kind, found.standing) == ("word", standing), word


def test_every_unit_and_alias_is_read_after_a_number() -> None:
    """`5` + any spelling of units.yaml is a quantity in the canonical unit (or a date, for 月 and 日)."""
    for family in vocabulary_file("units")["families"].values():
        for name, entry in family["units"].items():
            for spelling in (name, *entry.get("aliases", "").split()):
                unit = resolve(spelling)
                assert unit is not None, spelling
                assert unit.name == name, spelling
                found = parse_target(f"≥5{spelling}")
                assert not isinstance(found, Unreadable), spelling
                if found.kind != "date":
                    assert found.quantity is not None, spelling
                    assert found.quantity.unit == name, spelling


def test_no_spelling_means_two_units() -> None:
    """An alias belongs to one unit only."""
    seen: dict[str, str] = {}
    for family in vocabulary_file("units")["families"].values():
        for name, entry in family["units"].items():
            for spelling in (name, *entry.get("aliases", "").split()):
                assert seen.setdefault(spelling, name) == name, spelling


def test_vocabulary_files_are_where_the_rulebook_is() -> None:
    """Both files ship with the rules."""
    assert (rulebook_root() / "vocabulary" / "words.yaml").is_file()
    assert (rulebook_root() / "vocabulary" / "units.yaml").is_file()
