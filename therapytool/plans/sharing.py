"""Plans that a practice shares: copies of plans for nobody in particular, which every colleague can use a copy of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.errors import NotAllowed, NotFound, TherapytoolError
from therapytool.plans.content import PlanContent
from therapytool.plans.models import Plan, SharedPlan
from therapytool.plans.operations import create_plan
from therapytool.plans.queries import get_plan_row, shelf_for
from therapytool.plans.refusals import refused
from therapytool.plans.shareable import GoesAlong, shareable
from therapytool.plans.timing.agenda import Agenda, agenda_of


class BelongsToACase(TherapytoolError):
    """A plan for a case is never shared."""

    def __init__(self) -> None:
        super().__init__("This plan is for a case, and what is for a case is never shared.")


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A shared plan as colleagues see it. `is_mine` where the one who looks has shared it herself."""

    public_id: str
    plan: PlanContent
    agenda: Agenda
    shared_by: str
    shared_at: datetime
    is_mine: bool


def share_plan(public_id: str, *, title: str, along: GoesAlong, clinician: Clinician) -> str:
    """Share a copy of a plan with her practice, in place of the copy shared before; returns its public id.

    Raises BelongsToACase, NotFound for a plan that is not hers, InvalidContent for a title that is none.
    """
    plan = get_plan_row(public_id, clinician.id)
    if plan.case_id is not None:
        raise BelongsToACase
    content = _validated(shareable(PlanContent.model_validate(plan.content), title=title, along=along))
    shared = _row_of(plan) or SharedPlan(practice_id=clinician.practice_id, plan_id=plan.id)
    shared.clinician_id = clinician.id
    shared.title, shared.content = content.title, content.model_dump(mode="json", exclude_none=True)
    shared.updated_at = clock.now()
    db.session.add(shared)
    db.session.flush()
    return shared.public_id


def stop_sharing(public_id: str, *, clinician: Clinician, is_owner: bool) -> str:
    """Take a shared plan away from the practice; copies made of it stay. Returns its title.

    Raises NotFound for another practice's, NotAllowed for one that a colleague shared, unless it is the owner who asks.
    """
    shared = _get_row(public_id, clinician)
    if shared.clinician_id != clinician.id and not is_owner:
        raise NotAllowed("only who shared a plan, or the owner of the practice, can stop that")
    title: str = shared.title
    db.session.delete(shared)
    db.session.flush()
    return title


def use_shared_plan(public_id: str, *, clinician: Clinician, case_id: str = "") -> str:
    """A plan of her own from a shared one, in the versions it was shared with; returns its public id."""
    return create_plan(get_shared_plan(public_id, clinician).plan, clinician_id=clinician.id, case_id=case_id)


def list_shared_plans(clinician: Clinician) -> tuple[SharedCard, ...]:
    """What her practice shares, by title."""
    cards = (_card(row, clinician) for row in db.session.scalars(_of_practice(clinician)))
    return tuple(sorted(cards, key=lambda card: card.plan.title.casefold()))


def find_shared_titles(text: str, *, clinician: Clinician, most: int) -> dict[str, str]:
    """Public id and title of shared plans whose title holds each word, by title."""
    wanted = text.casefold().split()
    titles = ((row.public_id, row.title) for row in db.session.scalars(_of_practice(clinician)).all())
    fitting = [(name, title) for name, title in titles if all(word in title.casefold() for word in wanted)]
    return dict(sorted(fitting, key=lambda entry: entry[1].casefold())[:most])


def get_shared_plan(public_id: str, clinician: Clinician) -> SharedCard:
    """One plan that her practice shares. Raises NotFound."""
    return _card(_get_row(public_id, clinician), clinician)


def find_shared_copy(public_id: str, clinician: Clinician) -> SharedCard | None:
    """The copy that is shared of one of her plans; None when none is. Raises NotFound for a plan that is not hers."""
    row = _row_of(get_plan_row(public_id, clinician.id))
    return _card(row, clinician) if row else None


def _of_practice(clinician: Clinician) -> Select[SharedPlan]:
    hers = SharedPlan.practice_id == clinician.practice_id
    return select(SharedPlan).where(hers).options(selectinload(SharedPlan.clinician))


def _get_row(public_id: str, clinician: Clinician) -> SharedPlan:
    row = db.session.scalar(_of_practice(clinician).where(SharedPlan.public_id == public_id))
    if row is None:
        raise NotFound("there is no such shared plan")
    return row


def _row_of(plan: Plan) -> SharedPlan | None:
    return db.session.scalar(select(SharedPlan).where(SharedPlan.plan_id == plan.id))


def _card(row: SharedPlan, clinician: Clinician) -> SharedCard:
    content = PlanContent.model_validate(row.content)
    return SharedCard(
        public_id=row.public_id,
        plan=content,
        agenda=agenda_of(content, shelf_for(content)),
        shared_by=row.clinician.name if row.clinician else "",
        shared_at=row.updated_at,
        is_mine=row.clinician_id == clinician.id,
    )


def _validated(content: PlanContent) -> PlanContent:
    try:
        return PlanContent.model_validate(content.model_dump())
    except ValidationError as error:
        raise refused(error) from error
