"""Text in the two languages that perflint speaks: Chinese first, English beside it."""

from typing import Literal

import msgspec

Language = Literal["zh", "en"]


class Bilingual(msgspec.Struct, frozen=True, gc=False):
    """One sentence in both languages; whoever shows it picks one."""

    zh: str
    en: str

    def pick(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.zh if language == "zh" else self.en
