"""Pages for the tests of rendering: plain HTML that needs no template, set in the shipped typefaces."""

from __future__ import annotations

STYLES = """
@font-face { font-family: "Atkinson Hyperlegible Next"; src: url("asset:fonts/AtkinsonHyperlegibleNext-Regular.ttf") }
@page { size: letter; margin: 18mm; @bottom-center { content: counter(page) " of " counter(pages) } }
body { font: 11pt/16pt "Atkinson Hyperlegible Next" }
h1 { font: 600 20pt/24pt "Source Serif 4"; break-before: page }
.rating { font: 20pt "Therapytool Symbols" }
td { border: 1pt solid; height: 11mm }
"""


def page(body: str = "<p>Some words.</p>", *, title: str = "Sheet", author: str = "The Practice") -> str:
    """A whole document around a body, with the metadata that our layout template gives."""
    return (
        f'<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><meta name="generator" content="Therapytool"></head>'
        f"<body>{body}</body></html>"
    )


def worksheets(count: int) -> str:
    """A packet of so many one-page sheets, each with a heading, prose, a rating row and a table."""
    prose = "<p>A mask is a habit that <b>once</b> helped, and <i>still</i> may. </p>" * 6
    table = f"<table>{'<tr><th>When<td>What<td>How' * 6}</table>"
    sheets = (f"<h1>Sheet {n}</h1>{prose}<p class='rating'>①②③④⑤</p>{table}" for n in range(1, count + 1))
    return page("".join(sheets), title="Packet")


ENDLESS = page('<div style="display: flex">' * 40 + "x" + "</div>" * 40)
"""A page whose layout takes hours."""
