"""Fixes in every format that can be written: the cells change, nothing else does, and twice is once."""

import io
import zipfile
from pathlib import Path

import pytest

import perflint
from perflint import RuleSet, load_rules
from perflint.documents import Address, read_bytes
from perflint.documents.model import Cell, Node

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLEAN = (EXAMPLES / "clean.txt").read_text(encoding="utf-8")
# The execution points are 0.4 short, and the total leans on them; one weight is in full-width digits.
WRONG = CLEAN.replace("99.00%\t9.90", "99.00%\t9.50").replace("99.67", "99.27").replace("15\t14.77", "１５\t14.77")
CHANGES = [("", "１５", "15"), ("PF101", "99.27", "99.67"), ("PF201", "9.50", "9.90")]
YAML = """\
# 办公室核过一遍
kind: project_self_evaluation   # 项目表
year: 2023
project: "排水管网养护"
department: 甲市城管局
budget:
  total: {initial: 100, annual: 100, executed: '95', weight: 10, rate: "95.00%", score: 9.9}   # 得分？

indicators:
  - {level1: 产出指标, level2: 数量指标, name: 养护长度, target: ＞=42公里, actual: 42公里, weight: 50, score: '50'}
  -   level1: 效益指标
      level2: 社会效益指标
      name: 按时办结率
      target: ≥98%
      actual: 99%
      weight: 40
      score: 40
total: {weight: 100, score: 99.9}
"""
JSON = """{"kind": "project_self_evaluation", "year": 2023, "project": "甲",  "department": "甲市城管局",
 "budget": {"total": {"initial": 100, "annual": 100, "executed": 95, "weight": 10, "rate": "95.00%", "score": 9.9}},
 "indicators": [{"level1": "产出指标", "name": "长度", "target": "≥4", "actual": "4", "weight": 90, "score": "90"}],
 "total": {"weight": 100, "score": "99.9"}}
"""


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """Rules that follow from one another, without those on wording."""
    return load_rules(select=("PF1", "PF2"))


def cells(data: bytes, name: str) -> dict[Address, str]:
    """Every cell of a document."""
    document = read_bytes(data, name)
    if document.root is None:
        return {cell.address: cell.text for _, row in document.rows() for cell in row.cells}
    found: dict[Address, str] = {}

    def take(node: Node) -> None:
        if isinstance(node, Cell):
            found[node.address] = node.text
        else:
            for child in node.values() if isinstance(node, dict) else node:
                take(child)

    take(document.root)
    return found


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("ending", ["csv", "docx", "md", "xlsx"])
def test_an_example_in_every_format(ending: str, rules: RuleSet) -> None:
    """The points and the total that leans on them are put right, all other cells and parts stay, twice is once."""
    path = EXAMPLES / "formats" / f"beijing.{ending}"
    before = path.read_bytes()
    mended = perflint.fix(path, unsafe=True, rules=rules)
    assert [(change.code, change.before, change.after) for change in mended.changes] == [
        ("PF201", "9", "9.29"),
        ("PF101", "99", "99.29"),
    ]
    assert (mended.before, mended.unfixed, mended.ending) == (before, (), ending)
    document = read_bytes(mended.data, path.name)
    assert list(perflint.check(document, rules=rules).findings) == list(mended.checked.forms[0].findings)
    assert not {finding.code for finding in mended.checked.forms[0].findings} & {"PF101", "PF201"}
    # In order: in a line of text the cells behind a longer one begin later.
    both = zip(cells(before, path.name).values(), cells(mended.data, path.name).values(), strict=True)
    assert [pair for pair in both if pair[0] != pair[1]] == [("9", "9.29"), ("99", "99.29")]
    if ending in ("docx", "xlsx"):
        changed = {name for name, data in parts(mended.data).items() if parts(before)[name] != data}
        assert changed == {"word/document.xml" if ending == "docx" else "xl/worksheets/sheet1.xml"} | (
            {"xl/styles.xml"} if ending == "xlsx" else set()
        )
    again = perflint.fix(mended.data, unsafe=True, rules=rules, name=path.name)
    assert (again.data, again.changes) == (mended.data, ())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_keeps_its_encoding_and_line_ends(encoding: str, ends: str, rules: RuleSet) -> None:
    """The bytes are those of the text that is right, as if it had been so from the first."""
    wrong, right = (text.replace("\n", ends).encode(encoding) for text in (WRONG, CLEAN))
    mended = perflint.fix(wrong, unsafe=True, rules=rules, name="a.txt")
    assert mended.data == right
    assert sorted((change.code, change.before, change.after) for change in mended.changes) == CHANGES
    assert perflint.fix(mended.data, unsafe=True, rules=rules, name="a.txt").data == right


def test_safe_fixes_change_spellings_alone(rules: RuleSet) -> None:
    """Without consent the digits are written plainly, and the recomputed values are only proposed."""
    mended = perflint.fix(WRONG.encode(), rules=rules, name="a.txt")
    assert mended.data.decode() == WRONG.replace("１５", "15")
    assert [(change.code, change.kind, change.after) for change in mended.changes] == [("", "format", "15")]
    assert [(change.code, change.kind, change.after) for change in mended.proposals] == [("PF201", "recompute", "9.90")]
    assert [finding.code for form in mended.checked.forms for finding in form.findings] == ["PF201"]


def test_yaml_keeps_comments_order_and_quotes(rules: RuleSet) -> None:
    """The scalars are replaced where they stand: the rest of the file is the same to the blank."""
    mended = perflint.fix(YAML.encode(), unsafe=True, rules=rules, name="a.yaml")
    right = YAML.replace("score: 9.9}   #", "score: 9.5}   #").replace("score: 99.9}", "score: 99.5}")
    assert mended.data.decode() == right.replace("＞=42公里", "≥42公里")
    assert perflint.fix(mended.data, unsafe=True, rules=rules, name="a.yaml").data == mended.data


def test_json_stays_json(rules: RuleSet) -> None:
    """A number stays a number, a text a text."""
    mended = perflint.fix(JSON.encode(), unsafe=True, rules=rules, name="a.json")
    assert mended.data.decode() == JSON.replace('"score": 9.9}', '"score": 9.5}').replace('"99.9"', '"99.5"')


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("beijing.pdf", "这种文件不能改，请改原来的 Word、Excel 文件或文本。"),
        ("beijing.html", "这种文件不能改，请改原来的 Word、Excel 文件或文本。"),
        ("beijing.xls", "这种旧格式不能直接改；请另存为 xlsx 或 docx，再改那一份。"),
        ("beijing.ods", "这种旧格式不能直接改；请另存为 xlsx 或 docx，再改那一份。"),
    ],
)
def test_what_is_never_changed_says_so(name: str, reason: str, rules: RuleSet) -> None:
    """One sentence, and the same bytes."""
    path = EXAMPLES / "formats" / name
    mended = perflint.fix(path, unsafe=True, rules=rules)
    assert mended.reason is not None
    assert (mended.reason.zh, mended.data, mended.changes) == (reason, path.read_bytes(), ())


@pytest.mark.parametrize("path", sorted((EXAMPLES / "formats").glob("clean.*")), ids=lambda path: path.name)
def test_a_clean_form_is_left_alone(path: Path) -> None:
    """Nothing is tidied that is plain: not a byte changes."""
    mended = perflint.fix(path, unsafe=True)
    assert (mended.data, mended.changes, mended.unfixed, mended.proposals) == (path.read_bytes(), (), (), ())
