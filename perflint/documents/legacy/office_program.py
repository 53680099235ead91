"""LibreOffice without its windows: many files turned into another format with one start.

It runs with a profile of its own in a temporary folder, with macros forbidden, links not followed and no way to the
network; its whole process group is ended afterwards, however it went.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import md5
from pathlib import Path
from time import monotonic

_COMMANDS = ("soffice", "libreoffice")
# Where installers put it without telling the search path.
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "${PROGRAMFILES}/LibreOffice/program/soffice.exe",
    "${PROGRAMFILES(X86)}/LibreOffice/program/soffice.exe",
)
_OPTIONS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nolockcheck",
    "--nodefault",
    "--nologo",
    "--nofirststartwizard",
)
# The first start makes the profile.
_SECONDS_TO_START = 30
_POLL = 0.05
# Fixed in the program, whatever the environment says.
_SOCKET_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "WINDIR", "PROGRAMFILES", "LD_LIBRARY_PATH")
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    # A proxy that is not there.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}


def find_program() -> str | None:
    """The path of the program, None where it is not installed."""
    for command in _COMMANDS:
        if found := shutil.which(command):
            return found
    places = (os.path.expandvars(place) for place in _USUAL_PLACES)
    return next((place for place in places if Path(place).is_file()), None)


def convert(program: str, files: Sequence[Path], target: str, folder: Path, seconds: int) -> set[Path]:
    """Turn the files into `target` (docx, xlsx): those given back could not be.

    The results stand in `folder`/out under the files' names, with the target as their ending. A file over which the
    program breaks down, or takes more than `seconds`, is given up; the ones after it get a new start.
    """
    out = folder / "out"
    pending = list(files)
    failed: set[Path] = set()
    while pending:
        ended = _run(program, pending, target, folder, seconds)
        pending = [file for file in pending if not (out / f"{file.stem}.{target}").is_file()]
        if ended:
            return failed | set(pending)
        failed.update(pending[:1])
        del pending[:1]
    return failed


def _run(program: str, files: Sequence[Path], target: str, folder: Path, seconds: int) -> bool:
    """One start of the program; whether it came to its own end."""
    profile = folder / "profile"
    if not profile.is_dir():
        _write_settings(profile / "user")
    command = [
        program,
        f"-env:UserInstallation={_address(profile)}",
        *_OPTIONS,
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        *map(str, files),
    ]
    try:
        with _process(command, folder) as process:
            return _ends(process, folder / "out", seconds)
    finally:
        _remove_socket(profile)


def _ends(process: "subprocess.Popen[bytes]", out: Path, seconds: int) -> bool:
    """Wait for the end; the clock starts anew with each file that is done."""
    done = -1
    last = monotonic() + _SECONDS_TO_START
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_POLL) == 0
        count = sum(1 for _ in out.glob("*"))
        if count != done:
            last, done = max(last, monotonic()), count
        if monotonic() > last + seconds:
            return False


@contextlib.contextmanager
def _process(command: Sequence[str], folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603  # the program found, and files of our own naming
        command,
        cwd=folder,
        env=_environment(os.environ, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end_all(process)


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started: the command is often a script around the program itself."""
    if sys.platform == "win32":
        killer = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(killer, capture_output=True, check=False)  # noqa: S603  # a number
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _address(profile: Path) -> str:
    return profile.resolve().as_uri()


def _remove_socket(profile: Path) -> None:
    """Take away the socket that the program leaves in the system's folder when it is killed.

    Its name holds the digest of the profile's address, byte by byte in hexadecimal without leading zeros.
    """
    if sys.platform == "win32":
        return
    digest = md5(_address(profile).encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for folder in _SOCKET_FOLDERS:
        with contextlib.suppress(OSError):
            Path(folder, name).unlink()


def _environment(outer: Mapping[str, str], folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in outer.items() if name.upper() in _KEPT_VARIABLES}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    return kept | own | {"LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, properties in _SETTINGS.items()
        for name, value in properties.items()
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{''.join(items)}</oor:items>\n",
        encoding="utf-8",
    )
