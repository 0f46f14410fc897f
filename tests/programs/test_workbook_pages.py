"""Binding a workbook, as a clinician meets it without scripts: choose, watch, open, stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.eventually import eventually
from tests.factories import csrf_token
from tests.pdf import read_pdf
from tests.programs.small_workbooks import bindery_held, small_job
from therapytool.programs.files import get_program
from therapytool.programs.views import workbook
from therapytool.programs.workbook_choice import WorkbookChoice
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import Printer

ADDRESS = "/programs/couples-closeness-8/workbook"


@pytest.fixture(autouse=True)
def small_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "workbook_job", small_job)


@pytest.fixture
def held(library: Flask) -> Iterator[threading.Event]:
    with bindery_held(library) as let_go:
        yield let_go


def words(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return " ".join(answer.get_data(as_text=True).split())


def begin(client: FlaskClient, **choice: str) -> str:
    """Bind a workbook; gives the address of the page that shows how far it is."""
    answer = client.post(ADDRESS, data={"csrf_token": csrf_token(client, ADDRESS), **choice})
    assert answer.status_code == 303
    return answer.location


def when_ready(client: FlaskClient, address: str) -> str:
    """The page once it says that the workbook is bound."""
    return eventually(lambda: page if "Ready:" in (page := words(client, address)) else "")


def test_the_program_leads_to_its_workbook(signed_in: FlaskClient) -> None:
    assert f'href="{ADDRESS}"' in words(signed_in, "/programs/couples-closeness-8")
    page = words(signed_in, ADDRESS)
    for word in ("For a client", "For you", "Partner A", "Name or code", "Print on both sides"):
        assert word in page


def test_a_workbook_is_chosen_bound_and_opened(signed_in: FlaskClient) -> None:
    address = begin(signed_in, edition="client", paper="a4", person="Partner B")
    page = when_ready(signed_in, address)
    assert "Ready: 1 page on A4, for a client" in page
    book = address.partition("?")[0] + ".pdf"
    answer = signed_in.get(book, query_string=address.partition("?")[2])
    assert answer.mimetype == "application/pdf"
    pdf = read_pdf(answer.data)
    assert pdf.sizes == {(595.3, 841.9)}
    assert "Partner B" in pdf.text


def test_a_name_prints_and_stands_in_no_address(signed_in: FlaskClient) -> None:
    address = begin(signed_in, name="Heron")
    assert "Heron" not in address
    when_ready(signed_in, address)
    answer = signed_in.get(address.partition("?")[0] + ".pdf")
    assert [mark.title for mark in read_pdf(answer.data).outline] == ["Help"]


def test_progress_can_be_looked_at_again_without_scripts(signed_in: FlaskClient, held: threading.Event) -> None:
    address = begin(signed_in)
    page = words(signed_in, address)
    assert "<noscript>" in page
    assert "Look again</a>" in page
    assert "0 of 1 documents are ready" in page
    assert "<progress" in page
    held.set()
    assert "Look again" not in when_ready(signed_in, address)


def test_stopping_leads_back_to_the_choice(signed_in: FlaskClient, held: threading.Event) -> None:
    address = begin(signed_in, edition="clinician")
    cancel = address.replace("?", "/cancel?")
    answer = signed_in.post(cancel, data={"csrf_token": csrf_token(signed_in, ADDRESS)})
    assert answer.status_code == 303
    page = words(signed_in, answer.location)
    assert "Stopped. Nothing was printed." in page
    assert 'value="clinician" checked' in page


def forget_all(library: Flask) -> None:
    """As after a restart: no book is known, and none is kept."""
    bindery = library.extensions["bindery"]
    bindery._books.clear()
    bindery._printer = Printer(bindery._printer.pool, PrintCache())


def test_a_workbook_this_process_knows_nothing_of_is_bound_again(signed_in: FlaskClient, library: Flask) -> None:
    address = begin(signed_in, edition="clinician")
    when_ready(signed_in, address)
    forget_all(library)
    assert "Ready:" in when_ready(signed_in, address)


def test_a_named_workbook_that_is_gone_has_to_be_chosen_again(signed_in: FlaskClient, library: Flask) -> None:
    address = begin(signed_in, name="Heron")
    when_ready(signed_in, address)
    forget_all(library)
    answer = signed_in.get(address)
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, ADDRESS)
    assert "no longer kept" in words(signed_in, answer.location)


@pytest.mark.parametrize("book", ["nonsense", "A" * 64, "../../secrets", "0" * 63])
def test_a_name_that_is_none_is_not_found(signed_in: FlaskClient, book: str) -> None:
    assert signed_in.get(f"{ADDRESS}/{book}").status_code == 404
    assert signed_in.get(f"{ADDRESS}/{book}.pdf").status_code == 404


def test_the_real_job_is_library_material_only_without_a_name(signed_in: FlaskClient) -> None:
    program = get_program("couples-closeness-8")
    usual = PrintProfile().paper
    assert WorkbookChoice.read({}, program, paper=usual).is_library_material
    named = WorkbookChoice.read({"name": ["  Heron\n"]}, program, paper=usual)
    assert (named.is_library_material, named.options.name) == (False, "Heron")
    mine = WorkbookChoice.read({"name": ["Heron"], "edition": ["clinician"]}, program, paper=usual)
    assert mine.options.name == ""
