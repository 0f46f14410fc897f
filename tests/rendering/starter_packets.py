"""The packets of the shipped starter plans, with every part, as the terminal prints them."""

from __future__ import annotations

from datetime import date

from tests.shipped_exercises import shipped_exercises, shipped_sheet
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import read_starter_plans
from therapytool.rendering.document import Document

PRACTICE = "Riverside Practice"
PRINTED_ON = date(2026, 11, 22)


def starter_packets() -> dict[str, tuple[Document, ...]]:
    """Documents by the plan's slug."""
    exercises = shipped_exercises()
    heading = letterhead(PRACTICE, "555 0100", "US")
    return {
        plan.slug: packet_documents(
            PlanToPrint(plan, Shelf.of(exercises.values()), heading, read_catalog(), PRINTED_ON), frozenset(PacketPart)
        )
        for plan in read_starter_plans()
    }


def bound_packet(*, fillable: bool = False) -> tuple[Document, ...]:
    """A couple's packet with all that binding can add: contents, dividers, leaves of their own, names; maybe fields."""
    exercises = list(shipped_exercises().values())
    source = PlanToPrint(
        next(plan for plan in read_starter_plans() if plan.slug == "couple-80"),
        Shelf.of(exercises),
        letterhead(PRACTICE, "555 0100", "US"),
        read_catalog(),
        PRINTED_ON,
    )
    options = PacketOptions(
        contents=True, dividers=True, both_sides=True, by_person=True, names=("Heron", "Finch"), fillable=fillable
    )
    return packet_documents(source, frozenset(PacketPart), options)


def every_sheet() -> tuple[Document, ...]:
    """The worksheet of every shipped exercise, one as homework, in the order of their files."""
    exercises = shipped_exercises().values()
    return tuple(shipped_sheet(exercise, is_homework=turn == 0) for turn, exercise in enumerate(exercises))
