"""A clinician at her desk: her cases, homework given to them, and what people answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from therapytool import clock
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Control
from therapytool.blocks.dose import Dose
from therapytool.cases.operations import open_case
from therapytool.cases.queries import CaseView, get_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing
from therapytool.exercises.queries import current_versions
from therapytool.exercises.vocabulary import Gate
from therapytool.homework.answers.agreeing import agree_to_reveal
from therapytool.homework.answers.answering import Typed, keep_to_myself, save_answer
from therapytool.homework.commitment import Commitment
from therapytool.homework.finishing import Farewell, hand_in
from therapytool.homework.handing_out.giving import Gift, Share, give_homework
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.links.issuing import LinkTerms, MadeFor, NewLink
from therapytool.homework.operations import make_link
from therapytool.homework.queries import HomeworkView, get_homework, get_response_row

LADDER = "vulnerability-ladder"
LISTEN = "listen-dont-fix"


@dataclass(frozen=True, slots=True)
class Desk:
    """What one clinician does, each in a transaction of its own."""

    clinician_id: int

    def case(self, *people: str, name: str = "Harbor-12") -> CaseView:
        """Open a case: one person is an individual, two are a couple, more are a group."""
        kind = {1: CaseKind.INDIVIDUAL, 2: CaseKind.COUPLE}.get(len(people), CaseKind.GROUP)
        with writing():
            public_id = open_case(kind, name=name, people=people, clinician_id=self.clinician_id)
        return get_case(public_id, self.clinician_id)

    def gift(self, case: CaseView, slug: str = LADDER, **more: Any) -> Gift:
        """A short sheet for everybody of a case, with every gate cleared."""
        (version,) = current_versions([slug])
        usual: dict[str, Any] = {
            "version": version,
            "dose": Dose.SHORT,
            "shares": tuple(Share(person.public_id) for person in case.people),
            "cleared": frozenset(Gate),
        }
        return Gift(**(usual | more))

    def give(self, case: CaseView, slug: str = LADDER, **more: Any) -> HomeworkView:
        """Give it."""
        with writing():
            public_id = give_homework(case.public_id, self.gift(case, slug, **more), clinician_id=self.clinician_id)
        return self.homework(public_id)

    def homework(self, public_id: str) -> HomeworkView:
        """One homework as it now stands."""
        db.session.expire_all()
        return get_homework(public_id, self.clinician_id)

    def link(
        self, response_id: str, made_for: MadeFor = MadeFor.LINK, *, passcode: str = "", days: int = 14
    ) -> NewLink:
        """Make a link."""
        with writing():
            terms = LinkTerms(made_for, clock.now() + timedelta(days=days), passcode)
            return make_link(response_id, terms, clinician_id=self.clinician_id)

    def answers(
        self, response_id: str, answers: dict[str, str], *, kept: tuple[str, ...] = (), agrees: bool = False
    ) -> None:
        """Let a person fill in her sheet, keep blocks to herself, hand it in, and agree to show it."""
        with writing():
            row_id = get_response_row(response_id, self.clinician_id).id
            ends = clock.now() + timedelta(days=1)
            for key, text in answers.items():
                save_answer(row_id, Typed(key, text, 0, str(uuid4()), clock.now()), link_expires_at=ends)
            for block_id in kept:
                keep_to_myself(row_id, block_id, is_private=True)
            hand_in(row_id, Farewell(Outcome.DONE, helpfulness=7, distress_after=3))
            if agrees:
                agree_to_reveal(row_id)

    def first_answer(self, given: HomeworkView, words: str = "A small brave thing") -> dict[str, str]:
        """An answer to the first line of a sheet that takes words."""
        asked = questions_of(given.exercise.blocks_at(given.dose))
        return {next(each.key for each in asked if each.control in {Control.LINE, Control.LINES}): words}


def in_days(days: int) -> date:
    """The day so many days from today."""
    return clock.today() + timedelta(days=days)


SURE = Commitment(what="Two lines a day", when="After work", where="In the car", with_whom="Nobody", confidence=8)
