"""The pages of programs, as a clinician sees them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.factories import csrf_token
from tests.programs.test_starting import with_exercise
from therapytool.programs import operations
from therapytool.programs.files import get_program, read_programs


def words(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return " ".join(answer.get_data(as_text=True).split())


def test_the_list_names_every_program(signed_in: FlaskClient):
    page = words(signed_in, "/programs/")
    for program in read_programs():
        assert program.title in page
        assert f'href="/programs/{program.slug}"' in page


@pytest.mark.parametrize("program", read_programs(), ids=lambda program: program.slug)
def test_a_page_tells_sessions_gates_measures_and_for_whom_not(signed_in: FlaskClient, program):
    page = words(signed_in, f"/programs/{program.slug}")
    for session in program.sessions:
        assert session.title in page
    for line in ("Not for", "Clear first:", "Before the first session", "PHQ-9", "The sequence itself is untested"):
        assert line in page


def test_a_measure_without_permission_is_the_practices_own_copy(signed_in: FlaskClient):
    assert "CSI-16 or CSI-4 (your own copy)" in words(signed_in, "/programs/couples-closeness-8")


def test_starting_makes_the_plans_and_says_so(signed_in: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(operations, "get_program", lambda _: with_exercise("listen-dont-fix"))
    token = csrf_token(signed_in, "/plans/")
    answer = signed_in.post("/programs/couples-closeness-8/start", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (303, "/plans/")
    page = words(signed_in, "/plans/")
    assert "“Let In” is ready: 8 plans" in page
    assert "Let In, session 1: Where We Are Close" in page


def test_a_program_whose_exercises_are_missing_says_so_and_offers_no_button(
    signed_in: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    broken = with_exercise("no-such-exercise")
    monkeypatch.setattr("therapytool.programs.views.pages.get_program", lambda _: broken)
    page = words(signed_in, "/programs/couples-closeness-8")
    assert "the library lacks no-such-exercise" in page
    assert "Start this program" not in page


@pytest.mark.parametrize("address", ["/programs/nowhere", "/programs/%00", "/programs/" + "x" * 300])
def test_an_unknown_program_is_not_found(signed_in: FlaskClient, address: str):
    assert signed_in.get(address).status_code == 404


def test_every_program_named_in_an_address_is_real():
    for program in read_programs():
        assert get_program(program.slug) is program
