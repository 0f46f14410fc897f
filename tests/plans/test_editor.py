"""What the editor shows of a plan: rows, facts under them, reminders, and what a screen reader hears."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.plans.small_plans import INVITE, LISTEN, SHELF, mock_up, part, plan_of, plans, use
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.vocabulary import Format, Gate
from therapytool.plans.announcements import announcement, time_in_words
from therapytool.plans.content import Part
from therapytool.plans.editor import LONGEST_EXCERPT, copies_in_words, editor_of, excerpt


def editor(plan):
    return editor_of(plan, SHELF, read_catalog())


class TestRows:
    def test_say_who_how_many_copies_and_what_was_changed_for_this_client(self):
        item = use(LISTEN, role="a-then-b", copies=2, slots={"topic": "the move"}, notes="Slowly.")
        assert editor(plan_of(item)).rows[0].facts == (
            "A, then B",
            "prints 2 copies",
            "“the day” → “the move”",
            "Slowly.",
        )

    def test_of_fixed_parts_say_only_what_is_not_as_usual(self):
        plan = plan_of(part(Part.CHECK_IN, 5), part(Part.SUMMARY, 5, role="a-then-b"))
        assert [row.facts for row in editor(plan).rows] == [(), ("A, then B",)]

    def test_name_the_sheets_to_take_home(self):
        row = editor(mock_up()).rows[4]
        assert row.facts == ("To take home: Sort",)
        assert [(field.number, field.exercise.title) for field in row.homework] == [(1, "Sort")]

    def test_offer_the_doses_with_their_minutes(self):
        rows = editor(mock_up()).rows
        assert list(rows[2].doses.values()) == [10, 30, 40]
        assert rows[0].doses == {}

    @given(plans)
    def test_are_numbered_from_one_in_the_order_of_the_plan(self, plan):
        shown = editor(plan)
        assert [row.key for row in shown.rows] == [item.key for item in plan.items]
        assert [row.number for row in shown.rows] == list(range(1, len(plan.items) + 1))


@pytest.mark.parametrize(("copies", "words"), [(0, "prints no sheet"), (1, "prints 1 copy"), (2, "prints 2 copies")])
def test_copies_read_as_one_says_them(copies, words):
    assert copies_in_words(copies) == words


def test_a_long_note_is_cut_between_words():
    assert excerpt("One **word**\n each.") == "One word each."
    cut = excerpt("Ask each for one feeling word, " * 9)
    assert cut.endswith(" for one feeling …")
    assert len(cut) <= LONGEST_EXCERPT + 2


class TestReminders:
    def test_joint_work_asks_for_the_private_screening_before_all_else(self):
        first = editor(mock_up()).reminders[0]
        assert (first.gate, first.before) == (Gate.IPV_CLEARED, ())
        assert first.question == read_catalog().gates[Gate.IPV_CLEARED].ask

    def test_a_gate_names_the_exercises_it_stands_before_once(self):
        plan = plan_of(use(INVITE), use(INVITE), format="individual")
        reminders = editor(plan).reminders
        assert [(reminder.gate, reminder.before) for reminder in reminders] == [(Gate.TRAUMA_CHECKED, ("Invite",))]

    def test_an_empty_joint_session_asks_as_well(self):
        assert [reminder.gate for reminder in editor(plan_of()).reminders] == [Gate.IPV_CLEARED]
        assert editor(plan_of(format=Format.GROUP)).reminders == ()


class TestAnnouncements:
    def test_a_moved_row_is_told_with_its_place_and_time(self):
        said = announcement(editor(mock_up()), "Moved Listen up", moved="listen")
        assert said == "Moved Listen up: now 3 of 6, at 16:15. 84 of 80 minutes, 4 over."

    def test_without_a_start_no_time_is_told(self):
        said = announcement(editor(mock_up(starts_at=None)), "Moved Listen up", moved="listen")
        assert said == "Moved Listen up: now 3 of 6. 84 of 80 minutes, 4 over."

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [(90, "84 of 90 minutes, 6 to spare"), (84, "84 of 84 minutes"), (80, "84 of 80 minutes, 4 over")],
    )
    def test_time_is_told_in_words(self, minutes, words):
        assert time_in_words(editor(mock_up(minutes=minutes)).agenda) == words
