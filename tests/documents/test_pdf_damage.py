"""Damaged PDFs: whatever happens to the bytes, the reader gives a document or an InputError, and the process lives on.

The cases run in a process of their own, as a fault in the PDF library would end it without a word.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from perflint.documents import read_bytes
from perflint.errors import InputError
from tests.documents.pdf_printing import draw_table, pdf, plain, printed_forms
from tests.forms.rendering import sample

ROOT = Path(__file__).resolve().parents[2]
CASES = 250
SECONDS = 120


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A copy with bytes changed, digits changed, the end or a piece missing, or a piece repeated elsewhere."""
    copy = bytearray(data)
    kind = chance.randrange(5)
    start = chance.randrange(8, len(copy))
    if kind == 0:
        for _ in range(chance.choice((1, 5, 50, 300))):
            copy[chance.randrange(8, len(copy))] = chance.randrange(256)
    elif kind == 1:
        for _ in range(chance.choice((1, 5, 30))):
            places = [at for at in range(start, min(start + 500, len(copy))) if chr(copy[at]).isdecimal()]
            if places:
                copy[chance.choice(places)] = ord(chance.choice("0123456789"))
    elif kind == 2:
        del copy[start:]
    elif kind == 3:
        del copy[start : start + chance.randrange(1, 2000)]
    else:
        copy[start:start] = copy[chance.randrange(len(copy)) :][: chance.randrange(1, 2000)]
    return bytes(copy)


def run(seed: int, cases: int) -> None:
    """Read damaged copies; anything but an InputError with both sentences ends this process with a traceback."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    originals = [
        printed_forms([sample()]),
        pdf(lambda canvas: draw_table(canvas, plain([["甲", "乙"], ["丙", "丁"]])), pageCompression=0),
    ]
    for _ in range(cases):
        try:
            read_bytes(damaged(chance.choice(originals), chance), "a.pdf")
        except InputError as error:
            if not (error.path == "a.pdf" and error.describe("zh") and error.describe("en")):
                raise ValueError(error) from error


@pytest.mark.parametrize("seed", [1, 2])
def test_no_damage_breaks_the_reader(seed: int) -> None:
    """Hundreds of damaged files: no crash, no hang, no other error."""
    command = [sys.executable, "-c", f"from tests.documents.test_pdf_damage import run; run({seed}, {CASES})"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
