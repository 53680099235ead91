"""Zip packages whose bytes depend on their content alone."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: Mapping[str, str]) -> bytes:
    """The parts in their order, without the time of the day; an OpenDocument package says first what it is."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            # The same on every system.
            part.create_system = 0
            archive.writestr(part, content)
    return buffer.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """Relations to (kind, part), named rId1, rId2 …"""
    entries = (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'


def content_types(parts: Mapping[str, str]) -> str:
    """The list of what each part is, from its name."""
    entries = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )
