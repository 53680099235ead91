"""Recognising: from a document's rows to forms. Knows layouts, labels and units; no file format and no rule.

The way of a document, a module each:

    grid          rows as they are walked, with the breaks between blocks
    segments      cut into forms and their parts (kinds: titles; layout: headings)
    heads, funds, goals      the head of a form
    rows          one line told apart into columns (looks: what a cell looks like; alignment: shifted lines)
    page_breaks   rows that a break cut, put together
    levels        which rows a merged label covers (centred: labels beside the middle of their cells)
    indicators    one indicator from its cells, with the verdict on its actual
    recognise     all of it, from Document to Recognition

`structured` and `export` read and write forms as plain data; `model` is what everything else sees.
"""
