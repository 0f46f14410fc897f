"""Hostile answers come back as typed and are only ever words: on every page, in PDF, CSV, JSON, FHIR and ZIP."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import html5lib
import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.homework.practice import Desk
from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Control
from therapytool.blocks.dose import Dose
from therapytool.cases.queries import CaseView
from therapytool.database import writing
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.links.issuing import NewLink
from therapytool.homework.operations import record_outcome
from therapytool.homework.queries import HomeworkView

SHEET = "feelings-family-line"
"""It has room for twenty answers in words."""
HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of a text box": "</textarea></details></body><svg onload=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} &lt;b&gt; &amp;",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formula after a space": "x\n \t@SUM(1+1)*cmd|' /C calc'!A0",
    "right to left": "\u202egnp.exe\u202c \u2067abc\u2069",
    "header": "x\nSet-Cookie: a=b",
    "sql": "'; DROP TABLE answer; --",
    "css and uri": "a{background:url(file:///etc/passwd)} javascript:alert(1) file:///etc/passwd",
    "many languages": "héllo שלום مرحبا 你好 👩🏽\u200d❤️\u200d👩🏻 ﷽ e\u0301",
    "very long": "word " * 1_900 + "end",
}
ON_PAPER = ("<script>alert(1)</script>", "{{ 7*7 }}", "=HYPERLINK(", "DROP TABLE answer; --", "</textarea></details>")


@pytest.fixture
def case(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")


@pytest.fixture
def given(desk: Desk, case: CaseView) -> HomeworkView:
    """The first of a couple has answered with all of it, and said why in the same way; both have agreed to show it."""
    given = desk.give(case, SHEET, dose=Dose.LONG)
    lines = [each.key for each in questions_of(given.exercise.blocks_at(Dose.LONG)) if each.control is Control.LINES]
    first, second = (part.public_id for part in given.responses)
    desk.answers(first, dict(zip(lines, HOSTILE.values(), strict=False)), agrees=True)
    desk.answers(second, desk.first_answer(given), agrees=True)
    with writing():
        record_outcome(first, Outcome.PARTLY, reason=HOSTILE["script"], clinician_id=desk.clinician_id)
    return desk.homework(given.public_id)


@pytest.fixture
def link(desk: Desk, given: HomeworkView) -> NewLink:
    return desk.link(given.responses[0].public_id)


def brought_in(page: str) -> list[str]:
    """What of a page would do something and is none of ours: elements without our address, attributes that act."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [str(element.tag) for element in tree.iter() if _acts(str(element.tag), dict(element.attrib))]


def _acts(tag: str, held: dict[str, str]) -> bool:
    addresses = [held.get(name, "") for name in ("src", "href", "action")]
    is_strange = any(address == "x" or address.startswith(("javascript:", "file:")) for address in addresses)
    return is_strange or any(name.startswith("on") for name in held) or (tag == "script" and "src" not in held)


def texts_of(page: str) -> str:
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    return " ".join(" ".join(tree.itertext()).split())


def of_clinician(given: HomeworkView) -> Iterator[str]:
    first = given.responses[0].public_id
    yield from (f"/homework/responses/{first}", f"/homework/{given.public_id}", "/homework/")
    yield from (f"/homework/{given.public_id}/together", f"/homework/case/{given.case.public_id}")


def test_on_the_clinicians_pages_they_are_words(library: Flask, ada: Visitor, given: HomeworkView) -> None:
    pages = {address: ada.open(address).text for address in of_clinician(given)}
    assert {address: brought_in(page) for address, page in pages.items() if brought_in(page)} == {}
    side_by_side = texts_of(pages[f"/homework/{given.public_id}/together"])
    assert [name for name, text in HOSTILE.items() if " ".join(text.split()) not in side_by_side] == []


def test_on_the_clients_pages_they_are_words(library: Flask, given: HomeworkView, link: NewLink) -> None:
    browser = ClientBrowser(library)
    browser.name = browser.post("/w", token=link.token).location.rpartition("/")[2]
    together = browser.open("/together").text
    assert [name for name, text in HOSTILE.items() if " ".join(text.split()) not in texts_of(together)] == []
    share = browser.open("/share").text
    browser.post("/take-back", page="/done")
    pages = [together, share, *(browser.open(path).text for path in ("", "/1", "/check"))]
    assert [brought_in(page) for page in pages] == [[]] * 5
    assert all(text.splitlines()[0] in texts_of(pages[-1]) for text in HOSTILE.values())


def test_in_json_fhir_and_zip_they_are_to_the_letter(ada: Visitor, case: CaseView, given: HomeworkView) -> None:
    rows = json.loads(ada.open(f"/homework/case/{case.public_id}/answers.json").data)["answers"]
    assert {row["answer"] for row in rows} >= set(HOSTILE.values())
    fhir = json.loads(ada.open(f"/homework/case/{case.public_id}/answers.fhir.json").data)
    assert set(strings_in(fhir)) >= set(HOSTILE.values())
    packed = ada.open(f"/homework/people/{case.people[0].public_id}/everything.zip").data
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        held = [json.loads(archive.read(name)) for name in names if name.endswith(".json")]
    assert set(strings_in(held)) >= set(HOSTILE.values())
    assert not [name for name in names if name.startswith(("/", ".")) or ".." in name or "<" in name]


def test_in_csv_no_cell_is_a_formula_and_no_word_is_lost(ada: Visitor, case: CaseView, given: HomeworkView) -> None:
    table = ada.open(f"/homework/case/{case.public_id}/answers.csv")
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {cell.removeprefix("'") for cell in cells} >= {text.removeprefix("'") for text in HOSTILE.values()}
    assert "a=b" not in str(table.headers)


def test_on_paper_they_are_words_and_open_no_file(ada: Visitor, given: HomeworkView) -> None:
    for address in (f"responses/{given.responses[0].public_id}/sheet.pdf", f"{given.public_id}/together.pdf"):
        answer = ada.open(f"/homework/{address}")
        assert answer.status_code == 200
        said = "".join("".join(page.text.split()) for page in read_pdf(answer.data).pages)
        assert [text for text in ON_PAPER if "".join(text.split()) not in said] == []
        assert "root:x:0" not in said


def strings_in(value: object) -> Iterator[str]:
    """Every text in a structure of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)
