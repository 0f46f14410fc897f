"""What a person keeps to herself cannot be read by her clinician: on no page and in no file, and not by guessing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor, her_browser
from tests.factories import ADA
from tests.homework.filled_files import filled
from tests.homework.practice import Desk
from tests.pdf import read_pdf
from therapytool.database import db, writing
from therapytool.homework.models import Answer, Response
from therapytool.homework.queries import HomeworkView
from therapytool.web.access import Access, access_of

KEPT, SHARED = "Lanternmoth", "a plain thing"
FEATURES = {"cases", "homework", "plans", "progress", "programs", "records", "search", "supervision"}


@pytest.fixture
def ada(desk: Desk, library: Flask) -> Visitor:
    return her_browser(library, ADA)


@pytest.fixture
def given(desk: Desk) -> HomeworkView:
    """A couple; the first has answered two questions, keeps one to herself, and both have agreed to show the rest."""
    given = desk.give(desk.case("Heron", "Finch"))
    for part in given.responses:
        answers = {"first_words": SHARED, "way_out": KEPT}
        desk.answers(part.public_id, answers, kept=("way_out",), agrees=True)
    return desk.homework(given.public_id)


def addresses(app: Flask, given: HomeworkView) -> Iterator[str]:
    """Every page and file that can be opened about the case, by the ids its route asks for."""
    part = given.responses[0]
    for rule in app.url_map.iter_rules():
        is_opened = access_of(app, rule.endpoint) is Access.SIGNED_IN and "GET" in (rule.methods or ())
        if is_opened and rule.endpoint.partition(".")[0] in FEATURES:
            _, path = rule.build({name: _id(rule, name, given) for name in rule.arguments}) or ("", "")
            yield path.replace("/x", f"/{part.public_id}") if rule.endpoint.startswith("homework.page") else path


def _id(rule: Rule, name: str, given: HomeworkView) -> str | int:
    part = given.responses[0]
    if name == "number":
        return 1
    if name == "person_id":
        return part.person.public_id
    if name == "name" and rule.endpoint.startswith("homework.") and "/case/" not in rule.rule:
        return part.public_id if "/responses/" in rule.rule else given.public_id
    return given.case.public_id if name == "name" else "x"


def everything_in(answer: TestResponse) -> bytes:
    """Headers and body; of a PDF its words and streams, of a ZIP its files as well."""
    found = [str(answer.headers).encode(), answer.data]
    if answer.data.startswith(b"%PDF-"):
        found.append(" ".join(page.text for page in read_pdf(answer.data).pages).encode())
        with pikepdf.open(io.BytesIO(answer.data)) as pdf:
            found += [
                each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Width" not in each
            ]
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(found)


def test_no_page_and_no_file_of_the_clinician_has_it(library: Flask, ada: Visitor, given: HomeworkView) -> None:
    heard = {address: everything_in(ada.open(address)) for address in addresses(library, given)}
    assert len(heard) > 45
    assert [address for address, text in heard.items() if KEPT.encode() in text] == []
    shown = [address for address, text in heard.items() if SHARED.encode() in text]
    assert len(shown) >= 5, "what is not kept is found in the same way"


def test_a_file_that_is_sent_in_tells_nothing_of_it_and_changes_nothing(ada: Visitor, desk: Desk) -> None:
    given = desk.give(desk.case("Heron"))
    name = given.responses[0].public_id
    desk.answers(name, {"way_out": KEPT}, kept=("way_out",))
    open_again(name)
    page = f"/homework/responses/{name}"
    sheet = filled(ada.open(f"{page}/fillable.pdf").data, {"way_out": "another"})
    token = ada.token("/homework/come-home")
    sent = {"csrf_token": token, "response": name, "files": (io.BytesIO(sheet), "sheet.pdf")}
    shown = ada.client.post("/homework/come-home", data=sent).text
    assert "nobody else sees what is here, so it stays" in shown
    assert "revision-way_out" not in shown
    heard = set()
    for guess, revision in ((KEPT, "0"), ("another", "0"), (KEPT, "1"), ("another", "1")):
        fields = {"take": "way_out", "text-way_out": guess, "revision-way_out": revision}
        answer = ada.send(f"{page}/take-in", page=page, **fields)
        heard.add(ada.open(answer.location).text.partition('id="main"')[2].partition("taken from the sheet")[2][:80])
    db.session.expire_all()
    assert len(heard) == 1
    assert [answer.text for answer in db.session.query(Answer)] == [KEPT]


def open_again(name: str) -> None:
    """As a client takes back what she sent."""
    with writing():
        response = db.session.query(Response).filter_by(public_id=name).one()
        response.submitted_at = response.outcome = None
