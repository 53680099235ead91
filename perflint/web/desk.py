"""Between the requests and the workers: orders go out, answers come back, and what fails becomes a sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from perflint.choosing import AUTO
from perflint.documents import may_be_archive
from perflint.documents.limits import too_large
from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.web.openapi import Choices
from perflint.web.orders import (
    Answer,
    Copy,
    Digest,
    Gather,
    Look,
    Looked,
    Made,
    Order,
    Packed,
    Unable,
    Unpack,
    Unpacked,
    Want,
    Wish,
)
from perflint.web.pool import Crashed, Full, Pool, TooSlow
from perflint.web.problems import WRONG_LANGUAGE, Problem
from perflint.web.refusals import failed
from perflint.web.settings import Settings
from perflint.web.shelf import Kept, without_language
from perflint.web.uploads import Upload

if TYPE_CHECKING:
    from perflint.engine import RuleSet

T = TypeVar("T")

_RETRY = {"retry-after": "5"}
# Orders of one request that stand in the line at a time: an archive of many files does not fill it.
_AT_ONCE = 16
_AUTO = Bilingual("自动判断（按各表所在地区）", "Automatic (by each form's region)")
_NO_RULE_LEFT = Bilingual("选用与排除之后没有剩下任何规则。", "What is selected and ignored leaves no rule.")


class Seen(msgspec.Struct):
    """A file as looked at, or why it could not be (`looked.digest.failure`); `late` says that it took too long."""

    name: str
    looked: Looked
    late: bool = False
    waited: float = 0


class Desk:
    """The one who talks to the workers; `rules` is the whole rulebook, for checking what users ask for."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self.settings = settings
        self.pool = pool
        self.regime = pool.regime
        self.profile_titles = {AUTO: _AUTO} | self.regime.titles()
        self.rules: RuleSet = self.regime.rules()
        self.standing = self.regime.standing()
        families = sorted({rule.code[:3] for rule in self.rules.known})
        named = [word for rule in self.rules.known for word in rule.selectors()]
        self.choices = Choices([*self.profile_titles], [*families, *named])

    def wish(self, fields: dict[str, list[str]]) -> Wish:
        """What a request asks for. Raises Problem for a language, profile or rule that does not exist."""
        from perflint.engine.selecting import chosen, refuse_unknown  # noqa: PLC0415

        def last(key: str, default: str) -> str:
            return next(reversed(fields.get(key) or [default]))

        language = last("lang", self.settings.language)
        if language not in ("zh", "en"):
            raise Problem(422, WRONG_LANGUAGE)
        # Only by name: a path would open files of the server.
        profile = last("profile", self.regime.profile)
        if profile not in self.profile_titles:
            known = [*self.profile_titles]
            raise Problem(
                422,
                Bilingual(
                    f"没有这个地区配置，可选：{'、'.join(known)}。", f"No such profile; known are: {', '.join(known)}."
                ),
            )
        select, ignore = _words(fields.get("select", ())), _words(fields.get("ignore", ()))
        try:
            refuse_unknown(self.rules.known, (*select, *ignore))
        except UsageError as error:
            raise Problem(422, error.message) from error
        base = self.regime.grounds.base
        if not chosen(self.rules.known, select or base.select, ignore or base.ignore):
            raise Problem(422, _NO_RULE_LEFT)
        return Wish("en" if language == "en" else "zh", profile, select, ignore)

    async def opened(self, uploads: Sequence[Upload], owner: str) -> list[Upload]:
        """The uploads, archives among them as the files in them; a worker says what those are. Raises Problem."""
        files: list[Upload] = []
        most, room = self.settings.max_members, self.settings.max_request
        for upload in uploads:
            if upload.data is None or not may_be_archive(upload.data):
                files.append(upload)
                continue
            found = await self._unpacked(upload, Unpack(upload.name, upload.data, most, room), owner)
            files += found
            inside = [file for file in found if file.name != upload.name]
            most -= len(inside)
            room -= sum(file.size for file in inside)
        return files

    async def _unpacked(self, upload: Upload, order: Unpack, owner: str) -> list[Upload]:
        try:
            answer, _ = await self._ask(order, owner)
        except (TooSlow, Crashed) as trouble:
            return [Upload(upload.name, None, failure=trouble.sentence, late=isinstance(trouble, TooSlow))]
        if isinstance(answer, Unable):
            return [Upload(upload.name, None, failure=answer.reason)]
        assert isinstance(answer, Unpacked)  # noqa: S101  # the only other answer to this order
        return [upload] if answer.members is None else [self._packed(upload, one) for one in answer.members]

    def _packed(self, archive: Upload, one: Packed) -> Upload:
        if one.member is None or one.member.size > self.settings.max_file:
            return Upload(one.name, None, failure=one.failure)
        return Upload(one.name, archive.data, one.member)

    async def look_at(self, upload: Upload, wish: Wish, wants: tuple[Want, ...], owner: str) -> Seen:
        """A file that was just uploaded, and is not kept."""
        if upload.data is None:
            return Seen(upload.name, Looked(Digest(failure=self.refusal(upload))), late=upload.late)
        return await self._look(Look(upload.name, wish, wants, data=upload.data, member=upload.member), owner)

    async def look(self, kept: Kept, wish: Wish, wants: tuple[Want, ...], owner: str) -> Seen:
        """A file on the shelf; what is learnt of it is kept with it."""
        if kept.trouble is not None:
            digest = kept.digests[without_language(wish)] = Digest(failure=kept.trouble)
            return Seen(kept.name, Looked(digest))
        if kept.state is None:
            more: tuple[Want, ...] = ("state", "data") if kept.member is not None else ("state",)
            order = Look(kept.name, wish, (*wants, *more), data=kept.data, key=kept.id, member=kept.member)
        else:
            order = Look(kept.name, wish, wants, state=kept.state, key=kept.id)
        seen = await self._look(order, owner)
        if kept.state is None:
            kept.state = seen.looked.state
            if kept.member is not None:
                kept.data, kept.member = seen.looked.data or b"", None
            if kept.state is None:
                # Not again with every change of the view.
                kept.trouble, kept.data = seen.looked.digest.failure, b""
        kept.digests[without_language(wish)] = seen.looked.digest
        return seen

    async def make(self, order: Gather | Copy, owner: str) -> Made:
        """A file to download. Raises Problem where it cannot be made."""
        try:
            answer, _ = await self._ask(order, owner)
        except TooSlow as slow:
            raise Problem(504, slow.sentence) from slow
        except Crashed as crash:
            raise Problem(500, crash.sentence) from crash
        if isinstance(answer, Made):
            return answer
        assert isinstance(answer, Unable)  # noqa: S101  # the only other answer to these orders
        raise Problem(422, answer.reason)

    async def _look(self, order: Look, owner: str) -> Seen:
        try:
            answer, waited = await self._ask(order, owner)
        except (TooSlow, Crashed) as trouble:
            return Seen(order.name, Looked(Digest(failure=trouble.sentence)), late=isinstance(trouble, TooSlow))
        if isinstance(answer, Unable):
            return Seen(order.name, Looked(Digest(failure=answer.reason)), waited=waited)
        assert isinstance(answer, Looked)  # noqa: S101  # the only other answer to this order
        return Seen(order.name, answer, waited=waited)

    async def _ask(self, order: Order, owner: str) -> tuple[Answer, float]:
        try:
            return await asyncio.wrap_future(self.pool.submit(order, owner))
        except Full as full:
            raise Problem(429 if full.mine else 503, full.sentence, _RETRY) from full

    def refusal(self, upload: Upload) -> Bilingual:
        """Why an upload has no bytes: the sentence that came with it, else that for a file over its size."""
        if upload.failure is not None:
            return upload.failure
        why = failed(too_large("max_bytes", self.settings.max_file, upload.name), upload.name)
        return Bilingual(why.explain("zh"), why.explain("en"))


async def together(looks: Iterable[Callable[[], Awaitable[T]]]) -> list[T]:
    """The answers, a few orders at a time; where one is refused, those that were not sent stay so."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(look: Callable[[], Awaitable[T]]) -> T:
        async with gate:
            return await look()

    tasks = [asyncio.ensure_future(one(look)) for look in looks]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()


def _words(values: Sequence[str] | Iterable[str]) -> tuple[str, ...]:
    return tuple(word for value in values for part in value.split(",") if (word := part.strip()))
