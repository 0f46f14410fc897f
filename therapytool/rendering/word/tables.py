"""Tables of HTML as tables of Word: heads that repeat and are known as heads, cells that span, rows that stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

GRID, HEAD_GROUND = "Worksheet Table", "EEF1F2"
IN_TABLE, IN_HEAD = "In Table", "Table Head"
BETWEEN = "Note"
"""The style of an empty line between two tables."""
ROOM_BELOW = Pt(8)
ROW_HEIGHT = 9.0
"""Millimeters: room for a pen."""
SHARE, LEAST_SHARE = re.compile(r"\bshare-(\d+)\b"), 8
"""How the templates say the width of a column, in hundredths; and the least of one for which nothing is said."""
SHARE_OF_ROW_HEADS = 42.0

FillCell = Callable[[Any, Any], None]
"""Writes what an HTML cell holds into a cell of Word."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an HTML cell lies in the grid, and how far it spans."""

    node: Any
    row: int
    column: int
    down: int
    across: int


def add_table(container: Any, table: Any, fill: FillCell, *, label: str) -> None:
    """Write one table; `label` is what those hear who do not see it."""
    rows = list(table.iter("tr"))
    spots = list(_spots(rows))
    columns = max((spot.column + spot.across for spot in spots), default=0)
    if not columns:
        return
    made = container.add_table(len(rows), columns)
    made.style = GRID
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    for spot in spots:
        cell = made.cell(spot.row, spot.column)
        if (spot.down, spot.across) != (1, 1):
            cell = cell.merge(made.cell(spot.row + spot.down - 1, spot.column + spot.across - 1))
        fill(cell, spot.node)
    _set_widths(made, spots, _shares(table, columns))
    for row, made_row in zip(rows, made.rows, strict=True):
        _set_row(row, made_row, is_head=row.getparent().tag == "thead", table=table)
    if "data-card-width" in table.attrib:
        _set_card_size(made, float(table.get("data-card-width")), float(table.get("data-card-height")))
    has_row_heads = any(spot.node.tag == "th" and spot.column == 0 for spot in spots if spot.row)
    _describe(made, label, has_head=table.find("thead/tr") is not None, has_row_heads=has_row_heads)


def set_apart(document: Any) -> None:
    """Leave room below the tables of a finished file, which know no room of their own; Word would join two of them."""
    for table in document.tables:
        following = table._tbl.getnext()
        if following.tag != qn("w:p"):
            following = document.add_paragraph(style=BETWEEN)._p
            table._tbl.addnext(following)
            continue
        layout = Paragraph(following, document).paragraph_format
        if (_room_above(Paragraph(following, document).style) or 0) < ROOM_BELOW:
            layout.space_before = ROOM_BELOW


def _room_above(style: Any) -> int | None:
    """The room above paragraphs of a style, its own or that of the one it is based on."""
    while style is not None and style.paragraph_format.space_before is None:
        style = style.base_style
    return style.paragraph_format.space_before if style is not None else None


def _shares(table: Any, columns: int) -> list[float]:
    """How wide the columns are, in hundredths of the table; those that say nothing have what is left, all alike.

    Where none says anything, that of the row heads is wider than the others.
    """
    found = [SHARE.search(column.get("class", "")) for column in table.iter("col")][:columns]
    asked = [float(share[1]) if share else 0.0 for share in found]
    if not asked and columns > 1 and table.find("tbody/tr/th") is not None:
        asked = [SHARE_OF_ROW_HEADS]
    asked += [0.0] * (columns - len(asked))
    silent = asked.count(0.0)
    left = max(100 - sum(asked), LEAST_SHARE * silent)
    return [share or left / silent for share in asked]


def _set_widths(made: Any, spots: list[Spot], shares: list[float]) -> None:
    """Make columns as wide as their shares; a cell over several is as wide as they are together."""
    whole = sum(column.width for column in made.columns)
    widths = [round(whole * share / sum(shares)) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column._gridCol.w = width
    for spot in spots:
        made.cell(spot.row, spot.column).width = sum(widths[spot.column : spot.column + spot.across])


def _spots(rows: list[Any]) -> Iterator[Spot]:
    """Every cell with its place, past the places that cells above and before it take."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iter("td", "th"):
            while (number, column) in taken:
                column += 1
            down, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            yield Spot(cell, number, column, down, across)
            column += across


def _set_row(row: Any, made: Any, *, is_head: bool, table: Any) -> None:
    facts = made._tr.get_or_add_trPr()
    facts.append(OxmlElement("w:cantSplit"))
    if is_head:
        facts.append(OxmlElement("w:tblHeader"))
        for cell in made.cells:
            _shade(cell)
            for paragraph in cell.paragraphs:
                paragraph.style = IN_HEAD
        return
    for cell in made.cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        for paragraph in (paragraph for paragraph in cell.paragraphs if not len(paragraph._p)):
            paragraph.style = IN_TABLE
    made.height = Mm(float(table.get("data-row-height", ROW_HEIGHT)))
    made.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _shade(cell: Any) -> None:
    """The quiet ground of a head."""
    shade = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": HEAD_GROUND}.items():
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _set_card_size(made: Any, width: float, height: float) -> None:
    made.autofit = False
    for column in made.columns:
        column.width = Mm(width)
    for row in made.rows:
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            cell.width = Mm(width)


def _describe(made: Any, label: str, *, has_head: bool, has_row_heads: bool) -> None:
    """What screen readers say of the table, and which row and column are its heads."""
    facts = made._tbl.tblPr
    look = facts.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1" if has_head else "0")
        look.set(qn("w:firstColumn"), "1" if has_row_heads else "0")
    for name in ("tblCaption", "tblDescription"):
        said = OxmlElement(f"w:{name}")
        said.set(qn("w:val"), label)
        facts.append(said)
