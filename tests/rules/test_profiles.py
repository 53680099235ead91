"""The shipped profiles: what each region asks for, and that each says on what it rests."""

from decimal import Decimal

import pytest

from perflint import load_rules
from perflint.engine import profile_names
from perflint.forms.region import guess_region
from perflint.rulebook import vocabulary_file
from tests.acceptance.scene import form

REGIONS = (
    "anhui", "beijing", "chongqing", "guangxi", "hubei", "hunan", "shanghai", "shanxi", "sichuan", "yunnan",
)  # fmt: skip

# What a region asks for beside the national profile, by rule and parameter.
DIFFERENT: dict[str, dict[tuple[str, str], str]] = {
    "hubei": {("PF208", "weight_due"): "20", ("PF307", "missed_up_to"): "0.5"},
    "sichuan": {("PF207", "limit"): "0"},
}


def test_every_region_has_its_profile() -> None:
    """Ten regions and the national profile."""
    assert profile_names() == tuple(sorted((*REGIONS, "national")))


@pytest.mark.parametrize("region", REGIONS)
def test_what_a_region_asks_for(region: str) -> None:
    """The same rules as everywhere; every parameter and severity is the national one but for those listed above."""
    national, rules = load_rules(profile="national"), load_rules(profile=region)
    assert [rule.code for rule in rules] == [rule.code for rule in national]
    assert rules.profile.chain == ("national", region)
    different = {
        (rule.code, name): str(value)
        for rule, usual in zip(rules.known, national.known, strict=True)
        for name, value in rule.settings.items()
        if value != usual.settings[name]
    }
    assert different == DIFFERENT.get(region, {})
    assert [rule.severity for rule in rules.known] == [rule.severity for rule in national.known]


def test_national_asks_for_ten_points_of_execution() -> None:
    """Twenty are asked for in Hubei alone."""
    found = load_rules(profile="national").find("PF208")
    assert found is not None
    assert found.settings["weight_due"] == Decimal(10)


@pytest.mark.parametrize("region", ["national", *DIFFERENT])
def test_what_differs_has_a_source(region: str) -> None:
    """A profile that asks for something of its own names the paper; one that nobody has read has no article."""
    sources = load_rules(profile=region).profile.sources
    assert sources
    assert all(not source.article or source.checked for source in sources)


def test_every_region_can_be_guessed() -> None:
    """The words for guessing are those of the shipped profiles, no name belongs to two, and each is found by itself."""
    regions = vocabulary_file("regions")
    assert set(regions) == set(REGIONS)
    names = [name for entry in regions.values() for name in entry["names"].split()]
    assert len(names) == len(set(names))
    for region, entry in regions.items():
        for name in entry["names"].split():
            guess = guess_region(form("10", unit=f"{name}财政局"))
            assert guess is not None
            assert guess.profile == region
