"""What changes cases: opening, naming, seating people, consent, putting away, erasing."""

from __future__ import annotations

from sqlalchemy import select

from therapytool import clock
from therapytool.cases.models import Case, Consent, Person
from therapytool.cases.queries import find_consent, get_case_row, get_person_row
from therapytool.cases.vocabulary import CaseKind, Channel
from therapytool.database import db
from therapytool.errors import Conflict
from therapytool.personal_fields import current_keyring
from therapytool.rendering.profiles.choice import ProfileChoice
from therapytool.sealing import new_data_key, seal


def open_case(kind: CaseKind, *, name: str, people: tuple[str, ...], clinician_id: int, is_sample: bool = False) -> str:
    """Open a case with its people, all by code names; returns its public id. Raises Conflict for too many people."""
    case = Case(clinician_id=clinician_id, kind=kind.value, is_sample=is_sample)
    case.name = name
    db.session.add(case)
    for person in people:
        _seat(case, person)
    db.session.flush()
    return case.public_id


def rename_case(public_id: str, *, name: str, clinician_id: int) -> None:
    """Give a case another code name."""
    get_case_row(public_id, clinician_id).name = name
    db.session.flush()


def set_print_choice(public_id: str, choice: ProfileChoice, *, clinician_id: int) -> None:
    """Set how the sheets of a case print, where that is not as the practice prints."""
    get_case_row(public_id, clinician_id).print_profile = choice.chosen
    db.session.flush()


def add_person(public_id: str, *, name: str, clinician_id: int) -> str:
    """Seat one more person; returns her public id. Raises Conflict when the case is full."""
    person = _seat(get_case_row(public_id, clinician_id), name)
    db.session.flush()
    return person.public_id


def describe_person(person_id: str, *, name: str, pronouns: str, partner_words: str, clinician_id: int) -> None:
    """Change a person's code name, pronouns, and how she speaks of her partner; the words fill slots."""
    person = get_person_row(person_id, clinician_id)
    person.name, person.pronouns, person.partner_words = name, pronouns, partner_words
    db.session.flush()


def give_consent(person_id: str, channel: Channel, *, address: str, clinician_id: int) -> None:
    """Record that a person agreed to be written to, and where."""
    person = get_person_row(person_id, clinician_id)
    consent = db.session.scalar(select(Consent).where(Consent.person_id == person.id, Consent.channel == channel))
    if consent is None:
        consent = Consent(channel=channel.value, person=person)
        db.session.add(consent)
    consent.given_at, consent.withdrawn_at = clock.now(), None
    consent.address = address
    db.session.flush()


def withdraw_consent(person_id: str, channel: Channel, *, clinician_id: int) -> None:
    """Record that a person no longer agrees, and forget where she was written to."""
    consent = find_consent(get_person_row(person_id, clinician_id), channel)
    if consent is not None:
        consent.withdrawn_at = clock.now()
        consent.address = ""
        db.session.flush()


def archive_case(public_id: str, *, clinician_id: int) -> None:
    """Put a case away; nothing of it is lost."""
    get_case_row(public_id, clinician_id).archived_at = clock.now()


def reopen_case(public_id: str, *, clinician_id: int) -> None:
    """Take a case out again."""
    get_case_row(public_id, clinician_id).archived_at = None


def erase_case(public_id: str, *, clinician_id: int) -> None:
    """Delete a case with its people and all that hangs on them, for good."""
    db.session.delete(get_case_row(public_id, clinician_id))
    db.session.flush()


def erase_samples(*, clinician_id: int) -> int:
    """Delete the clinician's invented cases; returns how many there were."""
    samples = db.session.scalars(select(Case).where(Case.clinician_id == clinician_id, Case.is_sample)).all()
    for case in samples:
        db.session.delete(case)
    db.session.flush()
    return len(samples)


def erase_person(person_id: str, *, clinician_id: int) -> None:
    """Delete one person with her key and all that hangs on her, for good; the others keep their seats."""
    db.session.delete(get_person_row(person_id, clinician_id))
    db.session.flush()


def _seat(case: Case, name: str) -> Person:
    kind = CaseKind(case.kind)
    free = [seat for seat in range(kind.most_people) if seat not in {person.seat for person in case.people}]
    if not free:
        raise Conflict(f"A case of this kind ({kind}) has room for {kind.most_people}; open another one.")
    person = Person(seat=free[0])
    person.sealed_key = seal(current_keyring(), new_data_key(), person.place_of("sealed_key"))
    person.name = name
    case.people.append(person)
    return person
