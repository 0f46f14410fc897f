"""The audit trail: every change leaves a line in its own transaction, and no line is changed unseen."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.factories import csrf_token, make_clinician
from tests.portal.browser import ClientBrowser
from tests.portal.given import give
from therapytool.accounts.auditing.actions import Action, Group
from therapytool.accounts.auditing.chain import (
    Broken,
    End,
)
from therapytool.accounts.auditing.routes import EXPORTS, QUIET_FEATURES, SILENT, TRACES
from therapytool.accounts.auditing.trail import (
    TERMINAL,
    Wanted,
    check_trail,
    clinician_actor,
    count_lines,
    list_lines,
    note,
)
from therapytool.accounts.queries import find_clinician
from therapytool.database import db, writing
from therapytool.web.transactions import SAFE_METHODS


def test_every_route_that_changes_something_says_what_it_leaves(library: Flask) -> None:
    known = {*TRACES, *EXPORTS, *SILENT, "demo"}
    routes = {rule.endpoint: rule.methods or set() for rule in library.url_map.iter_rules()}
    changing = {endpoint for endpoint, methods in routes.items() if methods - SAFE_METHODS}
    unnamed = {name for name in changing - known if name.partition(".")[0] not in QUIET_FEATURES}
    assert unnamed == set()
    assert known - set(routes) == {"demo"}


def test_the_database_itself_refuses_to_change_or_shorten_it(app: Flask) -> None:
    with writing():
        note(Action.SIGNED_IN, by=TERMINAL)
    for statement in ("UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="the audit trail is never"), writing():
            db.session.execute(text(statement))
    assert count_lines(Wanted()) == 1


def test_an_edited_line_is_found_by_who_gets_around_that(app: Flask) -> None:
    with writing():
        for action in (Action.CASE_OPENED, Action.CASE_ERASED, Action.SIGNED_OUT):
            note(action, by=TERMINAL)
    assert isinstance(check_trail(), End)
    with writing():
        db.session.execute(text("DROP TRIGGER audit_entry_never_changed"))
        db.session.execute(text("UPDATE audit_entry SET action = 'case.opened' WHERE number = 2"))
    db.session.expire_all()
    assert check_trail() == Broken(2, "it was changed, or this is not the installation that wrote it")


def test_a_change_and_its_line_are_kept_together_or_not_at_all(app: Flask) -> None:
    with writing():
        note(Action.CASE_ERASED, by=TERMINAL)
        db.session.rollback()
    assert count_lines(Wanted()) == 0


def test_what_she_does_to_a_case_is_told_without_a_word_of_it(signed_in: FlaskClient) -> None:
    token = csrf_token(signed_in, "/cases/new")
    opened = signed_in.post("/cases/new/individual", data={"csrf_token": token, "name": "Planted-77", "first": "Wren"})
    case = opened.location.rpartition("/")[2]
    signed_in.post(f"/cases/{case}/archive", data={"csrf_token": token})
    signed_in.get(f"/homework/case/{case}/answers.csv")
    signed_in.post(f"/cases/{case}/erase", data={"csrf_token": token, "typed_name": "Planted-77"})
    told = list(reversed(list_lines(Wanted(), limit=50)))
    assert [line.action for line in told] == [
        "sign-in.in",
        "case.opened",
        "case.archived",
        "export.answers",
        "case.erased",
    ]
    assert {line.about_case for line in told[1:]} == {case}
    assert "Planted" not in str(told)
    assert isinstance(check_trail(), End)


def test_a_refused_form_leaves_no_line(signed_in: FlaskClient) -> None:
    before = count_lines(Wanted())
    token = csrf_token(signed_in, "/cases/new")
    assert signed_in.post("/cases/new/individual", data={"csrf_token": token, "name": ""}).status_code == 422
    assert count_lines(Wanted()) == before


def test_a_colleague_reads_nothing_of_mine(library: Flask) -> None:
    ada, ben = make_clinician(), make_clinician("ben@example.org", name="Ben Ortiz")
    with writing():
        note(Action.CASE_OPENED, by=clinician_actor(ada.public_id))
    assert count_lines(Wanted(reader=ben.public_id)) == 0
    assert count_lines(Wanted(reader=ada.public_id, group=Group.CASES)) == 1
    assert count_lines(Wanted(reader=ada.public_id, group=Group.SIGNING_IN)) == 0


def test_what_a_client_does_is_told_to_her_clinician(library: Flask) -> None:
    (given,) = give("Heron")
    ada = find_clinician("ada@example.org")
    assert ada is not None
    whose = ada.public_id
    db.session.remove()
    browser = ClientBrowser(library)
    browser.enter(given)
    told = [(line.actor_kind, line.action, line.subject) for line in list_lines(Wanted(reader=whose), limit=10)]
    assert ("client", "client.came-in", given.name) in told
