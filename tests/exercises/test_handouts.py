"""A sheet may ask nothing, as a whole: then it is a handout, which prints, is found and is copied as what it is."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from pydantic import ValidationError

from tests.blocks.printing import HEAD
from tests.exercises.small_library import keep
from tests.handouts import FACTS, WORDS, handout
from tests.pdf import read_pdf
from therapytool.blocks.dose import Dose
from therapytool.cli.render import render
from therapytool.exercises.canonical import canonical
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.word.worksheet import to_word

QUESTION = {"kind": "short_text", "id": "mine", "label": "Mine"}


def sheet(options: SheetOptions, answers: dict[str, str] | None = None) -> Document:
    return worksheet_document(
        handout(), version="a" * 64, options=options, letterhead=HEAD, slots={}, answers=answers or {}
    )


def test_a_sheet_that_asks_nothing_at_all_is_a_handout() -> None:
    assert handout().is_handout
    assert not handout(WORDS, QUESTION).is_handout


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([WORDS, {**QUESTION, "from": "standard"}], "the short dose asks the client nothing"),
        ([{**WORDS, "from": "standard"}, {"kind": "page_break"}], "the short dose has nothing to read"),
    ],
)
def test_a_dose_left_empty_is_told(blocks, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        handout(*blocks)


def test_its_paper_has_nothing_to_fill_in_and_neither_has_its_fillable_pdf(printer: Printer) -> None:
    document = sheet(SheetOptions(token=SheetToken("a" * 64, Dose.STANDARD)))
    printed = read_pdf(printer.print(PrintJob((document,), PrintProfile(Paper.LETTER), title="", author="")).pdf)
    text = printed.pages[0].text
    assert document.form is None
    assert not printed.fields
    assert "Reading this takes 5 minutes" in text
    assert "Tears come to everybody" in text
    for words in ("Name or code", "Date", "Notes", "skip"):
        assert words not in text


def test_taken_home_it_has_a_commitment_strip_only_where_something_was_agreed() -> None:
    goes_home = SheetOptions(is_homework=True)
    assert not sheet(goes_home).values["has_strip"]
    assert sheet(goes_home, {"commitment.what": "Read it on Sunday"}).values["has_strip"]


def test_in_word_it_has_nothing_to_fill_in() -> None:
    made = docx.Document(BytesIO(to_word(sheet(SheetOptions()), PrintProfile(Paper.LETTER), author="")))
    words = [each.text for each in made.paragraphs]
    assert "Breathe out slowly, and count to six." in words
    assert not list(made.element.iter(qn("w:sdt")))


def test_the_library_finds_it_and_offers_no_fillable_pdf(library: Flask, signed_in: FlaskClient) -> None:
    assert "a handout to read" not in signed_in.get("/library/").text
    keep(handout())
    listed = signed_in.get("/library/?handout=1").text
    assert "Facts On Tears" in listed
    assert "vulnerability-ladder" not in listed
    page = signed_in.get("/library/facts-on-tears").text
    assert "nothing to answer" in page
    assert "Fillable PDF" not in page
    assert signed_in.get("/library/facts-on-tears/fillable.pdf").status_code == 404
    assert signed_in.get("/library/facts-on-tears/sheet.pdf").status_code == 200


def test_the_terminal_says_that_it_has_nothing_to_fill_in(tmp_path: Path) -> None:
    source = tmp_path / "facts-on-tears.yaml"
    source.write_text(json.dumps(canonical(handout())), encoding="utf-8")
    told = CliRunner().invoke(render, ["sheet", str(source), "-o", str(tmp_path / "sheet.pdf"), "--fillable"])
    assert told.exit_code == 2
    assert "nothing to fill in" in told.output


def test_a_table_of_which_one_cell_asks_makes_it_a_worksheet_again() -> None:
    asks = {**FACTS, "columns": [*FACTS["columns"], {"head": "What I think"}]}
    assert not handout(WORDS, asks).is_handout
