"""Erasing leaves no byte of the words in the data directory, nor of their seals: every file of it is looked through."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import MultiDict

from tests.accounts.visitor import Visitor
from tests.application import everything_on_disk
from tests.databases import DATABASE
from tests.factories import make_clinician
from tests.homework.practice import Desk
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework
from therapytool import clock
from therapytool.accounts.queries import find_clinician, get_clinician
from therapytool.blocks.dose import Dose
from therapytool.cases.gates import clear_gate
from therapytool.cases.operations import describe_person, give_consent
from therapytool.cases.queries import get_case
from therapytool.cases.vocabulary import Channel
from therapytool.database import db, writing
from therapytool.exercises.measures.files import get_measure
from therapytool.homework.coming_home.pages import CameFrom, keep_pages
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
from therapytool.progress.answers import read_answers
from therapytool.progress.mailing import mail_measure_link
from therapytool.progress.operations import acknowledge_alert, keep_answers_from_afar
from therapytool.progress.queries import get_filled_row, list_alerts
from therapytool.progress.sending import Sending, send_measure
from therapytool.rendering.printer import Printer

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


def sealed(app: Flask) -> set[bytes]:
    """Every sealed value in the database, as its bytes stand in the file."""
    found: set[bytes] = set()
    with closing(sqlite3.connect(Path(app.instance_path) / DATABASE)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'library%'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
            found |= {value for row in rows for value in row if isinstance(value, bytes)}
    return found


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
        clear_gate(case.public_id, "ipv_cleared", note=f"{WORD} is safe", clinician_id=desk.clinician_id)
        keep_pages(row.id, [f"a page of {WORD}".encode()], came_from=CameFrom.CLINICIAN)
    measured(desk, first)
    return desk, case.public_id, GivenHomework(row.id, part, link)


def measured(desk: Desk, person_id: str) -> None:
    """A measure that was mailed, came back by its link, set off an alert and has a note beside it."""
    with writing():
        sending = Sending(person_id, "phq9", expires_at=clock.now() + timedelta(days=9))
        practice_id = get_clinician(desk.clinician_id).practice_id
        sent = send_measure(sending, clinician_id=desk.clinician_id, practice_id=practice_id)
        mail_measure_link(sent.link.public_id, to=f"{WORD}@example.org", body=f"Dear {WORD}")
        answers = read_answers(get_measure("phq9"), MultiDict({"item9": "3"}))
        keep_answers_from_afar(get_filled_row(sent.measure_id, desk.clinician_id).id, answers)
        for alert in list_alerts(desk.clinician_id):
            acknowledge_alert(alert.public_id, note=f"{WORD} called", clinician_id=desk.clinician_id)


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
        f"/homework/case/{case_id}/safety",
        f"/homework/responses/{given.name}/fillable.pdf",
        f"/progress/case/{case_id}",
        "/progress/alerts",
        "/records/trail.csv",
        f"/search/?q={WORD}",
        f"/library/?q={WORD}",
    ):
        assert visitor.open(path).status_code < 500, path
    photo = BytesIO()
    Image.new("RGB", (60, 80)).save(photo, "JPEG", comment=WORD.encode())
    photo.seek(0)
    fields = {
        "csrf_token": visitor.token("/homework/come-home"),
        "response": given.name,
        "files": (photo, f"{WORD}.jpg"),
    }
    assert visitor.client.post("/homework/come-home", data=fields).status_code == 303
    client = ClientBrowser(app)
    client.enter(given)
    assert client.open("/sheet.pdf").status_code == 200


def test_no_byte_of_the_words_is_left_anywhere(
    own_printer: Printer,
    library: Flask,
    planted: tuple[Desk, str, GivenHomework],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _, case_id, given = planted
    db.session.remove()
    instance = Path(library.instance_path)
    assert places(instance) == [], "whatever can be typed is sealed"
    walk(library, case_id, given)
    assert places(instance) == []
    assert [path.name for path in (instance / "pages").rglob("*") if path.is_file()] == [], "no print of it is kept"
    before = sealed(library)
    assert len(before) > 25
    visitor = Visitor(library)
    visitor.sign_in("ada@example.org")
    assert visitor.send(f"/cases/{case_id}/erase", typed_name=f"{WORD} case").status_code == 303
    db.session.remove()
    db.engine.dispose()
    assert places(instance) == []
    gone, bytes_left = before - sealed(library), everything_on_disk()
    assert len(gone) > 25
    assert [value for value in gone if value in bytes_left] == []
    assert list(tmp_path.iterdir()) == [], "nothing was put into a temporary file that stayed"
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
