"""The page: how soon a first result is on screen, and what happens when a whole office uploads at once.

`python -m benchmarks.page`; everything on the loopback of this machine. Exit 1 if a bound is not kept.
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.docx import word_file
from benchmarks.figures import Figure, Skipped, table
from benchmarks.generated import form_text
from benchmarks.pdf import printed
from benchmarks.spreadsheets import workbook

USERS = 20
FILES_OF_ONE = 10
PAGES = 500
MIB = 1024 * 1024
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# From the drop to the frame in which the findings stand, and what the browser knows of the request in between.
DROP = """data => new Promise(done => {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const bag = new DataTransfer();
  bag.items.add(new File([bytes], 'form.xlsx'));
  const start = performance.now();
  new MutationObserver((_, watcher) => {
    if (!document.querySelector('.form-view')) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      const entry = performance.getEntriesByType('resource').findLast(e => e.name.includes('/files?'));
      const parts = Object.fromEntries(entry.serverTiming.map(t => [t.name, t.duration]));
      done({total: performance.now() - start, request: entry.responseEnd - entry.startTime, ...parts});
    }));
  }).observe(document.getElementById('results-file'), {childList: true});
  document.getElementById('upload').dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: bag}));
})"""


class Server(NamedTuple):
    """A running `perflint serve`: its address and its process number."""

    url: str
    pid: int

    def memory(self) -> float:
        """What the server and its workers hold, in MB; 0 where the system does not say."""
        return sum(map(_resident, [self.pid, *_children(self.pid)]))


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--repeat", type=int, default=15, help="drops of which the median is taken; 0: the load alone")
    parser.add_argument("--users", type=int, default=USERS, help="users at once")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of the PDF beside them")
    options = parser.parse_args(arguments)
    figures = list(measure(options.repeat, options.users, pages=options.pages))
    print(table(figures))
    return 0 if all(figure.kept for figure in figures) else 1


def measure(repeat: int, users: int = USERS, *, pages: int = PAGES) -> Iterator[Figure | Skipped]:
    """The first result and its parts in ms; then the load: errors, mix-ups, waiting in s, memory in MB."""
    if repeat:
        with serving() as server:
            yield from _first_result(server, repeat)
    with serving() as server:
        yield from _load(server, users, pages)


@contextmanager
def serving() -> Iterator[Server]:
    """A server of its own, warm, as long as the block lasts."""
    command = [sys.executable, "-m", "perflint", "serve", "--no-browser", "--lang", "zh"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            found = re.search(r"http://\S+/", process.stderr.readline() if process.stderr is not None else "")
            if found is None:
                raise RuntimeError("the server did not say where it is")
            server = Server(found.group().rstrip("/"), process.pid)
            _wait_until_up(server)
            yield server
        finally:
            process.terminate()


def _wait_until_up(server: Server) -> None:
    import httpx

    for _ in range(200):
        with httpx.Client(base_url=server.url) as client:
            if client.get("/api/health").json().get("workers", 0) == 2:
                # Files of each format, so that both workers are warm.
                files = [("file", mixed(number)[:2]) for number in range(20)]
                client.post("/api/check", files=files, timeout=60)
                return
        time.sleep(0.05)
    raise RuntimeError("the server does not come up")


def _first_result(server: Server, repeat: int) -> Iterator[Figure | Skipped]:
    """One small xlsx dropped on the empty page in Chromium, a new browser session each time."""
    from base64 import b64encode

    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        yield Skipped("page: a small xlsx, from the drop to the screen", "Chromium is not installed")
        return
    data = b64encode(workbook(1)).decode()
    taken: list[dict[str, float]] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        for _ in range(max(3, repeat // 2)):
            context = browser.new_context()
            page = context.new_page()
            page.goto(server.url)
            taken.append(page.evaluate(DROP, data))
            context.close()
        browser.close()
    middle = {name: median(one[name] for one in taken) for name in taken[0]}
    inside = ("queue", "read", "judge", "render")
    yield Figure("page: a small xlsx, from the drop to the screen", middle["total"], "ms", 500)
    for name in inside:
        yield Figure(f"  of it {name}", middle[name], "ms")
    yield Figure("  of it upload and answer", middle["request"] - sum(middle[name] for name in inside), "ms")
    yield Figure("  of it browser", middle["total"] - middle["request"], "ms")


class Turn(NamedTuple):
    """One upload of one user: how long it took, and what was amiss with it."""

    seconds: float
    amiss: str


def _load(server: Server, users: int, pages: int) -> Iterator[Figure]:
    """Users at once, each with files of his own in mixed formats; beside them one thick PDF for most of the time."""
    before = server.memory()
    kept: list[Any] = []
    done: list[Turn] = []
    late: list[float] = []
    thick_one = threading.Thread(target=lambda: late.append(_thick(server, pages)))
    start = time.perf_counter()
    thick_one.start()
    with ThreadPoolExecutor(users) as crowd:
        for client, turns in crowd.map(lambda user: _user(server, user), range(users)):
            kept.append(client)
            done += turns
    spent = time.perf_counter() - start
    thick_one.join()
    full = server.memory()
    for client in kept:
        client.post("/forget")
        client.close()
    wrong = [turn.amiss for turn in done if turn.amiss]
    for text in wrong[:5]:
        print(text, file=sys.stderr)
    waits = sorted(turn.seconds for turn in done)
    yield Figure(f"load: {users} users, {len(done)} files: errors and mix-ups", len(wrong), "", 0)
    yield Figure("  all of it", spent, "s")
    yield Figure("  a file, median", median(waits), "s")
    yield Figure("  a file, the longest", waits[-1], "s")
    yield Figure(f"  the PDF of {pages} pages beside them", late[0], "s")
    yield Figure("  memory with all of it kept, above the start", full - before, "MB")
    yield Figure("  memory when all is forgotten, above the start", _settled(server, before), "MB", 60)


def _settled(server: Server, before: float) -> float:
    """What is left of the growth a moment later."""
    time.sleep(1)
    return max(0.0, server.memory() - before)


def _user(server: Server, user: int) -> tuple[Any, list[Turn]]:
    """One browser session: files one after the other, then the whole page."""
    import httpx

    client = httpx.Client(base_url=server.url, timeout=120)
    client.get("/")
    turns = []
    projects = []
    for turn in range(FILES_OF_ONE):
        number = 1000 + user * FILES_OF_ONE + turn
        name, data, project = mixed(number)
        start = time.perf_counter()
        answer = client.post("/files", files={"file": (name, data)}, headers={"accept": "application/json"})
        taken = time.perf_counter() - start
        projects.append(project)
        turns.append(Turn(taken, _amiss(name, answer, project)))
    whole = client.get("/?file=").text
    if any(f"{1000 + user * FILES_OF_ONE + turn}." not in whole for turn in range(FILES_OF_ONE)):
        turns.append(Turn(0, f"user {user}: the page lacks a file"))
    return client, turns


def _amiss(name: str, answer: Any, project: str) -> str:
    """What is wrong with an answer: its status, another's project, or not its own."""
    if answer.status_code != 200:
        return f"{name}: {answer.status_code} {answer.text[:80]}"
    (file,) = answer.json()["files"]
    found = set(re.findall(r"设备运行保障(\d+)", file["view"]))
    wanted = {project} if project else set()
    return "" if found == wanted else f"{name}: projects {sorted(found)} where {sorted(wanted)} was expected"


