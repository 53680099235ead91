"""How a server runs: where it listens, whom it lets in, and how much it takes."""

import msgspec

from perflint.language import Bilingual, Language
from perflint.web.regime import Regime

MIB = 1024 * 1024
PORT = 8765
REQUEST = 128 * MIB


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One server's settings; the limits hold for each of the users.

    token           who comes from outside must show it; "" where only this machine can connect
    regime          by which rules it judges, and what it accepts
    hosts           names under which the server may be called, beside those of this machine
    max_file        bytes of one file
    max_files       files of one request
    max_members     files that the archives of one request may hold together
    max_request     bytes of one request, and what its archives may unpack to
    max_kept_files  files that one user may have on the page at a time
    workers         processes that judge
    seconds         what one file may take, from its first byte to its findings
    memory          bytes of address space of one worker (not on Windows)
    queue           files that may wait, of all users together
    queue_of_one    the same, of one user
    keep_seconds    after this time without a request what a user uploaded is forgotten
    log             a line of JSON on standard error for each request
    keep_bytes      what all users' uploads and results together may take; the oldest go first; of one user no more
    """

    host: str = "127.0.0.1"
    port: int = PORT
    token: str = ""
    hosts: tuple[str, ...] = ()
    language: Language = "zh"
    regime: Regime = Regime()
    max_file: int = 32 * MIB
    max_files: int = 50
    max_members: int = 500
    max_request: int = REQUEST
    max_kept_files: int = 500
    workers: int = 2
    seconds: int = 60
    memory: int = 2048 * MIB
    queue: int = 600
    queue_of_one: int = 200
    keep_seconds: int = 30 * 60
    keep_bytes: int = 512 * MIB
    log: bool = False

    @property
    def cookie_end(self) -> str:
        """The end of the names of cookies: servers on several ports of one machine share their cookies."""
        return f"-{self.port}"


def size_words(size: int) -> str:
    """A number of bytes for people: whole megabytes, kilobytes below the first."""
    return f"{size // MIB} MB" if size >= MIB else f"{size // 1024} KB"


NAMELESS = Bilingual("未命名", "unnamed")
