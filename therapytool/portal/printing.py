"""What a client prints for herself: her own sheet as she filled it, and what she and her partner show each other.

Both hold her words, so nothing of them is kept on disk.
"""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.exercises.queries import get_version
from therapytool.exercises.sheets.form import SheetToken
from therapytool.homework.answers.agreeing import ShownSide
from therapytool.homework.sheet import Beside, Copy, Sheet, beside, homework_document, together_document
from therapytool.portal.queries import ClientSheet
from therapytool.rendering.document import Document
from therapytool.rendering.printer import PrintJob

SEATS = ("Partner A", "Partner B")


def own_sheet(sheet: ClientSheet) -> PrintJob:
    """Her sheet with everything she wrote, what she keeps to herself too."""
    copy = Copy("", "", sheet.asked.slots, sheet.commitment, sheet.answers)
    return _job(sheet, homework_document(_worksheet(sheet), copy))


def own_form(sheet: ClientSheet) -> PrintJob:
    """Her sheet to fill in on a screen, blank: what she has typed here already stays here."""
    token = SheetToken(sheet.asked.version, sheet.asked.dose, sheet.name)
    copy = Copy("", "", sheet.asked.slots, sheet.commitment, {}, token=token)
    return _job(sheet, homework_document(_worksheet(sheet), copy))


def together(sheet: ClientSheet, sides: Sequence[ShownSide]) -> PrintJob:
    """What both partners agreed to show each other, for the session."""
    copies = [_copy(sheet, side, SEATS[side.seat]) for side in sides]
    return _job(sheet, together_document(_worksheet(sheet), copies))


def rows_together(sheet: ClientSheet, sides: Sequence[ShownSide]) -> list[Beside]:
    """The same for the screen, A first."""
    return beside(_worksheet(sheet), [_copy(sheet, side, SEATS[side.seat]) for side in sides])


def _worksheet(sheet: ClientSheet) -> Sheet:
    """The exercise as it stands in the library: each copy fills the slots with her own words."""
    return Sheet(get_version(sheet.asked.version), sheet.asked.version, sheet.asked.dose, sheet.letterhead)


def _copy(sheet: ClientSheet, side: ShownSide, name: str) -> Copy:
    return Copy(name, name, side.slots, sheet.commitment, side.answers)


def _job(sheet: ClientSheet, document: Document) -> PrintJob:
    return PrintJob((document,), sheet.profile, title=document.title, author=sheet.letterhead.practice)
