"""A handout in a plan: in the session and to take home, among sheets to fill in."""

from __future__ import annotations

from tests.handouts import handout
from tests.shipped_exercises import shipped_exercises
from therapytool import clock
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead
from therapytool.plans.content import PlanContent
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.shelf import Shelf

LISTEN = "listen-dont-fix"


def test_in_a_fillable_packet_it_stands_as_on_paper_and_asks_for_no_commitment() -> None:
    facts = {"exercise": "facts-on-tears", "dose": "short"}
    plan = PlanContent.model_validate(
        {
            "title": "First things",
            "format": "couple",
            "minutes": 50,
            "items": [
                {**facts, "role": "together", "copies": 2},
                {"exercise": LISTEN, "dose": "short", "role": "a-then-b", "copies": 1},
                {"part": "homework-planning", "minutes": 8, "homework": [{**facts, "copies": 1}]},
            ],
        }
    )
    shelf = Shelf.of([handout(), shipped_exercises()[LISTEN]])
    source = PlanToPrint(plan, shelf, letterhead("", "", "US"), read_catalog(), clock.today())
    parts = frozenset({PacketPart.WORKSHEETS, PacketPart.HOMEWORK})
    sheets = packet_documents(source, parts, PacketOptions(fillable=True))
    assert [(sheet.values["is_handout"], sheet.form is None) for sheet in sheets] == [
        (True, True),
        (True, True),
        (False, False),
        (True, True),
    ]
    assert not any(sheet.values["has_strip"] for sheet in sheets)
