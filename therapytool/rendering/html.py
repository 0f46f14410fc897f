"""Documents to one HTML text: the templates of templates/print/, the blocks and their styles, escaped throughout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from therapytool.formatting import FILTERS, inline, prose
from therapytool.long_words import parted, with_parting_words
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.inscriptions import STAND_INS
from therapytool.rendering.titles import ended_together, running_foot, titled
from therapytool.shipped import folder


@cache
def environment() -> Environment:
    """The Jinja environment of print: strict about missing values, escaping everything."""
    templates = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(FILTERS, titled=titled, ended_together=ended_together, running_foot=running_foot)
    templates.filters.update(inline=with_parting_words(inline), prose=with_parting_words(prose), parted=parted)
    return templates


def to_html(documents: Sequence[Document], profile: PrintProfile, *, title: str, author: str) -> str:
    """One HTML text holding all documents in order, each an article of its own with its own running foot."""
    parts = [(document, body(document, profile)) for document in documents]
    template = environment().get_template("layouts/print.html")
    return _in_whole_characters(template.render(parts=parts, profile=profile, title=title, author=author))


def _in_whole_characters(text: str) -> str:
    """Halves of a character that come without the other half, as JSON can hold them, print as what cannot be read."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def body(document: Document, profile: PrintProfile) -> Markup:
    """One document's part of the pages: its template with its values by name, and document, profile, inscriptions."""
    template = environment().get_template(f"print/{document.template}")
    inscriptions = dict.fromkeys(STAND_INS, "") | dict(document.inscriptions)
    written = template.render(**document.values, document=document, profile=profile, inscriptions=inscriptions)
    return Markup(written)  # noqa: S704  # the environment has escaped every value


@cache
def stylesheet() -> str:
    """All styles of print as one text: the page, the controls, the blocks, the documents, the profiles."""
    templates = folder("templates")
    parts = [templates / "layouts" / "print.css", templates / "controls" / "paper.css"]
    parts += sorted((templates / "blocks").glob("*.css"))
    parts += sorted((templates / "print").glob("*.css"))
    parts.append(templates / "layouts" / "profiles.css")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
