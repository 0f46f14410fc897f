"""A practice's own list of crisis contacts: the shipped one until it is first changed, and from then on its own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from therapytool import clock
from therapytool.accounts.models import Practice, PracticeContact
from therapytool.accounts.practice.crisis_lines import CrisisLine, ListedContact, printed_lines
from therapytool.accounts.practice.regions import find_region
from therapytool.database import db
from therapytool.errors import NotFound

NOT_THERE = "This contact is no longer in the list."


@dataclass(frozen=True, slots=True)
class ContactWords:
    """What a contact says: whom, under which number, and how and when."""

    name: str
    number: str
    how: str = ""


def list_contacts(practice: Practice) -> tuple[ListedContact, ...]:
    """The practice's contacts in order; those that ship for its region while it has none of its own."""
    return tuple(_listed(row) for row in _rows(practice)) or find_region(practice.region).contacts


def own_lines(practice: Practice) -> tuple[CrisisLine, ...] | None:
    """The lines of the practice's own list that print; None while the shipped list stands."""
    rows = practice.contacts
    return printed_lines(_listed(row) for row in rows) if rows else None


def has_own_list(practice: Practice) -> bool:
    """Whether the practice has changed the shipped list."""
    return bool(_rows(practice))


def add_contact(practice: Practice, words: ContactWords, *, is_confirmed: bool) -> None:
    """Put a contact at the end of the list; confirmed when somebody has just looked it up."""
    rows = _own_rows(practice)
    row = PracticeContact(practice_id=practice.id, position=len(rows), name=words.name, number=words.number)
    row.how, row.is_printed = words.how, True
    row.checked_on = clock.today() if is_confirmed else None
    db.session.add(row)
    db.session.flush()


def change_contact(practice: Practice, key: str, words: ContactWords, *, is_printed: bool, is_confirmed: bool) -> None:
    """Change a contact. A number that changed has to be confirmed anew. Raises NotFound when it is gone."""
    row = _find(practice, key)
    if row.number != words.number:
        row.is_vouched_for, row.checked_on = False, None
    row.name, row.number, row.how, row.is_printed = words.name, words.number, words.how, is_printed
    if is_confirmed:
        row.checked_on = clock.today()
    db.session.flush()


def move_contact(practice: Practice, key: str, *, up: bool) -> None:
    """Let a contact change places with the one before or after it. Raises NotFound when it is gone."""
    row = _find(practice, key)
    rows = _own_rows(practice)
    place = rows.index(row)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    _number(rows)


def remove_contact(practice: Practice, key: str) -> None:
    """Take a contact out. Raises NotFound when it is gone; the last one taken out brings the shipped list back."""
    row = _find(practice, key)
    rows = [each for each in _own_rows(practice) if each is not row]
    db.session.delete(row)
    _number(rows)


def use_shipped_list(practice: Practice) -> None:
    """Forget the practice's own list; its region's shipped one stands again."""
    db.session.execute(delete(PracticeContact).where(PracticeContact.practice_id == practice.id))


def _rows(practice: Practice) -> list[PracticeContact]:
    wanted = select(PracticeContact).where(PracticeContact.practice_id == practice.id)
    return list(db.session.scalars(wanted.order_by(PracticeContact.position, PracticeContact.id)))


def _own_rows(practice: Practice) -> list[PracticeContact]:
    """The rows of the practice's own list, made of the shipped one if there is none yet."""
    rows = _rows(practice)
    if rows:
        return rows
    for position, contact in enumerate(find_region(practice.region).contacts):
        row = PracticeContact(practice_id=practice.id, position=position, name=contact.name, number=contact.number)
        row.how, row.is_vouched_for, row.is_printed = contact.how, contact.is_vouched_for, contact.is_printed
        db.session.add(row)
    db.session.flush()
    return _rows(practice)


def _find(practice: Practice, key: str) -> PracticeContact:
    """The row of a contact: by its public id, or by its number in the shipped list, which then becomes the own one."""
    is_shipped = not _rows(practice)
    for position, row in enumerate(_own_rows(practice)):
        if row.public_id == key or (is_shipped and key == str(position)):
            return row
    raise NotFound(NOT_THERE)


def _number(rows: list[PracticeContact]) -> None:
    for position, row in enumerate(rows):
        row.position = position
    db.session.flush()


def _listed(row: PracticeContact) -> ListedContact:
    return ListedContact(
        key=row.public_id,
        name=row.name,
        number=row.number,
        how=row.how,
        is_vouched_for=row.is_vouched_for,
        checked_on=row.checked_on,
        is_printed=row.is_printed,
    )
