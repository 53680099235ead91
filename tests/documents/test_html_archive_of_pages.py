"""Web archives (MHT) as Word, Excel and browsers save them."""

import base64
import quopri

import pytest

from perflint.documents import Document, Table, read_bytes
from perflint.errors import DamagedInput, EmptyInput

TABLE = "<html><body><table><tr><td>{}</td><td>得分</td></tr></table></body></html>"


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    """A web archive of parts: content type, transfer encoding, body."""
    head = b'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="=_b"\r\n\r\n'
    body = b"".join(
        f"--=_b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + data + b"\r\n"
        for kind, coding, data in parts
    )
    return head + body + b"--=_b--\r\n"


def firsts(document: Document) -> list[tuple[str, str]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [(table.rows[0].cells[0].text, str(table.rows[0].cells[0].address)) for table in tables]


def test_sheets_in_their_order() -> None:
    """Each page part is read, by its own encoding; frames, tab strips and pictures are left out; tables count on."""
    data = archive(
        ("text/html", "quoted-printable", b"<html><frameset><frame src=3D'a'></frameset></html>"),
        ("text/html; charset=gb2312", "quoted-printable", quopri.encodestring(TABLE.format("甲").encode("gb18030"))),
        ("text/html; charset=utf-8", "base64", base64.encodebytes(TABLE.format("乙").encode())),
        ("text/html", "8bit", b"<html><body>tabs</body></html>"),
        ("image/png", "base64", b"iVBORw0KGgo="),
    )
    document = read_bytes(data, "a.mht")
    assert document.format == "mht"
    assert firsts(document) == [("甲", "T1R1C1"), ("乙", "T2R1C1")]
    assert len(document.blocks) == 2


def test_cut_short() -> None:
    """What still stands in a cut archive is read; without any page the archive is said to be broken."""
    data = archive(("text/html", "8bit", TABLE.format("甲").encode()), ("text/html", "base64", b"PGh0bWw+"))
    assert firsts(read_bytes(data[:-30], "a.mht")) == [("甲", "T1R1C1")]
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data.split(b"--=_b")[0], "a.mht")
    assert caught.value.message.zh == "网页归档（.mht）不完整，其中没有可读的网页。"


def test_nothing_shown() -> None:
    """Pages without text are an empty input."""
    with pytest.raises(EmptyInput):
        read_bytes(archive(("text/html", "8bit", b"<html></html>")), "a.mht")


def test_parts_in_parts_without_end() -> None:
    """Nesting that would exhaust the parser is refused."""
    data = b"MIME-Version: 1.0\n" + b"".join(
        b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
    )
    with pytest.raises(DamagedInput):
        read_bytes(data, "a.mht")
