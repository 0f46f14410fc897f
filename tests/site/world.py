"""A small world for the authorization matrix: Ada's couple with planted words, and everybody who may try to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD, make_clinician
from tests.homework.practice import Desk
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework
from therapytool.accounts.colleagues import close_account
from therapytool.accounts.models import Practice, SignIn, User
from therapytool.accounts.operations import add_clinician, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.cases.models import Person
from therapytool.database import db, writing
from therapytool.exercises.vocabulary import Format
from therapytool.homework.coming_home.pages import CameFrom, keep_pages, list_pages
from therapytool.homework.models import HomeworkLink, Response
from therapytool.homework.operations import save_note
from therapytool.homework.queries import get_response_row
from therapytool.plans.beginnings import blank_plan
from therapytool.plans.models import Plan, SharedPlan
from therapytool.progress.models import FilledMeasure, RaisedAlert

WORDS = ("Plantedcase", "Plantedheron", "Plantedfinch", "Plantedalpha", "Plantedbeta", "Plantednote", "Plantedplan")
ALPHA, BETA = "Plantedalpha", "Plantedbeta"


@dataclass(frozen=True)
class World:
    """What is there, by the names its rows have in addresses, and who is there."""

    ids: dict[str, str]
    visitors: dict[str, Callable[[str, str], TestResponse]]


def clinician(email: str, role: ClinicianRole, practice: Practice | None = None) -> User:
    with writing():
        person = add_clinician(email=email, name=email.partition("@")[0].title(), role=role, practice=practice)
        set_password(person, PASSWORD)
    return person


def build(app: Flask) -> World:
    """Everybody and everything."""
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    owner = make_clinician("olga@example.org", name="Olga Owner")
    ada = clinician("ada@example.org", ClinicianRole.CLINICIAN)
    people = {
        "owner": owner,
        "clinician": ada,
        "same practice": clinician("ben@example.org", ClinicianRole.CLINICIAN),
        "supervisor": clinician("sue@example.org", ClinicianRole.SUPERVISOR),
        "assistant": clinician("ann@example.org", ClinicianRole.ASSISTANT),
        "disabled": clinician("dora@example.org", ClinicianRole.CLINICIAN),
    }
    with writing():
        elsewhere = Practice(name="Elsewhere")
        db.session.add(elsewhere)
    people["other practice"] = clinician("cleo@example.org", ClinicianRole.OWNER, elsewhere)
    emails = {who: person.email for who, person in people.items()}
    ids, links = plant(ada)
    db.session.remove()
    visitors = {who: signed_in(app, email) for who, email in emails.items()}
    with writing():
        ids["sign_in"] = str(
            db.session.query(SignIn.public_id).join(User).filter(User.email == "ada@example.org").scalar()
        )
        ids["colleague"] = str(db.session.query(User.public_id).filter(User.email == "ben@example.org").scalar())
        disabled = db.session.query(User.public_id).filter(User.email == "dora@example.org").scalar()
        close_account(str(disabled), owner=db.session.query(User).filter(User.email == "olga@example.org").one())
    db.session.remove()
    visitors |= {
        "anonymous": Opener(Visitor(app).client),
        "client A": came_in(app, links[0]),
        "client B": came_in(app, links[1]),
    }
    return World(ids, visitors)


def plant(ada: User) -> tuple[dict[str, str], list[GivenHomework]]:
    """Ada's couple, their homework with an answer each, her note, a plan, a measure; nothing is revealed."""
    desk = Desk(ada.id)
    case = desk.case("Plantedheron", "Plantedfinch", name="Plantedcase")
    given = desk.give(case)
    parts = [part.public_id for part in given.responses]
    links = [desk.link(part) for part in parts]
    for part, word in zip(parts, (ALPHA, BETA), strict=True):
        desk.answers(part, desk.first_answer(given, word))
    with writing():
        save_note(parts[0], "Plantednote", clinician_id=ada.id)
        row = db.session.query(Person).filter(Person.public_id == case.people[0].public_id).one()
        plan = Plan(
            clinician_id=ada.id,
            title="Plantedplan",
            content=blank_plan("Plantedplan", format=Format.COUPLE, minutes=80).model_dump(mode="json"),
            case_id=row.case_id,
        )
        measure = FilledMeasure(clinician_id=ada.id, measure="phq9", wording_hash="0" * 64, way="link", person=row)
        measure.given_at = measure.completed_at = given.given_at
        alert = RaisedAlert(filled=measure, raised_at=given.given_at)
        alert.rule, alert.note = "thoughts_of_death", "Plantednote"
        db.session.add(alert)
        shared = SharedPlan(practice_id=ada.practice_id, clinician_id=ada.id, title="For colleagues")
        shared.content = blank_plan("For colleagues", format=Format.COUPLE, minutes=80).model_dump(mode="json")
        db.session.add_all([plan, measure, shared])
        keep_pages(get_response_row(parts[0], ada.id).id, [b"\xff\xd8\xff"], came_from=CameFrom.CLIENT)
    rows = {part: db.session.query(Response).filter(Response.public_id == part).one() for part in parts}
    ids = {
        "case": case.public_id,
        "person": case.people[0].public_id,
        "homework": given.public_id,
        "response": parts[0],
        "plan": plan.public_id,
        "shared plan": shared.public_id,
        "measure": measure.public_id,
        "alert": alert.public_id,
        "page": list_pages(parts[0], clinician_id=ada.id)[0].public_id,
        "link": str(db.session.query(HomeworkLink.public_id).limit(1).scalar()),
    }
    return ids, [GivenHomework(rows[part].id, part, link) for part, link in zip(parts, links, strict=True)]


class Opener:
    """Opens an address in one browser, by any method, with nothing in the form."""

    def __init__(self, client: Any, address: str = "192.0.2.7") -> None:
        self.client, self.address = client, address

    def __call__(self, method: str, path: str) -> TestResponse:
        answer: TestResponse = self.client.open(path, method=method, environ_base={"REMOTE_ADDR": self.address})
        return answer


def signed_in(app: Flask, email: str) -> Opener:
    visitor = Visitor(app)
    assert visitor.post("/sign-in", {"email": email, "password": PASSWORD}).status_code == 303
    return Opener(visitor.client)


def came_in(app: Flask, given: GivenHomework) -> Opener:
    browser = ClientBrowser(app)
    assert browser.enter(given).status_code == 303
    return Opener(browser.client, browser.address)


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every rule with each of its methods; reading before changing."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.endpoint, each.rule)):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method
