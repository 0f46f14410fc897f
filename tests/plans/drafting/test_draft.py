"""What a draft never does, whatever is in the library and whatever is wished for; and what it does with ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shipped_exercises import shipped_exercises
from therapytool.blocks.dose import Dose
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme
from therapytool.plans.content import Part
from therapytool.plans.drafting.as_plan import plan_of
from therapytool.plans.drafting.candidates import NEAR_THE_END, Candidate, Why, candidate_of
from therapytool.plans.drafting.draft import Draft, draft
from therapytool.plans.drafting.wishes import FEWEST_MINUTES, MOST_MINUTES, History, Slot, Wishes

SLUGS = [f"work-{letter}" for letter in "abcdefghijkl"]
slug_sets = st.frozensets(st.sampled_from(SLUGS), max_size=5)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    return [draw(one(slug)) for slug in draw(st.lists(st.sampled_from(SLUGS), unique=True, max_size=12))]


@st.composite
def one(draw: st.DrawFn, slug: str) -> Candidate:
    short = draw(st.integers(1, 15))
    standard = short + draw(st.integers(1, 40))
    return Candidate(
        slug=slug,
        title=slug.title(),
        themes=tuple(draw(st.lists(st.sampled_from(Theme), min_size=1, max_size=3, unique=True))),
        formats=tuple(draw(st.lists(st.sampled_from(Format), min_size=1, unique=True))),
        audience=draw(st.sampled_from(Audience)),
        intensity=draw(st.integers(1, 4)),
        minutes={Dose.SHORT: short, Dose.STANDARD: standard, Dose.LONG: standard + draw(st.integers(1, 30))},
        minutes_at_home=dict(zip(Dose, sorted(draw(st.tuples(*[st.integers(1, 50)] * 3))), strict=True)),
        gates=tuple(draw(st.frozensets(st.sampled_from(Gate), max_size=2))),
        prerequisites=tuple(draw(slug_sets) - {slug})[:2],
        is_favorite=draw(st.booleans()),
        is_for_the_end=draw(st.booleans()),
    )


wishes = st.builds(
    Wishes,
    format=st.sampled_from(Format),
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    themes=st.lists(st.sampled_from(Theme), unique=True, max_size=3).map(tuple),
    most_intensity=st.integers(1, 4),
    audience=st.sampled_from([Audience.CLIENT, Audience.PARTNER]),
    has_homework_to_review=st.booleans(),
    cleared=st.frozensets(st.sampled_from(Gate)),
    history=st.builds(History, done=slug_sets, last=slug_sets, at_home=slug_sets, is_known=st.booleans()),
    picks=st.dictionaries(st.sampled_from(Slot), st.sampled_from([*SLUGS, "nowhere"]), max_size=3),
)


def proposed(proposal: Draft) -> list[Candidate]:
    """Everything a draft names: what was chosen, and what could stand there instead."""
    rows = [*proposal.exercises, *((proposal.home,) if proposal.home else ())]
    options = [option for row in rows for option in (row.chosen, *row.instead) if option]
    return [option.candidate for option in options]


def arc(proposal: Draft) -> list[Candidate]:
    return [row.chosen.candidate for row in proposal.exercises if row.chosen]


@settings(max_examples=100, deadline=None)
@given(candidates(), wishes)
def test_whatever_is_wished_for_it_is_a_sound_session(library: list[Candidate], wanted: Wishes):
    proposal = draft(library, wanted)
    assert proposal.total <= wanted.minutes
    assert proposal.total == items_in_minutes(proposal)
    starts = [row.starts_after for row in proposal.rows]
    assert starts == [sum(row.minutes for row in proposal.rows[:place]) for place in range(len(starts))]
    parts = [row.part for row in proposal.rows if row.part]
    review = [Part.HOMEWORK_REVIEW] if wanted.has_homework_to_review else []
    assert parts == [Part.CHECK_IN, *review, Part.NOTE, Part.HOMEWORK_PLANNING, Part.SUMMARY]


@settings(max_examples=100, deadline=None)
@given(candidates(), wishes)
def test_it_never_names_what_may_not_be_done(library: list[Candidate], wanted: Wishes):
    for candidate in proposed(draft(library, wanted)):
        assert set(candidate.gates) <= wanted.cleared
        assert candidate.slug not in wanted.history.last
        assert candidate.intensity <= wanted.most_intensity
        assert wanted.format in candidate.formats
        assert wanted.format is not Format.INDIVIDUAL or candidate.audience in {wanted.audience, Audience.BOTH}
        assert not candidate.is_for_the_end or len(wanted.history.done) >= NEAR_THE_END


@settings(max_examples=100, deadline=None)
@given(candidates(), wishes)
def test_it_rises_settles_and_builds_up(library: list[Candidate], wanted: Wishes):
    proposal = draft(library, wanted)
    by_slot = {row.slot: row.chosen.candidate for row in proposal.exercises if row.chosen}
    levels = [by_slot[slot].intensity for slot in (Slot.OPENER, Slot.BRIDGE, Slot.MAIN) if slot in by_slot]
    assert levels == sorted(levels)
    assert all(by_slot[slot].intensity <= 2 for slot in (Slot.OPENER, Slot.SETTLING) if slot in by_slot)
    done = set(wanted.history.done)
    for candidate in arc(proposal):
        assert set(candidate.prerequisites) <= done
        done.add(candidate.slug)
    assert len({candidate.slug for candidate in arc(proposal)}) == len(arc(proposal))
    if proposal.home and proposal.home.chosen:
        at_home = proposal.home.chosen.candidate
        assert set(at_home.prerequisites) <= done
        assert at_home.intensity <= 2 or (at_home.intensity == 3 and at_home.slug in done)
        assert at_home.slug not in wanted.history.at_home


@settings(max_examples=100, deadline=None)
@given(candidates(), wishes)
def test_the_same_wishes_give_the_same_draft_and_each_alternative_can_be_taken(
    library: list[Candidate], wanted: Wishes
):
    proposal = draft(library, wanted)
    assert draft(reversed(library), wanted) == proposal
    for row in proposal.exercises:
        for option in row.instead if row.slot else ():
            picked = {**wanted.picks, row.slot: option.candidate.slug}
            swapped = draft(library, replace(wanted, picks=picked))
            assert swapped.total <= wanted.minutes
            if not wanted.picks and row.slot is Slot.OPENER:
                assert option.candidate.slug in {each.slug for each in arc(swapped)}


def items_in_minutes(proposal: Draft) -> int:
    """What the plan adds up to, with the minutes of its candidates' doses where an item has none of its own."""
    by_slug = {candidate.slug: candidate for candidate in arc(proposal)}
    return sum(
        item.minutes if item.minutes is not None else by_slug[item.exercise].minutes[item.dose]
        for item in plan_of(proposal, people=2).items
    )


