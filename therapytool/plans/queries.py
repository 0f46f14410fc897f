"""What reads plans: the list, one plan open in the editor, and the exercises it uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import load_only

from therapytool.cases.models import Case
from therapytool.cases.queries import CaseView, case_view, get_case_row
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise
from therapytool.exercises.narrowing import readable_by
from therapytool.exercises.queries import current_versions, versions
from therapytool.plans.content import PlanContent
from therapytool.plans.models import Plan, PlanStep
from therapytool.plans.shelf import Shelf
from therapytool.plans.timing.agenda import Agenda, agenda_of
from therapytool.steps import Steps

PAGE_LENGTH = 24
CHANGED_ELSEWHERE = "This plan was changed in another window. Nothing was overwritten."
TITLE_COLUMNS = (Plan.public_id, Plan.case_id, Plan.seal_id, Plan.sealed_key, Plan.sealed_title, Plan.unsealed_title)
"""What a title is read from; the content stays where it is."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan as an entry of the list; `case` is None where it is for nobody in particular."""

    public_id: str
    plan: PlanContent
    agenda: Agenda
    changed_at: datetime
    case: CaseView | None = None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One page of a clinician's plans."""

    cards: tuple[PlanCard, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_LENGTH))


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """A plan by its title; `case` is the code name of the case it is for, or empty."""

    public_id: str
    title: str
    case: str


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan as it now stands. `undo` and `redo` name the step they would take, or are empty."""

    public_id: str
    content: PlanContent
    revision: int
    changed_at: datetime
    undo: str
    redo: str
    made_at: datetime
    case: CaseView | None = None


def list_plans(clinician_id: int, *, page: int = 1) -> PlanPage:
    """One page of the clinician's plans, last changed first; a page past the last one shows the last."""
    hers = (Plan.clinician_id == clinician_id, Plan.removed_at.is_(None))
    total = db.session.scalar(select(func.count()).select_from(Plan).where(*hers)) or 0
    page = min(max(page, 1), max(1, -(-total // PAGE_LENGTH)))
    rows = db.session.scalars(
        select(Plan)
        .where(*hers)
        .order_by(Plan.updated_at.desc(), Plan.id.desc())
        .limit(PAGE_LENGTH)
        .offset((page - 1) * PAGE_LENGTH)
    ).all()
    return PlanPage(_cards(rows), total, page)


def list_plans_of_case(case_id: str, clinician_id: int) -> tuple[PlanCard, ...]:
    """The plans of a case, made last first. Raises NotFound for a case that is not hers."""
    case = get_case_row(case_id, clinician_id)
    wanted = select(Plan).where(Plan.case_id == case.id, Plan.removed_at.is_(None)).order_by(Plan.id.desc())
    return _cards(db.session.scalars(wanted).all())


def _cards(rows: Sequence[Plan]) -> tuple[PlanCard, ...]:
    contents = [PlanContent.model_validate(row.content) for row in rows]
    shelf = shelf_for(*contents)
    cases = _cases({row.case_id for row in rows if row.case_id is not None})
    return tuple(
        PlanCard(row.public_id, content, agenda_of(content, shelf), row.updated_at, cases.get(row.case_id or 0))
        for row, content in zip(rows, contents, strict=True)
    )


def _cases(ids: set[int]) -> dict[int, CaseView]:
    rows = db.session.scalars(select(Case).where(Case.id.in_(ids))) if ids else ()
    return {row.id: case_view(row) for row in rows}


def find_plans(text: str, *, clinician_id: int, most: int) -> tuple[PlanTitle, ...]:
    """Plans whose title or whose case's code name holds each word, last changed first; the latest for no words.

    Titles are sealed, so hers are opened and read one after the other until enough are found.
    """
    wanted = text.casefold().split()
    rows = db.session.scalars(
        select(Plan)
        .where(Plan.clinician_id == clinician_id, Plan.removed_at.is_(None))
        .order_by(Plan.updated_at.desc(), Plan.id.desc())
        .options(load_only(*TITLE_COLUMNS))
        .limit(None if wanted else most)
    ).all()
    cases = db.session.scalars(select(Case).where(Case.id.in_({row.case_id for row in rows if row.case_id})))
    names = {case.id: case.name for case in cases}
    plans = (PlanTitle(row.public_id, row.title, names.get(row.case_id or 0, "")) for row in rows)
    fitting = (plan for plan in plans if all(word in f"{plan.title} {plan.case}".casefold() for word in wanted))
    return tuple(islice(fitting, most))


def get_plan(public_id: str, clinician_id: int) -> OpenPlan:
    """One plan of this clinician. Raises NotFound for one that is not there, is removed, or is someone else's."""
    plan = get_plan_row(public_id, clinician_id)
    undo, redo = steps_of(plan).ways()
    return OpenPlan(
        public_id=plan.public_id,
        content=PlanContent.model_validate(plan.content),
        revision=plan.revision,
        changed_at=plan.updated_at,
        undo=undo,
        redo=redo,
        made_at=plan.created_at,
        case=_cases({plan.case_id}).get(plan.case_id) if plan.case_id else None,
    )


def get_plan_row(public_id: str, clinician_id: int, *, removed: bool = False, to_change: bool = False) -> Plan:
    """The row behind a plan, for operations; `to_change` keeps others from changing it until this transaction ends.

    Raises NotFound as `get_plan` does.
    """
    wanted = select(Plan).where(
        Plan.public_id == public_id,
        Plan.clinician_id == clinician_id,
        Plan.removed_at.is_not(None) if removed else Plan.removed_at.is_(None),
    )
    plan = db.session.scalar(wanted.with_for_update() if to_change else wanted)
    if plan is None:
        raise NotFound("there is no such plan")
    return plan


def find_removed_title(public_id: str, clinician_id: int) -> str | None:
    """The title of a plan this clinician has removed and could bring back; None when there is none."""
    plan = db.session.scalar(
        select(Plan).where(Plan.public_id == public_id, Plan.clinician_id == clinician_id, Plan.removed_at.is_not(None))
    )
    return plan.title if plan else None


def steps_of(plan: Plan) -> Steps:
    """The steps a plan went through."""
    return Steps(plan, PlanStep.plan, CHANGED_ELSEWHERE)


def shelf_for(*plans: PlanContent) -> Shelf:
    """The exercises plans use: the versions they name, and current ones for what names none."""
    uses = [use for plan in plans for use in plan.uses]
    named: dict[str, ExerciseContent] = versions(use.version for use in uses if use.version)
    current = current_versions(use.exercise for use in uses if not use.version)
    return Shelf(named | current, {exercise.slug: exercise for exercise in current.values()})


def list_newer_titles(plan: PlanContent, *, practice_id: int) -> dict[str, str]:
    """Exercises of which the practice's library now has another version than the plan: slug and title, in plan order.

    Its own goes before a shipped one of the same slug, as everywhere.
    """
    uses = plan.uses
    rows = db.session.execute(
        select(Exercise.slug, Exercise.title, Exercise.version_hash)
        .where(
            Exercise.slug.in_({use.exercise for use in uses}),
            Exercise.archived.is_(False),
            readable_by(practice_id),
        )
        .order_by(Exercise.practice_id.is_not(None))
    )
    current = {row.slug: row for row in rows}
    return {
        use.exercise: current[use.exercise].title
        for use in uses
        if use.exercise in current and use.version != current[use.exercise].version_hash
    }
