"""The pages beside the editor: one tab for the agenda, the guide, each worksheet and the homework, one copy of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from therapytool.errors import NotFound
from therapytool.plans.content import ExerciseItem, HomeworkSheet
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, packet_documents, sheet_copies
from therapytool.plans.timing.agenda import Agenda
from therapytool.rendering.document import Document, Paper, PrintProfile

AGENDA, GUIDE, HOMEWORK = "agenda", "guide", "homework"
SHEET_PREFIX = "sheet-"


@dataclass(frozen=True, slots=True)
class PageTab:
    """One tab: its name in addresses, the short word on it, and what it shows."""

    name: str
    label: str
    title: str


def tabs_of(agenda: Agenda) -> tuple[PageTab, ...]:
    """The tabs of a plan, in the order of the packet; what would print no page has none."""
    tabs = [PageTab(AGENDA, "Agenda", "Agenda")]
    exercises = [row for row in agenda.rows if isinstance(row.item, ExerciseItem)]
    if exercises:
        tabs.append(PageTab(GUIDE, "Guide", "Clinician’s guide"))
    sheets = [row for row in exercises if isinstance(row.item, ExerciseItem) and row.item.copies]
    for number, row in enumerate(sheets, 1):
        tabs.append(PageTab(f"{SHEET_PREFIX}{row.item.key}", f"Worksheet {number}", row.title))
    if any(sheet.copies for row in agenda.rows for sheet in row.gives):
        tabs.append(PageTab(HOMEWORK, "Homework", "Homework sheets"))
    return tuple(tabs)


def find_tab(tabs: tuple[PageTab, ...], name: str) -> PageTab:
    """The tab of this name, else the first: what it showed may have been taken out of the plan."""
    return next((tab for tab in tabs if tab.name == name), tabs[0])


def tab_documents(source: PlanToPrint, name: str) -> tuple[Document, ...]:
    """What a tab shows. Raises NotFound for a tab this plan does not have."""
    if name == AGENDA:
        return packet_documents(source, frozenset({PacketPart.AGENDA}))
    if name == GUIDE:
        documents = packet_documents(source, frozenset({PacketPart.GUIDE}))
    elif name == HOMEWORK:
        documents = tuple(_first_copies(source))
    else:
        items = (item for item in source.plan.exercise_items if name == f"{SHEET_PREFIX}{item.key}")
        documents = tuple(copy for item in items for copy in _first_copy(source, item, is_homework=False))
    if not documents:
        raise NotFound("there is no such page")
    return documents


def fingerprint_of(documents: tuple[Document, ...], profile: PrintProfile | Paper) -> str:
    """A short name that changes whenever the pages would: a picture under it need not be fetched again."""
    return sha256(f"{profile} {documents!r}".encode()).hexdigest()[:16]


def _first_copies(source: PlanToPrint) -> Iterator[Document]:
    for sheet in source.plan.homework:
        yield from _first_copy(source, sheet, is_homework=True)


def _first_copy(source: PlanToPrint, sheet: ExerciseItem | HomeworkSheet, *, is_homework: bool) -> list[Document]:
    return [copy.document for copy in sheet_copies(source, sheet, is_homework=is_homework)][:1]
