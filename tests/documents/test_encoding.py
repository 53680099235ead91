"""Bytes to text: every encoding that forms come in gives the same text, everything else is refused by name."""

import pytest

from perflint.documents import Address, read_bytes
from perflint.errors import DamagedInput, InputError, UnknownFormat

TEXT = "项目支出绩效自评表\t得分\n产出指标\t≥95%\t９．５０\n\n总分\t100\t98.50\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("UTF-8", TEXT.encode()),
        ("UTF-8 with mark", TEXT.encode("utf-8-sig")),
        ("UTF-16 little-endian with mark", b"\xff\xfe" + TEXT.encode("utf-16-le")),
        ("UTF-16 big-endian with mark", b"\xfe\xff" + TEXT.encode("utf-16-be")),
        ("UTF-16 little-endian", TEXT.encode("utf-16-le")),
        ("UTF-16 big-endian", TEXT.encode("utf-16-be")),
        ("UTF-32 little-endian with mark", b"\xff\xfe\0\0" + TEXT.encode("utf-32-le")),
        ("UTF-32 big-endian with mark", b"\0\0\xfe\xff" + TEXT.encode("utf-32-be")),
        ("GB18030", TEXT.encode("gb18030")),
        ("line ends of Windows", TEXT.replace("\n", "\r\n").encode("gb18030")),
        ("line ends of old Macs", TEXT.replace("\n", "\r").encode()),
        ("end-of-file mark of DOS", TEXT.encode() + b"\x1a"),
    ],
)
def test_every_encoding_gives_the_same_document(name: str, data: bytes) -> None:
    """The encoding and the line ends of a file change nothing in what is read."""
    assert read_bytes(data, "表.txt").blocks == read_bytes(TEXT.encode(), "表.txt").blocks


def test_rare_characters_of_gb18030() -> None:
    """Symbols of GB 2312 and a few rare characters among common ones are still believed to be GB18030."""
    text = "年度绩效目标①：完成㸌村道路养护≥３公里，Ⅱ期\t镕\n"
    document = read_bytes(text.encode("gb18030"), "a.txt")
    assert [cell.text for _, row in document.rows() for cell in row.cells] == text.rstrip("\n").split("\t")


UNKNOWN = (
    "a.txt: 无法识别文字编码：不是 UTF-8、UTF-16、UTF-32，也不是 GB18030（GBK、GB2312）。"
    "请用原来的程序打开，另存为 UTF-8。"
)
BINARY = "a.txt: 不是文本文件，也不是已知格式。请另存为制表符分隔的文本（.txt）后再检查。"


@pytest.mark.parametrize(
    ("name", "data", "error", "sentence"),
    [
        ("Big5", "項目支出績效自評表\t產出指標\t滿意度".encode("big5"), DamagedInput, UNKNOWN),
        ("Shift JIS", "プロジェクトの評価\tあいうえお".encode("shift_jis"), DamagedInput, UNKNOWN),
        ("Latin-1", "Budgetübersicht\tgrößer\n".encode("latin-1"), DamagedInput, UNKNOWN),
        ("no character of any encoding", b"\x80\x81\xff\xff" * 20, DamagedInput, UNKNOWN),
        ("every byte", bytes(range(256)), UnknownFormat, BINARY),
        ("NUL bytes", "绩效自评表\0\0\0\t".encode(), UnknownFormat, BINARY),
        ("control characters", b"\x01\x02\x03\x04 total", UnknownFormat, BINARY),
        ("half a UTF-16 character", TEXT.encode("utf-16-le")[:-1], UnknownFormat, BINARY),
        (
            "a bad byte in UTF-8",
            "绩效自评表\n得分\t".encode() + b"\xff" + "总分".encode(),
            DamagedInput,
            "a.txt:2:4: 文件是 UTF-8 编码，但此处的字节已损坏。请从原件重新导出，另存为 UTF-8。",
        ),
        (
            "UTF-8 cut inside a character",
            "绩效自评表\t得分".encode()[:-1],
            DamagedInput,
            "a.txt:1:8: 文件是 UTF-8 编码，但此处的字节已损坏。请从原件重新导出，另存为 UTF-8。",
        ),
        (
            "marked UTF-16 cut inside a character",
            b"\xff\xfe" + "总分".encode("utf-16-le")[:-1],
            DamagedInput,
            "a.txt:1:2: 文件是 UTF-16 编码，但此处的字节已损坏。请从原件重新导出，另存为 UTF-8。",
        ),
    ],
)
def test_what_is_no_known_text(name: str, data: bytes, error: type[InputError], sentence: str) -> None:
    """Unknown encodings, damaged text and binary content each get a sentence of their own; nothing is guessed."""
    with pytest.raises(error) as caught:
        read_bytes(data, "a.txt")
    assert (type(caught.value), caught.value.describe("zh")) == (error, sentence)


def test_replacement_characters_are_noticed() -> None:
    """A text that an earlier program damaged is read, with a notice at the first lost character."""
    (notice,) = read_bytes("总分\t100\n得\ufffd\t9\ufffd\n".encode(), "a.txt").notices
    assert notice.address == Address("line", 2, 2)
    assert notice.message.zh == "文中有 2 个替换字符（\ufffd），原文在此前的转换中已丢失。"
    assert notice.message.en == (
        "The text has 2 replacement character(s) (\ufffd): an earlier conversion lost the original."
    )


def test_sound_text_has_no_notice() -> None:
    """A text that decodes without doubt carries no notice."""
    assert read_bytes(TEXT.encode("gb18030"), "a.txt").notices == ()
