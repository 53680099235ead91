"""The worker processes and the line before them.

Each worker has a thread of the server that hands it one file at a time, waits as long as a file may take, and puts a
new process in the place of one that hangs or dies. Who has fewer files in work comes first, and large files may not
take the last worker, so that one user's heap or one thick PDF does not keep the others waiting.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from perflint.errors import PerflintError
from perflint.language import Bilingual
from perflint.web.orders import Answer, Look, Order, Unable, Unpack, read_answer, write
from perflint.web.regime import Regime, write_regime
from perflint.web.settings import MIB, Settings

# From this size on a file counts as large.
LARGE = 512 * 1024
# A worker is replaced after so many files: what libraries hold on to is given back.
_FILES_OF_ONE = 200
# Or as soon as a file has left it so much larger than it was (bytes; where the system says how large it is).
_GROWTH = 64 * MIB
_START_SECONDS = 60
# A worker that dies with this share of its memory in use has most likely died of the want of more: what it may take is
# address space, some of which a program never touches.
_MOST = 0.6
# The file in the pool's folder that tells the workers by which rules to judge.
REGIME = "regime"


class Trouble(Exception):  # noqa: N818  # named for what happened
    """A file that got no answer, and the sentence for it."""

    def __init__(self, sentence: Bilingual) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class TooSlow(Trouble):
    """The worker took longer than a file may take and was stopped."""


class Crashed(Trouble):
    """The worker died."""


class Full(Trouble):
    """There is no more room in the line; `mine` where it is this user's own files that fill it."""

    def __init__(self, sentence: Bilingual, *, mine: bool) -> None:
        super().__init__(sentence)
        self.mine = mine


_CRASHED = Bilingual(
    "核对这个文件时处理程序意外中止，文件可能已损坏或构造异常；其他文件不受影响。请用原软件打开另存后再试。",
    "The process that checked this file died; it may be damaged or oddly made. The other files are not affected. "
    "Open it in its own program, save it again and retry.",
)
_NEAR_THE_BOUND = Bilingual(
    "核对这个文件用到的内存接近上限，处理程序中止；其他文件不受影响。请拆分文件后再试。",
    "The process that checked this file died when it had used most of the memory allowed. The other files are not "
    "affected. Split the file and try again.",
)
_FULL = Bilingual("正在核对的文件太多，请稍后再试。", "Too many files are being checked; please try again shortly.")
_FULL_OF_MINE = Bilingual(
    "您有太多文件正在排队，请等它们核对完再继续。", "Too many of your files are waiting; go on when they are done."
)
_CLOSED = Bilingual("服务正在停止。", "The server is stopping.")


def too_slow(seconds: int) -> Bilingual:
    """The sentence for a file over its time."""
    return Bilingual(
        f"核对这个文件超过 {seconds} 秒的上限，已停止。请拆分文件后再试；其他文件不受影响。",
        f"Checking this file took more than the {seconds} seconds allowed and was stopped. Split it and try again; "
        "the other files are not affected.",
    )


class Job(msgspec.Struct, eq=False):
    """One order in the line, whose it is, and what will come of it."""

    order: Order
    owner: str
    large: bool
    arrived: float
    answer: "Future[tuple[Answer, float]]"


def _is_large(order: Order) -> bool:
    if isinstance(order, Look):
        if order.member is not None:
            return order.member.size >= LARGE
        return len(order.data or order.state or b"") >= LARGE
    return not isinstance(order, Unpack) or len(order.data) >= LARGE


