"""What the clinician changes about homework once it is given: dose, outcome, review, notes, links, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import SERVER, note
from therapytool.blocks.dose import Dose
from therapytool.database import db
from therapytool.errors import Conflict, NotFound
from therapytool.homework.audit_subjects import homework_subject
from therapytool.homework.commitment import Commitment, commitment_as_kept
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.links.issuing import LinkTerms, NewLink, issue_link, revoke_links
from therapytool.homework.models import ClinicianNote, Homework, Response
from therapytool.homework.queries import get_homework_row, get_response_row

CLINICIAN = "clinician"
HAS_BEGUN = "Something has come back already, so it stays as it was given. Give it again instead."


def change_dose(homework_id: str, dose: Dose, *, clinician_id: int) -> None:
    """Give another dose instead, while nobody has begun. Raises Conflict after that."""
    for row in _rounds(get_homework_row(homework_id, clinician_id)):
        if _has_begun(row):
            raise Conflict(HAS_BEGUN)
        row.dose = dose.value
    db.session.flush()


def change_commitment(response_id: str, commitment: Commitment, *, clinician_id: int) -> None:
    """Keep what a person means to do now; a link already given shows it. Raises Conflict once she has handed in."""
    row = get_response_row(response_id, clinician_id)
    if row.outcome is not None:
        raise Conflict("How it went is recorded already, so the strip stays as it was.")
    row.commitment_json = commitment_as_kept(commitment)
    db.session.flush()


def record_outcome(response_id: str, outcome: Outcome, *, reason: str, clinician_id: int) -> None:
    """Record how it went, as told in the room; a reason the client wrote stays unless another is given."""
    row = get_response_row(response_id, clinician_id)
    row.outcome, row.outcome_by = outcome.value, CLINICIAN
    if reason:
        row.reason = reason
    db.session.flush()


def mark_reviewed(response_id: str, *, clinician_id: int) -> None:
    """Note that it has been looked at. Raises Conflict while nobody has said how it went."""
    row = get_response_row(response_id, clinician_id)
    if row.outcome is None:
        raise Conflict("Say first how it went: done, partly, or not this time.")
    row.reviewed_at = clock.now()
    db.session.flush()


def mark_several_reviewed(response_ids: Iterable[str], *, clinician_id: int) -> list[str]:
    """Note that these have been looked at; returns which. Those nobody said how they went stay as they are.

    Raises NotFound for one that is not hers.
    """
    rows = [get_response_row(response_id, clinician_id) for response_id in dict.fromkeys(response_ids)]
    told = [row for row in rows if row.outcome is not None and row.reviewed_at is None]
    for row in told:
        row.reviewed_at = clock.now()
    db.session.flush()
    return [row.public_id for row in told]


def take_back_review(response_id: str, *, clinician_id: int) -> None:
    """Put it back among what is still to be looked at."""
    get_response_row(response_id, clinician_id).reviewed_at = None
    db.session.flush()


def save_note(response_id: str, text: str, *, clinician_id: int) -> None:
    """Keep the clinician's own note beside a response; an empty one is deleted."""
    row = get_response_row(response_id, clinician_id)
    hers = (ClinicianNote.response_id == row.id, ClinicianNote.clinician_id == clinician_id)
    if not text:
        db.session.execute(delete(ClinicianNote).where(*hers))
        return
    note = db.session.scalar(select(ClinicianNote).where(*hers))
    if note is None:
        note = ClinicianNote(response_id=row.id, clinician_id=clinician_id)
        db.session.add(note)
    note.text = text
    db.session.flush()


def make_link(response_id: str, terms: LinkTerms, *, clinician_id: int) -> NewLink:
    """Make a way in for one person, shown this once. Raises Conflict for an end that has passed."""
    row = get_response_row(response_id, clinician_id)
    if terms.expires_at <= clock.now():
        raise Conflict("A link has to end on a later day.")
    return issue_link(row, terms)


def end_link(response_id: str, link_id: str, *, clinician_id: int) -> None:
    """End one link for good. Raises NotFound when this response has no such open link."""
    if not revoke_links(get_response_row(response_id, clinician_id), public_id=link_id):
        raise NotFound("there is no such link")


def take_back(homework_id: str, *, clinician_id: int) -> None:
    """Take homework back as if it had not been given, with all its rounds. Raises Conflict once something came back."""
    rounds = _rounds(get_homework_row(homework_id, clinician_id))
    if any(_has_begun(row) for row in rounds):
        raise Conflict(HAS_BEGUN)
    for row in rounds:
        db.session.delete(row)
    db.session.flush()


def stop_repeating(homework_id: str, *, clinician_id: int) -> int:
    """Drop the later rounds that nobody has begun; returns how many."""
    row = get_homework_row(homework_id, clinician_id)
    later = [
        other
        for other in _rounds(row)
        if other.not_before is not None and other.not_before > clock.today() and not _has_begun(other)
    ]
    for other in later:
        db.session.delete(other)
    row.repeats_until = row.due_on
    db.session.flush()
    return len(later)


def delete_expired(now: datetime) -> int:
    """Delete homework whose time to be kept is over, with answers and links, and homework nobody has any more."""
    nobodys = ~select(Response.id).where(Response.homework_id == Homework.id).exists()
    due = db.session.scalars(select(Homework).where((Homework.deletes_at <= now) | nobodys)).all()
    for row in due:
        note(Action.HOMEWORK_EXPIRED, by=SERVER, subject=homework_subject(row.public_id))
        db.session.delete(row)
    db.session.flush()
    return len(due)


def _has_begun(row: Homework) -> bool:
    """Whether anything came back from anybody."""
    return any(part.started_at is not None or part.outcome is not None for part in row.responses)


def _rounds(row: Homework) -> list[Homework]:
    """All rounds of a repeating homework; one that does not repeat is its only round."""
    if row.series is None:
        return [row]
    return list(db.session.scalars(select(Homework).where(Homework.series == row.series).order_by(Homework.id)))
