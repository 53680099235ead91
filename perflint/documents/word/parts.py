"""The parts of a Word file: where the body is, and its markup parsed without trusting it.

Source: ECMA-376 part 1, 11.3.10 (main document part), part 2, 9.3 (relationships).
"""

import posixpath
from urllib.parse import unquote

from lxml import etree

from perflint.documents.limits import too_large
from perflint.documents.package import Package
from perflint.documents.word import names
from perflint.errors import DamagedInput
from perflint.language import Bilingual

_ROOT_RELATIONS = "_rels/.rels"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
USUAL_BODY = "word/document.xml"
# Tags for each cell that a file may have: few files come near the limit of cells, and each tag takes memory.
_MARKUP_PER_CELL = 4
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

SAVE_AGAIN = Bilingual(
    zh="请用 Word 或 WPS 打开并重新保存后再检查。",
    en="Open it in Word or WPS, save it again and check that.",
)


class WordPackage(Package):
    """The parts of a Word file."""

    def damaged(self, zh: str, en: str, *, place: str = "") -> DamagedInput:
        """The refusal of the whole file."""
        message = Bilingual(zh=f"文件已损坏：{zh}。", en=f"The file is damaged: {en}.")
        return DamagedInput(message, path=self._source.path, place=place, remedy=SAVE_AGAIN)

    def body(self) -> etree._Element:
        """The body of the document, parsed.

        Raises DamagedInput where it is missing, no well-formed XML or declares a document type (entities grow, or
        reach for other files), InputTooLarge where it is too large to be parsed.
        """
        part = self.body_part()
        root = self.parsed(part)
        body = root if root.tag == names.BODY else root.find(names.BODY)
        if body is None:
            raise self.damaged(f"部件 {part} 中没有正文", f"there is no body in its part {part}")
        return body

    def body_part(self) -> str:
        """What the package's relations name; where they are broken, the usual place."""
        try:
            relations = self.parsed(_ROOT_RELATIONS)
        except DamagedInput:
            return USUAL_BODY
        for relation in relations.iter(RELATION):
            if relation.get("Type", "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
                target = unquote(relation.get("Target", "")).replace("\\", "/")
                part = posixpath.normpath(posixpath.join("/", target)).lstrip("/")
                return part if part in self else USUAL_BODY
        return USUAL_BODY

    def parsed(self, part: str) -> etree._Element:
        """A part as a tree; raises as `body` does."""
        data = self.read(part)
        most = self._source.limits.max_cells * _MARKUP_PER_CELL
        if data.count(b"<") > most:
            raise too_large("max_cells", self._source.limits.max_cells, self._source.path)
        if any(mark in data for mark in _DOCUMENT_TYPES):
            raise self._typed(part)
        # Strict files differ from the others in the names of their namespaces.
        data = data.replace(names.STRICT.encode(), names.TRANSITIONAL.encode())
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._malformed(part, error) from error
        # In an encoding in which it could not be seen before.
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._typed(part)
        return root

    def _malformed(self, part: str, error: Exception) -> DamagedInput:
        if "depth" in str(error):
            return self.damaged(f"部件 {part} 的嵌套过深", f"its part {part} is nested too deep")
        return self.damaged(f"部件 {part} 的内容无效", f"the content of its part {part} is invalid")

    def _typed(self, part: str) -> DamagedInput:
        return self.damaged(
            f"部件 {part} 含有文档类型声明（DTD），可能被人改动",
            f"its part {part} declares a document type, as no office program does",
        )
