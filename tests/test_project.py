"""What the project promises about itself: one version, pinned tools, nothing of the machines it was made on."""

import importlib
import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import perflint
from tests.sources import ROOT, tracked

PINS = ROOT / "requirements" / "dev.txt"


def project() -> dict[str, Any]:
    """The table `project` of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def pinned() -> dict[str, Version]:
    """The pinned versions by normalised name."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in lines}


def test_the_newest_entry_of_the_change_log_is_this_version() -> None:
    """CHANGELOG.md's first numbered heading is `perflint.__version__`, below an Unreleased one."""
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", perflint.__version__]


def test_the_version_stands_in_one_place() -> None:
    """pyproject.toml takes the version from the package."""
    assert "version" in project()["dynamic"]
    assert "version" not in project()


@pytest.mark.parametrize("name", perflint.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    """Each name of `perflint.__all__` is there, imported on first use."""
    assert getattr(importlib.import_module("perflint"), name) is not None


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    """requirements/dev.txt has a version for every requirement of the package and of its dev extra, and it fits."""
    wanted = map(Requirement, [*project()["dependencies"], *project()["optional-dependencies"]["dev"]])
    pins = pinned()
    unfit = [
        requirement.name
        for requirement in wanted
        if not requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), Version("0")))
    ]
    assert unfit == []


def test_what_the_build_takes_is_pinned_too() -> None:
    """The checkout is installed without fetching anything else; libraries of the package have the same bounds."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [Requirement(line) for line in table["build-system"]["requires"]]
    pins = pinned()
    assert [one.name for one in wanted if not one.specifier.contains(pins[canonicalize_name(one.name)])] == []
    package = {str(Requirement(line)) for line in project()["dependencies"]}
    assert [str(one) for one in wanted if one.name != "hatchling" and str(one) not in package] == []


def test_every_pin_has_a_hash() -> None:
    """pip refuses any other file than those that were pinned."""
    entries = re.split(r"^(?=[A-Za-z0-9])", PINS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_pins_name_no_index() -> None:
    """Where packages come from is the business of whoever installs them."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"#|[A-Za-z0-9._-]+==|    --hash=sha256:[0-9a-f]{64}( \\)?$")
    assert [line for line in lines if not allowed.match(line)] == []


# Spelled with brackets so that this file does not find itself.
PLACES = {
    "a path of somebody's machine": r"(?<![\w.$}~])[/](?:work|home|root|Users|opt|mnt|srv)/[\w.]",
    "a path of a Windows machine": r"\b[A-Z]:\\+Users",
    "a package index": r"(?i)\bpy[p]i\b",
    "a mobile telephone number": r"(?<![0-9A-Za-z.])1[3-9][0-9]{9}(?![0-9A-Za-z.])",
}
# Names that look like addresses, and documents that the text is about; nothing is fetched from any of them.
HOSTS = {
    "json-schema.org": "names the dialect of a JSON Schema",
    "www.apache.org": "the licence's own text",
    "www.w3.org": "names of XML vocabularies",
    "schemas.openxmlformats.org": "names of XML vocabularies in office files",
    "schemas.microsoft.com": "names of XML vocabularies in office files",
    "purl.oclc.org": "names of XML vocabularies in office files of the strict kind",
    "openoffice.org": "the name of the vocabulary of LibreOffice's settings",
    "json.schemastore.org": "the name of the SARIF schema",
    "raw.githubusercontent.com": "the SARIF schema's name for itself",
    "keepachangelog.com": "the form of the change log",
    "pre-commit.com": "the framework that the hook is written for",
    "semver.org": "the meaning of version numbers",
    "127.0.0.1": "this machine, where the page is served",
    "evil.example": "a host that does not exist, for the tests of the page",
    "perflint.example": "a host that does not exist, for the page on deployment",
}


def texts() -> list[tuple[str, str]]:
    """Name and content of every tracked file that is text."""
    found = []
    for path in tracked():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("what", PLACES)
def test_no_file_tells_of_the_machines_it_was_made_on(what: str) -> None:
    """No tracked file names a machine's paths, a package index, or a person's telephone."""
    found = [f"{name}: {match.group()}" for name, text in texts() for match in re.finditer(PLACES[what], text)]
    assert found == []


def test_no_file_names_a_host_without_a_reason() -> None:
    """Every web address in a tracked file belongs to the hosts listed above."""
    found = [
        f"{name}: {host}"
        for name, text in texts()
        for host in re.findall(r"https?://([A-Za-z0-9.-]+)", text)
        if host not in HOSTS
    ]
    assert found == []
