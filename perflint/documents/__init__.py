"""Reading: bytes in, tables of addressed cells out. Knows nothing of budgets.

read_path, read_bytes, read_stdin   one input → Document
find_inputs                         files, folders, globs and `-` → the inputs to read, one after the other
open_streams                        inputs → the same, but standard input opened: the files of an archive, each apart
endings_passed_over                 files in folders that no reader knows by their ending
may_be_archive                      whether bytes begin as a zip archive does
convert_together                    inputs → the same, but older office files already read, many at a time
read_inputs                         all of it: documents, and the errors of the inputs that could not be read
"""

from perflint.documents.files import (
    STDIN,
    display_path,
    may_be_archive,
    open_streams,
    read_bytes,
    read_input,
    read_path,
    read_stdin,
)
from perflint.documents.legacy.batch import convert_together
from perflint.documents.limits import Limits
from perflint.documents.model import Address, Cell, Document, Node, Notice, Paragraph, Row, Table
from perflint.documents.registry import known_endings
from perflint.documents.search import endings_passed_over, find_inputs, read_inputs

__all__ = [
    "STDIN",
    "Address",
    "Cell",
    "Document",
    "Limits",
    "Node",
    "Notice",
    "Paragraph",
    "Row",
    "Table",
    "convert_together",
    "display_path",
    "endings_passed_over",
    "find_inputs",
    "known_endings",
    "may_be_archive",
    "open_streams",
    "read_bytes",
    "read_input",
    "read_inputs",
    "read_path",
    "read_stdin",
]
