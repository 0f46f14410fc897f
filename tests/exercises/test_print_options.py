"""Print options as a clinician meets them: on a sheet of the library, for one case, for homework that goes home."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.factories import csrf_token
from tests.pdf import read_pdf
from therapytool.accounts.models import User
from therapytool.cases.operations import open_case
from therapytool.cases.queries import get_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.database import db
from therapytool.rendering.document import Paper
from therapytool.rendering.profiles.profile import TypeSize

SHEET = "/library/listen-dont-fix"


@pytest.fixture
def case(signed_in: FlaskClient) -> str:
    clinician = db.session.query(User).one()
    with db.session.begin_nested():
        return open_case(CaseKind.COUPLE, name="Harbor", people=("Heron", "Finch"), clinician_id=clinician.id)


def test_a_sheet_prints_as_its_address_says(signed_in: FlaskClient) -> None:
    usual, special = (
        read_pdf(signed_in.get(f"{SHEET}/sheet.pdf{query}").data)
        for query in ("", "?paper=a5&with=chosen&with=qr&layout=pages")
    )
    assert "Name or code" in usual.text
    assert "Name or code" not in special.text
    assert special.sizes == {(419.5, 595.3)}


def test_a_booklet_is_paper_alone_and_the_page_says_so(signed_in: FlaskClient) -> None:
    page = signed_in.get(f"{SHEET}?layout=booklet").text
    assert "For paper alone" in page
    assert re.search(r"Print options <span class=\"note\">booklet to fold", page)
    booklet = read_pdf(signed_in.get(f"{SHEET}/sheet.pdf?layout=booklet").data)
    assert booklet.sizes == {(792.0, 612.0)}
    assert booklet.tags == ()


def test_a_case_has_settings_of_its_own(signed_in: FlaskClient, case: str) -> None:
    address = f"/cases/{case}/print"
    assert "As the practice (Standard)" in signed_in.get(address).text
    sent = {"csrf_token": csrf_token(signed_in, address), "type_size": "large", "paper": "a4", "name_field": "no"}
    assert signed_in.post(address, data=sent).status_code == 303
    kept = get_case(case, db.session.query(User).one().id).print_choice
    assert (kept.type_size, kept.paper, kept.name_field, kept.ink_saver) == (TypeSize.LARGE, Paper.A4, False, None)
    assert "Has settings of its own" in signed_in.get(f"/cases/{case}").text


def test_a_case_of_somebody_else_is_not_there(signed_in: FlaskClient) -> None:
    assert signed_in.get("/cases/nobodys/print").status_code == 404
