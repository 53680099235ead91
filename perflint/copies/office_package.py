"""An office package with some of its parts replaced or added; every other part keeps its content to the byte.

Source: ECMA-376 part 2 (Open Packaging Conventions): relationships (9.3), content types (10.1.2).
"""

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree

from perflint.documents.interface import Source
from perflint.documents.package import Package

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS_SPACE}}}Relationship"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Zip knows no earlier day; copies of one file are alike to the byte.
_DAY = (1980, 1, 1, 0, 0, 0)


class EditedPackage:
    """The parts of an archive, read under the limits of its source, and what has become of some of them."""

    def __init__(self, source: Source) -> None:
        """Raises DamagedInput for a broken archive."""
        self._source = source
        self._package = Package(source)
        self._changed: dict[str, bytes] = {}
        self._names: dict[str, str] = dict(self._package.names)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """A part as it now is. Raises InputError."""
        name = self._names.get(part.lower(), part)
        return self._changed[name] if name in self._changed else self._package.read(part)

    def put(self, part: str, data: bytes) -> None:
        """Replace a part, or add one."""
        name = self._names.setdefault(part.lower(), part)
        self._changed[name] = data

    def tree(self, part: str) -> Any:
        """A part as a tree of elements, entities left alone. Raises DamagedInput."""
        data = self.read(part)
        if b"<!DOCTYPE" in data:
            raise self._package.damaged(f"部件 {part} 含有文档类型声明", f"its part {part} declares a document type")
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError) as error:
            zh, en = f"部件 {part} 的内容无效", f"the content of its part {part} is invalid"
            raise self._package.damaged(zh, en) from error

    def put_tree(self, part: str, root: Any) -> None:
        """Replace a part by a tree."""
        self.put(part, serialised(root))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern (`xl/comments{}.xml`) that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    @property
    def strict(self) -> bool:
        """Whether the package names its relations as strict ones do."""
        return "_rels/.rels" in self and _STRICT.encode() in self.read("_rels/.rels")

    @property
    def relation_space(self) -> str:
        """The namespace of `r:id`, and the beginning of the types of relations."""
        return _STRICT if self.strict else _TRANSITIONAL

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier → last word of the type, and the part that it leads to; links out of the file are left out."""
        listed = _relations_part(part)
        if listed not in self:
            return {}
        folder = posixpath.dirname(part)
        found = {}
        for relation in self.tree(listed).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = unquote(relation.get("Target", "")).replace("\\", "/")
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], whole)
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another; the identifier of the relation."""
        listed = _relations_part(part)
        root = self.tree(listed) if listed in self else etree.fromstring(f'<Relationships xmlns="{_RELATIONS_SPACE}"/>')
        taken = {relation.get("Id", "") for relation in root.iter(_RELATION)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        etree.SubElement(root, _RELATION, Id=f"rId{number}", Type=f"{self.relation_space}/{kind}", Target=path)
        self.put_tree(listed, root)
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Say in the list of content types what a part is."""
        root = self.tree(_TYPES)
        name = f"/{part}"
        if all(entry.get("PartName", "").lower() != name.lower() for entry in root.iter(f"{_TYPES_SPACE}Override")):
            etree.SubElement(root, f"{_TYPES_SPACE}Override", PartName=name, ContentType=content_type)
            self.put_tree(_TYPES, root)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what all parts of an ending are, where nothing is said yet."""
        root = self.tree(_TYPES)
        if all(entry.get("Extension", "").lower() != ending for entry in root.iter(f"{_TYPES_SPACE}Default")):
            root.insert(0, root.makeelement(f"{_TYPES_SPACE}Default", Extension=ending, ContentType=content_type))
            self.put_tree(_TYPES, root)

    def save(self) -> bytes:
        """The whole archive: the parts in their order, changed ones in their place, new ones last."""
        # Counts what it unpacks anew, so that what was read for the edits is not counted twice.
        package = Package(self._source)
        buffer = io.BytesIO()
        kept = set(package.names.values())
        written = set()
        with zipfile.ZipFile(io.BytesIO(self._source.data)) as old, zipfile.ZipFile(buffer, "w") as new:
            last = {info.filename: info for info in old.infolist()}
            for info in old.infolist():
                # Of two parts of one name the later counts.
                if last[info.filename] is not info or info.filename not in kept:
                    continue
                written.add(info.filename)
                copied = _like(info)
                if info.filename in self._changed:
                    new.writestr(copied, self._changed[info.filename])
                elif info.is_dir():
                    new.writestr(copied, b"")
                else:
                    with new.open(copied, "w", force_zip64=info.file_size >= zipfile.ZIP64_LIMIT) as target:
                        for chunk in package.chunks(info.filename.lower().lstrip("/").replace("\\", "/")):
                            target.write(chunk)
            for name, data in self._changed.items():
                if name not in written:
                    added = zipfile.ZipInfo(name, _DAY)
                    added.compress_type = zipfile.ZIP_DEFLATED
                    new.writestr(added, data)
        return buffer.getvalue()


def serialised(root: Any) -> bytes:
    """A tree as a part: declared as office programs do, in UTF-8."""
    text: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    return _DECLARATION + text


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copied = zipfile.ZipInfo(info.filename, info.date_time)
    copied.compress_type = info.compress_type
    copied.external_attr = info.external_attr
    copied.create_system = info.create_system
    copied.comment = info.comment
    return copied
