"""Erasing leaves no byte of the words in the data directory: every file of it is looked through."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.homework.practice import Desk
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework
from therapytool.accounts.queries import find_clinician
from therapytool.blocks.dose import Dose
from therapytool.cases.operations import describe_person, give_consent
from therapytool.cases.queries import get_case
from therapytool.cases.vocabulary import Channel
from therapytool.database import db, writing
from therapytool.homework.commitment import Commitment
from therapytool.homework.handing_out.giving import Share
from therapytool.homework.mailing.outbox import write_mail
from therapytool.homework.operations import save_note
from therapytool.homework.queries import get_response_row
from therapytool.plans.changes.items import Remove
from therapytool.plans.changes.session import SetPlan
from therapytool.plans.content import ExerciseItem, HomeworkSheet, Part, PartItem, PlanContent
from therapytool.plans.operations import change_plan, create_plan
from therapytool.plans.queries import list_plans_of_case

WORD = "Quillfeather"
"""A word that is in no exercise, template or library."""


def places(folder: Path, word: str = WORD) -> list[str]:
    """Files of a folder in which a word stands in any of the ways a program writes text."""
    forms = [word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


@pytest.fixture
def planted(library: Flask) -> tuple[Desk, str, GivenHomework]:
    """A case whose every field holds the word, given, answered, printed, searched for and mailed."""
    desk = Desk(make_clinician().id)
    case = desk.case(f"{WORD} A", f"{WORD} B", name=f"{WORD} case")
    first = case.people[0].public_id
    with writing():
        describe_person(first, name=f"{WORD} A", pronouns=WORD, partner_words=WORD, clinician_id=desk.clinician_id)
        give_consent(first, Channel.EMAIL, address=f"{WORD}@example.org", clinician_id=desk.clinician_id)
    share = Share(first, slots={"partner": WORD}, commitment=Commitment(what=WORD, when=WORD, obstacle=WORD))
    given = desk.give(case, shares=(share,), dose=Dose.SHORT)
    part = given.responses[0].public_id
    link = desk.link(part)
    desk.answers(part, desk.first_answer(given, f"I told {WORD} the truth"))
    with writing():
        save_note(part, f"{WORD} is on my mind", clinician_id=desk.clinician_id)
        write_mail(link.public_id, to=f"{WORD}@example.org", body=f"Dear {WORD}")
        row = get_response_row(part, desk.clinician_id)
        plan_for(case.public_id, desk.clinician_id)
    return desk, case.public_id, GivenHomework(row.id, part, link)


def plan_for(case_id: str, clinician_id: int) -> None:
    """A plan with the word wherever words can be typed into one, changed, so that it has a history."""
    words = {"notes": f"{WORD} first", "materials": (f"{WORD} cards",)}
    talk = PartItem(part=Part.TEACHING, title=f"{WORD} talk", minutes=10, **words)
    listen = ExerciseItem(exercise="listen-dont-fix", slots={"partner": WORD}, **words)
    home = PartItem(
        part=Part.HOMEWORK_PLANNING,
        minutes=5,
        homework=(HomeworkSheet(exercise="listen-dont-fix", slots={"partner": f"{WORD} at home"}),),
    )
    content = PlanContent(title=f"{WORD} plan", summary=WORD, items=(talk, listen, home))
    name = create_plan(content, clinician_id=clinician_id, case_id=case_id)
    change_plan(name, SetPlan(change="set-plan", title=f"{WORD} plan, renamed"), clinician_id=clinician_id)
    change_plan(name, Remove(change="remove", key=talk.key), clinician_id=clinician_id)


def walk(app: Flask, case_id: str, given: GivenHomework) -> None:
    """Open whatever might leave something behind: pages, pictures, PDFs, exports, the search, the client's pages."""
    visitor = Visitor(app)
    visitor.sign_in("ada@example.org")
    (plan,) = list_plans_of_case(case_id, find_clinician("ada@example.org").id)
    for path in (
        f"/cases/{case_id}",
        f"/plans/case/{case_id}",
        f"/plans/{plan.public_id}",
        f"/plans/{plan.public_id}/packet",
        f"/plans/{plan.public_id}/packet.pdf",
        f"/homework/responses/{given.name}",
        f"/homework/responses/{given.name}/sheet.pdf",
        f"/homework/responses/{given.name}/page-1.png",
        f"/homework/case/{case_id}/answers.csv",
        f"/homework/case/{case_id}/sheets.pdf",
        f"/search/?q={WORD}",
        f"/library/?q={WORD}",
    ):
        assert visitor.open(path).status_code < 500, path
    client = ClientBrowser(app)
    client.enter(given)
    assert client.open("/sheet.pdf").status_code == 200


def test_no_byte_of_the_words_is_left_anywhere(
    library: Flask, planted: tuple[Desk, str, GivenHomework], capfd: pytest.CaptureFixture[str]
) -> None:
    _, case_id, given = planted
    db.session.remove()
    instance = Path(library.instance_path)
    assert places(instance) == [], "whatever can be typed is sealed"
    walk(library, case_id, given)
    assert places(instance) == []
    visitor = Visitor(library)
    visitor.sign_in("ada@example.org")
    assert visitor.send(f"/cases/{case_id}/erase", typed_name=f"{WORD} case").status_code == 303
    db.session.remove()
    db.engine.dispose()
    assert places(instance) == []
    logged = capfd.readouterr()
    assert WORD.lower() not in (logged.out + logged.err).lower()


def test_one_person_goes_and_the_others_stay(library: Flask, planted: tuple[Desk, str, GivenHomework]) -> None:
    desk, case_id, _ = planted
    db.session.remove()
    visitor = Visitor(library)
    visitor.sign_in("ada@example.org")
    people = desk_people(desk, case_id)
    page = f"/cases/people/{people[0]}"
    assert visitor.send(f"{page}/erase", page=page, typed_name=f"{WORD} A").status_code == 303
    assert desk_people(desk, case_id) == people[1:]


def desk_people(desk: Desk, case_id: str) -> list[str]:
    db.session.expire_all()
    return [person.public_id for person in get_case(case_id, desk.clinician_id).people]
