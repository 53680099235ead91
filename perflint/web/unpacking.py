"""What is in an uploaded archive, listed by a worker; each file in it is then judged by an order of its own."""

from itertools import islice

from perflint.documents import Limits
from perflint.documents.archive import SEPARATOR, Member, is_archive_in_memory, member_bytes_in_memory, members_of
from perflint.errors import InputError
from perflint.language import Bilingual
from perflint.web.orders import Inside, Packed, Unpack, Unpacked
from perflint.web.refusals import failed
from perflint.web.settings import size_words
from perflint.web.uploads import printable


def unpack(order: Unpack) -> Unpacked:
    """The files in an archive and what keeps others from being taken; nothing is unpacked but archives inside."""
    if not is_archive_in_memory(order.data, order.name):
        return Unpacked(None)
    found = list(islice(members_of(order.data, order.name, Limits.from_environment()), order.most + 1))
    if len(found) > order.most:
        return Unpacked((Packed(order.name, failure=_too_many(order.most)),))
    if sum(one.size for one in found if isinstance(one, Member)) > order.room:
        return Unpacked((Packed(order.name, failure=_too_large(order.room)),))
    return Unpacked(tuple(_packed(one, order.name) for one in found))


def member_of(archive: bytes, member: Inside, name: str) -> bytes:
    """The bytes of a file in an archive, for people called `name`. Raises InputError."""
    return member_bytes_in_memory(archive, member.name, name, Limits.from_environment())


def _packed(found: Member | InputError, archive: str) -> Packed:
    if isinstance(found, Member):
        return Packed(f"{archive}{SEPARATOR}{printable(found.name)}", Inside(found.name, found.size))
    outer, separator, inner = found.path.partition(SEPARATOR)
    why = failed(found, archive)
    return Packed(f"{outer}{separator}{printable(inner)}", failure=Bilingual(why.explain("zh"), why.explain("en")))


def _too_many(most: int) -> Bilingual:
    return Bilingual(
        f"压缩包里可核对的文件太多，没有打开：一次上传的压缩包合计最多 {most} 个文件。请拆开，分几次上传。",
        f"The archive holds too many files and was not opened: those of one upload may hold {most} together. "
        "Split it and upload in several goes.",
    )


def _too_large(room: int) -> Bilingual:
    return Bilingual(
        f"压缩包里的文件太大，没有打开：一次上传的压缩包解压后合计不超过 {size_words(room)}。请拆开，分几次上传。",
        f"The archive unpacks to too much and was not opened: those of one upload may unpack to {size_words(room)} "
        "together. Split it and upload in several goes.",
    )
