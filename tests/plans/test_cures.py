"""The cheapest way to make an agenda fit."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import assume, given

from tests.plans.small_plans import INVITE, LISTEN, SORT, agenda, mock_up, part, plan_of, plans, use
from therapytool.plans.changes.session import ApplyCure
from therapytool.plans.content import Part
from therapytool.plans.timing.cures import LARGEST_CURE, cheapest_cure, possible_changes


def in_words(plan):
    cure = cheapest_cure(agenda(plan))
    return cure and cure.in_words


def test_offers_the_shorter_dose_that_costs_least():
    assert in_words(mock_up()) == "use the short dose of Invite (−12)"


def test_an_agenda_that_fits_needs_none():
    assert in_words(mock_up(minutes=84)) is None


def test_a_row_marked_cut_first_goes_before_a_dose_that_saves_as_much():
    plan = plan_of(use(INVITE), part(Part.BREAK, 12, cut_first=True), minutes=30)
    assert in_words(plan) == "leave out Break (−12)"


def test_of_the_rows_marked_cut_first_the_smallest_that_suffices_goes():
    plan = plan_of(
        part(Part.TEACHING, 30, cut_first=True),
        part(Part.BREAK, 8, cut_first=True),
        part(Part.NOTE, 3, cut_first=True),
        minutes=36,
    )
    assert in_words(plan) == "leave out Break (−8)"


def test_two_changes_are_offered_together_when_one_does_not_suffice():
    plan = plan_of(use(SORT), use(INVITE), part(Part.CHECK_IN, 5), minutes=25)
    assert in_words(plan) == "use the short dose of Sort (−10) and use the short dose of Invite (−12)"


def test_the_same_item_is_not_shortened_twice():
    plan = plan_of(use(LISTEN, dose="long", cut_first=True), part(Part.CHECK_IN, 5), minutes=10)
    cure = cheapest_cure(agenda(plan))
    assert cure is not None
    assert len({step.item_key for step in cure.changes}) == len(cure.changes)


def test_no_button_is_offered_when_a_few_changes_do_not_suffice():
    assert in_words(plan_of(*[use(SORT) for _ in range(9)], minutes=10)) is None


def test_minutes_given_by_hand_count_for_what_they_are():
    assert in_words(plan_of(use(LISTEN, minutes=11), minutes=10)) == "use the short dose of Listen (−1)"


@given(plans)
def test_a_cure_is_enough_and_no_smaller_one_is(plan):
    laid_out = agenda(plan)
    cure = cheapest_cure(laid_out)
    possible = list(chain.from_iterable(possible_changes(row) for row in laid_out.rows))
    assume(len(possible) <= 40)
    enough = [
        steps
        for size in range(1, LARGEST_CURE + 1)
        for steps in combinations(possible, size)
        if sum(step.saves for step in steps) >= laid_out.over and len({step.item_key for step in steps}) == len(steps)
    ]
    if laid_out.over <= 0 or not enough:
        assert cure is None
        return
    assert cure is not None
    fewest = min(len(steps) for steps in enough)
    assert len(cure.changes) == fewest
    assert cure.saves == min(sum(step.saves for step in steps) for steps in enough if len(steps) == fewest)


@given(plans)
def test_applying_the_cure_makes_the_agenda_fit(plan):
    if cheapest_cure(agenda(plan)):
        changed = ApplyCure(change="cure").apply(plan, agenda(plan))
        assert agenda(changed.content).over <= 0
