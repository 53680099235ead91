"""The project's own files, for the tests that look at how it is written."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project as git would commit it; without git (an unpacked sdist), every file that is there."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0 and (ROOT / ".git").exists():
        names = [name for name in done.stdout.decode().split("\0") if name]
        return tuple(path for name in names if (path := ROOT / name).is_file())
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _made(path.relative_to(ROOT)))


def modules(*folders: str) -> Iterator[Path]:
    """The Python files under the folders, relative to the project."""
    for path in tracked():
        relative = path.relative_to(ROOT)
        if path.suffix == ".py" and relative.parts[0] in folders:
            yield relative


@cache
def syntax(module: Path) -> ast.Module:
    """The parsed source of a module given relative to the project."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), filename=str(module))


def _made(relative: Path) -> bool:
    made = (".venv", ".ci-venv", "build", "dist", "__pycache__")
    return any(part in made or part.endswith(("_cache", ".egg-info")) for part in relative.parts)
