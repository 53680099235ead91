"""Write the example forms in every format that clerks have: `python examples/make_formats.py [FOLDER]`.

The forms are read through perflint itself from the text files beside this script and laid out in the national layout,
with merged cells, number formats and page breaks where a format has them. The same input gives the same output.
Needs the development requirements (reportlab sets the PDF).
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from writers import old_workbook, opendocument, page, plain_text, web, word, workbook
from writers.layout import Sheet, national

import perflint

HERE = Path(__file__).resolve().parent
FORMS = ("clean", "pf1_totals", "beijing")
WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "csv": plain_text.csv_file,
    "docx": word.docx_file,
    "html": web.html_file,
    "md": plain_text.markdown_file,
    "ods": opendocument.ods_file,
    "pdf": page.pdf_file,
    "xls": old_workbook.xls_file,
    "xlsx": workbook.xlsx_file,
}


def main(arguments: Sequence[str]) -> None:
    """Write every form in every format into the folder, which is examples/formats unless another is named."""
    folder = Path(arguments[0]) if arguments else HERE / "formats"
    folder.mkdir(parents=True, exist_ok=True)
    for name in FORMS:
        (form,) = perflint.parse(HERE / f"{name}.txt").forms
        sheet = national(form)
        for ending, write in WRITERS.items():
            (folder / f"{name}.{ending}").write_bytes(write(sheet))


if __name__ == "__main__":
    main(sys.argv[1:])
