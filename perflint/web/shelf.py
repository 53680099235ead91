"""What users have uploaded: for each browser session a basket, for a short time, in memory alone.

A basket is found by the secret in its owner's cookie and by nothing else; a file only within its basket. Secrets are
signed, so that a browser has one before it has files, and several uploads at once find the same basket.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict

import msgspec

from perflint.language import Bilingual
from perflint.web.orders import Digest, Inside, Wish
from perflint.web.settings import Settings

_SECRET_BYTES = 32
_ID_BYTES = 12


class Kept(msgspec.Struct, eq=False):
    """One uploaded file: its bytes, what a worker made of it, and its figures under each wish.

    `trouble` says why no worker could do anything with it. Until a worker has taken it out of its archive it has a
    `member`, and `data` is the archive, shared with the others in it.
    """

    id: str
    name: str
    data: bytes
    state: bytes | None
    digests: dict[Wish, Digest]
    trouble: Bilingual | None = None
    member: Inside | None = None

    @property
    def size(self) -> int:
        """The bytes that it holds, or will hold when it is out of its archive."""
        own = len(self.data) if self.member is None else self.member.size
        return own + len(self.state or b"")

    def digest(self, wish: Wish) -> Digest | None:
        """Its figures under a wish, whatever the language, if they are known."""
        return self.digests.get(without_language(wish))


class Basket(msgspec.Struct, eq=False):
    """The files of one browser session, oldest first; `touched` is when it was last used."""

    secret: str
    files: dict[str, Kept]
    touched: float

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files.values())


def without_language(wish: Wish) -> Wish:
    """The wish as far as it changes the verdict."""
    return msgspec.structs.replace(wish, language="zh")


class Shelf:
    """All baskets, least recently used first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._baskets: OrderedDict[str, Basket] = OrderedDict()
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(_SECRET_BYTES)

    def find(self, secret: str) -> Basket | None:
        """The basket of a cookie, if there still is one."""
        self.sweep()
        with self._lock:
            basket = self._baskets.get(secret)
            if basket is not None:
                basket.touched = time.monotonic()
                self._baskets.move_to_end(secret)
            return basket

    def issue(self) -> str:
        """A new secret, for a cookie."""
        word = secrets.token_urlsafe(_SECRET_BYTES)
        return f"{word}.{self._signature(word)}"

    def issued(self, secret: str) -> bool:
        """Whether the secret was issued here."""
        word, _, signature = secret.partition(".")
        return hmac.compare_digest(signature.encode(), self._signature(word).encode())

    def open(self, secret: str) -> Basket:
        """The basket of a cookie, a new one where there is none; a secret that was not issued here gets another."""
        held = self.find(secret)
        if held is not None:
            return held
        secret = secret if self.issued(secret) else self.issue()
        with self._lock:
            return self._baskets.setdefault(secret, Basket(secret, {}, time.monotonic()))

    def _signature(self, word: str) -> str:
        return hmac.new(self._key, word.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def put(self, basket: Basket, name: str, data: bytes, member: Inside | None = None) -> Kept:
        """A new file in a basket; the oldest baskets of others make room for it."""
        kept = Kept(secrets.token_urlsafe(_ID_BYTES), name, data, None, {}, member=member)
        with self._lock:
            self._baskets.setdefault(basket.secret, basket)
            self._baskets.move_to_end(basket.secret)
            basket.files[kept.id] = kept
        self.sweep()
        return kept

    def drop(self, basket: Basket, file: str = "") -> None:
        """Forget one file of a basket, or the whole basket."""
        with self._lock:
            if file:
                basket.files.pop(file, None)
            else:
                self._baskets.pop(basket.secret, None)
                basket.files.clear()

    def sweep(self) -> None:
        """Forget baskets that were not used for long, and the oldest while there is too much; the newest one stays."""
        with self._lock:
            latest = time.monotonic() - self._settings.keep_seconds
            for secret in [secret for secret, basket in self._baskets.items() if basket.touched < latest]:
                self._baskets.pop(secret).files.clear()
            sizes = {secret: basket.size for secret, basket in self._baskets.items()}
            total = sum(sizes.values())
            for secret, size in sizes.items():
                if total <= self._settings.keep_bytes or len(self._baskets) == 1:
                    break
                self._baskets.pop(secret).files.clear()
                total -= size

    def size(self) -> int:
        """The bytes of all baskets."""
        with self._lock:
            return sum(basket.size for basket in self._baskets.values())
