"""Office packages: zip archives of XML parts, opened without trusting what they say of themselves."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.errors import DamagedInput
from perflint.language import Bilingual

ZIP = b"PK\x03\x04"
# Old versions of expat begin a long token anew with every piece, so pieces are large.
_CHUNK = 1024 * 1024
_ENCRYPTED_MEMBER = 0x1
# What zipfile and zlib raise for damaged archives, unknown compressions among them.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

SAVE_AGAIN = Bilingual(
    zh="请用 Excel 或 WPS 打开并重新保存后再检查。",
    en="Open it in Excel or WPS, save it again and check that.",
)


class Package:
    """The parts of one archive. All that is unpacked counts together, whatever sizes the archive declares."""

    def __init__(self, source: Source) -> None:
        """Raises DamagedInput where the archive's directory is missing or broken."""
        self._source = source
        self._left = source.limits.max_unpacked
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _DAMAGE as error:
            raise self.damaged("压缩包不完整（可能没有下载完）", "the archive is cut short or broken") from error

    @cached_property
    def names(self) -> dict[str, str]:
        """The parts by their name in lower case: programs do not agree on the case of names."""
        return {name.lower().lstrip("/").replace("\\", "/"): name for name in self._archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.names

    def read(self, part: str) -> bytes:
        """A whole part. Raises as `chunks` does."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part, piece by piece.

        Raises DamagedInput where it is missing, broken or encrypted, InputTooLarge beyond the limit of what may be
        unpacked.
        """
        name = self.names.get(part.lower())
        if name is None:
            raise self.damaged(f"缺少部件 {part}", f"its part {part} is missing")
        with self._reported(part):
            if self._archive.getinfo(name).flag_bits & _ENCRYPTED_MEMBER:
                raise encrypted(self._source.path)
            stream = self._archive.open(name)
        with stream:
            while True:
                with self._reported(part):
                    chunk = stream.read(_CHUNK)
                if not chunk:
                    return
                self._left -= len(chunk)
                if self._left < 0:
                    raise too_large("max_unpacked", self._source.limits.max_unpacked, self._source.path)
                yield chunk

    @contextmanager
    def _reported(self, part: str) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            raise self.damaged(f"部件 {part} 无法解压", f"its part {part} cannot be unpacked") from error

    def damaged(self, zh: str, en: str, *, place: str = "") -> DamagedInput:
        """The refusal of the whole file."""
        return damaged(self._source.path, zh, en, place=place)


def damaged(path: str, zh: str, en: str, *, place: str = "") -> DamagedInput:
    """The refusal of a broken office file for the fault named."""
    message = Bilingual(zh=f"文件已损坏：{zh}。", en=f"The file is damaged: {en}.")
    return DamagedInput(message, path=path, place=place, remedy=SAVE_AGAIN)


def encrypted(path: str) -> DamagedInput:
    """The refusal of a file that only opens with a password."""
    return DamagedInput(
        Bilingual(zh="文件设有打开密码，无法读取。", en="The file is protected by a password and cannot be read."),
        path=path,
        remedy=Bilingual(zh="请取消密码，重新保存后再检查。", en="Remove the password, save it again and check that."),
    )
