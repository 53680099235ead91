"""Reading what was uploaded: the files of a multipart form and its other fields, within the limits."""

import asyncio
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from perflint.language import Bilingual
from perflint.web.orders import Inside
from perflint.web.problems import Problem
from perflint.web.settings import NAMELESS, Settings

_SECONDS = 180
LONGEST_NAME = 200
_FIELDS = 40

_NOT_MULTIPART = Bilingual(
    "请以 multipart/form-data 上传，文件放在 file 字段。",
    "Upload as multipart/form-data, the files in the field “file”.",
)
_NO_FILE = Bilingual("没有收到文件：请把文件放在 file 字段。", "There is no file: put it into the field “file”.")
_MALFORMED = Bilingual("上传的内容格式有误，无法解析。", "The uploaded form is malformed.")
_TOO_LONG = Bilingual("上传用时太长，已中止。", "The upload took too long and was stopped.")


class Upload(NamedTuple):
    """One file; `data` is None where it is larger than a file may be, or where `failure` says why it is not taken.

    A file in an archive has the archive's bytes and is its `member`. `late` says that it was given up because it took
    too long.
    """

    name: str
    data: bytes | None
    member: Inside | None = None
    failure: Bilingual | None = None
    late: bool = False

    @property
    def size(self) -> int:
        """The bytes of the file by itself, nothing where it is not taken."""
        return self.member.size if self.member is not None else len(self.data or b"")


class Received(NamedTuple):
    """The files of a request, and its fields."""

    files: list[Upload]
    fields: dict[str, list[str]]


async def receive(request: Request, settings: Settings) -> Received:
    """What a request uploads. Raises Problem: 408, 413, 415 or 422."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415, _NOT_MULTIPART)
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=settings.max_files, max_fields=_FIELDS, max_part_size=64 * 1024
    )
    try:
        async with asyncio.timeout(_SECONDS):
            form = await parser.parse()
    except TimeoutError as error:
        raise Problem(408, _TOO_LONG) from error
    except MultiPartException as error:
        raise _refused(error, settings) from error
    except (KeyError, ValueError, LookupError, ClientDisconnect) as error:
        raise Problem(422, _MALFORMED) from error
    try:
        files: list[Upload] = []
        fields: dict[str, list[str]] = {}
        for key, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields.setdefault(key, []).append(value)
            elif key == "file":
                fits = (value.size or 0) <= settings.max_file
                files.append(Upload(file_name(value.filename or ""), await value.read() if fits else None))
    finally:
        await form.close()
    # A form that is sent without a choice has one file without name and content.
    files = [file for file in files if file.data != b"" or file.name != NAMELESS.zh]
    if not files:
        raise Problem(422, _NO_FILE)
    return Received(files, fields)


def _refused(error: MultiPartException, settings: Settings) -> Problem:
    if error.message.startswith("Too many files"):
        return Problem(
            413,
            Bilingual(
                f"一次最多上传 {settings.max_files} 个文件，请分几次上传。",
                f"At most {settings.max_files} files can be uploaded at a time; upload in several goes.",
            ),
        )
    return Problem(422, _MALFORMED)


def file_name(given: str) -> str:
    """The last part of the name that a browser or program sent, as one printable line."""
    return printable(given.replace("\\", "/").rpartition("/")[2]) or NAMELESS.zh


def printable(name: str) -> str:
    """A name as one printable line, its end where it is long."""
    return "".join(char if char.isprintable() else " " for char in name).strip()[-LONGEST_NAME:]
