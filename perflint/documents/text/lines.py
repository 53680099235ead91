"""What the readers of line-based text share: which lines are blank, and paragraphs made of single lines."""

from perflint.documents.model import Address, Cell, Paragraph


def is_blank(line: str) -> bool:
    """Whether a line shows nothing and holds no tab (a lone tab is an empty cell)."""
    return "\t" not in line and not line.strip()


def paragraph(text: str, number: int, column: int = 1) -> Paragraph:
    """Loose text of one line, addressed by its first character."""
    return Paragraph(Cell(text, Address("line", number, column)))


def starts_with_one_tab(line: str) -> bool:
    """Whether the line is a tab and a text without further tabs."""
    return line.startswith("\t") and "\t" not in line[1:]
