"""Files of formats that take no comments from perflint, annotated as what LibreOffice makes of them: docx or xlsx.

The reader of such a file sees the same conversion, or the same cells, so that the addresses hold.
"""

from importlib import import_module
from typing import TYPE_CHECKING, cast

import msgspec

from perflint.copies.interface import Annotations, Copy, NoCopy
from perflint.documents.interface import Source
from perflint.documents.legacy.kinds import kind_of
from perflint.documents.legacy.reader import Conversions
from perflint.errors import InputError
from perflint.language import Bilingual

if TYPE_CHECKING:
    from perflint.copies.annotating import Annotator

_ANNOTATORS = {"docx": "perflint.copies.word.annotated", "xlsx": "perflint.copies.spreadsheet.annotated"}


def annotate(source: Source, wanted: Annotations) -> Copy | NoCopy:
    """The converted file with its notes and marks; where it cannot be converted, what to save it as."""
    kind = kind_of(source)
    if kind is None or kind.target not in _ANNOTATORS:
        return NoCopy(_save_as("docx"))
    try:
        with Conversions(source.limits) as conversions:
            job = conversions.add(source)
            conversions.run()
            converted = conversions.converted(job)
    except InputError:
        # No LibreOffice here, or it cannot open the file.
        return NoCopy(_save_as(kind.target))
    module = cast("Annotator", import_module(_ANNOTATORS[kind.target]))
    # Its name is that of the original, whose ending says nothing of the copy.
    copy = module.annotate(Source(converted.data, f"{source.path}.{kind.target}", source.limits), wanted)
    if isinstance(copy, NoCopy):
        return copy
    said = Bilingual(
        f"{kind.name} 文件里写不进批注，批注件由 LibreOffice 转成了 {kind.target}。",
        f"The copy was turned from {kind.name}, which takes no comments here, into {kind.target} by LibreOffice.",
    )
    return msgspec.structs.replace(copy, remarks=(*copy.remarks, said))


def _save_as(target: str) -> Bilingual:
    program = "Excel" if target == "xlsx" else "Word"
    return Bilingual(
        f"这种文件里写不进批注；请用 {program} 或 WPS 另存为 {target}，再对它出批注件。",
        f"Such a file takes no comments; save it as {target} in {program} or WPS and annotate that.",
    )
