"""Drawings that draw drawings: few bytes, millions of shapes."""

import time
import zlib

import pytest

from perflint.documents import read_bytes
from perflint.documents.pdf.nested import drawings_within
from perflint.errors import InputError, InputTooLarge


def nested(levels: int, times: int, *, packed: bool, shared: bool = False) -> bytes:
    """A PDF of one page whose drawing draws the next one `times` times, `levels` deep; no cross-reference table."""
    parts = [b"%PDF-1.7", b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj"]
    parts.append(b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj")
    resources = b"/Resources << /XObject << /X 5 0 R >> >>"
    parts.append(
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R " + resources + b" >>\nendobj"
    )
    parts.append(b"4 0 obj\n<< /Length 5 >>\nstream\n/X Do\nendstream\nendobj")
    for level in range(levels):
        last = level == levels - 1
        content = b"0 0 9 9 re f" if last else b"/X Do " * times
        listed = b"<< /X %d 0 R >>" % (6 + level)
        if shared and not last:
            number = 500 + level
            parts.append(b"%d 0 obj\n<< /XObject %s >>\nendobj" % (number, listed))
            own = b"/Resources %d 0 R" % number
        else:
            own = b"" if last else b"/Resources << /XObject " + listed + b" >>"
        method = b"/Filter /FlateDecode " if packed else b""
        content = zlib.compress(content) if packed else content
        head = b"%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %s%s/Length %d >>\nstream\n"
        parts.append(head % (5 + level, method, own, len(content)) + content + b"\nendstream\nendobj")
    parts.append(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n")
    return b"\n".join(parts)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(
    ("levels", "times", "expected"), [(3, 2, 7), (3, 10, 111), (6, 10, 111_111), (9, 10, 111_111_111)]
)
def test_drawings_are_counted(levels: int, times: int, expected: int, packed: bool, shared: bool) -> None:
    """Each level draws the next `times` times: 1 + t + t² + … drawings, however they are written."""
    assert drawings_within(nested(levels, times, packed=packed, shared=shared)) == expected


def test_a_circle_of_drawings_ends() -> None:
    """A drawing that draws itself is counted once around."""
    data = nested(4, 3, packed=False).replace(b"<< /X 8 0 R >>", b"<< /X 5 0 R >>")
    assert drawings_within(data) < 100


def test_millions_of_drawings_are_refused_at_once() -> None:
    """The file is named, with the limit, before anything is drawn."""
    started = time.monotonic()
    with pytest.raises(InputTooLarge) as refused:
        read_bytes(nested(12, 10, packed=True), "a.pdf")
    assert "200" in refused.value.message.zh
    assert time.monotonic() - started < 2


def test_a_few_drawings_are_read() -> None:
    """Ordinary nesting is no reason to refuse; the page of this one has no text."""
    with pytest.raises(InputError) as refused:
        read_bytes(nested(3, 4, packed=True), "a.pdf")
    assert not isinstance(refused.value, InputTooLarge)
