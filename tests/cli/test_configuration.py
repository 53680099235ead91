"""Where the configuration is found, what it may say, and how its mistakes are shown."""

from pathlib import Path

import pytest

from perflint.cli.configuration import KEYS, Configuration, configuration_schema, find_configuration
from perflint.engine import profile_names
from perflint.errors import RuleFileError
from tests.cli.scene import RULE, Perflint

TOML = """\
[project]
name = "forms"

[tool.perflint]
select = ["PF1", "PF2"]
ignore = "PF204, PF208"
profile = "shanghai"
rules = ["own"]
fail-on = "warning"
lang = "en"
format = "plain"
"""


def test_every_key_of_toml(tmp_path: Path) -> None:
    """All settings are read; lists may be one text with commas; rule paths are relative to the file."""
    (tmp_path / "own").mkdir()
    (tmp_path / "pyproject.toml").write_text(TOML, encoding="utf-8")
    assert find_configuration(tmp_path) == Configuration(
        select=("PF1", "PF2"),
        ignore=("PF204", "PF208"),
        profile="shanghai",
        rules=(str(tmp_path / "own"),),
        fail_on="warning",
        lang="en",
        format=("plain",),
        path=str(tmp_path / "pyproject.toml"),
    )


def test_yaml_says_the_same(tmp_path: Path) -> None:
    """perflint.yaml has the same keys at its top."""
    (tmp_path / "perflint.yaml").write_text("ignore: [PF204]\nfail-on: never\n", encoding="utf-8")
    assert find_configuration(tmp_path) == Configuration(
        ignore=("PF204",), fail_on="never", path=str(tmp_path / "perflint.yaml")
    )


def test_nearest_upwards(tmp_path: Path) -> None:
    """The nearest file upwards wins; a pyproject.toml without the table does not count."""
    below = tmp_path / "bureau" / "2022"
    below.mkdir(parents=True)
    (tmp_path / "perflint.yaml").write_text("profile: beijing\n", encoding="utf-8")
    (below / "pyproject.toml").write_text('[project]\nname = "perflint-forms"\n', encoding="utf-8")
    assert find_configuration(below).profile == "beijing"
    (below.parent / "pyproject.toml").write_text('[tool.perflint]\nprofile = "shanghai"\n', encoding="utf-8")
    assert find_configuration(below).profile == "shanghai"


def test_an_own_rule_in_the_place_of_a_built_in_one(perflint: Perflint, folder: Path) -> None:
    """By the configuration alone: the replacement runs, under the code that the profile and the user know."""
    text = RULE.format(severity="error", failing=11) + "overrides: PF301\nreason: 本局另有办法\n"
    (folder / "own" / "error.rule.yaml").write_text(text, encoding="utf-8")
    (folder / "perflint.yaml").write_text("rules: [own/error.rule.yaml]\nselect: [PF301]\n", encoding="utf-8")
    assert "error MY001 points-fit" in perflint("check", "broken.yaml", "--format", "plain").out
    assert "替换内置规则: PF301 (本局另有办法)" in perflint("explain", "PF301").out


def test_own_file_before_pyproject(tmp_path: Path) -> None:
    """In one folder perflint.yaml comes first."""
    (tmp_path / "perflint.yaml").write_text("profile: beijing\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.perflint]\nprofile = "shanghai"\n', encoding="utf-8")
    assert find_configuration(tmp_path).profile == "beijing"


def test_empty_file_sets_nothing(tmp_path: Path) -> None:
    """An empty perflint.yaml is a configuration that says nothing, and stops the search."""
    (tmp_path / "perflint.yaml").write_text("", encoding="utf-8")
    assert find_configuration(tmp_path) == Configuration(path=str(tmp_path / "perflint.yaml"))


@pytest.mark.parametrize(
    ("name", "text", "described"),
    [
        (
            "pyproject.toml",
            '[tool.perflint]\nselct = ["PF1"]\nlang = "de"\n',
            (
                "{path}:2:1: 不认识的配置项“selct”。是否指“select”？\n"
                '    selct = ["PF1"]\n'
                "    ^^^^^\n"
                "{path}:3:1: lang 的值“de”不认识；可用：zh、en。\n"
                '    lang = "de"\n'
                "    ^^^^"
            ),
        ),
        (
            "perflint.yaml",
            "profile: 3\n  \nfail_on: error\n",
            (
                "{path}:1:1: “profile”应为文本。\n"
                "    profile: 3\n"
                "    ^^^^^^^\n"
                "{path}:3:1: 不认识的配置项“fail_on”。是否指“fail-on”？\n"
                "    fail_on: error\n"
                "    ^^^^^^^"
            ),
        ),
        (
            "perflint.yaml",
            "select: [1]\n",
            "{path}:1:1: “select”应为文本或文本列表。\n    select: [1]\n    ^^^^^^",
        ),
        (
            "perflint.yaml",
            "fail-on: erorr\n",
            (
                "{path}:1:1: fail-on 的值“erorr”不认识；可用：never、error、warning、info。是否指“error”？\n"
                "    fail-on: erorr\n"
                "    ^^^^^^^"
            ),
        ),
        (
            "perflint.yaml",
            "profile: Shangai\nrules: [nowhere]\n",
            (
                "{path}:1:1: profile 的值“Shangai”不认识；可用：{known}。是否指“shanghai”？\n"
                "    profile: Shangai\n"
                "    ^^^^^^^\n"
                "{path}:2:1: 没有“nowhere”这个规则文件或文件夹。\n"
                "    rules: [nowhere]\n"
                "    ^^^^^"
            ),
        ),
        (
            "perflint.yaml",
            "profile: ours.yaml\n",
            "{path}:1:1: 没有“ours.yaml”这个地区配置文件。\n    profile: ours.yaml\n    ^^^^^^^",
        ),
        ("perflint.yaml", "- a\n", "{path}:1:1: 配置文件应为“配置项: 值”。"),
        ("pyproject.toml", "[tool]\nperflint = 3\n", "{path}:1:1: [tool.perflint] 应为表。"),
    ],
    ids=[
        "toml",
        "yaml",
        "list of numbers",
        "choice",
        "unknown profile and rules",
        "no profile file",
        "no mapping",
        "no table",
    ],
)
def test_mistakes_with_their_places(tmp_path: Path, name: str, text: str, described: str) -> None:
    """All mistakes of a file at once, each with its place and the nearest name."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        find_configuration(tmp_path)
    assert caught.value.describe("zh") == described.format(path=path, known="、".join(("auto", *profile_names())))


@pytest.mark.parametrize(
    ("name", "data", "start"),
    [
        ("perflint.yaml", b"select: [a\nlang: zh\n", ":1:9: 不是合法的 YAML："),
        ("perflint.yaml", b"lang: zh\nlang: en\n", ":2:1: 键 lang 重复"),
        ("pyproject.toml", b"[tool.perflint\n", ":1:1: TOML 语法有误："),
        ("perflint.yaml", b"\xff\xfe\x00", ":1:1: 配置文件无法读取"),
    ],
    ids=["yaml", "twice", "toml", "binary"],
)
def test_broken_syntax(tmp_path: Path, name: str, data: bytes, start: str) -> None:
    """A file that is no YAML or TOML is one sentence with its place, as far as that is known."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RuleFileError) as caught:
        find_configuration(tmp_path)
    assert caught.value.describe("zh").startswith(f"{path}{start}")


def test_schema_knows_every_key() -> None:
    """The schema allows exactly the keys that a configuration may have."""
    schema = configuration_schema()
    assert (set(schema["properties"]), schema["additionalProperties"]) == (set(KEYS), False)
