"""The look of a Word file: paper, margins, typeface, the styles its paragraphs take, the running foot."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from therapytool.rendering.document import PrintProfile
from therapytool.rendering.word.sections import end_in_words
from therapytool.rendering.word.tables import GRID, IN_HEAD, IN_TABLE

TYPEFACE = "Calibri"
INK, SOFT = RGBColor(0x1C, 0x2B, 0x33), RGBColor(0x4D, 0x5B, 0x63)
SIDE_MARGIN = Mm(19)
LINES_APART, MOST_APART = 9, 4 / 3
SHARE_OF_HEADINGS = 0.5
"""How much of larger type reaches the headings, which are large already."""
NEWEST_LAYOUT = "15"
"""That of Word since 2013."""
HEADINGS = {"Heading 1": 24, "Heading 2": 15, "Heading 3": 12}
AROUND_HEADINGS = {"Heading 1": (0, 8), "Heading 2": (14, 4), "Heading 3": (10, 2)}
"""Points before and after them."""
RULE = {"val": "single", "sz": "4", "space": "1", "color": "8A949A"}
"""A thin grey line, as Word says it."""
PARAGRAPHS = {
    "Theme": {"size": 10, "bold": True, "color": SOFT, "after": 0},
    "Purpose": {"size": 13, "after": 4},
    "Prompt": {"size": 11, "bold": True, "before": 12, "after": 2, "keeps_next": True},
    "Quiet": {"size": 10, "color": SOFT, "after": 4, "keeps_next": True},
    "Tick": {"size": 11, "after": 2},
    IN_TABLE: {"size": 11, "after": 0},
    IN_HEAD: {"size": 11, "bold": True, "after": 0, "keeps_next": True},
    "Note": {"size": 9, "color": SOFT, "after": 2},
    "Care": {"size": 9, "color": SOFT, "after": 2, "keeps_next": True},
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
    "care-words": "Care",
    "care-lines": "Care",
}
"""The style of a paragraph by the class the templates give it, or what is around it."""


def set_up(document: WordDocument, profile: PrintProfile) -> None:
    """Paper, margins, language and styles of a new file."""
    width, height = profile.paper.size_in_points
    section = document.sections[0]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = SIDE_MARGIN
    section.top_margin, section.bottom_margin = Mm(17), Mm(19)
    _set_ordinary_text(document, profile)
    for name, size in HEADINGS.items():
        _set_heading(document, name, size * (1 + (profile.type_scale - 1) * SHARE_OF_HEADINGS))
    for name, look in PARAGRAPHS.items():
        _add_paragraph_style(document, name, scale=profile.type_scale, **look)  # type: ignore[arg-type]
    placeholder: Any = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = SOFT
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")
    _add_table_style(document)
    _rule_the_writing_lines(document, apart=LINES_APART * min(profile.type_scale, MOST_APART))
    for name in ("Normal", *HEADINGS, *PARAGRAPHS):
        _set_other_scripts(document.styles[name])
    _set_newest_layout(document)


def set_accent(document: WordDocument, color: str) -> None:
    """Give the sheet the color of its theme, "#3b5b84": its name, headings inside the sheet, a rule below the title."""
    for name in ("Theme", "Heading 2", "Heading 3"):
        style: Any = document.styles[name]
        style.font.color.rgb = RGBColor.from_string(color.removeprefix("#").upper())
    title: Any = document.styles["Heading 1"]
    _add_borders(title, {"bottom": {"val": "single", "sz": "8", "space": "4", "color": color.removeprefix("#")}})


def turn_page(document: WordDocument, *, landscape: bool) -> None:
    """Begin a section of the other orientation, on a page of its own, with the foot as wide as it is."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    end_in_words(document)
    short, long = sorted((section.page_width or 0, section.page_height or 0))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.footer.is_linked_to_previous = False
    empty: Any = section.footer.paragraphs[0]
    empty._p.getparent().replace(empty._p, deepcopy(document.sections[-2].footer.paragraphs[0]._p))
    _align_foot(section)


