"""The blocks of a Word file: the heads of pages as loose text above their section, no feet, notes or comments."""

from collections.abc import Iterator

from lxml import etree

from perflint.documents.interface import Source
from perflint.documents.model import Document
from perflint.documents.struck import without_struck
from perflint.documents.word import names
from perflint.documents.word.notices import MACROS, notices_of
from perflint.documents.word.parts import WordPackage
from perflint.documents.word.sections import Surroundings
from perflint.documents.word.story import Story
from perflint.errors import EmptyInput
from perflint.language import Bilingual


def read_body(source: Source, kind: str) -> Document:
    """Every table and every loose paragraph with text, in reading order; raises as `WordDocument.read` does."""
    package = WordPackage(source)
    body = package.body()
    for text in placeholders(body):
        text.text = None
    around = Surroundings(package, source.limits, source.path)
    story = Story(source.limits, source.path, hidden=around.hidden_styles, struck=around.struck_styles)
    story.read(body, around.heads(body))
    if not story.blocks and names.CHUNKS in story.met:
        # Few files have any.
        from perflint.documents.word.chunks import embedded_pages  # noqa: PLC0415

        blocks, notices = embedded_pages(body, around, package, source)
        if blocks:
            return Document(source.path, kind, tuple(blocks), notices)
    if not story.blocks:
        raise _without_text(source.path, pictures=names.PICTURES in story.met)
    if any(name.endswith("vbaproject.bin") for name in package.names):
        story.met.add(MACROS)
    kept, notices = without_struck(story.blocks)
    return Document(source.path, kind, kept, (*notices_of(story.met), *notices))


def placeholders(body: etree._Element) -> Iterator[etree._Element]:
    """The texts of prompts (“click here to enter text”) in content controls that nobody has filled in."""
    for flag in list(body.iter(names.PLACEHOLDER)):
        properties = flag.getparent()
        control = None if properties is None else properties.getparent()
        content = None if control is None else control.find(names.CONTROL_CONTENT)
        if content is not None and names.is_on(flag):
            yield from content.iter(names.TEXT)


def _without_text(path: str, *, pictures: bool) -> EmptyInput:
    if not pictures:
        message = Bilingual(zh="文档是空的，没有可检查的内容。", en="The document is empty; there is nothing to check.")
        return EmptyInput(message, path=path)
    return EmptyInput(
        Bilingual(
            zh="文档中只有图片，没有可读取的文字。",
            en="There are only pictures in this document, and no text to read.",
        ),
        path=path,
        remedy=Bilingual(zh="请使用原始的表格或文本。", en="Use the original table or text."),
    )
