"""What reads cases. Whatever is not this clinician's own is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from therapytool.cases.models import Case, Consent, Person
from therapytool.cases.vocabulary import CaseKind, Channel, seat_name
from therapytool.database import db
from therapytool.errors import NotFound
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person of a case. `email` is where she agreed to be written to, and since when; else empty."""

    public_id: str
    seat: int
    seat_name: str
    name: str
    pronouns: str
    partner_words: str
    email: str
    email_since: datetime | None

    @property
    def title(self) -> str:
        """Seat and code name: "Partner A, Heron"; the code name alone where there is one person."""
        return f"{self.seat_name}, {self.name}" if self.seat_name else self.name


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its people, in the order of their seats."""

    public_id: str
    kind: CaseKind
    name: str
    people: tuple[PersonView, ...]
    archived_at: datetime | None
    changed_at: datetime
    is_sample: bool = False
    print_choice: ProfileChoice = NOTHING_CHOSEN
    """How its sheets are printed, where that is not as the practice prints."""

    @property
    def is_archived(self) -> bool:
        """Whether the case is put away."""
        return self.archived_at is not None

    @property
    def is_full(self) -> bool:
        """Whether no more people fit into a case of this kind."""
        return len(self.people) >= self.kind.most_people


def list_cases(clinician_id: int, *, archived: bool = False) -> list[CaseView]:
    """The clinician's cases by name; those put away only when asked for."""
    shelf = Case.archived_at.is_not(None) if archived else Case.archived_at.is_(None)
    rows = db.session.scalars(
        select(Case)
        .where(Case.clinician_id == clinician_id, shelf)
        .options(selectinload(Case.people).selectinload(Person.consents))
    )
    return sorted((case_view(row) for row in rows), key=lambda case: case.name.casefold())


def get_case(public_id: str, clinician_id: int) -> CaseView:
    """One case of this clinician. Raises NotFound."""
    return case_view(get_case_row(public_id, clinician_id))


def get_case_of(person_id: str, clinician_id: int) -> CaseView:
    """The case a person belongs to. Raises NotFound."""
    return case_view(get_person_row(person_id, clinician_id).case)


def has_samples(clinician_id: int) -> bool:
    """Whether any of the clinician's cases is an invented one."""
    return (
        db.session.scalar(select(Case.id).where(Case.clinician_id == clinician_id, Case.is_sample).limit(1)) is not None
    )


def count_archived(clinician_id: int) -> int:
    """How many of her cases are put away."""
    hers = select(func.count()).select_from(Case).where(Case.clinician_id == clinician_id)
    return db.session.scalar(hers.where(Case.archived_at.is_not(None))) or 0


def get_case_row(public_id: str, clinician_id: int) -> Case:
    """The row behind a case, for operations. Raises NotFound."""
    case = db.session.scalar(select(Case).where(Case.public_id == public_id, Case.clinician_id == clinician_id))
    if case is None:
        raise NotFound("there is no such case")
    return case


def get_person(public_id: str, clinician_id: int) -> PersonView:
    """One person of one of this clinician's cases. Raises NotFound."""
    return person_view(get_person_row(public_id, clinician_id))


def get_person_row(public_id: str, clinician_id: int) -> Person:
    """The row of a person of one of this clinician's cases, for operations. Raises NotFound."""
    person = db.session.scalar(
        select(Person).join(Case).where(Person.public_id == public_id, Case.clinician_id == clinician_id)
    )
    if person is None:
        raise NotFound("there is no such person")
    return person


def find_consent(person: Person, channel: Channel) -> Consent | None:
    """A person's standing consent for a channel; None when it was never given or is withdrawn."""
    given = [consent for consent in person.consents if consent.channel == channel and consent.withdrawn_at is None]
    return given[0] if given else None


def case_view(case: Case) -> CaseView:
    """A case row as a plain value."""
    kind = CaseKind(case.kind)
    return CaseView(
        public_id=case.public_id,
        kind=kind,
        name=case.name,
        people=tuple(person_view(person) for person in case.people),
        archived_at=case.archived_at,
        changed_at=case.updated_at,
        is_sample=case.is_sample,
        print_choice=ProfileChoice.stored(case.print_profile),
    )


def person_view(person: Person) -> PersonView:
    """A person row as a plain value."""
    consent = find_consent(person, Channel.EMAIL)
    return PersonView(
        public_id=person.public_id,
        seat=person.seat,
        seat_name=seat_name(CaseKind(person.case.kind), person.seat),
        name=person.name,
        pronouns=person.pronouns,
        partner_words=person.partner_words,
        email=consent.address if consent else "",
        email_since=consent.given_at if consent else None,
    )
