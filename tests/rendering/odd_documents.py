"""Documents that are not worksheets: long, wide, linked, painted, foreign. For trying what linking must not break."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from tests.rendering import samples
from therapytool.rendering.document import Document, PrintProfile

STYLES = f"""{samples.STYLES}
article {{ break-before: page }}
h1 {{ break-before: auto; bookmark-level: 1 }}
h2 {{ bookmark-level: 2 }}
h3 {{ bookmark-level: 3; bookmark-state: closed }}
.wide {{ page: wide }}
@page wide {{ size: letter landscape }}
.faded {{ opacity: 0.4 }}
.turned {{ transform: rotate(10deg) }}
.graded {{ background: linear-gradient(red, blue); height: 2cm }}
.dashed {{ background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'\
%3E%3Cpath d='M0 0h9' stroke='black'/%3E%3C/svg%3E") }}
"""


def _see_through_square() -> str:
    content = BytesIO()
    Image.new("RGBA", (8, 8), (200, 30, 30, 120)).save(content, "PNG")
    return f"data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}"


SQUARE = f'<img src="{_see_through_square()}" alt="a red square">'
LINE = "<p>Words that fill a line, and then some more of them, until the line has turned. " * 2
PARTS = "".join(f'<h2 id="part-{number}">Part {number}</h2>{LINE * 17}' for number in range(1, 41))

BODIES = {
    "short": "<h1>Short</h1><p>One page (only), 100 % of it \\ <b>bold</b> and <i>slanted</i>.",
    "long": f'<h1 id="long">Long</h1>{PARTS}',
    "wide": '<div class="wide"><h1>Wide</h1><table><thead><tr><th>When<th>What'
    "<tbody><tr><th scope=row>Monday<td>work<tr><th scope=row>Tuesday<td colspan=1>rest</table></div>",
    "linked": '<h1>Linked</h1><p><a href="#here">inside</a>, <a href="#long">across</a>, '
    '<a href="https://example.org/a(b)">outside</a><h2>Deep</h2><h3>Deeper</h3>'
    '<p id="here" style="break-before: page">here',
    "painted": f'<h1>Painted</h1><p>{SQUARE} and {SQUARE}<div class="graded"></div><div class="graded faded"></div>'
    '<p class="dashed">dashed<p class="turned">turned <svg width="20" height="20"><title>a dot</title>'
    '<circle cx="9" cy="9" r="9"/></svg>',
    "lists": "<h1>Lists</h1><ol><li>one<ol><li>inner</ol><li>two</ol><dl><dt>word<dd>meaning</dl>"
    '<blockquote>said</blockquote><p class="rating">①②③',
    "foreign": "<h1>Ӗҫри Ӑҫтӑн</h1><p>Ӗҫӗ, “é”",
}


def document(name: str) -> Document:
    """One of them, as features would give it."""
    return Document("odd.html", name.capitalize(), {"body": BODIES[name]})


def to_html(documents: Sequence[Document], profile: PrintProfile, *, title: str, author: str) -> str:
    """In place of our templates: the bodies one after the other."""
    bodies = "".join(f"<article>{document.values['body']}</article>" for document in documents)
    return samples.page(bodies, title=title, author=author)
