"""Whoever is not the clinician of a case finds nothing of it, by any address of cases or homework and any method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.factories import csrf_token, make_clinician, sign_in
from tests.homework.practice import LADDER, Desk, in_days
from therapytool.accounts.queries import get_clinician
from therapytool.database import db, writing
from therapytool.homework.coming_home.pages import CameFrom, keep_pages, list_pages
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.queries import get_response_row

FEATURES = {"cases", "homework"}
NAMES_NOTHING = {
    "cases.browse",
    "cases.new",
    "cases.create",
    "cases.add_samples",
    "cases.remove_samples",
    "homework.bring_home",
    "homework.browse",
    "homework.come_home",
    "homework.give",
    "homework.give_now",
}
"""Routes that take no id of a client's row; written out, so that none is left out by the way."""
SENSIBLE = {
    "name": "Mine",
    "person-name": "Mine",
    "email": "ben@example.org",
    "agreed": "y",
    "typed_name": "Heron",
    "dose": "long",
    "outcome": "done",
    "reviewed": "1",
    "cleared": "1",
    "text": "mine",
    "ends_on": in_days(9).isoformat(),
}
"""A body that every form would take."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Everything of Ada's that an address could name."""

    case: str
    person: str
    homework: str
    response: str
    link: str
    page: str

    def of(self, rule: Rule, argument: str) -> str | int:
        """The id that stands in the place of an argument of a route."""
        if argument != "name":
            named = {"person_id": self.person, "link_id": self.link, "page_id": self.page}
            return {**named, "gate": "ipv_cleared", "number": 1}[argument]
        if rule.endpoint.startswith("cases.") or "/case/" in rule.rule:
            return self.case
        return self.response if "/responses/" in rule.rule else self.homework


@pytest.fixture
def ids(desk: Desk) -> Ids:
    case = desk.case("Heron", "Finch")
    given = desk.give(case, due_on=in_days(3))
    part = given.responses[0].public_id
    desk.link(part, MadeFor.LINK)
    desk.answers(part, desk.first_answer(given))
    (link,) = desk.homework(given.public_id).responses[0].links
    with writing():
        keep_pages(get_response_row(part, desk.clinician_id).id, [b"\xff\xd8\xff"], came_from=CameFrom.CLINICIAN)
    (page,) = list_pages(part, clinician_id=desk.clinician_id)
    return Ids(case.public_id, case.people[0].public_id, given.public_id, part, link.public_id, page.public_id)


def addresses(app: Flask, ids: Ids) -> Iterator[tuple[str, str]]:
    """Method and address of every route that names something of a client."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in FEATURES and rule.endpoint not in NAMES_NOTHING:
            _, path = rule.build({name: ids.of(rule, name) for name in rule.arguments}) or ("", "")
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, path


def kept(ids: Ids, desk: Desk) -> object:
    """Everything of hers that could have been changed."""
    db.session.expire_all()
    given = desk.homework(ids.homework)
    return given.case.people, given.case.name, given.responses


def test_another_clinician_of_the_same_practice_finds_nothing(library: Flask, desk: Desk, ids: Ids):
    before = kept(ids, desk)
    ben = library.test_client()
    sign_in(ben, make_clinician("ben@example.org", name="Ben Ortiz"))
    token = csrf_token(ben, "/cases/new")
    routes = list(addresses(library, ids))
    assert len(routes) > 35
    for method, path in routes:
        typed = {**SENSIBLE, "response": ids.response, "csrf_token": token}
        answer = ben.open(path, method=method, data=typed if method == "POST" else None)
        assert answer.status_code == 404, (method, path)
        assert not [word for word in ("Heron", "Finch", "Harbor-12") if word in answer.text]
    assert kept(ids, desk) == before


def test_the_addresses_are_right_for_the_one_whose_case_it_is(library: Flask, desk: Desk, ids: Ids):
    ada = library.test_client()
    sign_in(ada, get_clinician(desk.clinician_id))
    for method, path in addresses(library, ids):
        if method == "GET":
            assert ada.get(path).status_code in {200, 409}, path


@pytest.mark.parametrize("case_of_another", [True, False])
def test_another_clinicians_case_cannot_be_given_to(library: Flask, desk: Desk, ids: Ids, case_of_another: bool):
    ben = library.test_client()
    sign_in(ben, make_clinician("ben@example.org", name="Ben Ortiz"))
    case = ids.case if case_of_another else "nowhere"
    address = f"/homework/give?exercise={LADDER}&case={case}"
    assert ben.get(address).status_code == 404
    assert ben.post(address, data={"csrf_token": csrf_token(ben, "/cases/new")}).status_code == 404
    assert ben.get(f"/homework/give?case={case}").status_code == 404


def test_her_lists_show_only_her_own(library: Flask, ids: Ids):
    ben = library.test_client()
    sign_in(ben, make_clinician("ben@example.org", name="Ben Ortiz"))
    for address in ("/cases/", "/cases/?archived=1", "/homework/", f"/homework/?case={ids.case}"):
        assert not [word for word in ("Heron", "Harbor-12", ids.homework) if word in ben.get(address).text]


def test_a_disabled_or_signed_out_visitor_is_sent_to_the_door(library: Flask, ids: Ids):
    visitor: FlaskClient = library.test_client()
    for method, path in addresses(library, ids):
        if method == "GET":
            answer = visitor.get(path)
            assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in"), path
