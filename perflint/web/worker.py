"""A worker process: takes orders on standard input, gives answers on standard output, and knows nothing else.

Started as `python -P -m perflint.web.worker SECONDS BYTES REGIME`: what one file may take of time and of address space,
and the file that says by which rules to judge.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from perflint.errors import PerflintError
from perflint.language import Bilingual
from perflint.web.orders import Unable, read_order, write

_TOO_LARGE = Unable(
    Bilingual(
        "核对这个文件需要的内存超过上限，已停止。请拆分文件后再试。",
        "Checking this file needs more memory than is allowed; it was stopped. Split the file and try again.",
    ),
    memory=True,
)


def broken(error: Exception) -> Bilingual:
    """The sentence for a failure of perflint's own; no text of the document is in it."""
    name = type(error).__name__
    return Bilingual(
        f"核对这个文件时 perflint 自身出错（{name}）。请把这一名称报告给维护者；其他文件不受影响。",
        f"perflint itself broke on this file ({name}). Please report this name; the other files are not affected.",
    )


def main(seconds: int, memory: int, regime: Path) -> None:
    """Work until the server closes the pipe."""
    orders, answers = _pipes()
    _bound(memory)
    from perflint.web.regime import Ruling, read_regime  # noqa: PLC0415  # under the bounds
    from perflint.web.work import do, warm_up  # noqa: PLC0415

    ruling = Ruling(read_regime(regime))
    warm_up(ruling)
    write(answers, Unable(Bilingual("", "")))
    while (order := read_order(orders)) is not None:
        try:
            answer = do(order, seconds, ruling)
        except PerflintError as error:
            answer = Unable(error.message)
        except (MemoryError, SystemError):
            # C code that finds no memory for its exception raises the second. Nothing is made here: until the clause
            # ends the exception keeps everything that filled the memory.
            answer = _TOO_LARGE
        except Exception as error:  # noqa: BLE001  # the last line of defence: one file costs no other
            answer = Unable(broken(error))
        del order
        write(answers, answer)
        del answer


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ways to the server; what a library prints goes nowhere instead of between the answers."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return orders, answers


def _bound(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    for kind, bound in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        wanted = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (wanted, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