def mixed(number: int) -> tuple[str, bytes, str]:
    """A file in one of five shapes, with the number of its project; the broken one has none."""
    text = form_text(number=number)
    shape = number % 5
    if shape == 0:
        return f"{number}.txt", text.encode(), str(number)
    if shape == 1:
        return f"{number}.xlsx", renamed(workbook(1), number), str(number)
    if shape == 2:
        return f"{number}.docx", renamed(word_file(1), number), str(number)
    if shape == 3:
        return f"{number}.pdf", printed(1, number)[0], str(number)
    return f"{number}.xlsx", b"PK\x03\x04 cut", ""


def renamed(package: bytes, number: int) -> bytes:
    """An office file whose project has another number."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = re.sub("设备运行保障\\d+", f"设备运行保障{number}", source.read(name).decode())
            copy.writestr(name, content)
    return target.getvalue()


def _thick(server: Server, pages: int) -> float:
    """How long a PDF of so many pages takes, in s."""
    import httpx

    data, one = printed(12)
    data = _repeated(data, -(-pages // one))
    start = time.perf_counter()
    with httpx.Client(base_url=server.url, timeout=300) as client:
        answer = client.post("/files", files={"file": ("thick.pdf", data)}, headers={"accept": "application/json"})
        answer.raise_for_status()
        client.post("/forget")
    return time.perf_counter() - start


def _repeated(data: bytes, times: int) -> bytes:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    whole = pypdfium2.PdfDocument.new()
    part = pypdfium2.PdfDocument(data)
    for _ in range(times):
        whole.import_pages(part)
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) * 1024 / MIB if found else 0


def _children(pid: int) -> Sequence[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(entry.parent.name))
    return found


if __name__ == "__main__":
    sys.exit(main())
