"""What a paragraph of a Word file shows, and what it does not."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Table, read_bytes
from tests.documents.docx_samples import docx, p, run, tbl, tc, tr


def line(content: str) -> str:
    """A paragraph around runs and whatever else."""
    return f"<w:p>{content}</w:p>"


def texts(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as lists of rows of texts."""
    return [
        block.cell.text if isinstance(block, Paragraph) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def shown(body: str) -> list[str | list[list[str]]]:
    return texts(read_bytes(docx(body), "表.docx"))


def field(code: str, result: str | None, data: str = "") -> str:
    """A field in its long form; without a result it has no part for one."""
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(content: str) -> str:
    """A text box as today's Word writes it: the same twice, for itself and for older versions."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


PROMPT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('请输入')}</w:sdtContent></w:sdt>"
RUBY = f"<w:r><w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('音')}</w:rubyBase></w:ruby></w:r>"
FRACTION = (
    "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>B</m:t></m:r></m:num>"
    "<m:den><m:r><m:t>A</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>"
)
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
CHECKED = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
UNCHECKED = "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"
CHOICE = (
    "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='优'/><w:listEntry w:val='良'/></w:ddList></w:ffData>"
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("≥") + run("95%"), "≥95%"),
        ("<w:r><w:t> 甲  乙 </w:t></w:r>", "甲  乙"),
        ('<w:r><w:t xml:space="preserve"> 甲 </w:t></w:r>', " 甲 "),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ('<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>', "甲"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "A-12"),
        ("<w:r><w:t>&lt;5%&amp;</w:t></w:r>", "<5%&"),
        (run("甲") + HIDDEN + run("乙"), "甲乙"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>', "甲"),
        ('<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:smartTag>' + run("乙") + "</w:smartTag>", "甲乙"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("甲") + "</w:sdtContent></w:sdt>" + run("乙"), "甲乙"),
        (run("甲") + PROMPT, "甲"),
        (run("甲") + "<w:r><w:footnoteReference/></w:r><w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>", "甲乙"),
        (run("注") + RUBY, "注音"),
        ("<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>", "≥95%"),
        (FRACTION, "B/A"),
        (box(p("框")) + run("甲"), "甲"),
    ],
)  # fmt: skip
def test_runs(content: str, text: str) -> None:
    """Runs are joined, breaks are line feeds, hidden text, prompts and notes are not shown."""
    assert shown(line(content))[0] == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("第") + field(" PAGE ", run("3")) + run("页"), "第3页"),
        (run("甲") + field(' XE "索引" ', None) + run("乙"), "甲乙"),
        (field("IF </w:instrText></w:r>" + field("x", run("1")) + "<w:r><w:instrText>", run("是")), "是"),
        (run("甲") + '<w:fldSimple w:instr=" DATE ">' + run("2023年") + "</w:fldSimple>", "甲2023年"),
        (field("FORMCHECKBOX", None, CHECKED) + run("是") + field("FORMCHECKBOX", None, UNCHECKED), "☑是☐"),
        (field(" FORMDROPDOWN ", None, CHOICE), "良"),
        (field(' SYMBOL 179 \\f "Symbol" \\s 10 ', None) + run("95%"), "≥95%"),
        (field(" SYMBOL 0xFE \\f Wingdings ", None), "☑"),
        (field(" EQ \\o(≥) ", None) + run("95%"), "≥95%"),
        (field(" EQ \\o\\ac(○,√) ", None) + field(" EQ \\f(1,2) ", None), "○√1/2"),
        (field(" EQ \\o(≥) ", run("＞")), "＞"),
        (run("甲") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("乙"), "甲乙"),
    ],
)  # fmt: skip
def test_fields(content: str, text: str) -> None:
    """Of a field the result is shown and not its code; form fields show their state."""
    assert shown(line(content)) == [text]


def test_a_field_without_end_takes_no_more_than_its_paragraph() -> None:
    """What follows a broken field is still read."""
    broken = run("甲") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("码")
    assert shown(line(broken) + p("乙")) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("run_content", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t>', "≥95%"),
        ('<w:sym w:font="Symbol" w:char="00A3"/><w:t>10</w:t>', "≤10"),
        ('<w:sym w:font="Symbol" w:char="F035"/>', "5"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/>', "☑是☐"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Wingdings" w:char="F08A"/>', "①⑩"),
        ('<w:sym w:font="宋体" w:char="2265"/>', "≥"),
        ('<w:sym w:font="Wingdings" w:char="zz"/><w:t>甲</w:t>', "甲"),
        ('<w:sym w:font="Wingdings" w:char="D800"/><w:t>甲</w:t>', "甲"),
        ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0b380%</w:t>', "≥80%"),
        ("<w:t>\uf0b3\uf0fe</w:t>", "≥\uf0fe"),
    ],
)  # fmt: skip
def test_symbols(run_content: str, text: str) -> None:
    """Characters of symbol fonts read as what they look like; unknown ones stay as they are."""
    assert shown(line(f"<w:r>{run_content}</w:r>")) == [text]


def test_tracked_changes_are_accepted() -> None:
    """Insertions and the new places of moves are read, deletions and the old places are not; a notice says so."""
    changed = (
        run("得分")
        + "<w:del><w:r><w:delText>9</w:delText><w:t>9</w:t></w:r></w:del>"
        + f"<w:ins>{run('10')}</w:ins>"
        + f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"
    )
    document = read_bytes(docx(line(changed)), "表.docx")
    assert texts(document) == ["得分10新"]
    assert [notice.message.zh for notice in document.notices] == ["文件含有修订，按接受全部修订后的内容读取。"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """In a cell and outside, the text goes on in the same line; what is deleted as a whole leaves no line."""
    ended = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    gone = line(ended + "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>")
    body = line(ended + run("甲")) + gone + p("乙")
    assert shown(body) == ["甲乙"]
    assert shown(tbl(tr(tc(body), tc("丁")))) == [[["甲乙", "丁"]]]
    assert shown(line(ended + run("甲")) + tbl(tr(tc("丁")))) == ["甲", [["丁"]]]


def test_reading_order_and_addresses() -> None:
    """Paragraphs with text and tables come in the order of the page; paragraphs outside tables are counted."""
    document = read_bytes(
        docx(p("题目") + p() + p("（2023年度）") + tbl(tr(tc("甲"))) + p("注") + "<w:sectPr/>"), "表.docx"
    )
    assert document == Document(
        path="表.docx",
        format="docx",
        blocks=(
            Paragraph(Cell("题目", Address("paragraph", 1, 0))),
            Paragraph(Cell("（2023年度）", Address("paragraph", 2, 0))),
            Table(document.blocks[2].rows if isinstance(document.blocks[2], Table) else ()),
            Paragraph(Cell("注", Address("paragraph", 3, 0))),
        ),
    )
    assert texts(document)[2] == [["甲"]]


def test_spelling_of_paragraph_addresses() -> None:
    """A loose paragraph is named by its number."""
    address = Address("paragraph", 3, 0)
    assert (str(address), address.describe("zh"), address.describe("en")) == (
        "para3",
        "表外第3段",
        "paragraph 3 outside tables",
    )


def test_text_boxes() -> None:
    """A text box is read once, after the paragraph that holds it; in a cell it belongs to the cell's text."""
    assert shown(line(run("甲") + box(p("框一") + p("框二")))) == ["甲", "框一", "框二"]
    assert shown(line(box(p("框") + tbl(tr(tc("表")))))) == ["框", [["表"]]]
    assert shown(tbl(tr(tc(line(run("甲") + box(p("框")))), tc("乙")))) == [[["甲\n框", "乙"]]]


def test_block_content_controls_and_alternatives() -> None:
    """Controls around paragraphs, and the branch of an alternative that Word itself would take, are read."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}{tbl(tr(tc('乙')))}</w:sdtContent></w:sdt>"
    alternative = (
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{p('丙')}</mc:Choice><mc:Fallback>{p('丁')}</mc:Fallback>"
        "</mc:AlternateContent>"
        f"<mc:AlternateContent><mc:Fallback>{p('戊')}</mc:Fallback></mc:AlternateContent>"
    )
    assert shown(control + alternative) == ["甲", [["乙"]], "丙", "戊"]


def test_notices() -> None:
    """Macros, embedded objects and embedded files are spoken of, each once."""
    embedded = line(run("甲") + "<w:r><w:object/></w:r><w:r><w:object/></w:r>") + "<w:altChunk/>"
    document = read_bytes(docx(embedded, {"word/vbaProject.bin": b"x"}), "表.docm")
    assert [notice.message.en for notice in document.notices] == [
        "The file has macros; they were not run.",
        "The file has embedded objects (such as Excel sheets); what is in them was not read.",
        "The file has other files embedded in its text; what is in them was not read.",
    ]
    assert read_bytes(docx(p("甲")), "表.docx").notices == ()


def test_strict_files() -> None:
    """The strict variant of the format is read like the usual one."""
    data = docx(p("甲") + tbl(tr(tc("乙"))))
    from tests.documents.docx_samples import CONTENT_TYPES, document_xml, relations, zipped

    strict = "http://purl.oclc.org/ooxml/"
    main = document_xml(p("甲") + tbl(tr(tc("乙")))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict + "wordprocessingml/main"
    )
    rels = relations().replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", strict + "officeDocument/relationships"
    )
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": rels, "word/document.xml": main}
    assert read_bytes(zipped(parts), "a.docx") == read_bytes(data, "a.docx")
