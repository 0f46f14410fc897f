"""A document as a Word file. No engine and no worker: the words of the templates, written by python-docx."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from lxml import html as markup

from therapytool.long_words import SOFT_HYPHEN
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.html import environment
from therapytool.rendering.word.styles import add_foot, set_accent, set_up
from therapytool.rendering.word.tables import set_apart
from therapytool.rendering.word.writing import Writer

IN_TWO_COLUMNS, SHORT_ENOUGH = frozenset({"ticks-in-2"}), frozenset({"ticks-short"})
"""Lists that stand in two columns: as their sheet asks for it, and in larger type where all options are short."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""No file says when it was made, so that the same sheet is the same file."""


def to_word(document: Document, profile: PrintProfile, *, author: str) -> bytes:
    """The document of a worksheet as DOCX: same content and order as on paper, with content controls to fill in."""
    template = environment().get_template(f"word/{document.template}")
    words = template.render(**document.values, document=document, profile=profile).replace(SOFT_HYPHEN, "")
    file = docx.Document()
    set_up(file, profile)
    facts = file.core_properties
    facts.title, facts.author, facts.language = document.title, author, profile.language
    facts.comments, facts.created, facts.modified, facts.last_modified_by = "", LONG_AGO, LONG_AGO, ""
    add_foot(file, " · ".join(filter(None, (author, document.running_title or document.title))))
    sheet = markup.fragment_fromstring(words, create_parent="div")
    if (marked := sheet.find(".//*[@data-accent]")) is not None:
        set_accent(file, marked.get("data-accent", ""))
    beside = IN_TWO_COLUMNS if profile.type_scale == 1 else SHORT_ENOUGH
    Writer(file, profile.language, beside=beside).write(sheet, file)
    set_apart(file)
    content = BytesIO()
    file.save(content)
    return content.getvalue()
