"""XML as a stream of events, without document types: an entity can neither grow nor reach for another file."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from perflint.documents.package import damaged

Attributes = dict[str, str]
# Between a name and its namespace; it occurs in neither.
SEPARATOR = "}"


def new_parser() -> expat.XMLParserType:
    """A parser that gives names as `namespace}name` and text unbroken; handlers are for the caller to set."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    return parser


def run_parser(parser: expat.XMLParserType, chunks: Iterable[bytes], *, path: str, part: str) -> None:
    """Feed a part to the parser.

    Raises DamagedInput where it is no well-formed XML, declares a document type, or holds what a handler took for a
    number and is none (ValueError), and whatever else `chunks` and the handlers raise.
    """

    def refuse(*_: object) -> None:
        raise damaged(
            path,
            f"部件 {part} 含有文档类型声明（DTD），可能被人改动",
            f"its part {part} declares a document type, as no office program does",
        )

    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        raise damaged(path, f"部件 {part} 的内容无效", f"the content of its part {part} is invalid") from error


def each_element(chunks: Iterable[bytes], take: Callable[[str, Attributes], None], *, path: str, part: str) -> None:
    """Call `take` with the local name and the attributes (by local name) of every element. Raises as `run_parser`."""
    parser = new_parser()

    def start(name: str, attributes: Attributes) -> None:
        take(local(name), {local(key): value for key, value in attributes.items()})

    parser.StartElementHandler = start
    run_parser(parser, chunks, path=path, part=part)


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(SEPARATOR)[2]
