"""Reading: bytes in, tables of addressed cells out. Knows nothing of budgets."""

from perflint.documents.model import Address, Cell, Document, Node, Notice, Paragraph, Row, Table

__all__ = ["Address", "Cell", "Document", "Node", "Notice", "Paragraph", "Row", "Table"]
