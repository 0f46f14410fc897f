"""What the client's pages read, as plain values: one response, its sheet and its answers, and whose practice it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select

from therapytool.accounts.practice.crisis_contacts import own_lines
from therapytool.accounts.practice.logos import logo_address
from therapytool.accounts.queries import get_clinician
from therapytool.blocks.base import Block
from therapytool.blocks.computed import with_computed
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.exercises.letterhead import Letterhead, letterhead
from therapytool.homework.answers.agreeing import is_for_two
from therapytool.homework.answers.answering import Saved, get_response, list_answers
from therapytool.homework.asked import AskedSheet, asked_sheet
from therapytool.homework.coming_home.pages import count_pages
from therapytool.homework.commitment import Commitment
from therapytool.homework.finishing import Progress, progress_of
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.models import Homework, Response
from therapytool.portal.sections import Section, sections_of
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.choice import ProfileChoice, resolved


@dataclass(frozen=True)
class ClientSheet:
    """One homework as its client sees it; nothing of anybody else is in it."""

    response_id: int
    name: str
    asked: AskedSheet
    saved: dict[str, Saved]
    commitment: Commitment
    due_on: date | None
    started_at: datetime | None
    submitted_at: datetime | None
    outcome: Outcome | None
    distress_before: int | None
    is_reviewed: bool
    is_for_two: bool
    has_agreed: bool
    letterhead: Letterhead
    profile: PrintProfile
    page_count: int = 0
    """How many pages on paper she sent back."""

    @cached_property
    def answers(self) -> dict[str, str]:
        """All her words by key, her private ones too: this is her own page."""
        return {key: answer.text for key, answer in self.saved.items() if answer.text}

    @cached_property
    def private_blocks(self) -> frozenset[str]:
        """The blocks she keeps to herself."""
        return frozenset(self.asked.block_of(key) for key, answer in self.saved.items() if answer.is_private)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Her sheet, one question at a time."""
        return sections_of(self.asked.blocks)

    @cached_property
    def progress(self) -> Progress:
        """How far it is filled."""
        return progress_of(self.asked, self.answers)

    @cached_property
    def meant(self) -> dict[str, str]:
        """Of her words those that stand; the others wait for the answer they hang on."""
        return self.asked.meant(self.answers)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The blocks that are for another answer than hers."""
        return self.asked.left_out(self.answers)

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Those of them in which she wrote, for another answer before."""
        return frozenset(self.asked.block_of(key) for key in self.answers.keys() - self.meant.keys())

    @cached_property
    def kept_along(self) -> frozenset[str]:
        """The blocks others do not see because they would tell an answer she keeps to herself."""
        told = {key: text for key, text in self.answers.items() if self.asked.block_of(key) not in self.private_blocks}
        return self.asked.left_out(told) - self.left_out

    @cached_property
    def passed_over(self) -> frozenset[int]:
        """The numbers of the sections in which nothing is for her."""
        known = with_computed(self.asked.blocks, self.meant)
        return frozenset(section.number for section in self.sections if not section.has_something_for(known))

    def passes_over(self, first: int, before: int) -> bool:
        """Whether nothing is for her from a section up to, and without, a later one."""
        return self.passed_over.issuperset(range(first, before))

    def beyond(self, number: int, step: int) -> int:
        """The number of the section after one (`step` 1) or before it (-1) that has something for her; past the ends 0
        and one more than there are.
        """
        number += step
        while number in self.passed_over:
            number += step
        return number

    @property
    def saved_at(self) -> datetime | None:
        """When an answer was saved last; None while there is none."""
        return max((answer.saved_at for answer in self.saved.values() if answer.revision), default=None)

    @property
    def first_blank(self) -> int:
        """The number of the first section without an answer; the last one for her when there is none."""
        filled = {self.asked.block_of(key) for key in self.answers} | self.left_out
        blank = (section.number for section in self.sections if section.block_id not in filled)
        return next(blank, self.beyond(len(self.sections) + 1, -1))

    @property
    def is_handout(self) -> bool:
        """Whether it asks nothing and is only read."""
        return self.asked.exercise.is_handout

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.submitted_at is None and not self.is_reviewed

    @property
    def is_done(self) -> bool:
        """Whether something was handed in."""
        return self.submitted_at is not None and self.outcome in {Outcome.DONE, Outcome.PARTLY}

    def revisions(self, block: Block) -> dict[str, int]:
        """The revision of each answer of a block, for the next save to name."""
        keys = (question.key for question in block.questions())
        return {key: self.saved[key].revision for key in keys if key in self.saved}


@dataclass(frozen=True, slots=True)
class Round:
    """One of the times a repeating homework is done."""

    name: str
    due_on: date | None
    begins_on: date | None
    is_done: bool


def get_client_sheet(response_id: int) -> ClientSheet:
    """One homework of a client. Raises NotFound when it has been erased."""
    response = get_response(response_id)
    asked = asked_sheet(response)
    clinician_id = response.homework.case.clinician_id
    practice = get_clinician(clinician_id).practice
    return ClientSheet(
        response_id=response.id,
        name=response.public_id,
        asked=asked,
        saved={answer.key: answer for answer in list_answers(response_id)},
        commitment=Commitment.model_validate_json(response.commitment_json or "{}"),
        due_on=response.homework.due_on,
        started_at=response.started_at,
        submitted_at=response.submitted_at,
        outcome=Outcome(response.outcome) if response.outcome else None,
        distress_before=response.distress_before,
        is_reviewed=response.reviewed_at is not None,
        is_for_two=is_for_two(response, asked),
        has_agreed=response.agreed_to_reveal_at is not None,
        letterhead=letterhead_of(clinician_id),
        profile=resolved(
            ProfileChoice.stored(practice.print_profile),
            ProfileChoice.stored(response.homework.case.print_profile),
            base=PrintProfile(Paper(practice.paper)),
        ),
        page_count=count_pages(response.id),
    )


def letterhead_of(clinician_id: int) -> Letterhead:
    """Whose practice it is, and the contacts it prints."""
    practice = get_clinician(clinician_id).practice
    return letterhead(
        practice.name, practice.contact, practice.region, logo_address(practice.logo), own_lines(practice)
    )


def find_named_response(name: str, allowed: Sequence[int]) -> int:
    """The response of this name among those a pass is for. Raises NotFound for any other."""
    found = db.session.scalar(select(Response.id).where(Response.public_id == name, Response.id.in_(allowed)))
    if found is None:
        raise NotFound("there is no such homework")
    return found


def name_of(response_id: int) -> str:
    """What a response is called in addresses."""
    return get_response(response_id).public_id


def list_rounds(response_ids: Sequence[int]) -> tuple[Round, ...]:
    """The times of a repeating homework that have begun, newest first; none for homework given once."""
    if len(response_ids) < 2:
        return ()
    rows = db.session.scalars(
        select(Response).join(Homework).where(Response.id.in_(response_ids)).order_by(Homework.id.desc())
    )
    return tuple(
        Round(row.public_id, row.homework.due_on, row.homework.not_before, row.submitted_at is not None) for row in rows
    )