@pytest.fixture(scope="module")
def ours() -> list[ExerciseContent]:
    return list(shipped_exercises().values())


class TestOurLibrary:
    def test_a_usual_hour_on_each_theme_is_full_and_on_the_theme(self, ours: list[ExerciseContent]):
        for theme in Theme:
            proposal = draft(
                [candidate_of(each, format=Format.INDIVIDUAL) for each in ours],
                Wishes(minutes=53, themes=(theme,), most_intensity=3, cleared=frozenset(Gate), history=KNOWN),
            )
            main = next(row for row in proposal.exercises if row.slot is Slot.MAIN)
            assert theme in main.chosen.candidate.themes
            assert proposal.spare <= 3
            assert proposal.home
            assert all(row.why.endswith(".") and row.why[0].isupper() for row in proposal.rows)
            assert all(len(row.instead) == 2 for row in proposal.exercises if row.slot is Slot.OPENER)

    def test_a_couple_not_seen_alone_gets_no_joint_work_and_is_told_why(self, ours: list[ExerciseContent]):
        library = [candidate_of(each, format=Format.COUPLE) for each in ours]
        proposal = draft(library, Wishes(format=Format.COUPLE, minutes=80, themes=(Theme.C,)))
        assert proposal.exercises == ()
        assert proposal.home is None
        assert len(proposal.waiting_for_gates()[Gate.IPV_CLEARED.value]) > 20
        assert {refusal.why for refusal in proposal.refused} == {Why.GATE}

    def test_what_needs_something_first_gets_it_first_or_waits(self, ours: list[ExerciseContent]):
        library = [candidate_of(each, format=Format.INDIVIDUAL) for each in ours]
        wanted = Wishes(minutes=53, themes=(Theme.C,), cleared=frozenset(Gate), picks={Slot.MAIN: "emotion-log"})
        titles = [candidate.slug for candidate in arc(draft(library, wanted))]
        assert titles.index("feelings-wheel-checkin") < titles.index("emotion-log")
        too_early = draft(library, replace(wanted, picks={Slot.MAIN: "unsent-pages"}))
        assert "unsent-pages" not in {candidate.slug for candidate in arc(too_early)}
        assert too_early.dropped

    def test_it_settles_with_something_light_even_beside_the_theme(self, ours: list[ExerciseContent]):
        for theme in Theme:
            wanted = Wishes(format=Format.GROUP, minutes=90, themes=(theme,), most_intensity=3, cleared=frozenset(Gate))
            room = [candidate_of(each, format=Format.GROUP, version="0" * 64, is_favorite=False) for each in ours]
            proposal = draft([each for each in room if Format.GROUP in each.formats and each.intensity <= 3], wanted)
            settling = [row.chosen for row in proposal.exercises if row.slot is Slot.SETTLING and row.chosen]
            assert [option.candidate.intensity for option in settling] in ([1], [])


KNOWN = History(is_known=True)
