"""The workers: whose turn it is, and what becomes of files that hang, crash or want too much."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from perflint.web.orders import Answer, Look, Looked, Unable, Wish
from perflint.web.pool import LARGE, Crashed, Full, Pool, TooSlow
from perflint.web.settings import MIB, Settings
from tests.sources import ROOT

if TYPE_CHECKING:
    from concurrent.futures import Future

CLEAN = (ROOT / "examples" / "formats" / "clean.xlsx").read_bytes()
WISH = Wish()


@contextmanager
def pool_of(**settings: Any) -> Iterator[Pool]:
    """A started pool, its workers up."""
    pool = Pool(Settings(**settings))
    pool.start()
    wait_until(lambda: pool.ready() == pool.settings.workers)
    try:
        yield pool
    finally:
        pool.close()


def wait_until(holds: Any, seconds: float = 60) -> None:
    """Wait for something that happens in another thread."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def ask(pool: Pool, owner: str = "甲", data: bytes = CLEAN) -> "Future[tuple[Answer, float]]":
    """One file in the line."""
    return pool.submit(Look("clean.xlsx", WISH, ("report",), data=data), owner)


def children(pool: Pool) -> list[int]:
    """The workers' process numbers."""
    return [worker.process.pid for worker in pool._alive.values()]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process for a while")
def test_a_file_over_its_time_is_given_up_and_the_next_one_judged() -> None:
    """A worker that hangs is stopped after the time that a file has; a new one takes its place."""
    with pool_of(workers=1, seconds=1) as pool:
        (hanging,) = children(pool)
        os.kill(hanging, signal.SIGSTOP)
        with pytest.raises(TooSlow) as stop:
            ask(pool).result(60)
        assert "1 秒" in stop.value.sentence.zh
        # The replacement may need longer to start than a file may take.
        assert isinstance(ask(pool).result(60)[0], Looked)
        assert children(pool) != [hanging]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process for a while")
def test_a_crash_costs_one_file() -> None:
    """The file in work gets a sentence, the ones that wait are judged by the next process."""
    with pool_of(workers=1) as pool:
        (worker,) = children(pool)
        os.kill(worker, signal.SIGSTOP)
        lost, waiting = ask(pool), ask(pool, "乙")
        wait_until(lambda: pool.waiting() == 1)
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(Crashed):
            lost.result(60)
        assert isinstance(waiting.result(60)[0], Looked)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process for a while")
@pytest.mark.parametrize("allowed", [64, 2048])
def test_a_crash_near_the_bound_of_memory_is_told_as_such(allowed: int) -> None:
    """A library that falls over the refusal of memory leaves no word, but what the process held tells."""
    with pool_of(workers=1, memory=allowed * MIB) as pool:
        (worker,) = children(pool)
        os.kill(worker, signal.SIGSTOP)
        lost = ask(pool)
        os.kill(worker, signal.SIGSEGV)
        os.kill(worker, signal.SIGCONT)
        if allowed > 1024:
            with pytest.raises(Crashed):
                lost.result(60)
        else:
            answer, _ = lost.result(60)
            assert isinstance(answer, Unable)
            assert answer.memory
            assert "内存" in answer.reason.zh
        wait_until(lambda: children(pool) != [worker])


def test_a_file_that_wants_too_much_memory_is_refused() -> None:
    """It is said, and the next file is judged, be it by a new worker."""
    pytest.importorskip("resource")
    many = "项目支出绩效自评表\n" + "甲\t乙\t丙\t丁\n" * 200_000
    with pool_of(workers=1, memory=300 * MIB) as pool:
        answer, _ = ask(pool, data=many.encode()).result(60)
        assert isinstance(answer, Unable)
        assert answer.memory
        assert "内存" in answer.reason.zh
        assert isinstance(ask(pool).result(60)[0], Looked)


def test_who_has_fewer_files_in_work_comes_first() -> None:
    """Of a long line of one user and a single file of another the single file is judged second, not last."""
    pool = Pool(Settings(workers=1))
    order: list[str] = []
    futures = [ask(pool, "多") for _ in range(5)] + [ask(pool, "少")]
    for future, owner in zip(futures, "多多多多多少", strict=True):
        future.add_done_callback(lambda _, owner=owner: order.append(owner))  # type: ignore[misc]  # bound at once
    pool.start()
    for future in futures:
        future.result(60)
    pool.close()
    assert order == ["多", "少", "多", "多", "多", "多"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process for a while")
def test_large_files_leave_a_worker_free() -> None:
    """While one thick file hangs and another waits, small files are judged."""
    thick = CLEAN + b"\0" * LARGE
    with pool_of(workers=2) as pool:
        for worker in children(pool):
            os.kill(worker, signal.SIGSTOP)
        first, second = ask(pool, data=thick), ask(pool, data=thick)
        small = ask(pool, "乙")
        wait_until(lambda: pool.waiting() == 1)
        for worker in children(pool):
            os.kill(worker, signal.SIGCONT)
        assert isinstance(small.result(60)[0], Looked)
        first.result(60)
        second.result(60)


def test_the_line_has_an_end() -> None:
    """Beyond its length nobody gets in, and one user not beyond his share; it says whose fault it is."""
    pool = Pool(Settings(workers=1, queue=3, queue_of_one=2))
    try:
        ask(pool, "甲")
        ask(pool, "甲")
        with pytest.raises(Full) as mine:
            ask(pool, "甲")
        ask(pool, "乙")
        with pytest.raises(Full) as all_:
            ask(pool, "丙")
        assert (mine.value.mine, all_.value.mine) == (True, False)
    finally:
        pool.close()


def test_closing_tells_who_still_waits_and_leaves_nothing() -> None:
    """What waits gets a sentence; no process and no folder is left."""
    with pool_of(workers=1) as pool:
        folder, workers = Path(pool.folder), children(pool)
    assert not folder.exists()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
    with pytest.raises(Full):
        ask(pool)
