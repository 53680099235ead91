"""JSON: the printed spelling of every value with its address, and one clear sentence for every fault."""

import pytest

from perflint.documents import Address, Cell, Document, Limits, read_bytes
from perflint.errors import DamagedInput, InputTooLarge


def test_a_whole_document() -> None:
    """Numbers keep their printed digits, null is an empty cell, escapes are resolved, addresses point at the text."""
    text = '{"forms": [\n\t{"score": 98.50, "year": 1e3, "name": "\\u4ea7\\n出"},\n  null, true, ""]}\n'
    assert read_bytes(text.encode(), "a.json") == Document(
        path="a.json",
        format="json",
        root={
            "forms": [
                {
                    "score": Cell("98.50", Address("line", 2, 12)),
                    "year": Cell("1e3", Address("line", 2, 27)),
                    "name": Cell("产\n出", Address("line", 2, 41)),
                },
                Cell("", Address("line", 3, 3)),
                Cell("true", Address("line", 3, 9)),
                Cell("", Address("line", 3, 16)),
            ]
        },
    )


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ('{"a": 1}', "a.txt", "json"),
        ("  \n [\n{}]", "-", "json"),
        ("{}", "-", "json"),
        ("[1]", "a.json", "json"),
        ("[附件1]\t项目\n", "a.txt", "text"),
        ("项目\t得分\t分值\n", "a.json", "text"),
    ],
)
def test_recognised_by_content(text: str, name: str, expected: str) -> None:
    """An object or a list of objects is JSON under any name; text in brackets is not; a name alone decides nothing."""
    assert read_bytes(text.encode(), name).format == expected


REMEDY = "请改正此处的 JSON 后再检查。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1,}', "a.json:1:9: JSON 语法有误：此处应为带双引号的键，实为“}”。"),
        ("{'a': 1}", "a.json:1:2: JSON 语法有误：此处应为带双引号的键或“}”，实为“'”。"),
        ('{"a" 1}', "a.json:1:6: JSON 语法有误：此处应为“:”，实为“1”。"),
        ('{"a":\n}', "a.json:2:1: JSON 语法有误：此处应为一个值，实为“}”。"),
        ('{"a": 1 "b": 2}', 'a.json:1:9: JSON 语法有误：此处应为“,”或“}”，实为“"”。'),
        ("[1 2]", "a.json:1:4: JSON 语法有误：此处应为“,”或“]”，实为“2”。"),
        ("[1, 2", "a.json:1:6: JSON 语法有误：此处应为“,”或“]”，实为文件结束。"),
        ("[", "a.json:1:2: JSON 语法有误：此处应为一个值或“]”，实为文件结束。"),
        ("[] x", "a.json:1:4: JSON 语法有误：此处应为文件结束，实为“x”。"),
        ("[NaN]", "a.json:1:2: JSON 语法有误：此处应为一个值或“]”，实为“N”。"),
        ("[01]", "a.json:1:2: JSON 语法有误：此处应为一个值或“]”，实为“0”。"),
        ('["a\nb"]', "a.json:1:4: 字符串没有结束，或含有无效的转义或控制字符。"),
        ('["a', "a.json:1:2: 字符串没有结束，或含有无效的转义或控制字符。"),
        ('["\\ud800"]', "a.json:1:3: 转义字符不成对，不是有效的文字。"),
        ('{"a": 1,\n "a": 2}', "a.json:2:3: 键“a”重复，第 1 行已有同名的键。"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    """Every fault is named with its line and column; nothing is read in part."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(text.encode(), "a.json")
    assert caught.value.describe("zh") == sentence + REMEDY


def test_fault_in_english() -> None:
    """The same sentence in English."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(b'{"a": 1', "a.json")
    assert caught.value.describe("en") == (
        "a.json:1:8: Invalid JSON: expected ',' or '}', found the end of the file. Correct the JSON at this place."
    )


def test_depth() -> None:
    """Nesting up to the limit is read, beyond it refused, however deep it goes."""
    assert read_bytes(b"[" * 64 + b"]" * 64, "a.json").format == "json"
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(b"[" * 1_000_000, "a.json")
    assert caught.value.describe("zh") == (
        "a.json:1:65: 嵌套层数超过 64 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_DEPTH 调高上限。"
    )


def test_size() -> None:
    """Scalars and containers count as cells."""
    assert read_bytes(b"[1, 2, 3]", "a.json", Limits(max_cells=4)).format == "json"
    with pytest.raises(InputTooLarge):
        read_bytes(b"[1, 2, 3]", "a.json", Limits(max_cells=3))