def add_foot(document: WordDocument, words: str) -> None:
    """The running foot: what the sheet is, and page x of y."""
    section = document.sections[0]
    paragraph: Any = section.footer.paragraphs[0]
    paragraph.style = document.styles["Note"]
    paragraph.add_run(f"{words}\tPage ")
    _add_counter(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_counter(paragraph, "NUMPAGES")
    _align_foot(section)


def _align_foot(section: Any) -> None:
    """Let the page numbers end where the lines of the page do."""
    stops = section.footer.paragraphs[0].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop((section.page_width or 0) - 2 * SIDE_MARGIN, WD_TAB_ALIGNMENT.RIGHT)


def _set_ordinary_text(document: WordDocument, profile: PrintProfile) -> None:
    ordinary: Any = document.styles["Normal"]
    ordinary.font.name, ordinary.font.size, ordinary.font.color.rgb = TYPEFACE, _points(11 * profile.type_scale), INK
    ordinary.paragraph_format.space_after = Pt(6)
    ordinary.paragraph_format.line_spacing = 1.15
    marks = ordinary.element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), profile.language)
    marks.append(spoken)


def _set_heading(document: WordDocument, name: str, size: float) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Cambria", _points(size), True, INK
    before, after = AROUND_HEADINGS[name]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for fonts in style.element.iter(qn("w:rFonts")):
        for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[attribute]


def _add_paragraph_style(
    document: WordDocument,
    name: str,
    *,
    scale: float,
    size: int,
    bold: bool = False,
    color: RGBColor = INK,
    before: int = 0,
    after: int = 6,
    keeps_next: bool = False,
) -> None:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.color.rgb = _points(size * scale), bold, color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = keeps_next


def _set_other_scripts(style: Any) -> None:
    """The same size and weight for scripts that Word counts as complex, such as Arabic, Hebrew and Devanagari."""
    look = style.element.get_or_add_rPr()
    for name in ("b", "sz"):
        for usual in look.findall(qn(f"w:{name}Cs")):
            look.remove(usual)
        if (said := look.find(qn(f"w:{name}"))) is not None:
            twin = OxmlElement(f"w:{name}Cs")
            twin.attrib.update(said.attrib)
            said.addnext(twin)


def _set_newest_layout(document: WordDocument) -> None:
    """Say that the file is laid out as by a newer Word, which else opens it as one of an older."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), NEWEST_LAYOUT)


def _rule_the_writing_lines(document: WordDocument, *, apart: float) -> None:
    """A rule below each line, also between lines that follow each other, so many millimeters apart."""
    style: Any = document.styles["Writing Line"]
    style.paragraph_format.line_spacing = Mm(apart)
    _add_borders(style, {"bottom": RULE, "between": RULE})


def _add_table_style(document: WordDocument) -> None:
    """Tables with thin grey lines and a little room in their cells."""
    style: Any = document.styles.add_style(GRID, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    facts = OxmlElement("w:tblPr")
    for group, sides, look in (
        ("tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"), RULE | {"space": "0"}),
        ("tblCellMar", ("top", "left", "bottom", "right"), {"w": "60", "type": "dxa"}),
    ):
        around = OxmlElement(f"w:{group}")
        for side in sides:
            part = OxmlElement(f"w:{side}")
            for name, value in look.items():
                part.set(qn(f"w:{name}"), value)
            around.append(part)
        facts.append(around)
    style.element.append(facts)


def _add_borders(style: Any, sides: Mapping[str, Mapping[str, str]]) -> None:
    borders = OxmlElement("w:pBdr")
    for side, look in sides.items():
        rule = OxmlElement(f"w:{side}")
        for name, value in look.items():
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties = style.element.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
    properties.insert_element_before(borders, *after)


def _points(size: float) -> Pt:
    """A size of type, to the half points that Word knows."""
    return Pt(round(size * 2) / 2)


def _add_counter(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)
