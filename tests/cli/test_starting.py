"""`perflint init` and `perflint new-rule`: files that work as they are written."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from perflint.cli.configuration import CHOICES, KEYS, find_configuration
from perflint.cli.configuration_keys import KEY_HELP, starting_configuration
from tests.cli.scene import Perflint


def test_every_key_is_explained() -> None:
    """The first configuration names every key that there is, none besides, in both languages."""
    assert set(KEY_HELP) == set(KEYS)
    for key in KEYS:
        assert re.search(rf"^# {key}: ", starting_configuration(), re.MULTILINE)


def test_the_first_configuration_changes_nothing(perflint: Perflint, folder: Path) -> None:
    """As written it sets no key; with every # taken away it loads, and each key has the value that it has without."""
    answer = perflint("init")
    assert (answer.status, answer.out, "perflint.yaml" in answer.err) == (0, "", True)
    text = (folder / "perflint.yaml").read_text(encoding="utf-8")
    assert find_configuration(folder).path == str(folder / "perflint.yaml")
    assert YAML(typ="safe").load(text) is None
    bare = re.sub(r"^# (?=[a-z-]+: )(?!yaml-language)", "", text, flags=re.MULTILINE)
    (folder / "perflint.yaml").write_text(bare, encoding="utf-8")
    for name in (KEY_HELP["waivers"].default, KEY_HELP["baseline"].default):
        (folder / name).touch()
    found = find_configuration(folder)
    assert (found.profile, found.select, found.ignore, found.rules) == ("auto", ("all",), (), ())
    assert (found.fail_on, found.format, found.lang) == ("error", ("rich",), "zh")
    assert set(YAML(typ="safe").load(bare)) == set(KEYS)
    assert set(CHOICES) <= set(KEYS)


def test_the_editor_finds_the_schema(perflint: Perflint, folder: Path) -> None:
    """The comment in the first line names a file that lies there, relative to the file itself: no network."""
    perflint("init")
    perflint("new-rule", "a-rule")
    for path in (folder / "perflint.yaml", folder / "our-rules" / "a-rule.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()


def test_nothing_is_written_over(perflint: Perflint, folder: Path) -> None:
    """A file that is there stays as it is, unless --force is given; --stdout writes nothing at all."""
    (folder / "perflint.yaml").write_text("profile: beijing\n", encoding="utf-8")
    answer = perflint("init")
    assert (answer.status, answer.err) == (2, "“perflint.yaml”已经有了，没有改动它。要覆盖请加 --force。\n")
    assert perflint("init", "--stdout").out == starting_configuration()
    assert (folder / "perflint.yaml").read_text(encoding="utf-8") == "profile: beijing\n"
    assert perflint("init", "--force").status == 0
    assert (folder / "perflint.yaml").read_text(encoding="utf-8") == starting_configuration()


def test_a_new_rule_passes_its_tests_at_once(perflint: Perflint, folder: Path) -> None:
    """The skeleton is tidy in every respect, and reports what it says on a form."""
    answer = perflint("new-rule", "low-weight")
    assert (answer.status, answer.out) == (0, "")
    tested = perflint("test-rules", "our-rules/low-weight.yaml", "--strict")
    assert (tested.status, tested.out) == (0, "")
    (folder / "one.yaml").write_text("indicators: [{name: 甲, weight: 1}]\n", encoding="utf-8")
    checked = perflint("check", "one.yaml", "--rules", "our-rules", "--select", "OWN1", "--format", "plain")
    assert "warning OWN1 low-weight: 指标“甲”的分值是 1 分，低于 2 分。" in checked.out


def test_the_next_free_code(perflint: Perflint, folder: Path) -> None:
    """Codes go on where the folder's rules end; a code of one's own is taken as it is."""
    for name in ("first", "second", "third"):
        perflint("new-rule", name, *(("--code", "OWN2") if name == "first" else ()))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "our-rules").glob("*.yaml")}
    codes = {name: re.findall(r"^code: (\w+)", text, re.MULTILINE) for name, text in texts.items()}
    assert codes == {"first": ["OWN2"], "second": ["OWN1"], "third": ["OWN3"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Low_Weight",), "'Low_Weight' 写法不对，应为小写单词以连字符相连，如 execution-points"),
        (("培训满意度",), "'培训满意度' 写法不对，应为小写单词以连字符相连，如 execution-points"),
        (("execution-points",), "已经有规则叫 execution-points，请换一个。"),
        (("own", "--code", "PF201"), "已经有规则叫 PF201，请换一个。"),
        (("own", "--code", "own"), "'own' 写法不对，应为大写字母加数字，如 PF201"),
        (("taken",), "已经有规则叫 taken，请换一个。"),
        (("own", "--dir", "clean.yaml"), "无法建立文件夹“clean.yaml”（File exists）。"),
    ],
)
def test_names_that_cannot_be(perflint: Perflint, arguments: tuple[str, ...], said: str) -> None:
    """What is no name or code, or belongs to another rule, is refused in a sentence and nothing is written."""
    perflint("new-rule", "taken")
    answer = perflint("new-rule", *arguments)
    assert (answer.status, answer.err) == (2, f"{said}\n")
