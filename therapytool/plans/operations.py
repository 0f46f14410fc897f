"""What changes plans: making, changing, undoing, duplicating, removing."""

from __future__ import annotations

from sqlalchemy import delete

from therapytool import clock
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.exercises.queries import current_versions
from therapytool.exercises.vocabulary import Format
from therapytool.plans.agenda import agenda_of
from therapytool.plans.changes import PART_MINUTES, Change
from therapytool.plans.content import ExerciseItem, HomeworkSheet, Part, PartItem, PlanContent
from therapytool.plans.models import Plan, PlanStep
from therapytool.plans.queries import get_plan_row, get_step, shelf_for

STEPS_KEPT = 200
CHANGED_ELSEWHERE = "This plan was changed in another window. Nothing was overwritten; reload to see it as it is now."
FRAME = (Part.CHECK_IN, Part.HOMEWORK_REVIEW, Part.HOMEWORK_PLANNING, Part.SUMMARY)
"""The fixed parts a new plan starts with; exercises go in before the last two."""


def create_plan(content: PlanContent, *, clinician_id: int) -> str:
    """Keep a new plan, holding each exercise at its current version; returns its public id."""
    pinned = pin_versions(PlanContent.model_validate(content.model_dump(exclude={"slug"})))
    plan = Plan(clinician_id=clinician_id, title=pinned.title, content=_stored(pinned))
    db.session.add(plan)
    db.session.flush()
    db.session.add(PlanStep(plan_id=plan.id, position=0, description="Made the plan", content=plan.content))
    db.session.flush()
    return plan.public_id


def blank_plan(title: str, *, format: Format, minutes: int) -> PlanContent:
    """A plan with the fixed parts of a sound session and nothing between them."""
    parts = tuple(PartItem(part=part, minutes=PART_MINUTES[part]) for part in FRAME)
    return PlanContent(title=title, format=format, minutes=minutes, items=parts)


def change_plan(public_id: str, change: Change, *, clinician_id: int, revision: int) -> str:
    """Make one change to the revision the person was looking at; returns it in words. Raises Conflict if it moved on."""
    plan = _plan_at(public_id, clinician_id, revision)
    content = PlanContent.model_validate(plan.content)
    changed = change.apply(content, agenda_of(content, shelf_for(content)))
    kept = PlanContent.model_validate(changed.content.model_dump())
    if kept == content:
        return changed.description
    _forget_steps(plan, above=plan.position)
    _show(plan, plan.position + 1, _stored(kept))
    step = PlanStep(
        plan_id=plan.id, position=plan.position, description=changed.description[:400], content=plan.content
    )
    db.session.add(step)
    _forget_steps(plan, below=plan.position - STEPS_KEPT)
    db.session.flush()
    return changed.description


def undo(public_id: str, *, clinician_id: int, revision: int) -> str:
    """Take the last change back; returns it in words. Raises Conflict when there is nothing to take back."""
    plan = _plan_at(public_id, clinician_id, revision)
    current, before = get_step(plan, plan.position), get_step(plan, plan.position - 1)
    if current is None or before is None:
        raise Conflict("There is nothing left to undo.")
    _show(plan, before.position, before.content)
    return current.description


def redo(public_id: str, *, clinician_id: int, revision: int) -> str:
    """Make the last undone change again; returns it in words. Raises Conflict when there is none."""
    plan = _plan_at(public_id, clinician_id, revision)
    following = get_step(plan, plan.position + 1)
    if following is None:
        raise Conflict("There is nothing left to redo.")
    _show(plan, following.position, following.content)
    return following.description


def duplicate_plan(public_id: str, *, clinician_id: int) -> str:
    """A second plan with the same items in the same versions; returns its public id."""
    content = PlanContent.model_validate(get_plan_row(public_id, clinician_id).content)
    title = f"{content.title[:290]} (copy)"
    return create_plan(content.model_copy(update={"title": title}), clinician_id=clinician_id)


def remove_plan(public_id: str, *, clinician_id: int) -> str:
    """Take a plan out of the list, to be brought back by `restore_plan`; returns its title."""
    plan = get_plan_row(public_id, clinician_id)
    plan.removed_at = clock.now()
    return plan.title


def restore_plan(public_id: str, *, clinician_id: int) -> str:
    """Bring a removed plan back; returns its title."""
    plan = get_plan_row(public_id, clinician_id, removed=True)
    plan.removed_at = None
    return plan.title


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


def _plan_at(public_id: str, clinician_id: int, revision: int) -> Plan:
    plan = get_plan_row(public_id, clinician_id)
    if plan.revision != revision:
        raise Conflict(CHANGED_ELSEWHERE)
    return plan


def _show(plan: Plan, position: int, content: dict[str, object]) -> None:
    plan.position = position
    plan.content = content
    plan.title = str(content["title"])
    plan.revision += 1


def _forget_steps(plan: Plan, *, above: int | None = None, below: int | None = None) -> None:
    steps = delete(PlanStep).where(PlanStep.plan_id == plan.id)
    if above is not None:
        steps = steps.where(PlanStep.position > above)
    if below is not None:
        steps = steps.where(PlanStep.position < below)
    db.session.execute(steps)


def _stored(content: PlanContent) -> dict[str, object]:
    return content.model_dump(mode="json", exclude_defaults=True)
