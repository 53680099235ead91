"""What the reader of Word files wants people to know."""

from collections.abc import Set as AbstractSet

from perflint.documents.model import Notice
from perflint.documents.word.names import CHUNKS, OBJECTS, REVISIONS
from perflint.language import Bilingual

MACROS = "macros"

_NOTICES = {
    MACROS: Bilingual(zh="文件含有宏，宏没有运行。", en="The file has macros; they were not run."),
    REVISIONS: Bilingual(
        zh="文件含有修订，按接受全部修订后的内容读取。",
        en="The file has tracked changes; it was read as if all of them had been accepted.",
    ),
    OBJECTS: Bilingual(
        zh="文件含有嵌入的对象（如 Excel 表格），其中的内容没有读取。",
        en="The file has embedded objects (such as Excel sheets); what is in them was not read.",
    ),
    CHUNKS: Bilingual(
        zh="文件含有嵌入的其他文件，其中的内容没有读取。",
        en="The file has other files embedded in its text; what is in them was not read.",
    ),
}


def notices_of(met: AbstractSet[str]) -> tuple[Notice, ...]:
    """The sentences about what was met, in a fixed order."""
    return tuple(Notice(sentence) for name, sentence in _NOTICES.items() if name in met)
