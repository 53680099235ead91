"""A file in which no form was found: what that may mean, what to do, and what was read, for people to see for
themselves."""

from collections.abc import Iterator

from perflint.documents.model import Document, Paragraph, Row, Table
from perflint.language import Language
from perflint.reports.html.form_table import draw
from perflint.web.markup import Markup, tag
from perflint.web.wording import say

# Enough to see which file it is and how its table is laid out.
_ROWS = 40


def formless_view(document: Document | None, language: Language) -> Iterator[Markup]:
    """The box that says so, and the beginning of what was read."""
    yield tag(
        "div",
        tag("p", tag("strong", say(language, "其中没有找到绩效表", "No performance form was found in it"))),
        tag(
            "p",
            say(
                language,
                "文件读到了，但没有认出绩效自评表，因此没有核对任何内容。",
                "The file was read, but nothing in it was recognised as a form, so nothing was checked.",
            ),
        ),
        tag("ul", [tag("li", text) for text in _ways(language)]),
        class_="box bad",
    )
    read = _read(document, language)
    if read is not None:
        yield read


def _ways(language: Language) -> tuple[str, str]:
    return (
        say(
            language,
            "如果它是通知、报告或空白模板：请换成填好的自评表。",
            "If it is a notice, a report or an empty template: upload the form as filled in.",
        ),
        say(
            language,
            "如果它就是自评表：它的格式还不认识。能认的表有“三级指标、年度指标值、实际完成值、分值、得分”这样的栏目；"
            "请换用这样的表样，或把这种格式告诉管理员。",
            "If it is a form: its layout is not known yet. Forms are known by columns such as 三级指标, 年度指标值, "
            "实际完成值, 分值 and 得分; use such a layout, or tell the administrator of this one.",
        ),
    )


def _read(document: Document | None, language: Language) -> Markup | None:
    drawn = draw(_beginning(document), {}, language) if document is not None else ""
    if not drawn:
        return None
    return tag(
        "details",
        tag("summary", say(language, "读到的内容（开头部分）", "What was read (the beginning)")),
        tag("div", Markup(drawn), class_="scroll"),
        open=True,
        class_="read",
    )


def _beginning(document: Document) -> list[Table | Paragraph]:
    room = _ROWS
    part: list[Table | Paragraph] = []
    for block in document.blocks:
        if room <= 0:
            break
        rows: tuple[Row, ...] = () if isinstance(block, Paragraph) else tuple(block.rows)
        part.append(block if isinstance(block, Paragraph) else Table(rows[:room], block.name, block.doubt))
        room -= max(1, len(rows))
    return part
