"""YAML: a tree of texts as they are spelt, and no way for a file from a stranger to do harm."""

import pytest

from perflint.documents import Address, Cell, Document, read_bytes
from perflint.errors import DamagedInput, EmptyInput, InputError, InputTooLarge

FORM = """\
# 由 parse 输出
version: 1
forms:
- score: 98.50      # 保留打印的数字
  rate: 99.96%
  "name": "道路\\n养护"
  year: 2022-01-01
  empty:
  nothing: null
  word: 'null'
  goal: |
    第一行
    第二行
"""


def test_a_whole_document() -> None:
    """Values stay as they are spelt, null is an empty cell, and every value knows where its text begins."""
    assert read_bytes(FORM.encode(), "a.yaml") == Document(
        path="a.yaml",
        format="yaml",
        root={
            "version": Cell("1", Address("line", 2, 10)),
            "forms": [
                {
                    "score": Cell("98.50", Address("line", 4, 10)),
                    "rate": Cell("99.96%", Address("line", 5, 9)),
                    "name": Cell("道路\n养护", Address("line", 6, 12)),
                    "year": Cell("2022-01-01", Address("line", 7, 9)),
                    "empty": Cell("", Address("line", 8, 9)),
                    "nothing": Cell("", Address("line", 9, 12)),
                    "word": Cell("null", Address("line", 10, 10)),
                    "goal": Cell("第一行\n第二行\n", Address("line", 11, 9)),
                }
            ],
        },
    )


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("version: 1\n", "a.txt", "yaml"),
        ("# 注释\n\n---\nkind: project_targets\n", "-", "yaml"),
        ("- project: 道路\n", "a.txt", "yaml"),
        ("{forms: []}", "a.txt", "yaml"),
        ("指标: 1\n", "a.yaml", "yaml"),
        ("指标: 1\n", "a.txt", "text"),
        ("项目\t得分\t分值\n", "a.yaml", "text"),
        ("---\ntitle: 自评\n---\n| a | b |\n|---|---|\n", "a.md", "md"),
        ("version 1\n", "a.txt", "text"),
    ],
)
def test_recognised_by_content(text: str, name: str, expected: str) -> None:
    """A known key in front makes YAML under any name; another key needs the name; without keys it is text."""
    assert read_bytes(text.encode(), name).format == expected


def test_several_documents_become_a_list() -> None:
    """A stream of YAML documents is a list of them, empty ones left out."""
    assert read_bytes(b"---\nyear: 1\n---\n---\nyear: 2\n", "a.yaml").root == [
        {"year": Cell("1", Address("line", 2, 7))},
        {"year": Cell("2", Address("line", 5, 7))},
    ]


def test_aliases_are_written_out() -> None:
    """An alias is what its anchor stands for, addresses included."""
    one = Cell("1", Address("line", 1, 12))
    assert read_bytes(b"total: &a [1]\nforms: [*a, &b x, *b]\n", "a.yaml").root == {
        "total": [one],
        "forms": [[one], Cell("x", Address("line", 2, 13)), Cell("x", Address("line", 2, 13))],
    }


REMEDY = "请改正此处的 YAML 后再检查。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("version: [1", "1:12: YAML 语法有误：方括号没有结束，或缺少逗号。"),
        ("version: {a: 1", "1:15: YAML 语法有误：花括号没有结束，或缺少逗号。"),
        ('version: "x', "1:12: YAML 语法有误：引号没有结束。"),
        ("version:\n\t- b", "2:1: YAML 语法有误：此处的字符不能开始一个值（不能用制表符缩进，特殊字符要加引号）。"),
        ("version: a: b", "1:11: YAML 语法有误：此处不应有冒号（含冒号的值要加引号）。"),
        ("version: 1\n  x: 2", "2:4: YAML 语法有误：此处不应有冒号（含冒号的值要加引号）。"),
        ("version: 1\nyear", "2:5: YAML 语法有误：缺少冒号。"),
        ("version: 1\n- a", "2:1: YAML 语法有误：缩进不一致，或此处缺少键。"),
        ("- version: 1\nb: 2", "2:1: YAML 语法有误：列表项的缩进不一致。"),
        ("version: 1\nyear: 2\nversion: 3", "3:1: 键“version”重复，第 1 行已有同名的键。"),
        (
            "version: !!python/object/apply:os.system [x]",
            "1:10: 不支持标签“tag:yaml.org,2002:python/object/apply:os.system”。",
        ),
        ("version: !own x", "1:10: 不支持标签“!own”。"),
        ("version: 1\n? [a]\n: 2", "2:3: 键只能是文字，不能是列表、映射或别名。"),
        ("version: 1\n? {a: 1}\n: 2", "2:3: 键只能是文字，不能是列表、映射或别名。"),
        ("version: &a 1\n*a : 2", "2:1: 键只能是文字，不能是列表、映射或别名。"),
        ("version: 1\n<<: {a: 1}", "2:1: 不支持合并键“<<”，请把内容写全。"),
        ("version: *a", "1:10: 别名“*a”没有对应的锚点。"),
        ("version: &a [1, *a]", "1:17: 别名“*a”引用了它自己。"),
        ("version: 1\n---\nonly words", "3:1: 应为映射或列表，而不是单个值。"),
        ("version: '" + "x" * 200 + "\x02'", "1:211: 含有 YAML 不允许的控制字符。"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    """Every fault is named with its line and column; no tag is ever constructed, no key lost silently."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(text.encode(), "a.yaml")
    assert caught.value.describe("zh") == f"a.yaml:{sentence}{REMEDY}"


def test_fault_in_english() -> None:
    """The same sentence in English."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(b"version: *a", "a.yaml")
    assert caught.value.describe("en") == "a.yaml:1:10: The alias *a has no anchor. Correct the YAML at this place."


def bomb(width: int, depth: int) -> str:
    """A few lines that unfold into width ** depth values."""
    lines = ["version: 1", f"a0: &a0 [{', '.join('1' * width)}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "place", "what", "variable"),
    [
        (bomb(9, 12), "8:10", "单元格数超过 1000000", "CELLS"),
        ("version: " + "[" * 500_000, "1:73", "嵌套层数超过 64", "DEPTH"),
        ("version:\n" + "".join(" " * n + "-\n" for n in range(100)), "65:64", "嵌套层数超过 64", "DEPTH"),
    ],
)
def test_bombs(text: str, place: str, what: str, variable: str) -> None:
    """Aliases that multiply and nesting without end are refused at the place where the limit is passed."""
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(text.encode(), "a.yaml")
    assert caught.value.describe("zh") == (
        f"a.yaml:{place}: {what} 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_{variable} 调高上限。"
    )


@pytest.mark.parametrize("text", ["forms:\n...\n%YAML 9.9\n---\nx", "version: 1\n%BAD", "forms: [?\n"])
def test_odd_syntax_is_an_input_error(text: str) -> None:
    """Directives and half-finished constructs end in an InputError, never in the parser's own exception."""
    with pytest.raises(InputError):
        read_bytes(text.encode(), "a.yaml")


def test_yaml_without_content() -> None:
    """A YAML file of nothing but a comment holds nothing."""
    with pytest.raises(EmptyInput) as caught:
        read_bytes(b"--- # a: b\n", "a.yaml")
    assert caught.value.describe("zh") == "a.yaml: YAML 中没有内容。"
