"""The look of a Word file: paper, margins, typeface, the styles its paragraphs take, the running foot."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from therapytool.rendering.document import PrintProfile

TYPEFACE = "Calibri"
INK, SOFT = RGBColor(0x1C, 0x2B, 0x33), RGBColor(0x4D, 0x5B, 0x63)
SIDE_MARGIN = Mm(19)
HEADINGS = {"Heading 1": 24, "Heading 2": 15, "Heading 3": 12}
PARAGRAPHS = {
    "Theme": {"size": 10, "bold": True, "color": SOFT, "after": 0},
    "Purpose": {"size": 13, "after": 4},
    "Prompt": {"size": 11, "bold": True, "before": 12, "after": 2, "keeps_next": True},
    "Quiet": {"size": 10, "color": SOFT, "after": 4, "keeps_next": True},
    "Note": {"size": 9, "color": SOFT, "after": 2},
    "Writing Line": {"size": 11, "after": 0},
}
"""Our own paragraph styles, each in points."""
OF_A_CLASS = {
    "sheet-theme": "Theme",
    "purpose": "Purpose",
    "prompt": "Prompt",
    "callout-title": "Prompt",
    "conditional-lead": "Prompt",
    "quiet-head": "Prompt",
    "turn-who": "Prompt",
    "word-group-head": "Prompt",
    "help": "Quiet",
    "turn-hint": "Quiet",
    "credit": "Note",
}
"""The style of a paragraph by the class the templates give it."""


def set_up(document: WordDocument, profile: PrintProfile) -> None:
    """Paper, margins, language and styles of a new file."""
    width, height = profile.paper.size_in_points
    section = document.sections[0]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = SIDE_MARGIN
    section.top_margin, section.bottom_margin = Mm(17), Mm(19)
    _set_ordinary_text(document, profile.language)
    for name, size in HEADINGS.items():
        _set_heading(document, name, size)
    for name, look in PARAGRAPHS.items():
        _add_paragraph_style(document, name, **look)  # type: ignore[arg-type]
    placeholder: Any = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = SOFT
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")
    _rule_the_writing_lines(document)


def turn_page(document: WordDocument, *, landscape: bool) -> None:
    """Begin a section of the other orientation, on a page of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    short, long = sorted((section.page_width or 0, section.page_height or 0))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)


def add_foot(document: WordDocument, words: str) -> None:
    """The running foot: what the sheet is, and page x of y."""
    section = document.sections[0]
    paragraph: Any = section.footer.paragraphs[0]
    paragraph.style = document.styles["Note"]
    width = (section.page_width or 0) - 2 * SIDE_MARGIN
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\tPage ")
    _add_counter(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_counter(paragraph, "NUMPAGES")


def _set_ordinary_text(document: WordDocument, language: str) -> None:
    ordinary: Any = document.styles["Normal"]
    ordinary.font.name, ordinary.font.size, ordinary.font.color.rgb = TYPEFACE, Pt(11), INK
    ordinary.paragraph_format.space_after = Pt(6)
    ordinary.paragraph_format.line_spacing = 1.15
    marks = ordinary.element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    marks.append(spoken)


def _set_heading(document: WordDocument, name: str, size: int) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Cambria", Pt(size), True, INK
    for fonts in style.element.iter(qn("w:rFonts")):
        for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[attribute]


def _add_paragraph_style(
    document: WordDocument,
    name: str,
    *,
    size: int,
    bold: bool = False,
    color: RGBColor = INK,
    before: int = 0,
    after: int = 6,
    keeps_next: bool = False,
) -> None:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = keeps_next


def _rule_the_writing_lines(document: WordDocument) -> None:
    """A rule below each line, also between lines that follow each other, 9 mm apart."""
    style: Any = document.styles["Writing Line"]
    style.paragraph_format.line_spacing = Mm(9)
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):
        rule = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": "4", "space": "1", "color": "8A949A"}.items():
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _add_counter(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)
