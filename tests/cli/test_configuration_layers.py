"""Settings of single rules and single paths: what they do, and how their mistakes are shown where they stand."""

from decimal import Decimal
from pathlib import Path

import pytest

from perflint.choosing import Layer, Override
from perflint.cli.configuration import find_configuration, refuse_wrong_names
from perflint.engine import load_rules
from perflint.errors import RuleFileError
from tests.cli.scene import BROKEN, Perflint

YAML = """\
params:
  PF201: {tolerance: 0.02}
severity:
  PF204: error
  points-lost-target-met: {to: info, reason: 允许酌情扣分}
overrides:
  - paths: ["2021/**", "* 旧表 *.xlsx"]
    profile: hubei
    ignore: PF208, PF302
  - paths: 区级
    select: [PF1]
    params: {PF201: {tolerance: 0.5}}
    severity: {PF101: {to: warning, reason: 旧系统四舍五入}}
"""
TOML = """\
[tool.perflint.params]
PF201 = {tolerance = 0.02}

[tool.perflint.severity]
PF204 = "error"
points-lost-target-met = {to = "info", reason = "允许酌情扣分"}

[[tool.perflint.overrides]]
paths = ["2021/**", "* 旧表 *.xlsx"]
profile = "hubei"
ignore = "PF208, PF302"

[[tool.perflint.overrides]]
paths = "区级"
select = ["PF1"]

[tool.perflint.overrides.params.PF201]
tolerance = 0.5

[tool.perflint.overrides.severity]
PF101 = {to = "warning", reason = "旧系统四舍五入"}
"""


