"""What the pages of a PDF leave in doubt: scans, letters without names, tables without lines, missing pieces."""

import re
from collections.abc import Iterable, Iterator, Sequence

from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Notice
from perflint.documents.pdf.page_layout import PageLayout, PlacedTable
from perflint.documents.pdf.page_marks import PageMarks
from perflint.errors import DamagedInput, EmptyInput
from perflint.language import Bilingual

# One letter of so many that is none of a form makes a page illegible.
_ODD = 4
_STRANGE = re.compile(r"[^\s!-~\u2000-\u2bff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Letters turned into drawings make far more curves than any logo or seal.
_OUTLINED = 100
# The end mark may be followed by a line or two.
_TAIL = 2048


class PageDoubts:
    """Collects the pages by what is wrong with them, and says it once for all of them."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._cut_off = b"%%EOF" not in data[-_TAIL:]
        self._pages = 0
        self._has_text = False
        self._legible = False
        self._rows = 0
        self._cells = 0
        self._scans: list[int] = []
        self._outlined: list[int] = []
        self._garbled: list[int] = []
        self._illegible: list[int] = []
        self._lost: list[int] = []
        self._aligned: list[int] = []
        self._recognised: list[int] = []
        self._stamped: list[int] = []
        self._joined: list[int] = []

    def see(self, page: int, marks: PageMarks | None) -> None:
        """Take note of a page, None for one that could not be loaded."""
        self._pages = page
        if marks is None:
            self._lost.append(page)
        elif not any(not glyph.text.isspace() for glyph in marks.glyphs):
            if marks.pictures:
                self._scans.append(page)
            elif marks.outlines >= _OUTLINED:
                self._outlined.append(page)
        elif marks.unseen and marks.pictures:
            self._recognised.append(page)
            self._legible = True
        elif marks.unnamed and _is_illegible(marks):
            self._illegible.append(page)
        elif marks.unnamed:
            self._garbled.append(page)
            self._legible = True
        else:
            self._legible = True

    def count(self, layout: PageLayout, limits: Limits) -> None:
        """Take note of what a page gave. Raises InputTooLarge."""
        self._has_text |= bool(layout.things)
        if layout.aligned:
            self._aligned.append(layout.page)
        if layout.stamped:
            self._stamped.append(layout.page)
        for thing in layout.things:
            if isinstance(thing, PlacedTable):
                self._rows += len(thing.rows)
                self._cells += sum(map(len, thing.rows))
        for name, number in (("max_rows", self._rows), ("max_cells", self._cells)):
            limit: int = getattr(limits, name)
            if number > limit:
                raise too_large(name, limit, self._path)

    def join(self, pages: Iterable[int]) -> None:
        """Take note of pages that hold parts of one table side by side."""
        self._joined = sorted(pages)

    def refuse(self) -> None:
        """Raise the error of a document in which no page has any text, or none that can be read."""
        if self._illegible and not self._legible:
            raise DamagedInput(
                Bilingual(
                    zh="PDF 的字体没有文字编码，读不出文字。",
                    en="The fonts of the PDF do not say what their letters are: its text cannot be read.",
                ),
                path=self._path,
                remedy=_ORIGINAL,
            )
        if self._has_text:
            return
        if self._lost:
            raise DamagedInput(
                Bilingual(zh="PDF 的页面已损坏，无法读取。", en="The pages of the PDF are damaged and cannot be read."),
                path=self._path,
                remedy=_AGAIN,
            )
        if self._scans:
            raise DamagedInput(
                Bilingual(
                    zh="PDF 各页都是扫描图片，读不出文字。", en="The PDF holds only scanned pictures, without any text."
                ),
                path=self._path,
                remedy=_ORIGINAL,
            )
        if self._outlined:
            raise DamagedInput(
                Bilingual(
                    zh="PDF 中的文字已转成图形，读不出来。",
                    en="The letters of the PDF were turned into drawings and cannot be read.",
                ),
                path=self._path,
                remedy=_ORIGINAL,
            )
        raise EmptyInput(
            Bilingual(
                zh="PDF 各页都是空白，没有可检查的内容。", en="All pages of the PDF are blank; nothing to check."
            ),
            path=self._path,
        )

    def notices(self) -> Iterator[Notice]:
        """One notice for each kind of doubt."""
        if self._cut_off:
            yield Notice(
                Bilingual(
                    zh=f"PDF 末尾不完整，可能没有下载完；读出了 {self._pages} 页，后面的内容可能缺失。",
                    en=f"The PDF ends abruptly; {self._pages} pages were read and later ones may be missing.",
                )
            )
        kinds: Iterable[tuple[Sequence[int], str, str]] = (
            (self._lost, "已损坏，没有读出", "damaged and could not be read"),
            (self._scans, "是扫描图片，读不出文字", "scanned, without text to read"),
            (self._outlined, "的文字已转成图形，读不出来", "made of drawn letters that cannot be read"),
            (
                self._recognised,
                "的文字是扫描件识别（OCR）出来的，可能有错字，请核对",
                "scans with text from a recognition program (OCR); letters may be wrong",
            ),
            (
                self._illegible,
                "的字体没有文字编码，读不出文字",
                "set in fonts that do not say what their letters are; text cannot be read",
            ),
            (
                self._garbled,
                "的字体没有文字编码，读出的可能是乱码",
                "set in fonts without names for letters; text may be wrong",
            ),
            (
                self._stamped,
                "印有水印一类的斜字或压在表格上的大字，没有读取",
                "stamped with slanted letters, or large ones across the table (a watermark), which were not read",
            ),
            (
                self._joined,
                "是太宽的表左右分开印的部分，已拼合，列号按拼合后的表计",
                "parts of tables too wide for a page; they were put together, and columns are counted over all parts",
            ),
            (
                self._aligned,
                "有表格没有画全表格线，按文字对齐读出，行列可能有误，请核对",
                "with tables without lines, read from the alignment of the text; rows and columns may be wrong",
            ),
        )
        for pages, zh, en in kinds:
            if pages:
                yield Notice(
                    Bilingual(
                        zh=f"第{_ranges(pages, '、', '–')}页{zh}。",
                        en=f"Page{'s' if len(pages) > 1 else ''} {_ranges(pages, ', ', '–')}: {en}.",
                    )
                )


def _is_illegible(marks: PageMarks) -> bool:
    """Whether too many letters are none that Chinese forms are made of."""
    text = "".join(glyph.text for glyph in marks.glyphs)
    return _ODD * len(_STRANGE.findall(text)) > len(text)


def _ranges(pages: Sequence[int], comma: str, dash: str) -> str:
    """Page numbers with runs drawn together: 3, 5–7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return comma.join(str(first) if first == last else f"{first}{dash}{last}" for first, last in runs)


_ORIGINAL = Bilingual(
    zh="请改用原来的 Word、Excel 文件，或先用文字识别（OCR）软件转换后再检查。",
    en="Use the Word or Excel file it was made from, or run it through text recognition (OCR) first.",
)
_AGAIN = Bilingual(zh="请重新下载或重新导出后再检查。", en="Download it or export it again, then check the new file.")
