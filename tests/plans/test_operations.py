"""Plans in the database: history, undo, two windows, and versions that stay."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.exercises.small_library import keep
from tests.factories import make_clinician
from tests.plans.small_plans import LISTEN, SORT, part, plan_of, use
from therapytool import steps
from therapytool.database import db, writing
from therapytool.errors import Conflict, InvalidContent, NotFound
from therapytool.exercises.canonical import version_hash
from therapytool.plans.changes.items import AddPart, Move, Remove, SetItem
from therapytool.plans.content import Part
from therapytool.plans.models import PlanStep
from therapytool.plans.operations import (
    change_plan,
    create_plan,
    duplicate_plan,
    redo,
    remove_plan,
    restore_plan,
    undo,
)
from therapytool.plans.queries import find_removed_title, get_plan, list_newer_titles, list_plans, shelf_for


class Desk:
    """One clinician at one plan."""

    def __init__(self, clinician_id: int, *items: object) -> None:
        self.clinician_id = clinician_id
        with writing():
            self.name = create_plan(plan_of(*items), clinician_id=clinician_id)  # type: ignore[arg-type]

    @property
    def plan(self):
        return get_plan(self.name, self.clinician_id)

    @property
    def order(self) -> str:
        return " ".join(item.key for item in self.plan.content.items)

    def change(self, change, **named):
        return self._do(change_plan, change, **named)

    def undo(self, **named):
        return self._do(undo, **named)

    def redo(self, **named):
        return self._do(redo, **named)

    def _do(self, operation, *arguments, **named):
        with writing():
            return operation(
                self.name,
                *arguments,
                clinician_id=self.clinician_id,
                **({"revision": self.plan.revision} | named),
            )


@pytest.fixture
def desk(app: Flask) -> Desk:
    keep(LISTEN, SORT)
    items = (part(Part.CHECK_IN, 5, key="checkin"), use(LISTEN, key="listen"), part(Part.SUMMARY, 5, key="summary"))
    return Desk(make_clinician().id, *items)


def minutes(key: str, count: int) -> SetItem:
    return SetItem(change="set-item", key=key, minutes=count)


class TestChange:
    def test_is_kept_and_moves_the_revision(self, desk):
        before = desk.plan.revision
        assert desk.change(Move(change="move", key="summary", to=0)) == "Moved Summary up"
        assert (desk.order, desk.plan.revision) == ("summary checkin listen", before + 1)

    def test_that_changes_nothing_leaves_no_step(self, desk):
        before = desk.plan
        desk.change(minutes("checkin", 5))
        assert desk.plan.revision == before.revision
        assert desk.plan.undo == ""

    def test_to_an_older_revision_overwrites_nothing(self, desk):
        seen = desk.plan.revision
        desk.change(minutes("checkin", 6))
        with pytest.raises(Conflict, match="changed in another window"):
            desk.change(minutes("checkin", 7), revision=seen)
        assert desk.plan.content.items[0].minutes == 6

    def test_sent_twice_is_made_once(self, desk):
        seen = desk.plan.revision
        add = AddPart(change="add-part", part=Part.BREAK)
        assert desk.change(add, revision=seen, request_key="once") == "Added Break"
        assert desk.change(add, revision=seen, request_key="once") == "Added Break"
        assert len(desk.plan.content.items) == 4

    def test_that_leaves_no_valid_plan_is_refused_whole(self, desk):
        desk = Desk(desk.clinician_id, *[part(Part.NOTE, 0) for _ in range(60)])
        with pytest.raises(InvalidContent) as refused:
            desk.change(AddPart(change="add-part", part=Part.NOTE))
        assert [(problem.field, problem.message) for problem in refused.value.problems] == [("Items", "60 is the most")]
        assert len(desk.plan.content.items) == 60

    def test_of_a_part_to_no_minutes_is_refused(self, desk):
        with pytest.raises(InvalidContent):
            desk.change(SetItem(change="set-item", key="checkin", minutes=None))

    def test_of_anothers_plan_finds_none(self, desk):
        stranger = make_clinician("ben@example.org").id
        with pytest.raises(NotFound), writing():
            change_plan(desk.name, minutes("checkin", 1), clinician_id=stranger, revision=1)


class TestUndo:
    def test_takes_back_one_step_at_a_time_and_makes_it_again(self, desk):
        desk.change(Move(change="move", key="summary", to=0))
        desk.change(Remove(change="remove", key="listen"))
        assert desk.plan.undo == "Removed Listen"
        assert desk.undo() == "Removed Listen"
        assert (desk.order, desk.plan.undo, desk.plan.redo) == (
            "summary checkin listen",
            "Moved Summary up",
            "Removed Listen",
        )
        assert desk.undo() == "Moved Summary up"
        assert (desk.order, desk.plan.undo) == ("checkin listen summary", "")
        assert desk.redo() == "Moved Summary up"
        assert desk.redo() == "Removed Listen"
        assert (desk.order, desk.plan.redo) == ("summary checkin", "")

    def test_with_nothing_left_says_so(self, desk):
        with pytest.raises(Conflict, match="nothing left to undo"):
            desk.undo()
        with pytest.raises(Conflict, match="nothing left to redo"):
            desk.redo()

    def test_a_new_change_forgets_what_was_undone(self, desk):
        desk.change(Remove(change="remove", key="listen"))
        desk.undo()
        desk.change(Remove(change="remove", key="summary"))
        assert desk.plan.redo == ""
        desk.undo()
        assert desk.order == "checkin listen summary"

    def test_from_an_older_revision_takes_nothing_back(self, desk):
        seen = desk.plan.revision
        desk.change(Remove(change="remove", key="listen"))
        with pytest.raises(Conflict, match="another window"):
            desk.undo(revision=seen)

    def test_sent_twice_is_made_once(self, desk):
        desk.change(Remove(change="remove", key="listen"))
        desk.change(Remove(change="remove", key="summary"))
        seen = desk.plan.revision
        assert desk.undo(revision=seen, request_key="once") == "Removed Summary"
        assert desk.undo(revision=seen, request_key="once") == "Removed Summary"
        assert desk.order == "checkin summary"
        seen = desk.plan.revision
        assert desk.redo(revision=seen, request_key="again") == "Removed Summary"
        assert desk.redo(revision=seen, request_key="again") == "Removed Summary"
        assert desk.order == "checkin"

    def test_keeps_only_the_last_steps(self, desk, monkeypatch):
        monkeypatch.setattr(steps, "STEPS_KEPT", 3)
        for count in range(10, 20):
            desk.change(minutes("checkin", count))
        assert db.session.scalar(select(func.count()).select_from(PlanStep)) == 4
        for _ in range(3):
            desk.undo()
        with pytest.raises(Conflict):
            desk.undo()
        assert desk.plan.content.items[0].minutes == 16


class TestVersions:
    def test_are_held_from_the_first_day(self, desk):
        assert desk.plan.content.exercise_items[0].version == version_hash(LISTEN)

    def test_a_change_of_the_library_changes_no_plan(self, desk):
        newer = LISTEN.model_copy(update={"title": "Listen better"})
        keep(newer)
        content = desk.plan.content
        assert shelf_for(content).take(content.exercise_items[0]).title == "Listen"
        assert list_newer_titles(content, practice_id=1) == {"listen": "Listen better"}

    def test_the_practice_may_have_its_own(self, desk):
        keep(LISTEN.model_copy(update={"title": "How we listen"}), practice_id=1)
        assert list_newer_titles(desk.plan.content, practice_id=1) == {"listen": "How we listen"}
        assert list_newer_titles(desk.plan.content, practice_id=2) == {}

    def test_an_exercise_not_in_the_library_cannot_be_planned(self, desk):
        with pytest.raises(NotFound, match="'nowhere'"), writing():
            create_plan(plan_of({"exercise": "nowhere"}), clinician_id=desk.clinician_id)  # type: ignore[arg-type]

    def test_what_is_stored_does_not_lean_on_defaults(self, desk):
        step = db.session.scalars(select(PlanStep)).one()
        assert step.content["items"][0]["role"] == "together"
        assert step.content["minutes"] == 80


class TestWholePlans:
    def test_a_duplicate_is_a_plan_of_its_own(self, desk):
        with writing():
            copy = duplicate_plan(desk.name, clinician_id=desk.clinician_id)
        desk.change(Remove(change="remove", key="listen"))
        second = get_plan(copy, desk.clinician_id)
        assert second.content.title == "Hearing without fixing (copy)"
        assert len(second.content.items) == 3
        assert second.undo == ""

    def test_removed_is_out_of_the_list_until_restored(self, desk):
        with writing():
            assert remove_plan(desk.name, clinician_id=desk.clinician_id) == "Hearing without fixing"
        assert list_plans(desk.clinician_id).cards == ()
        assert find_removed_title(desk.name, desk.clinician_id) == "Hearing without fixing"
        with pytest.raises(NotFound):
            get_plan(desk.name, desk.clinician_id)
        with writing():
            restore_plan(desk.name, clinician_id=desk.clinician_id)
        assert [card.public_id for card in list_plans(desk.clinician_id).cards] == [desk.name]

    def test_the_list_is_hers_alone_and_last_changed_first(self, desk):
        other = Desk(make_clinician("ben@example.org").id, use(SORT))
        second = Desk(desk.clinician_id, use(SORT))
        desk.change(minutes("checkin", 9))
        assert [card.public_id for card in list_plans(desk.clinician_id).cards] == [desk.name, second.name]
        assert [card.public_id for card in list_plans(other.clinician_id).cards] == [other.name]

    def test_the_list_comes_in_pages(self, desk):
        for _ in range(24):
            Desk(desk.clinician_id, use(SORT))
        first, beyond = list_plans(desk.clinician_id), list_plans(desk.clinician_id, page=99)
        assert (len(first.cards), first.total, first.pages) == (24, 25, 2)
        assert (len(beyond.cards), beyond.page) == (1, 2)