class Pool:
    """`submit` an order and get the future of its answer, with the seconds that it waited."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = tempfile.mkdtemp(prefix="perflint-")
        self.regime = self._kept(settings)
        self._line: list[Job] = []
        self._running: dict[str, int] = {}
        self._last: dict[str, float] = {}
        self._large = 0
        self._open = True
        self._change = threading.Condition()
        self._hands = [threading.Thread(target=self._serve, args=(n,), daemon=True) for n in range(settings.workers)]
        self._alive: dict[int, Worker] = {}

    def _kept(self, settings: Settings) -> Regime:
        """The regime on copies of its files, written down for the workers; nothing is left of one with mistakes."""
        folder = Path(self.folder)
        try:
            regime = settings.regime.kept_in(folder)
        except PerflintError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        write_regime(regime, folder / REGIME)
        return regime

    def start(self) -> None:
        """Start the workers, in the background."""
        for hand in self._hands:
            hand.start()

    def ready(self) -> int:
        """How many workers are up."""
        return sum(worker.up and worker.process.returncode is None for worker in list(self._alive.values()))

    def waiting(self) -> int:
        """How many files stand in the line."""
        return len(self._line)

    def submit(self, order: Order, owner: str) -> "Future[tuple[Answer, float]]":
        """Put an order in the line. Raises Full."""
        answer: Future[tuple[Answer, float]] = Future()
        job = Job(order, owner, _is_large(order), time.monotonic(), answer)
        with self._change:
            if not self._open:
                raise Full(_CLOSED, mine=False)
            if len(self._line) >= self.settings.queue:
                raise Full(_FULL, mine=False)
            if sum(other.owner == owner for other in self._line) >= self.settings.queue_of_one:
                raise Full(_FULL_OF_MINE, mine=True)
            self._line.append(job)
            self._change.notify()
        return answer

    def close(self) -> None:
        """Stop the workers; who still waits is told so."""
        with self._change:
            self._open = False
            left, self._line = self._line, []
            self._change.notify_all()
        for job in left:
            job.answer.set_exception(Full(_CLOSED, mine=False))
        for worker in list(self._alive.values()):
            worker.stop()
        for hand in self._hands:
            if hand.is_alive():
                hand.join(timeout=5)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _serve(self, number: int) -> None:
        while self._open:
            worker = Worker(self.settings, self.folder)
            self._alive[number] = worker
            try:
                if worker.begin():
                    self._hand_out(worker)
                else:
                    # A machine that cannot start one now may be able to in a moment.
                    time.sleep(0.5)
            finally:
                worker.stop()

    def _hand_out(self, worker: "Worker") -> None:
        for _ in range(_FILES_OF_ONE):
            job = self._take()
            if job is None:
                return
            spent = False
            try:
                waited = time.monotonic() - job.arrived
                if job.answer.set_running_or_notify_cancel():
                    answer = worker.ask(job.order)
                    spent = isinstance(answer, Unable) and answer.memory
                    job.answer.set_result((answer, waited))
            except Trouble as trouble:
                job.answer.set_exception(trouble)
                return
            finally:
                self._done(job)
            if spent or worker.late or worker.grown():
                # It ran out of memory, answered in the very moment of the limit, or was left large by the file.
                return

    def _take(self) -> Job | None:
        """The next job that may run now, None when the pool closes."""
        with self._change:
            while self._open:
                room = self.settings.workers == 1 or self._large < self.settings.workers - 1
                allowed = [job for job in self._line if room or not job.large]
                if allowed:
                    job = min(allowed, key=self._turn)
                    self._line.remove(job)
                    self._running[job.owner] = self._running.get(job.owner, 0) + 1
                    self._last[job.owner] = time.monotonic()
                    self._large += job.large
                    return job
                self._change.wait()
        return None

    def _turn(self, job: Job) -> tuple[int, float, float]:
        return self._running.get(job.owner, 0), self._last.get(job.owner, 0), job.arrived

    def _done(self, job: Job) -> None:
        with self._change:
            self._running[job.owner] -= 1
            self._large -= job.large
            if not any(self._running.values()) and not self._line:
                self._running.clear()
                self._last.clear()
            self._change.notify_all()


class Worker:
    """One worker process, from its start to its end."""

    def __init__(self, settings: Settings, folder: str) -> None:
        self._seconds = settings.seconds
        self._memory = settings.memory
        self.up = False
        self.late = False
        self._size = 0
        self._own = tempfile.mkdtemp(dir=folder)
        # -P: no module of the current folder takes the place of perflint's.
        bounds = (str(settings.seconds), str(settings.memory))
        command = [sys.executable, "-P", "-m", "perflint.web.worker", *bounds, str(Path(folder) / REGIME)]
        self.process = subprocess.Popen(  # noqa: S603  # this Python, numbers and a path of our own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": self._own, "TEMP": self._own, "TMP": self._own, "MALLOC_ARENA_MAX": "2"},
            start_new_session=True,
        )

    def begin(self) -> bool:
        """Wait until it says that it is ready."""
        with self._timed(_START_SECONDS):
            self.up = read_answer(cast("BinaryIO", self.process.stdout)) is not None
        self._size = self._resident()
        return self.up

    def grown(self) -> bool:
        """Whether it holds much more memory than at its start."""
        return self._resident() > self._size + _GROWTH

    def _resident(self) -> int:
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def ask(self, order: Order) -> Answer:
        """The answer to one order. Raises TooSlow and Crashed; the process is of no more use then.

        Nor is it after an `Unable` for its memory.
        """
        answer: Answer | None = None
        with self._timed(self._seconds), contextlib.suppress(OSError):
            write(cast("BinaryIO", self.process.stdin), order)
            answer = read_answer(cast("BinaryIO", self.process.stdout))
        return self._unanswered() if answer is None else answer

    def _unanswered(self) -> Unable:
        if self.late:
            raise TooSlow(too_slow(self._seconds))
        # Libraries in C may fall over the refusal of memory instead of passing it on.
        if self._peak() > self._memory * _MOST:
            return Unable(_NEAR_THE_BOUND, memory=True)
        raise Crashed(_CRASHED)

    def _peak(self) -> int:
        """The most memory (bytes) that the process ever held, once it has ended; 0 where the system does not say."""
        if sys.platform == "win32" or self.process.returncode is not None:
            return 0
        # It has closed its pipe, but may still be about to end.
        self._kill()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def stop(self) -> None:
        """End the process and what it started, and remove its files."""
        self._kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                cast("BinaryIO", pipe).close()
        shutil.rmtree(self._own, ignore_errors=True)

    @contextlib.contextmanager
    def _timed(self, seconds: int) -> Iterator[None]:
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end_late(self) -> None:
        self.late = True
        self._kill()

    def _kill(self) -> None:
        if self.process.returncode is not None:
            # Its number may be another's by now.
            return
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
