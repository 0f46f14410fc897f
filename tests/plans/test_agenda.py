"""A plan as time."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given

from tests.plans.small_plans import INVITE, LISTEN, SHELF, agenda, mock_up, part, plan_of, plans, use
from therapytool.blocks.dose import Dose
from therapytool.errors import NotFound
from therapytool.plans.content import Part
from therapytool.plans.shelf import Shelf
from therapytool.plans.timing.agenda import agenda_of, clock_after, timed_steps
from therapytool.plans.timing.timebar import time_bar


def test_rows_stand_at_their_clock_times():
    starts = [row.starts_at.strftime("%H:%M") for row in agenda(mock_up()).rows if row.starts_at]
    assert starts == ["16:00", "16:05", "16:15", "16:45", "17:09", "17:17"]


def test_without_a_start_rows_count_minutes():
    laid_out = agenda(mock_up(starts_at=None))
    assert [row.starts_after for row in laid_out.rows] == [0, 5, 15, 45, 69, 77]
    assert laid_out.ends_at is None


def test_total_and_overrun():
    laid_out = agenda(mock_up())
    assert (laid_out.total, laid_out.over) == (84, 4)
    assert laid_out.ends_at == time(17, 24)


def test_room_that_is_left_is_a_negative_overrun():
    assert agenda(plan_of(part(Part.CHECK_IN, 5))).over == -75


def test_an_exercise_takes_the_minutes_of_its_dose_unless_it_has_its_own():
    rows = agenda(plan_of(use(LISTEN), use(LISTEN, dose="short"), use(LISTEN, dose="long", minutes=7))).rows
    assert [row.minutes for row in rows] == [30, 10, 7]


def test_a_session_may_run_past_midnight():
    assert clock_after(time(23, 50), 20) == time(0, 10)


def test_the_clients_words_are_in_the_steps():
    row = agenda(plan_of(use(LISTEN, slots={"topic": "the move"}))).rows[0]
    assert [step.text for step in timed_steps(row)] == ["Talk about the move."]


def test_materials_are_named_once():
    plan = plan_of(use(LISTEN, materials=["Two pens"]), part(Part.NOTE, 0, materials=["Two pens", "A timer"]))
    assert agenda(plan).materials == ("Two pens", "A timer")


def test_an_exercise_that_is_not_on_the_shelf_is_named():
    with pytest.raises(NotFound, match="'invite'"):
        agenda_of(plan_of(use(INVITE)), Shelf.of([LISTEN]))


@given(plans)
def test_rows_follow_each_other_without_gap_or_overlap(plan):
    laid_out = agenda(plan)
    elapsed = 0
    for row in laid_out.rows:
        assert row.starts_after == elapsed
        assert row.starts_at == clock_after(plan.starts_at, elapsed)
        elapsed += row.minutes
    assert laid_out.total == elapsed
    assert laid_out.over == elapsed - plan.minutes


@given(plans)
def test_steps_fill_their_row_exactly(plan):
    for row in agenda(plan).rows:
        steps = timed_steps(row)
        if steps:
            assert sum(step.minutes for step in steps) == row.minutes
            assert steps[0].starts_after == row.starts_after


@given(plans)
def test_the_bar_is_as_long_as_the_longer_of_session_and_plan(plan):
    laid_out = agenda(plan)
    bar = time_bar(laid_out)
    assert bar.length == max(laid_out.total, plan.minutes)
    assert bar.over == max(0, laid_out.over)
    assert sum(segment.minutes for segment in bar.segments) == laid_out.total
    assert all(segment.minutes for segment in bar.segments)


def test_the_bar_wears_the_themes_of_the_exercises():
    assert [segment.theme for segment in time_bar(agenda(mock_up())).segments] == [None, None, "C", "F", None, None]


def test_every_dose_is_offered_by_the_exercise():
    assert [LISTEN.minutes(dose) for dose in Dose] == [10, 30, 40]
    assert SHELF.take(use(LISTEN)) == LISTEN
