"""The packets of the shipped starter plans, with every part, as the terminal prints them."""

from __future__ import annotations

from datetime import date

from therapytool.exercises.catalog import read_catalog
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.library import exercise_paths
from therapytool.exercises.reading import read_file
from therapytool.exercises.sheet import SheetOptions, worksheet_document
from therapytool.plans.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.packet_binding import PacketOptions
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import read_starter_plans
from therapytool.rendering.document import Document

PRACTICE = "Riverside Practice"
PRINTED_ON = date(2026, 11, 22)


def starter_packets() -> dict[str, tuple[Document, ...]]:
    """Documents by the plan's slug."""
    exercises = {path.stem: read_file(path, ExerciseContent) for path in exercise_paths()}
    heading = letterhead(PRACTICE, "555 0100", "US")
    return {
        plan.slug: packet_documents(
            PlanToPrint(plan, Shelf.of(exercises.values()), heading, read_catalog(), PRINTED_ON), frozenset(PacketPart)
        )
        for plan in read_starter_plans()
    }


def bound_packet() -> tuple[Document, ...]:
    """A couple's packet with all that binding can add: contents, dividers, leaves of their own, names."""
    exercises = [read_file(path, ExerciseContent) for path in exercise_paths()]
    source = PlanToPrint(
        next(plan for plan in read_starter_plans() if plan.slug == "couple-80"),
        Shelf.of(exercises),
        letterhead(PRACTICE, "555 0100", "US"),
        read_catalog(),
        PRINTED_ON,
    )
    options = PacketOptions(contents=True, dividers=True, both_sides=True, by_person=True, names=("Heron", "Finch"))
    return packet_documents(source, frozenset(PacketPart), options)


def every_sheet() -> tuple[Document, ...]:
    """The worksheet of every shipped exercise, one as homework, in the order of their files."""
    heading = letterhead(PRACTICE, "555 0100", "US")
    exercises = [read_file(path, ExerciseContent) for path in exercise_paths()]
    return tuple(
        worksheet_document(
            exercise,
            version="",
            options=SheetOptions(is_homework=turn == 0),
            letterhead=heading,
            slots={},
            answers={},
        )
        for turn, exercise in enumerate(exercises)
    )
