"""JSON as `perflint parse --format json` prints it (RFC 8259), every value with its address and as it is spelt.

The standard library's decoder gives neither places nor the printed digits (`98.50`), hence the small parser here:

    value  = "{" [ string ":" value { "," string ":" value } ] "}"
           | "[" [ value { "," value } ] "]"
           | string | number | "true" | "false" | "null"
"""

from json import JSONDecodeError, JSONDecoder

from perflint.documents.interface import Source
from perflint.documents.model import Document
from perflint.documents.structured.tree import TreeBuilder
from perflint.errors import DamagedInput
from perflint.language import Bilingual
from perflint.patterns import pattern

_BEGINNING = pattern(r'\s*(?:\{\s*(?:["}]|\Z)|\[\s*(?:[\[{"\]]|\Z))')
_NAMED_BEGINNING = pattern(r"\s*[\[{]")
_TOKEN = pattern(
    r'[ \t\n]*(?:(?P<mark>[{}\[\],:])|(?P<string>")|'
    r"(?P<word>(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])))"
)
_BLANKS = pattern(r"[ \t\n]*")

# What may come next → what is said where something else comes.
_VALUE = Bilingual(zh="一个值", en="a value")
_EXPECTED = {
    "value": _VALUE,
    "value or ]": Bilingual(zh="一个值或“]”", en="a value or ']'"),
    "key": Bilingual(zh="带双引号的键", en="a key in double quotes"),
    "key or }": Bilingual(zh="带双引号的键或“}”", en="a key in double quotes or '}'"),
    ":": Bilingual(zh="“:”", en="':'"),
    ", or ]": Bilingual(zh="“,”或“]”", en="',' or ']'"),
    ", or }": Bilingual(zh="“,”或“}”", en="',' or '}'"),
    "end": Bilingual(zh="文件结束", en="the end of the file"),
}
_ALLOWED = {
    "value": ("{", "[", "string", "word"),
    "value or ]": ("{", "[", "]", "string", "word"),
    "key": ("string",),
    "key or }": ("string", "}"),
    ":": (":",),
    ", or ]": (",", "]"),
    ", or }": (",", "}"),
}


class StructuredJson:
    """The reader of structured forms in JSON."""

    format = "json"

    def recognises(self, source: Source) -> bool:
        """Whether the text begins as a JSON object or list does; a name in .json needs only the bracket."""
        return bool((_NAMED_BEGINNING if source.ending == "json" else _BEGINNING).match(source.text))

    def read(self, source: Source) -> Document:
        """The tree; null is an empty cell. Raises DamagedInput with the place of the fault, InputTooLarge."""
        builder = TreeBuilder(source, "JSON")
        _Parser(source.text, builder).run()
        return Document(path=source.path, format=self.format, notices=source.notices, root=builder.roots[0])


class _Parser:
    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self._text = text
        self._builder = builder
        self._decode = JSONDecoder().raw_decode
        self._expected = "value"

    def run(self) -> None:
        """Drive the builder through the whole text."""
        position = 0
        while self._expected != "end":
            token = _TOKEN.match(self._text, position)
            kind = token and (token["mark"] or token.lastgroup)
            if token is None or kind not in _ALLOWED[self._expected]:
                raise self._unexpected(position)
            if kind == "string":
                position = self._take_string(token.start("string"))
                continue
            position = token.end()
            if kind == "word":
                word = token["word"]
                self._builder.scalar("" if word == "null" else word, token.start("word"))
                self._after_value()
            else:
                self._take_mark(token["mark"], token.start("mark"))
        if _BLANKS.match(self._text, position).end() != len(self._text):  # type: ignore[union-attr]
            raise self._unexpected(position)

    def _take_string(self, start: int) -> int:
        try:
            value, end = self._decode(self._text, start)
        except JSONDecodeError as error:
            raise self._builder.damaged(
                Bilingual(
                    zh="字符串没有结束，或含有无效的转义或控制字符。",
                    en="A string does not end, or holds an invalid escape or control character.",
                ),
                error.pos,
            ) from error
        if self._expected.startswith("key"):
            self._builder.key(value, start + 1)
            self._expected = ":"
        else:
            self._builder.scalar(value, start + 1)
            self._after_value()
        return int(end)

    def _take_mark(self, mark: str, start: int) -> None:
        if mark == "{":
            self._builder.open({}, start)
            self._expected = "key or }"
        elif mark == "[":
            self._builder.open([], start)
            self._expected = "value or ]"
        elif mark in "]}":
            self._builder.close()
            self._after_value()
        elif mark == ",":
            self._expected = "key" if self._builder.wants_key else "value"
        else:
            self._expected = "value"

    def _after_value(self) -> None:
        if not self._builder.frames:
            self._expected = "end"
        else:
            self._expected = ", or }" if self._builder.wants_key else ", or ]"

    def _unexpected(self, position: int) -> DamagedInput:
        expected = _EXPECTED[self._expected]
        blanks = _BLANKS.match(self._text, position)
        offset = blanks.end() if blanks else position
        found = self._text[offset : offset + 1]
        zh, en = (f"“{found}”", f"'{found}'") if found else ("文件结束", "the end of the file")
        return self._builder.damaged(
            Bilingual(
                zh=f"JSON 语法有误：此处应为{expected.zh}，实为{zh}。",
                en=f"Invalid JSON: expected {expected.en}, found {en}.",
            ),
            offset,
        )
