"""The built-in rules made ahead of time: what reading their files gives, kept beside the program when it is built.

A rule is found by the digest of its file's content, and only where this very code has made it with these lists of
words; otherwise it is read from its file. So an edited rule is never served stale, and a missing file, or one that is
damaged, costs nothing but time.
The build (`hatch_build.py`) writes the file into wheels and into the checkout that an editable install points to.
"""

import hashlib
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from perflint import __version__
from perflint.engine.later import ExamplesIn
from perflint.engine.own_files import NOT_RULES
from perflint.engine.packing import pack, packed_rule, unpack
from perflint.engine.remembering import MAKERS
from perflint.engine.rule import Rule
from perflint.errors import Mistake, RuleFileError
from perflint.rulebook import rulebook_root, vocabulary_texts

FILE = Path(__file__).with_name("made_ahead.bin")
# The file: the digest of its maker, that of what follows, the length of the rules, the rules, what is packed in them.
_DIGEST = hashlib.sha256().digest_size
_LENGTH = 8


class MadeAhead:
    """The rules that were made ahead, by the content of their files."""

    def __init__(self, rules: Mapping[bytes, Rule]) -> None:
        self._rules = rules

    def __len__(self) -> int:
        return len(self._rules)

    def find(self, path: Path, content: bytes | None) -> Rule | None:
        """The rule of the file with that content, or None where it has to be read."""
        rule = self._rules.get(_digest(content)) if content is not None else None
        if rule is None:
            return None
        return msgspec.structs.replace(rule, path=str(path), examples=ExamplesIn(str(path)))


def made_ahead(file: Path | None = None) -> MadeAhead:
    """What is kept in the file, nothing where there is none, it is damaged, or other code has made it."""
    try:
        kept = memoryview((file or FILE).read_bytes())
        maker = _maker()
    except OSError:
        # Also where perflint was installed without its source.
        return MadeAhead({})
    head, content = kept[: 2 * _DIGEST], kept[2 * _DIGEST :]
    if head != maker + _digest(content):
        return MadeAhead({})
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "little")
    later = bytes(content[end:])
    return MadeAhead(unpack(content[_LENGTH:end], lambda: later))


def make_ahead(file: Path | None = None) -> list[Mistake]:
    """Makes the built-in rules and keeps them; gives the mistakes of those that have any and are left out.

    Raises OSError where the file cannot be written; one that is there stays whole.
    """
    from perflint.engine.loading import read_rule  # noqa: PLC0415 - the YAML library, which most runs do without

    rules, mistakes = {}, list[Mistake]()
    for path in sorted(rulebook_root().rglob("*.yaml")):
        if path.relative_to(rulebook_root()).parts[0] in NOT_RULES:
            continue
        content = path.read_bytes()
        try:
            rule = packed_rule(read_rule(path, content, proven=True).rule)
        except RuleFileError as error:
            mistakes.extend(error.mistakes)
        else:
            rules[_digest(content)] = msgspec.structs.replace(rule, path="", examples=())
    body, later = pack(rules)
    content = len(body).to_bytes(_LENGTH, "little") + body + later
    target = file or FILE
    half = target.with_name(f"{target.name}.{os.getpid()}")
    half.write_bytes(_maker() + _digest(content) + content)
    half.replace(target)
    return mistakes


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.sha256(content).digest()


@lru_cache(maxsize=1)
def _maker() -> bytes:
    """The digest of all that decides what is made of a rule file, besides the file: code and lists of words.

    Told once in a process, which goes on with what was there when it began.
    """
    digest = hashlib.sha256(__version__.encode())
    modules = [path for place in MAKERS for path in (sorted(place.glob("*.py")) if place.is_dir() else [place])]
    texts = [*((path.name, path.read_bytes()) for path in modules), *vocabulary_texts().items()]
    for name, text in texts:
        digest.update(f"\0{name}\0".encode() + text)
    return digest.digest()
