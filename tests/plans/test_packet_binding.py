"""How a packet is bound: who each copy is for, sections, dividers, contents, names of documents, leaves."""

from __future__ import annotations

import pytest

from tests.plans.test_packet import PLANS, source
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.vocabulary import Format
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PlanContent, Role
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.copies import CopyFor, copies_for
from therapytool.plans.packets.packet import PacketPart, packet_documents
from therapytool.plans.starter import read_plan
from therapytool.rendering.document import Document

ALL = frozenset(PacketPart)
NAMES = ("Heron", "Finch")


def couple_packet(parts: frozenset[PacketPart] = ALL, **options) -> tuple[Document, ...]:
    return packet_documents(source(read_plan(PLANS["couple-80"])), parts, PacketOptions(**options))


def templates(documents: tuple[Document, ...]) -> list[str]:
    return [document.template.removesuffix(".html") for document in documents]


class TestWhoACopyIsFor:
    @pytest.mark.parametrize(
        ("kind", "copies", "role", "people"),
        [
            (Format.COUPLE, 2, Role.ALONE, ["Partner A, Heron", "Partner B, Finch"]),
            (Format.COUPLE, 3, Role.TOGETHER, ["Partner A, Heron", "Partner B, Finch", "Both of you, Heron and Finch"]),
            (Format.COUPLE, 1, Role.TOGETHER, ["Both of you, Heron and Finch"]),
            (Format.COUPLE, 1, Role.ALONE, [""]),
            (Format.INDIVIDUAL, 2, Role.ALONE, ["Heron", "Heron"]),
            (Format.GROUP, 3, Role.TOGETHER, ["Heron", "Finch", ""]),
        ],
    )
    def test_follows_the_format_the_copies_and_the_role(self, kind, copies, role, people):
        item = ExerciseItem(exercise="listen-dont-fix", copies=copies, role=role)
        assert [copy.who for copy in copies_for(PlanContent(title="x", format=kind), item, NAMES)] == people

    def test_without_names_there_is_a_line_to_write_on(self):
        couple = PlanContent(title="x", format=Format.COUPLE)
        sheet = HomeworkSheet(exercise="listen-dont-fix", copies=2)
        assert copies_for(couple, sheet) == (CopyFor("Partner A"), CopyFor("Partner B"))
        assert copies_for(couple, sheet, ("", "Finch"))[0] == CopyFor("Partner A")


class TestBinding:
    def test_plainly_adds_nothing(self):
        made = couple_packet()
        assert set(templates(made)) == {"cover", "agenda", "guide", "worksheet"}
        assert not any(document.own_leaves or document.lists_pages for document in made)

    def test_puts_contents_behind_the_cover_and_a_divider_before_each_section(self):
        made = couple_packet(contents=True, dividers=True)
        assert templates(made)[:4] == ["cover", "contents", "divider", "agenda"]
        dividers = [document.title for document in made if document.template == "divider.html"]
        assert dividers == ["For you", "In the session", "To take home"]

    def test_lists_every_document_behind_the_contents_page_once(self):
        made = couple_packet(contents=True, dividers=True)
        sections = made[1].values["sections"]
        listed = [line.name for section in sections for line in (section.head, *section.lines)]
        assert listed == [document.name for document in made[2:]]
        assert len(set(listed)) == len(listed)

    def test_hangs_documents_below_their_divider(self):
        made = couple_packet(dividers=True)
        assert [document.level for document in made if document.template == "divider.html"] == [1, 1, 1]
        assert {document.level for document in made[1:] if document.template != "divider.html"} == {2}

    def test_sorts_sheets_by_person_and_puts_their_names_on_them(self):
        made = couple_packet(frozenset({PacketPart.WORKSHEETS, PacketPart.HOMEWORK}), by_person=True, names=NAMES)
        people = [document.values["options"].code_name for document in made]
        assert people == sorted(people, key=["Heron", "Finch", "Heron and Finch", ""].index)
        assert {"Heron", "Finch"} <= set(people)

    def test_gives_every_document_leaves_of_its_own_for_both_sides(self):
        assert all(document.own_leaves for document in couple_packet(contents=True, both_sides=True))

    def test_makes_every_sheet_and_nothing_else_fillable_with_a_token_that_names_nobody(self):
        made = couple_packet(fillable=True, names=NAMES)
        assert [bool(document.form) for document in made] == [each == "worksheet" for each in templates(made)]
        assert {SheetToken.read(document.form.token).copy for document in made if document.form} == {""}

    def test_counts_copies_that_nothing_tells_apart(self):
        plan = PlanContent(
            title="Group", format=Format.GROUP, items=(ExerciseItem(exercise="listen-dont-fix", copies=12),)
        )
        made = packet_documents(source(plan), frozenset({PacketPart.WORKSHEETS}), PacketOptions(contents=True))
        (section,) = made[0].values["sections"]
        assert [line.who for line in section.lines] == ["12 copies"]
        assert len(made) == 13
