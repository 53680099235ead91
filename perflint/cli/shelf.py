"""Where copies of the inputs go: their names, their folders, and writing them whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from perflint.errors import UsageError
from perflint.language import Bilingual, Language

ANNOTATED = Bilingual("批注", "annotated")
FIXED = Bilingual("已改", "fixed")

_SEPARATOR = "!/"
STDIN = "-"


class Shelf:
    """The folder of the copies of one run. The folders of the inputs, from the one that holds all, are kept in it."""

    def __init__(
        self, folder: Path, inputs: Iterable[str], tag: Bilingual, language: Language, *, base: Path | None = None
    ) -> None:
        """`base` is what the folders of the copies are counted from; without it what all inputs have in common."""
        named = [path for path in inputs if path != STDIN]
        self._folder = folder
        self._tag = tag.pick(language)
        self._inputs = {os.path.realpath(path) for path in named}
        # Links are kept, as the user named them.
        whole = [os.path.abspath(path.partition(_SEPARATOR)[0]) for path in named]  # noqa: PTH100
        self._base = _common(whole) if base is None else os.path.abspath(base)  # noqa: PTH100
        self._taken: set[Path] = set()

    def target(self, path: str, ending: str) -> Path:
        """Where the copy of an input goes: `forms/a/x.xls` → FOLDER/a/x.批注.xlsx; no two of a run go to one file."""
        outer, _, inner = path.partition(_SEPARATOR)
        place = PurePath(_below(self._base, os.path.abspath(outer)), *PurePath(inner).parts)  # noqa: PTH100  # see above
        stem = place.stem
        if place.suffix.lower() != f".{ending}":
            # Of x.doc and x.docx both copies are docx.
            stem = f"{stem}{place.suffix}"
        target = self._folder / place.parent / f"{stem}.{self._tag}.{ending}"
        number = 2
        while target in self._taken:
            target = target.with_name(f"{stem}.{self._tag}{number}.{ending}")
            number += 1
        self._taken.add(target)
        return target

    def write(self, data: bytes, target: Path) -> bool:
        """Write a copy, whole or not at all; whether it took the place of an older one.

        Raises UsageError where it cannot be written, or would be written over an input.
        """
        if os.path.realpath(target) in self._inputs:
            raise UsageError(
                Bilingual(
                    "这里已有一个同名的输入文件，没有写。", "An input of this name stands there; nothing was written."
                ),
                path=str(target),
                remedy=Bilingual("请换一个文件夹。", "Choose another folder."),
            )
        replaced = target.exists()
        write_bytes(data, target)
        return replaced


def write_bytes(data: bytes, target: Path) -> None:
    """Put bytes into a file, whole or not at all; folders are made. Raises UsageError where that cannot be."""
    place = Path(os.path.realpath(target))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                # Whoever may read the old one may read the new one.
                draft.chmod(place.stat().st_mode & 0o7777)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            Bilingual(f"无法写入（{reason}）。", f"It cannot be written ({reason})."), path=str(target)
        ) from error


def is_copy(path: str, tag: Bilingual) -> bool:
    """Whether a name is that of a copy that perflint makes."""
    return any(PurePath(PurePath(path).stem).suffix.rstrip("0123456789") == f".{word}" for word in (tag.zh, tag.en))


def _common(paths: list[str]) -> str:
    folders = [os.path.dirname(path) for path in paths]  # noqa: PTH120  # a text, as commonpath takes and gives
    try:
        return os.path.commonpath(folders)
    except ValueError:
        # On several drives, or nothing at all.
        return ""


def _below(base: str, path: str) -> PurePath:
    """The path from `base` on; without one, all of it but its drive."""
    if base:
        return PurePath(path).relative_to(base)
    whole = PurePath(path)
    return whole.relative_to(whole.anchor)