@pytest.mark.parametrize(("name", "text"), [("perflint.yaml", YAML), ("pyproject.toml", TOML)])
def test_yaml_and_toml_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    """Figures stay exact, a severity alone stands for itself, and every rule and parameter exists."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = find_configuration(tmp_path)
    assert found.params == {"PF201": {"tolerance": Decimal("0.02")}}
    assert found.severity == {
        "PF204": {"to": "error"},
        "points-lost-target-met": {"to": "info", "reason": "允许酌情扣分"},
    }
    assert found.overrides == (
        Override(("2021/**", "* 旧表 *.xlsx"), Layer("hubei", ignore=("PF208", "PF302")), tmp_path),
        Override(
            ("区级",),
            Layer(
                select=("PF1",),
                params={"PF201": {"tolerance": Decimal("0.5")}},
                severity={"PF101": {"to": "warning", "reason": "旧系统四舍五入"}},
            ),
            tmp_path,
        ),
    )
    refuse_wrong_names(found, load_rules().known)


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("params: {PF201: 3}\n", "3}", "这里要映射，不是数字"),
        ("severity: {PF201: eror}\n", "eror", "'eror' 不在可选值 error、warning、info 之中，是否想写 error？"),
        ("severity:\n  PF201: {reason: 无}\n", "{reason", "缺少键 to"),
        ("severity:\n  PF201: {to: info, resaon: 无}\n", "resaon", "不认识的键 resaon，是否想写 reason？"),
        ("overrides:\n  - {path: '2021/**'}\n", "path", "不认识的键 path，是否想写 paths？"),
        ("overrides:\n  - {profile: hubei}\n", "{profile", "缺少键 paths"),
        ("overrides:\n  - {paths: a, profile: hubai}\n", "profile", "profile 的值“hubai”不认识"),
        ("overrides: {paths: a}\n", "{paths", "这里要列表，不是映射"),
    ],
)
def test_wrong_shapes(tmp_path: Path, text: str, marked: str, said: str) -> None:
    """Wrong keys and types come with their place and the nearest name, without looking at any rule."""
    refused(tmp_path, "perflint.yaml", text, marked, said)


NO_SUCH = "规则 PF201 没有参数 tolerence，是否想写 tolerance？"
NO_REASON = "放宽规则要写明理由 reason"


@pytest.mark.parametrize(
    ("name", "text", "marked", "said"),
    [
        ("perflint.yaml", "params: {PF201: {tolerence: 1}}\n", "tolerence", NO_SUCH),
        ("perflint.yaml", "params: {PF201: {tolerance: 大}}\n", "大", "参数的类型与默认值不同"),
        ("perflint.yaml", "params: {exection-points: {a: 1}}\n", "exection", "没有规则叫 exection-points，是否"),
        ("perflint.yaml", "select:\n  - PF101\n  - exection-points\n", "exection", "没有规则叫 exection-points，"),
        ("perflint.yaml", "lang: zh\nignore: PF1O2, PF101\n", "PF1O2", "没有规则叫 PF1O2，是否想写 PF102？"),
        ("pyproject.toml", "[tool.perflint]\nignore = ['pf1o1']\n", "ignore", "没有规则叫 pf1o1，是否想写 PF101？"),
        ("perflint.yaml", "severity: {PF201: info}\n", "PF201", NO_REASON),
        ("perflint.yaml", "overrides:\n  - {paths: a, ignore: [PF101, PF9999]}\n", "PF9999", "没有规则叫 PF9999"),
        ("perflint.yaml", "overrides:\n  - {paths: a, severity: {PF101: info}}\n", "PF101", NO_REASON),
        ("pyproject.toml", "[tool.perflint.params]\nPF201 = {tolerence = 1}\n", "tolerence", NO_SUCH),
        ("pyproject.toml", "[tool.perflint.severity]\nPF201 = 'info'\n", "PF201", NO_REASON),
        (
            "pyproject.toml",
            "[[tool.perflint.overrides]]\npaths = 'a'\n[[tool.perflint.overrides]]\npaths = 'b'\nselect = ['PF9999']\n",
            "select",
            "没有规则叫 PF9999",
        ),
        ("pyproject.toml", "[tool.perflint.params.PF201]\ntolerance = '大'\n", "'大'", "参数的类型与默认值不同"),
    ],
)  # fmt: skip
def test_wrong_names(tmp_path: Path, name: str, text: str, marked: str, said: str) -> None:
    """Rules and parameters that do not exist, and loosening without a reason, come with their place too."""
    refused(tmp_path, name, text, marked, said)


def refused(folder: Path, name: str, text: str, marked: str, said: str) -> None:
    """The configuration is refused with this sentence at the only place of the marked word."""
    (folder / name).write_text(text, encoding="utf-8")
    ((number, line),) = [(number, line) for number, line in enumerate(text.splitlines(), 1) if marked in line]
    with pytest.raises(RuleFileError) as caught:
        refuse_wrong_names(find_configuration(folder), load_rules().known)
    place = f"{folder / name}:{number}:{line.index(marked) + 1}: "
    assert caught.value.describe("zh").startswith(place + said)


def test_overrides_hold_for_their_paths(folder: Path, perflint: Perflint) -> None:
    """The broken form of one year passes where its rule is left out, the one of another year does not."""
    for year in ("2021", "2022 年"):
        (folder / year).mkdir()
        (folder / year / "表 1.yaml").write_text(BROKEN, encoding="utf-8")
    (folder / "perflint.yaml").write_text(
        "rules: [own/error.rule.yaml]\nselect: [MY001]\n"
        "overrides:\n  - {paths: 2021/**, severity: {MY001: {to: info, reason: 旧表}}}\n",
        encoding="utf-8",
    )
    run = perflint("check", "2021", "2022 年", "--format", "plain")
    assert [line.split(":")[0] + line.split(":")[3].split("MY")[0] for line in run.out.splitlines()] == [
        "2021/表 1.yaml info ",
        "2022 年/表 1.yaml error ",
    ]
    assert (run.status, perflint("check", "2021").status) == (1, 0)


def test_mistakes_stop_every_command_that_runs_rules(folder: Path, perflint: Perflint) -> None:
    """check, rules and explain end with 2 and the place; a parse has no use for rules and goes on."""
    (folder / "perflint.yaml").write_text("params: {PF201: {tolerence: 1}}\n", encoding="utf-8")
    for arguments in (("check", "clean.yaml"), ("rules",), ("explain", "PF201")):
        run = perflint(*arguments)
        assert (run.status, "没有参数 tolerence" in run.err) == (2, True)
    assert perflint("parse", "clean.yaml").status == 0


def test_the_command_line_wins(folder: Path, perflint: Perflint) -> None:
    """--select brings back what an override does not select."""
    (folder / "perflint.yaml").write_text(
        "rules: [own/error.rule.yaml]\noverrides:\n  - {paths: '*.yaml', select: [PF606]}\n", encoding="utf-8"
    )
    assert perflint("check", "broken.yaml", "--fail-on", "error").status == 0
    assert perflint("check", "broken.yaml", "--select", "MY001").status == 1
