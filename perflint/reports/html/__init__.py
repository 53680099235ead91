"""Reports as web pages: one self-contained file, each form drawn as its own table.

page         the report of a check as a page of its own (`--format html`)
form_table   a form's part of its document as HTML tables with marked cells; the local web page draws with it too
assets       the style sheets and the script, and the hashes by which a page allows them
"""
