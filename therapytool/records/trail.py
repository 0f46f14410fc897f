"""The audit trail as a person reads it: her own lines and those of her cases; the owner all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from therapytool.accounts.auditing.actions import Group, in_words
from therapytool.accounts.auditing.chain import Line
from therapytool.accounts.auditing.trail import ActorKind, Wanted
from therapytool.accounts.models import User
from therapytool.accounts.permissions.table import Permission, may
from therapytool.accounts.queries import list_colleagues
from therapytool.cases.queries import list_cases
from therapytool.homework.exports.export import plain_cell

WHO = {
    ActorKind.CLIENT: "A client",
    ActorKind.STRANGER: "Somebody not signed in",
    ActorKind.SERVER: "Therapytool by itself",
    ActorKind.TERMINAL: "The terminal",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words. `about` is the code name where the case is the reader's own and still there."""

    at: datetime
    who: str
    what: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of the page asks for."""

    actor: str = ""
    group: Group | None = None
    since: date | None = None
    until: date | None = None


def wanted_by(reader: User, asked: Asked) -> Wanted:
    """What to look for: the owner reads all lines, everybody else her own."""
    return Wanted(
        reader="" if may(reader, Permission.PRACTICE) else reader.public_id,
        actor=asked.actor,
        group=asked.group,
        since=_midnight(asked.since),
        until=_midnight(asked.until + timedelta(days=1)) if asked.until else None,
    )


def people_of(reader: User) -> list[tuple[str, str]]:
    """Whom the reader may narrow to: for the owner everybody."""
    others = list_colleagues(reader.id) if may(reader, Permission.PRACTICE) else []
    return [(reader.public_id, reader.name), *((each.public_id, each.name) for each in others)]


def told(lines: Iterable[Line], reader: User) -> list[Told]:
    """Lines in the reader's words: names of people, code names of her own cases and of no others."""
    names = {reader.public_id: reader.name} | {each.public_id: each.name for each in list_colleagues(reader.id)}
    cases = {case.public_id: case.name for shelf in (False, True) for case in list_cases(reader.id, archived=shelf)}
    return [
        Told(line.at, _who(line, names), in_words(line.action), _about(line, names, cases, reader), line.detail)
        for line in lines
    ]


def as_csv(lines: Iterable[Told]) -> bytes:
    """The lines as a table for spreadsheets."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(("when", "who", "what", "about", "detail"))
    for line in lines:
        writer.writerow([line.at.isoformat(), *map(plain_cell, (line.who, line.what, line.about, line.detail))])
    return text.getvalue().encode("utf-8-sig")


def _who(line: Line, names: dict[str, str]) -> str:
    kind = ActorKind(line.actor_kind)
    return WHO[kind] if kind in WHO else names.get(line.actor, "Somebody who has left")


def _about(line: Line, names: dict[str, str], cases: dict[str, str], reader: User) -> str:
    if line.subject_kind == "clinician":
        return names.get(line.subject, "")
    if not line.about_case:
        return ""
    if line.about_case in cases:
        return cases[line.about_case]
    return "A case that is gone" if line.whose == reader.public_id else f"A case of {names.get(line.whose, 'another')}"


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time()).astimezone() if day else None
