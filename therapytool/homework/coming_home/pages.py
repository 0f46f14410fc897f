"""Pages on paper that came home as pictures: kept sealed with the homework, shown to its clinician, gone with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, delete, func, select

from therapytool import clock
from therapytool.cases.models import Case
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.homework.answers.answering import get_response
from therapytool.homework.coming_home.models import ScannedPage
from therapytool.homework.coming_home.refusals import FileRefused
from therapytool.homework.models import Homework, Response
from therapytool.homework.queries import list_homework

MOST_PAGES_KEPT = 60


class CameFrom(StrEnum):
    """Who sent a page."""

    CLIENT = "client"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class PageView:
    """One page that came home, without its picture."""

    public_id: str
    came_at: datetime
    came_from: CameFrom


def keep_pages(response_id: int, pictures: Sequence[bytes], *, came_from: CameFrom) -> int:
    """Keep pages with a response, which has begun with that; returns how many. Raises FileRefused for too many."""
    response = get_response(response_id)
    kept = db.session.scalar(select(func.count()).where(ScannedPage.response_id == response_id)) or 0
    if kept + len(pictures) > MOST_PAGES_KEPT:
        raise FileRefused(f"This homework has {kept} pages already; {MOST_PAGES_KEPT} are the most that are kept.")
    for picture in pictures:
        page = ScannedPage(response=response, came_at=clock.now(), came_from=came_from.value)
        page.picture = picture
        db.session.add(page)
    response.started_at = response.started_at or clock.now()
    db.session.flush()
    return len(pictures)


def list_pages(response_id: str, *, clinician_id: int) -> tuple[PageView, ...]:
    """The pages of one of her responses, in the order they came; none for one that is not hers."""
    rows = db.session.scalars(_pages(clinician_id).where(Response.public_id == response_id))
    return tuple(PageView(row.public_id, row.came_at, CameFrom(row.came_from)) for row in rows)


def count_pages(response_id: int) -> int:
    """How many pages came home with a response."""
    return db.session.scalar(select(func.count()).where(ScannedPage.response_id == response_id)) or 0


def get_picture(page_id: str, *, clinician_id: int) -> bytes:
    """A page as JPEG. Raises NotFound for one that is not hers."""
    page = db.session.scalar(_pages(clinician_id).where(ScannedPage.public_id == page_id))
    if page is None:
        raise NotFound("there is no such page")
    return page.picture


def drop_page(page_id: str, *, clinician_id: int) -> str:
    """Delete a page for good; returns the response it came with. Raises NotFound for one that is not hers."""
    page = db.session.scalar(_pages(clinician_id).where(ScannedPage.public_id == page_id))
    if page is None:
        raise NotFound("there is no such page")
    response = page.response.public_id
    db.session.execute(delete(ScannedPage).where(ScannedPage.id == page.id))
    return response


def files_of_person(person_id: str, clinician_id: int, case_id: str) -> dict[str, bytes]:
    """Every page of one person as a file, for all that is kept on her."""
    files: dict[str, bytes] = {}
    for number, homework in enumerate(reversed(list_homework(case_id, clinician_id)), 1):
        for part in homework.responses:
            if part.person.public_id == person_id:
                pages = list_pages(part.public_id, clinician_id=clinician_id)
                for turn, page in enumerate(pages, 1):
                    name = f"pages/{number:02d}-{homework.exercise.slug}-{turn:02d}.jpg"
                    files[name] = get_picture(page.public_id, clinician_id=clinician_id)
    return files


def _pages(clinician_id: int) -> Select[ScannedPage]:
    return (
        select(ScannedPage)
        .join(Response, ScannedPage.response_id == Response.id)
        .join(Homework, Response.homework_id == Homework.id)
        .join(Case, Homework.case_id == Case.id)
        .where(Case.clinician_id == clinician_id)
        .order_by(ScannedPage.id)
    )
