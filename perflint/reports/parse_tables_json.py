"""What the readers saw before anything was recognised, as JSON: every cell, blank ones too, with its address.

A block is `{"kind": "text", "address", "text"}` or `{"kind": "table", "number", "name", "doubt", "rows"}`, a row a list
of cells `{"address", "column", "row_span", "column_span", "text"}`; `column` is the first column of the grid, from 1,
and a cell that others are merged into stands once. A structured input (YAML, JSON) has `fields` instead of blocks.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from perflint.documents.model import Cell, Document, Node, Paragraph, Table
from perflint.language import Language
from perflint.reports.findings_contract import VERSION
from perflint.reports.interface import View
from perflint.reports.json_report import notice_entry
from perflint.result import ReadResult


def render(result: ReadResult, view: View) -> str:
    """The documents in order, then the inputs that could not be read."""
    data = {
        "version": VERSION,
        "documents": [_document(document, view.language) for document in result.documents],
        "errors": [{"path": failure.path, "message": failure.explain(view.language)} for failure in result.failures],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def leaves(node: Node, path: str = "") -> Iterator[tuple[str, Cell]]:
    """The values of a structured input, each with its path (`forms.0.project`), in the order of the file."""
    if isinstance(node, Cell):
        yield path, node
        return
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        yield from leaves(child, f"{path}.{key}" if path else str(key))


def _document(document: Document, language: Language) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": document.path,
        "format": document.format,
        "notices": [msgspec.to_builtins(notice_entry(notice, language)) for notice in document.notices],
    }
    if document.root is not None:
        return data | {
            "fields": [
                {"path": path, "address": str(cell.address), "text": cell.text} for path, cell in leaves(document.root)
            ]
        }
    blocks: list[dict[str, Any]] = []
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks.append({"kind": "text", "address": str(block.cell.address), "text": block.cell.text})
        else:
            tables += 1
            blocks.append(_table(block, tables, language))
    return data | {"blocks": blocks}


def _table(table: Table, number: int, language: Language) -> dict[str, Any]:
    return {
        "kind": "table",
        "number": number,
        "name": table.name,
        "doubt": table.doubt.pick(language) if table.doubt else None,
        "rows": [[_cell(cell) for cell in row.cells] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "address": str(cell.address),
        "column": cell.column + 1,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
    }
