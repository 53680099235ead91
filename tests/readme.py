"""The marked blocks of the READMEs, and what the program says today.

A marker `<!-- kind: argument -->` stands on the line above a fence:

    command: NAME       a command that sets things up (`.ci/run` runs it word for word)
    output: perflint …  what that command line prints, standard output before standard error
    rule: PATH, configuration: PATH, python   a file or a program that must work

`python -m tests.readme` renews the output blocks; read the difference before committing it.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.sources import ROOT

READMES = ("README.md", "README.zh.md")
MARKED = re.compile(r"<!-- (?P<kind>\w+)(?:: (?P<argument>.*?))? -->\n```\w*\n(?P<body>.*?)```\n", re.DOTALL)


class Block(NamedTuple):
    """A marked block: its kind, what the marker says of it, and its text."""

    kind: str
    argument: str
    body: str


def blocks(readme: str, kind: str) -> list[Block]:
    """The blocks of a kind, in order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    found = (Block(match["kind"], match["argument"] or "", match["body"]) for match in MARKED.finditer(text))
    return [block for block in found if block.kind == kind]


def command_lines(readme: str) -> Iterator[list[str]]:
    """The arguments of every perflint command in a README, of those that build an environment first too."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    for body in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for command in re.split(r"\n|&&", body):
            words = shlex.split(command)
            if words and Path(words[0]).name == "perflint":
                yield words[1:]


def run(arguments: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """perflint as somebody without a terminal would run it in `folder`."""
    dropped = ("COLUMNS", "FORCE_COLOR", "PERFLINT_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "perflint", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def printed(command: str) -> str:
    """What a command line `perflint …` prints, blank lines at the end left out."""
    done = run(shlex.split(command)[1:])
    return (done.stdout + done.stderr).decode().rstrip("\n") + "\n"


def renew(readme: str) -> None:
    """Write today's output into the README's output blocks."""

    def renewed(match: re.Match[str]) -> str:
        if match["kind"] != "output":
            return match[0]
        before, after = match.start("body") - match.start(), match.end("body") - match.start()
        return match[0][:before] + printed(match["argument"]) + match[0][after:]

    path = ROOT / readme
    path.write_text(MARKED.sub(renewed, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for name in READMES:
        renew(name)
