"""`--changed-since REV`: of the inputs, those that the work since a git revision has touched."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from perflint.errors import InputError, UsageError
from perflint.language import Bilingual

_OPTION = "--changed-since"
_ARCHIVE_MARK = "!/"


def only_changed(inputs: Sequence[str | InputError], revision: str) -> list[str | InputError]:
    """The inputs that differ from where this branch left `revision`, uncommitted and untracked files included.

    What is not there stays in and is reported; a member of an archive goes with its archive. Git is asked in the
    current folder. Raises UsageError where git is not installed, this is no repository, the revision is unknown, or an
    input is standard input or lies outside of the repository.
    """
    top = Path(os.path.realpath(_git("rev-parse", "--show-toplevel").removesuffix("\n")))
    touched = _touched(top, revision)
    return [path for path in inputs if isinstance(path, InputError) or _within(path, top) in touched]


def _touched(top: Path, revision: str) -> frozenset[str]:
    """The paths below `top`, with slashes, of the files that were added or changed."""
    commit = _commit(revision)
    differing = _git("-C", str(top), "diff", "--name-only", "-z", "--diff-filter=d", "--no-ext-diff", commit, "--")
    untracked = _git("-C", str(top), "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(name for name in (differing + untracked).split("\0") if name)


def _commit(revision: str) -> str:
    """Where this branch left the revision; the revision itself where the two share no known commit."""
    try:
        named = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except UsageError as error:
        raise UsageError(
            Bilingual(
                f"git 不认识 {_OPTION} 指定的版本“{revision}”。",
                f"git does not know the revision “{revision}” of {_OPTION}.",
            ),
            remedy=Bilingual(
                "请写分支名、标签或提交号；浅克隆的仓库要先取回它（git fetch）。",
                "Give a branch, a tag or a commit; a shallow clone must fetch it first (git fetch).",
            ),
        ) from error
    try:
        return _git("merge-base", named, "HEAD").strip()
    except UsageError:
        return named


def _within(path: str, top: Path) -> str:
    if path == "-":
        raise UsageError(
            Bilingual(f"{_OPTION} 不能与标准输入同用。", f"{_OPTION} does not go with standard input."),
            remedy=Bilingual("请写文件或文件夹。", "Name files or folders."),
        )
    file = path if os.path.lexists(path) else path.split(_ARCHIVE_MARK, 1)[0]
    # The folder's links are followed, the file's own is not: git knows a link by its name.
    place = Path(os.path.realpath(Path(file).parent)) / Path(file).name
    try:
        return place.relative_to(top).as_posix()
    except ValueError as error:
        raise UsageError(
            Bilingual(
                f"不在当前的 git 仓库里，{_OPTION} 无从比较。",
                f"It is not in the git repository of this folder, so {_OPTION} cannot compare it.",
            ),
            path=path,
        ) from error


def _git(*arguments: str) -> str:
    """What git answers. Raises UsageError with git's own sentence."""
    # quotePath changes nothing under -z; hooks may have set these for another repository.
    surroundings = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}
    try:
        answer = subprocess.run(  # noqa: S603  # the user's own git; nothing of the input is a command
            ["git", *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=surroundings,
        )
    except OSError as error:
        raise UsageError(
            Bilingual(f"{_OPTION} 要用 git，这里没有装。", f"{_OPTION} needs git, which is not installed here.")
        ) from error
    if answer.returncode:
        said = answer.stderr.decode(errors="replace").strip()
        raise UsageError(
            Bilingual(f"{_OPTION} 要在 git 仓库里用（{said}）。", f"{_OPTION} needs a git repository ({said}).")
        )
    return os.fsdecode(answer.stdout)
