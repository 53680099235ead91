"""Which files of a folder are rules of one's own, and which a folder from a stranger had better not hold.

A link that leads out of the folder is not followed: the line of a file that a mistake quotes must be the folder's own.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from perflint.errors import Mistake, RuleFileError, UsageError
from perflint.language import Bilingual

NOT_RULES = ("profiles", "vocabulary")
# The rulebook has fewer than a hundred.
MAX_FILES = 2_000
# Of one file; a rule with all its examples takes about 10 kB, and a character up to four bytes.
MAX_CHARACTERS = 512_000
MAX_SIZE = 4 * MAX_CHARACTERS


def own_rule_files(paths: Sequence[Path | str]) -> list[Path]:
    """The rule files that paths stand for, each once; a folder stands for all below it but profiles and vocabulary.

    Raises UsageError for a path that is not there, RuleFileError for files that are not to be read.
    """
    found: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found.extend(_in_folder(path))
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(
                Bilingual("没有这个规则文件或文件夹。", "There is no such rule file or folder."), path=str(path)
            )
    files = list({path.resolve(): path for path in found}.values())
    mistakes = [problem for path in files if (problem := _unreadable(path)) is not None]
    if mistakes:
        raise RuleFileError(mistakes)
    return files


def _in_folder(folder: Path) -> list[Path]:
    files: list[Path] = []
    for path in _walk(folder):
        if path.relative_to(folder).parts[0] in NOT_RULES:
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            zh, en = "链接指向规则文件夹之外，不读", "the link leads out of the folder of rules and is not followed"
            raise RuleFileError([_refused(path, zh, en)])
        files.append(path)
        if len(files) > MAX_FILES:
            zh, en = f"规则文件超过 {MAX_FILES} 个", f"more than {MAX_FILES} rule files"
            raise RuleFileError([_refused(folder, zh, en)])
    return sorted(files)


def _walk(folder: Path) -> Iterator[Path]:
    for pattern in ("*.yaml", "*.yml"):
        yield from (path for path in folder.rglob(pattern) if not path.is_dir())


def _unreadable(path: Path) -> Mistake | None:
    """Why a file is not read: it is a device or a pipe, or larger than any rule."""
    if not path.is_file():
        # Reading a device or a pipe may never end.
        return _refused(path, "不是普通文件，不读", "this is no regular file and is not read")
    if path.stat().st_size > MAX_SIZE:
        return _refused(path, "文件过大", "the file is too large")
    return None


def _refused(path: Path, zh: str, en: str) -> Mistake:
    from perflint.engine.yamlfile import mistake  # noqa: PLC0415 - the YAML library, which most runs do without

    return mistake("", str(path), 0, 0, zh, en)
