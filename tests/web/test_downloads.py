"""What can be taken away from the page."""

import io
from urllib.parse import unquote

import httpx
import openpyxl

import perflint
from tests.cli.scene import BROKEN
from tests.sources import ROOT
from tests.web.conftest import Served

FORMATS = ROOT / "examples" / "formats"
JSON = {"accept": "application/json"}


def put(served: Served, name: str, data: bytes) -> str:
    """Upload a file to the page and get its identifier."""
    answer = served.client.post("/files", files={"file": (name, data)}, headers=JSON)
    identifier: str = answer.json()["files"][0]["id"]
    return identifier


def file_name(answer: httpx.Response) -> str:
    """The name under which a browser saves the answer."""
    return unquote(answer.headers["content-disposition"].partition("''")[2])


def test_the_findings_as_a_workbook(served: Served) -> None:
    """One row for each finding, with what a clerk needs; figures and formulas of a form stay texts."""
    data = (FORMATS / "pf1_totals.xlsx").read_bytes()
    put(served, "pf1_totals.xlsx", data)
    put(served, "式.yaml", BROKEN.replace("图书采购", '"=1+1"').encode())
    put(served, "坏.xlsx", b"PK\x03\x04 cut")
    answer = served.client.get("/findings.xlsx", params={"lang": "zh"})
    assert file_name(answer) == "问题清单.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["问题", "未判断", "未核对", "已认可", "各表", "按规则"]
    head, *rows = book["问题"].iter_rows(values_only=True)
    assert head[:7] == ("文件", "表", "位置", "字段", "级别", "规则", "问题")
    wanted = [finding for source in (data,) for finding in perflint.check(source).findings]
    found = [row for row in rows if row[0] == "pf1_totals.xlsx"]
    assert [(row[2], row[5], row[6], row[8]) for row in found] == [
        (str(finding.address), finding.code, finding.message.zh, finding.expected) for finding in wanted
    ]
    formula = next(cell for row in book["问题"].iter_rows() for cell in row if "=1+1" in str(cell.value))
    assert formula.data_type == "s"
    assert [str(row[0]).startswith("坏.xlsx") for row in book["未核对"].iter_rows(min_row=2, values_only=True)] == [
        True
    ]


def test_the_report_is_a_page_of_its_own(served: Served) -> None:
    """All files of the session, in the language asked for."""
    put(served, "pf1_totals.docx", (FORMATS / "pf1_totals.docx").read_bytes())
    answer = served.client.get("/report.html", params={"lang": "en"})
    assert file_name(answer) == "report.html"
    assert 'lang="en"' in answer.text
    assert "pf1_totals.docx" in answer.text
    assert "PF101" in answer.text


def test_an_annotated_copy_has_the_same_findings(served: Served) -> None:
    """The copy is a file of the same format that reads as the same form; how much was written is said."""
    data = (FORMATS / "pf1_totals.xlsx").read_bytes()
    identifier = put(served, "收入.表.xlsx", data)
    answer = served.client.get(f"/files/{identifier}/copies/annotated")
    assert file_name(answer) == "收入.表.批注件.xlsx"
    assert unquote(answer.headers["perflint-note"]) == "批注 3 处"
    codes = [[finding.code for finding in perflint.check(source).findings] for source in (data, answer.content)]
    assert codes[0] == codes[1]


def test_a_recomputed_copy_is_right_where_it_was_wrong(served: Served) -> None:
    """The total that did not follow from the rows does so afterwards; the rest is as it was."""
    data = (FORMATS / "pf1_totals.xlsx").read_bytes()
    identifier = put(served, "合计.xlsx", data)
    answer = served.client.get(f"/files/{identifier}/copies/recomputed")
    assert answer.status_code == 200
    before, after = (len(list(perflint.check(source).findings)) for source in (data, answer.content))
    assert after < before


def test_a_copy_that_cannot_be_made_is_a_sentence(served: Served) -> None:
    """Plain text takes no comments; a file without findings needs none; there is no fourth kind of copy."""
    text = put(served, "表.csv", (FORMATS / "pf1_totals.csv").read_bytes())
    clean = put(served, "净.xlsx", (FORMATS / "clean.xlsx").read_bytes())
    for identifier in (text, clean):
        answer = served.client.get(f"/files/{identifier}/copies/annotated", headers=JSON)
        assert answer.status_code == 422
        assert answer.json()["error"]["message"].endswith("。")
    assert served.client.get(f"/files/{text}/copies/other").status_code == 404
    assert served.client.get("/files/nobody/copies/annotated").status_code == 404


def test_without_files_there_is_nothing_to_take(served: Served) -> None:
    """No session, no report."""
    assert served.client.get("/findings.xlsx").status_code == 404
    assert served.client.get("/report.html").status_code == 404
