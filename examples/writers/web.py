"""The form as a page of a bureau's website: a table with spans, and around it what such a page has."""

from html import escape

from writers.layout import Placed, Sheet

_PAGE = """\
<!DOCTYPE html>
<html lang="zh">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<nav><a href="#">首页</a> <a href="#">信息公开</a> <a href="#">预算绩效</a></nav>
<main>
{above}
<table border="1">
{rows}
</table>
</main>
<footer>青川市云溪区</footer>
</body>
</html>
"""


def html_file(sheet: Sheet) -> bytes:
    """The page in UTF-8."""
    first, *rest = (escape(text, quote=False) for text in sheet.above)
    above = "\n".join([f"<h1>{first}</h1>", *(f"<p>{text}</p>" for text in rest)])
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in sheet.by_row())
    return _PAGE.format(title=first, above=above, rows=rows).encode()


def _cell(cell: Placed) -> str:
    down = f' rowspan="{cell.high}"' if cell.high > 1 else ""
    across = f' colspan="{cell.wide}"' if cell.wide > 1 else ""
    # An empty cell as editors leave it.
    text = escape(cell.text, quote=False).replace("\n", "<br>") or "&nbsp;"
    return f"<td{down}{across}>{text}</td>"
