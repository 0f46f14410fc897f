"""Sections of a Word document: those of several columns, in which short options stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

GAP = 360
"""Between columns, in twentieths of a point."""
BEHIND_COLUMNS = (
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
)
"""What follows the columns among the properties of a section."""


@contextmanager
def in_columns(document: WordDocument, count: int) -> Iterator[None]:
    """What is written meanwhile stands in so many columns of even height; all before and after in one."""
    _begin_section(document, columns=count)
    yield
    _begin_section(document, columns=1)


def rule_to_margin(document: WordDocument, paragraph: Any) -> None:
    """Give a paragraph a tab stop where its lines end, with a rule that leads there."""
    section: Any = document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _begin_section(document: WordDocument, *, columns: int) -> None:
    """Go on in a section of its own on the same page."""
    section: Any = document.add_section(WD_SECTION.CONTINUOUS)
    end_in_words(document)
    for before in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(before)
    chosen = OxmlElement("w:cols", {qn("w:num"): str(columns), qn("w:space"): str(GAP)})
    section._sectPr.insert_element_before(chosen, *BEHIND_COLUMNS)


def end_in_words(document: WordDocument) -> None:
    """Let the section before end with its last words, where the library adds an empty paragraph for its end."""
    ending: Any = document.paragraphs[-1]._p
    last = ending.getprevious()
    if last is not None and last.tag == qn("w:p") and not last.findall(f".//{qn('w:sectPr')}"):
        last.get_or_add_pPr().append(ending.pPr.find(qn("w:sectPr")))
        ending.getparent().remove(ending)
