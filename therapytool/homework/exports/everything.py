"""Everything kept on one person, as files to hand over: who she is here, what she was given, what she shares.

What she keeps to herself is not in it, for it is hers alone and on her own page; neither are the clinician's private
notes and what was asked before the work. Other features add their files with `add_files`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime

from therapytool import clock
from therapytool.cases.queries import PersonView, get_case_of, get_person
from therapytool.homework.exports.export import answers_of_case, as_csv, as_fhir, as_json, fhir_of_case
from therapytool.homework.links.history import LinkView
from therapytool.homework.queries import HomeworkView, ResponseView, list_homework

FORMAT = "therapytool-person-1"
README = """\
Everything kept on one person, made on {day}.

person.json       the code name and wording, consent to be written to, and each homework: when it was given, opened,
                  sent and talked about, what was agreed, how it went and why
answers.csv       every shared answer, for a spreadsheet
answers.json      the same, for a program
answers.fhir.json the same as FHIR R4 questionnaires and responses
sheets/           the filled sheets as PDF
measures.json     questionnaires filled in, with their totals, where there are any

Answers kept to oneself are in none of these files: they are the person's alone, and can be printed from the person's
own page. The clinician's private notes are kept apart and are not here either.
"""

Files = Mapping[str, bytes]
MORE: list[Callable[[str, int], Files]] = []
"""What other features add, called with the person's public id and the clinician's row."""


def add_files(maker: Callable[[str, int], Files]) -> None:
    """Let a feature add files on a person; asking twice for the same is harmless."""
    if maker not in MORE:
        MORE.append(maker)


def files_on_person(person_id: str, *, clinician_id: int) -> dict[str, bytes]:
    """The files by name, without the sheets. Raises NotFound for a person who is not hers."""
    case = get_case_of(person_id, clinician_id)
    rows = answers_of_case(case.public_id, clinician_id=clinician_id, person_id=person_id)
    files = {
        "README.txt": README.format(day=clock.today().isoformat()).encode(),
        "person.json": _record(person_id, clinician_id),
        "answers.csv": as_csv(rows),
        "answers.json": as_json(rows),
        "answers.fhir.json": as_fhir(fhir_of_case(case.public_id, clinician_id=clinician_id, person_id=person_id)),
    }
    for maker in MORE:
        files.update(maker(person_id, clinician_id))
    return files


def _record(person_id: str, clinician_id: int) -> bytes:
    person, case = get_person(person_id, clinician_id), get_case_of(person_id, clinician_id)
    given = [
        _homework(homework, part)
        for homework in reversed(list_homework(case.public_id, clinician_id))
        for part in homework.responses
        if part.person.public_id == person_id
    ]
    record = {
        "format": FORMAT,
        "made_at": _moment(clock.now()),
        "case": case.name,
        **_person(person),
        "homework": given,
    }
    return json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _person(person: PersonView) -> dict[str, object]:
    return {
        "person": person.name,
        "seat": person.seat_name,
        "pronouns": person.pronouns,
        "speaks_of_the_partner_as": person.partner_words,
        "may_be_written_to": person.email,
        "consent_given_at": _moment(person.email_since),
    }


def _homework(homework: HomeworkView, part: ResponseView) -> dict[str, object]:
    return {
        "homework": homework.public_id,
        "title": homework.exercise.title,
        "version": homework.version,
        "dose": homework.dose.value,
        "given_at": _moment(homework.given_at),
        "not_before": _day(homework.not_before),
        "due_on": _day(homework.due_on),
        "kept_until": _moment(homework.deletes_at),
        "own_words": part.slots,
        "commitment": part.commitment.model_dump(exclude_defaults=True),
        "opened_at": _moment(part.opened_at),
        "started_at": _moment(part.started_at),
        "sent_at": _moment(part.submitted_at),
        "outcome": part.outcome.value if part.outcome else None,
        "told_by": part.outcome_by,
        "reason": part.reason,
        "helpfulness": part.helpfulness,
        "distress_before": part.distress_before,
        "distress_after": part.distress_after,
        "agreed_to_show_at": _moment(part.agreed_to_reveal_at),
        "talked_about_at": _moment(part.reviewed_at),
        "links": [_link(link) for link in part.links],
    }


def _link(link: LinkView) -> dict[str, object]:
    return {
        "handed_over_as": link.made_for.value,
        "made_at": _moment(link.created_at),
        "ends_at": _moment(link.expires_at),
        "events": [{"event": one.event.value, "at": _moment(one.at)} for one in link.events],
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
