"""Each change to a plan: what it does, and how it reads."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans.small_plans import LISTEN, SORT, agenda, keys, mock_up, part, plan_of, plans, use
from therapytool.blocks.dose import Dose
from therapytool.errors import Conflict
from therapytool.exercises.canonical import version_hash
from therapytool.plans.changes.homework import GiveHomework, SetHomework, TakeBackHomework
from therapytool.plans.changes.items import AddExercise, AddPart, Duplicate, Move, Remove, SetItem, UseNewVersion
from therapytool.plans.changes.session import ApplyCure, SetPlan
from therapytool.plans.content import ExerciseItem, Part, PartItem, PlanContent, Role

VERSION = version_hash(SORT)


def apply(change, plan):
    changed = change.apply(plan, agenda(plan))
    return changed.content, changed.description


class TestAddExercise:
    def test_goes_before_the_closing_parts(self):
        plan, said = apply(
            AddExercise(change="add-exercise", exercise="sort", title="Sort", version=VERSION), mock_up()
        )
        assert [item.exercise for item in plan.exercise_items] == ["listen", "invite", "sort"]
        assert plan.items[4] == plan.exercise_items[2]
        assert said == "Added Sort"

    def test_holds_the_version_and_prints_a_copy_for_each_partner(self):
        plan, _ = apply(AddExercise(change="add-exercise", exercise="sort", title="Sort", version=VERSION), plan_of())
        assert (plan.exercise_items[0].version, plan.exercise_items[0].copies) == (VERSION, 2)

    def test_prints_one_copy_for_one_person(self):
        change = AddExercise(change="add-exercise", exercise="sort", title="Sort", version=VERSION, dose=Dose.SHORT)
        plan, _ = apply(change, plan_of(format="individual"))
        assert (plan.exercise_items[0].copies, plan.exercise_items[0].dose) == (1, Dose.SHORT)

    def test_goes_where_it_was_dropped(self):
        change = AddExercise(change="add-exercise", exercise="sort", title="Sort", version=VERSION, at=0)
        plan, _ = apply(change, mock_up())
        assert isinstance(plan.items[0], ExerciseItem)


class TestAddPart:
    @pytest.mark.parametrize(
        ("kind", "place"),
        [
            (Part.CHECK_IN, 0),
            (Part.HOMEWORK_REVIEW, 2),
            (Part.BREAK, 4),
            (Part.HOMEWORK_PLANNING, 4),
            (Part.SUMMARY, 6),
        ],
    )
    def test_goes_where_such_a_part_usually_stands(self, kind, place):
        plan, said = apply(AddPart(change="add-part", part=kind), mock_up())
        added = plan.items[place]
        assert isinstance(added, PartItem)
        assert (added.part, said) == (kind, f"Added {kind.label}")


class TestMove:
    @pytest.mark.parametrize(
        ("fields", "order", "said"),
        [
            ({"by": -1}, "b a c", "Moved B up"),
            ({"by": 1}, "a c b", "Moved B down"),
            ({"to": 0}, "b a c", "Moved B up"),
            ({"to": 2}, "a c b", "Moved B down"),
            ({"to": 60}, "a c b", "Moved B down"),
            ({"by": -60}, "b a c", "Moved B up"),
        ],
    )
    def test_puts_an_item_at_another_place(self, fields, order, said):
        plan = plan_of(*[part(Part.NOTE, 1, key=f"note{name}", title=name.upper()) for name in "abc"])
        moved, described = apply(Move(change="move", key="noteb", **fields), plan)
        assert (" ".join(key[-1] for key in keys(moved)), described) == (order, said)

    @given(plans.filter(lambda plan: plan.items), st.integers(0, 60), st.data())
    def test_loses_nothing_and_lands_at_its_place(self, plan, to, data):
        key = data.draw(st.sampled_from(keys(plan)))
        moved, _ = apply(Move(change="move", key=key, to=to), plan)
        assert sorted(keys(moved)) == sorted(keys(plan))
        assert keys(moved).index(key) == min(to, len(plan.items) - 1)
        assert [each for each in keys(moved) if each != key] == [each for each in keys(plan) if each != key]

    @given(plans.filter(lambda plan: len(plan.items) > 1), st.data())
    def test_up_and_down_again_is_as_before(self, plan, data):
        key = data.draw(st.sampled_from(keys(plan)[1:]))
        up, _ = apply(Move(change="move", key=key, by=-1), plan)
        assert apply(Move(change="move", key=key, by=1), up)[0] == plan


class TestRemoveAndDuplicate:
    def test_remove_takes_one_item_out(self):
        plan, said = apply(Remove(change="remove", key="review"), mock_up())
        assert (keys(plan), said) == (["checkin", "listen", "invite", "homework", "summary"], "Removed Homework review")

    def test_duplicate_puts_a_copy_behind_under_a_key_of_its_own(self):
        plan, said = apply(Duplicate(change="duplicate", key="listen"), mock_up())
        first, second = plan.items[2], plan.items[3]
        assert first.key != second.key
        assert first.model_dump(exclude={"key"}) == second.model_dump(exclude={"key"})
        assert said == "Duplicated Listen"
        PlanContent.model_validate(plan.model_dump())

    @pytest.mark.parametrize("change", [Remove(change="remove", key="gone"), Duplicate(change="duplicate", key="gone")])
    def test_an_item_removed_in_another_window_is_a_conflict(self, change):
        with pytest.raises(Conflict, match="no longer in the plan"):
            apply(change, mock_up())


class TestSetItem:
    @pytest.mark.parametrize(
        ("key", "fields", "said"),
        [
            ("listen", {"dose": Dose.SHORT}, "Listen: short dose"),
            ("listen", {"minutes": 25}, "Listen: 25 minutes"),
            ("listen", {"role": Role.A_THEN_B}, "Listen: A, then B"),
            ("listen", {"copies": 3, "cut_first": True}, "Listen: 3 copies and cut first"),
            ("listen", {"slots": {"topic": "the move"}}, "Listen: the client’s own words"),
            ("checkin", {"title": "Arriving", "notes": "One word each."}, "Check-in: now called Arriving and notes"),
            ("checkin", {"minutes": 5}, "Check-in as before"),
        ],
    )
    def test_sets_what_is_given_and_says_what_differs(self, key, fields, said):
        plan, described = apply(SetItem(change="set-item", key=key, **fields), mock_up())
        item = next(item for item in plan.items if item.key == key)
        assert {name: getattr(item, name) for name in fields} == fields
        assert described == said

    def test_another_dose_brings_its_own_minutes(self):
        plan = plan_of(use(LISTEN, key="listen", minutes=17))
        changed, said = apply(SetItem(change="set-item", key="listen", dose=Dose.LONG), plan)
        assert (agenda(changed).total, said) == (40, "Listen: long dose")

    def test_without_minutes_an_exercise_takes_those_of_its_dose(self):
        plan = plan_of(use(LISTEN, key="listen", minutes=17))
        changed, said = apply(SetItem(change="set-item", key="listen", minutes=None), plan)
        assert (agenda(changed).total, said) == (30, "Listen: the minutes of its dose")

    def test_what_an_item_does_not_have_is_ignored(self):
        plan, said = apply(SetItem(change="set-item", key="checkin", copies=3, dose=Dose.LONG), mock_up())
        assert (plan, said) == (mock_up(), "Check-in as before")


class TestSetPlan:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"title": "Two gifts"}, "Renamed to Two gifts"),
            ({"minutes": 90}, "Session of 90 minutes"),
            ({"starts_at": time(9, 30)}, "Starts at 09:30"),
            ({"starts_at": None}, "No starting time"),
            ({"summary": "To hear."}, "What the session is for"),
        ],
    )
    def test_sets_what_is_given(self, fields, said):
        plan, described = apply(SetPlan(change="set-plan", **fields), mock_up())
        assert {name: getattr(plan, name) for name in fields} == fields
        assert described == said

    def test_a_title_cannot_be_taken_away(self):
        assert apply(SetPlan(change="set-plan", title=None), mock_up())[0] == mock_up()

    def test_copies_follow_those_in_the_room(self):
        plan = plan_of(use(LISTEN, copies=1), use(SORT, copies=4), format="individual")
        couple, said = apply(SetPlan(change="set-plan", format="couple"), plan)
        assert ([item.copies for item in couple.exercise_items], said) == ([2, 4], "Couple session")
        assert apply(SetPlan(change="set-plan", format="individual"), couple)[0] == plan


class TestHomework:
    def test_a_sheet_goes_into_the_planning_part(self):
        give = GiveHomework(change="give-homework", exercise="sort", title="Sort", version=VERSION)
        plan, said = apply(give, mock_up())
        assert [sheet.exercise for sheet in plan.homework] == ["sort", "sort"]
        assert (plan.homework[1].copies, said) == (2, "Sort goes home")

    def test_a_plan_without_that_part_gets_one_before_the_summary(self):
        give = GiveHomework(change="give-homework", exercise="sort", title="Sort", version=VERSION)
        plan, _ = apply(give, plan_of(use(LISTEN), part(Part.SUMMARY, 3)))
        assert [getattr(item, "part", None) for item in plan.items] == [None, Part.HOMEWORK_PLANNING, Part.SUMMARY]

    def test_dose_and_copies_of_a_sheet_can_be_set(self):
        change = SetHomework(change="set-homework", key="homework", number=1, dose=Dose.LONG, copies=0)
        plan, _ = apply(change, mock_up())
        assert (plan.homework[0].dose, plan.homework[0].copies) == (Dose.LONG, 0)

    def test_a_sheet_can_be_taken_back(self):
        plan, _ = apply(TakeBackHomework(change="take-back-homework", key="homework", number=1), mock_up())
        assert plan.homework == ()

    def test_a_sheet_that_is_gone_is_a_conflict(self):
        with pytest.raises(Conflict, match="no longer in the plan"):
            apply(TakeBackHomework(change="take-back-homework", key="homework", number=2), mock_up())


def test_the_new_version_comes_wherever_the_exercise_is_used():
    old, new = version_hash(SORT), version_hash(LISTEN)
    plan = plan_of(
        use(SORT, version=old), part(Part.HOMEWORK_PLANNING, 5, homework=[{"exercise": "sort", "version": old}])
    )
    change = UseNewVersion(change="use-new-version", exercise="sort", title="Sort", version=new)
    renewed, said = change.apply(plan, agenda(plan)).content, change.apply(plan, agenda(plan)).description
    assert {use.version for use in renewed.uses} == {new}
    assert said == "New version of Sort"


def test_a_cure_that_is_no_longer_needed_is_a_conflict():
    with pytest.raises(Conflict, match="fits already"):
        apply(ApplyCure(change="cure"), mock_up(minutes=90))


@given(plans, st.data())
def test_whatever_is_done_a_plan_stays_a_plan(plan, data):
    every = [AddPart(change="add-part", part=kind) for kind in Part]
    every += [SetPlan(change="set-plan", format=kind) for kind in ("individual", "couple", "group")]
    for key in keys(plan):
        every += [Move(change="move", key=key, by=-1), Duplicate(change="duplicate", key=key)]
        every += [Remove(change="remove", key=key), SetItem(change="set-item", key=key, minutes=3, cut_first=True)]
    change = data.draw(st.sampled_from(every))
    changed, said = apply(change, plan)
    assert PlanContent.model_validate(changed.model_dump()) == changed
    assert said
