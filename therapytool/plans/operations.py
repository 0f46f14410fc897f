"""What changes plans: making, changing, undoing, duplicating, removing."""

from __future__ import annotations

from pydantic import ValidationError

from therapytool import clock
from therapytool.cases.queries import get_case_row
from therapytool.database import db
from therapytool.exercises.queries import current_versions
from therapytool.plans.changes.change import Change
from therapytool.plans.content import ExerciseItem, HomeworkSheet, PartItem, PlanContent
from therapytool.plans.models import Plan
from therapytool.plans.queries import get_plan, get_plan_row, shelf_for, steps_of
from therapytool.plans.refusals import refused
from therapytool.plans.timing.agenda import agenda_of

LONGEST_TITLE = 300


def create_plan(content: PlanContent, *, clinician_id: int, case_id: str = "") -> str:
    """Keep a new plan, holding each exercise at its current version; returns its public id.

    `case_id` is the public id of the case it is for, "" for nobody in particular. Raises NotFound for a case that is
    not this clinician's.
    """
    case = get_case_row(case_id, clinician_id) if case_id else None
    pinned = pin_versions(PlanContent.model_validate(content.model_dump(exclude={"slug"})))
    plan = Plan(
        clinician_id=clinician_id,
        case_id=case.id if case else None,
        title=pinned.title,
        content=_stored(pinned),
    )
    db.session.add(plan)
    db.session.flush()
    steps_of(plan).begin(plan.content, "Made the plan")
    return plan.public_id


def change_plan(
    public_id: str, change: Change, *, clinician_id: int, revision: int | None = None, request_key: str = ""
) -> str:
    """Make one change to the revision the person was looking at, None for whatever stands; returns it in words.

    A `request_key` makes it safe to ask again when an answer got lost: nothing is done twice. Raises Conflict when the
    plan has moved on, InvalidContent when it would not be a plan any more (too many items).
    """
    plan = get_plan_row(public_id, clinician_id, to_change=True)
    steps = steps_of(plan)
    if steps.is_done(request_key):
        return steps.description_of(plan.position)
    steps.expect(revision, request_key)
    content = PlanContent.model_validate(plan.content)
    changed = change.apply(content, agenda_of(content, shelf_for(content)))
    kept = _still_a_plan(changed.content)
    if kept != content:
        steps.take(_stored(kept), changed.description)
    return changed.description


def undo(public_id: str, *, clinician_id: int, revision: int, request_key: str = "") -> str:
    """Take the last change back; returns it in words. Raises Conflict when there is nothing to take back."""
    return steps_of(get_plan_row(public_id, clinician_id, to_change=True)).undo(revision, request_key)


def redo(public_id: str, *, clinician_id: int, revision: int, request_key: str = "") -> str:
    """Make the last undone change again; returns it in words. Raises Conflict when there is none."""
    return steps_of(get_plan_row(public_id, clinician_id, to_change=True)).redo(revision, request_key)


def duplicate_plan(public_id: str, *, clinician_id: int) -> str:
    """A second plan with the same items in the same versions; returns its public id."""
    plan = get_plan(public_id, clinician_id)
    ending = " (copy)"
    title = plan.content.title[: LONGEST_TITLE - len(ending)] + ending
    copy = plan.content.model_copy(update={"title": title})
    return create_plan(copy, clinician_id=clinician_id, case_id=plan.case.public_id if plan.case else "")


def set_case(public_id: str, case_id: str, *, clinician_id: int) -> None:
    """Let a plan be for a case of this clinician, or with "" for nobody in particular. Raises NotFound."""
    plan = get_plan_row(public_id, clinician_id)
    plan.case_id = get_case_row(case_id, clinician_id).id if case_id else None
    db.session.flush()


def remove_plan(public_id: str, *, clinician_id: int) -> str:
    """Take a plan out of the list, to be brought back by `restore_plan`; returns its title."""
    plan = get_plan_row(public_id, clinician_id)
    plan.removed_at = clock.now()
    title: str = plan.title
    return title


def restore_plan(public_id: str, *, clinician_id: int) -> str:
    """Bring a removed plan back; returns its title."""
    plan = get_plan_row(public_id, clinician_id, removed=True)
    plan.removed_at = None
    title: str = plan.title
    return title


def pin_versions(plan: PlanContent) -> PlanContent:
    """The plan with a version named wherever one was left open. Raises NotFound for an exercise not in the library."""
    open_slugs = [use.exercise for use in plan.uses if use.version is None]
    if not open_slugs:
        return plan
    digests = {exercise.slug: digest for digest, exercise in current_versions(open_slugs).items()}
    return plan.model_copy(update={"items": tuple(_pinned(item, digests) for item in plan.items)})


def _pinned(item: ExerciseItem | PartItem, digests: dict[str, str]) -> ExerciseItem | PartItem:
    if isinstance(item, ExerciseItem):
        return item.model_copy(update={"version": item.version or digests.get(item.exercise)})
    sheets = tuple(_pinned_sheet(sheet, digests) for sheet in item.homework)
    return item.model_copy(update={"homework": sheets})


def _pinned_sheet(sheet: HomeworkSheet, digests: dict[str, str]) -> HomeworkSheet:
    return sheet.model_copy(update={"version": sheet.version or digests.get(sheet.exercise)})


def _still_a_plan(content: PlanContent) -> PlanContent:
    """The content validated whole, for a change only looks at its own part."""
    try:
        return PlanContent.model_validate(content.model_dump())
    except ValidationError as error:
        raise refused(error) from error


def _stored(content: PlanContent) -> dict[str, object]:
    """As kept in the database: every value written out, so that a default changed later changes no plan."""
    return content.model_dump(mode="json", exclude_none=True)
