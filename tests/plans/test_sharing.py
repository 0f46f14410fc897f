"""A practice shares plans: copies without a case and without words of a client, which colleagues make their own."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD
from tests.plans.conftest import start
from tests.plans.reader import parsed, text_of, with_class
from tests.plans.small_plans import LISTEN, agenda, part, plan_of, use
from therapytool.accounts.models import Practice, User
from therapytool.accounts.operations import add_clinician, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.cases.operations import open_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db, writing
from therapytool.plans.content import Part
from therapytool.plans.shareable import GoesAlong, notes_in, shareable, slots_in

SECRET = "Quillfeather"


class TestWhatGoesAlong:
    plan = plan_of(
        part(Part.CHECK_IN, 5, notes=f"Ask {SECRET}"),
        use(LISTEN, slots={"topic": SECRET}, materials=["cards"], notes="Slowly"),
        part(Part.HOMEWORK_PLANNING, 5, homework=[{"exercise": "sort", "slots": {"topic": f"{SECRET} again"}}]),
        starts_at="16:00",
    )

    def test_nothing_typed_goes_along_unless_ticked_and_the_session_does(self):
        shared = shareable(self.plan, title="For all", along=GoesAlong())
        assert SECRET not in shared.model_dump_json()
        assert (shared.title, shared.starts_at) == ("For all", None)
        assert [item.key for item in shared.items] == [item.key for item in self.plan.items]
        assert shared.exercise_items[0].materials == ("cards",)

    def test_what_is_ticked_goes_along_and_no_more(self):
        with_notes = shareable(self.plan, title="x", along=GoesAlong(notes=True))
        with_slots = shareable(self.plan, title="x", along=GoesAlong(slots=True))
        assert [item.notes for item in with_notes.items] == [f"Ask {SECRET}", "Slowly", None]
        assert with_notes.exercise_items[0].slots == {} == with_notes.homework[0].slots
        assert with_slots.items[0].notes is None
        assert with_slots.homework[0].slots == {"topic": f"{SECRET} again"}

    def test_all_of_it_is_shown_before(self):
        assert [each.words for each in notes_in(agenda(self.plan))] == [f"Ask {SECRET}", "Slowly"]
        assert [each.words for each in slots_in(agenda(self.plan))] == [SECRET, f"{SECRET} again"]


def shared_by(visitor: Visitor, **fields: str) -> str:
    """Share the starter plan for couples; returns where the copy stands."""
    page = start(visitor, starter="couple-80")
    answer = visitor.send(f"{page.address}/share", **({"title": "For couples"} | fields))
    assert answer.status_code == 303, answer.text
    return answer.location


def offered(visitor: Visitor) -> list[str]:
    return [link.get("href") or "" for link in with_class(parsed(visitor.open("/plans/").text), "starter-link")]


def test_a_colleague_finds_it_looks_at_it_and_makes_it_her_own(ada: Visitor, ben: Visitor) -> None:
    address = shared_by(ada)
    assert offered(ben) == [address]
    assert address in ben.send("/search/", page="/search/", q="couples for").text
    page = ben.open(address).text
    assert "by Ada Berg" in text_of(parsed(page))
    assert "/stop" not in page
    own = ben.send(f"{address}/use", page=address).location
    ben.send(f"{own}/remove", page=own)
    assert ada.open(address).status_code == 200, "what he does with his copy changes nothing here"
    assert ben.send(f"{address}/stop", page=address).status_code == 403
    assert ada.send(f"{address}/stop", page=address).status_code == 303
    assert offered(ben) == []


def test_sharing_again_replaces_the_copy(ada: Visitor) -> None:
    page = start(ada, starter="couple-80")
    first = ada.send(f"{page.address}/share", title="One name").location
    assert ada.send(f"{page.address}/share", title="Another name").location == first
    assert offered(ada) == [first]
    assert "Another name" in ada.open(first).text
    refused = ada.send(f"{page.address}/share", title=" ")
    assert refused.status_code == 422
    assert "write something" in refused.text


def test_a_plan_for_a_case_is_never_shared(library: Flask, ada: Visitor, ben: Visitor) -> None:
    page = start(ada, starter="couple-80")
    with writing():
        case = open_case(CaseKind.COUPLE, name=SECRET, people=("Heron", "Finch"), clinician_id=berg().id)
    ada.send(f"{page.address}/case", case=case)
    told = ada.open(f"{page.address}/share").text
    assert "what is for a case is never shared" in told
    assert "share-title" not in told
    token = ada.token(page.address)
    assert ada.post(f"{page.address}/share", {"csrf_token": token, "title": "x"}).status_code == 422
    assert offered(ben) == []


def test_the_next_session_of_a_case_can_begin_with_a_shared_plan(library: Flask, ada: Visitor) -> None:
    address = shared_by(ada)
    with writing():
        case = open_case(CaseKind.COUPLE, name="Harbor", people=("A", "B"), clinician_id=berg().id)
    made = ada.send(f"/plans/case/{case}/next", page=f"/plans/case/{case}", shared=address.rpartition("/")[2])
    assert "For couples" in ada.open(made.location).text


@pytest.mark.parametrize(("role", "may_stop"), [(ClinicianRole.ASSISTANT, False), (ClinicianRole.OWNER, True)])
def test_assistants_use_what_is_shared_and_owners_tidy_up(
    library: Flask, ada: Visitor, role: ClinicianRole, may_stop: bool
) -> None:
    address = shared_by(ada)
    colleague = newcomer(library, role, berg().practice)
    assert offered(colleague) == [address]
    assert colleague.send(f"{address}/use", page=address).status_code == 303
    assert colleague.send(f"{address}/stop", page=address).status_code == (303 if may_stop else 403)


def test_another_practice_sees_none_of_it(library: Flask, ada: Visitor) -> None:
    address = shared_by(ada)
    with writing():
        elsewhere = Practice(name="Elsewhere")
        db.session.add(elsewhere)
    stranger = newcomer(library, ClinicianRole.OWNER, elsewhere)
    assert offered(stranger) == []
    assert "For couples" not in stranger.send("/search/", page="/search/", q="couples").text
    assert stranger.open(address).status_code == 404
    token = stranger.token("/plans/")
    for action in ("use", "stop"):
        assert stranger.post(f"{address}/{action}", {"csrf_token": token}).status_code == 404
    assert ada.open(address).status_code == 200


def berg() -> User:
    """Ada's row."""
    return db.session.query(User).filter_by(email="ada@example.org").one()


def newcomer(app: Flask, role: ClinicianRole, practice: Practice) -> Visitor:
    """Somebody new, signed in."""
    email = f"{role.value}@example.org"
    with writing():
        set_password(add_clinician(email=email, name=role.value.title(), role=role, practice=practice), PASSWORD)
    visitor = Visitor(app)
    visitor.sign_in(email)
    return visitor
