"""What reads plans: the list, one plan open in the editor, and the exercises it uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.queries import current_versions, versions
from therapytool.exercises.vocabulary import Format
from therapytool.plans.content import PlanContent
from therapytool.plans.models import Plan, PlanStep
from therapytool.plans.shelf import Shelf


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan as an entry of the list."""

    public_id: str
    title: str
    format: Format
    minutes: int
    item_count: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan as it now stands. `undo` and `redo` name the step they would take, or are empty."""

    public_id: str
    content: PlanContent
    revision: int
    changed_at: datetime
    undo: str
    redo: str


def list_plans(clinician_id: int) -> list[PlanCard]:
    """The clinician's plans, last changed first."""
    rows = db.session.scalars(
        select(Plan)
        .where(Plan.clinician_id == clinician_id, Plan.removed_at.is_(None))
        .order_by(Plan.updated_at.desc(), Plan.id.desc())
    )
    return [_card(row) for row in rows]


def get_plan(public_id: str, clinician_id: int) -> OpenPlan:
    """One plan of this clinician. Raises NotFound for one that is not there, is removed, or is someone else's."""
    plan = get_plan_row(public_id, clinician_id)
    around = {step.position: step.description for step in _steps_around(plan)}
    return OpenPlan(
        public_id=plan.public_id,
        content=PlanContent.model_validate(plan.content),
        revision=plan.revision,
        changed_at=plan.updated_at,
        undo=around.get(plan.position, "") if plan.position - 1 in around else "",
        redo=around.get(plan.position + 1, ""),
    )


def get_plan_row(public_id: str, clinician_id: int, *, removed: bool = False) -> Plan:
    """The row behind a plan, for operations. Raises NotFound as `get_plan` does."""
    plan = db.session.scalar(
        select(Plan).where(
            Plan.public_id == public_id,
            Plan.clinician_id == clinician_id,
            Plan.removed_at.is_not(None) if removed else Plan.removed_at.is_(None),
        )
    )
    if plan is None:
        raise NotFound("there is no such plan")
    return plan


def get_step(plan: Plan, position: int) -> PlanStep | None:
    """One step of a plan's history; None where the history ends."""
    return db.session.scalar(select(PlanStep).where(PlanStep.plan_id == plan.id, PlanStep.position == position))


def shelf_for(plan: PlanContent) -> Shelf:
    """The exercises a plan uses: the versions it names, and current ones for what names none."""
    named: dict[str, ExerciseContent] = versions(use.version for use in plan.uses if use.version)
    current = current_versions(use.exercise for use in plan.uses if not use.version)
    return Shelf(named | current, {exercise.slug: exercise for exercise in current.values()})


def _steps_around(plan: Plan) -> list[PlanStep]:
    nearby = PlanStep.position.between(plan.position - 1, plan.position + 1)
    return list(db.session.scalars(select(PlanStep).where(PlanStep.plan_id == plan.id, nearby)))


def _card(plan: Plan) -> PlanCard:
    content = PlanContent.model_validate(plan.content)
    return PlanCard(
        public_id=plan.public_id,
        title=content.title,
        format=content.format,
        minutes=content.minutes,
        item_count=len(content.items),
        changed_at=plan.updated_at,
    )
