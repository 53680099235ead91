"""The form as text with separators: a merged cell's text stands at its first place, the other places are empty."""

from writers.layout import WIDTH, Sheet


def csv_file(sheet: Sheet) -> bytes:
    """As Excel saves “CSV UTF-8”: a byte order mark, CRLF, quotes where a cell needs them."""
    lines = [[text, *[""] * (WIDTH - 1)] for text in sheet.above]
    lines += sheet.flat()
    return "".join(",".join(map(_quoted, line)) + "\r\n" for line in lines).encode("utf-8-sig")


def markdown_file(sheet: Sheet) -> bytes:
    """Title and year as paragraphs, then a pipe table; a break in a cell is `<br>`."""
    title, *rest = sheet.above
    head, *body = (
        "| " + " | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in line) + " |"
        for line in sheet.flat()
    )
    parts = [f"# {title}", *rest, "\n".join([head, "|" + " --- |" * WIDTH, *body])]
    return ("\n\n".join(parts) + "\n").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text
