"""Numbered lists of Word, each beginning at 1."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

NUMBERED = "List Number"


def new_numbering(document: WordDocument) -> int:
    """A numbering of its own for one list, in the form of the usual one."""
    style: Any = document.styles[NUMBERED]
    numberings: Any = document.part.numbering_part.element
    usual = style.element.pPr.numPr.numId.val
    (form,) = numberings.xpath(f"./w:num[@w:numId='{usual}']/w:abstractNumId/@w:val")
    number = numberings.add_num(int(form))
    begin = OxmlElement("w:lvlOverride")
    begin.set(qn("w:ilvl"), "0")
    first = OxmlElement("w:startOverride")
    first.set(qn("w:val"), "1")
    begin.append(first)
    number.append(begin)
    made: int = number.numId
    return made


def number_paragraph(paragraph: Any, numbering: int) -> None:
    """Let a paragraph be an entry of this numbering."""
    facts = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    facts.get_or_add_ilvl().val = 0
    facts.get_or_add_numId().val = numbering
