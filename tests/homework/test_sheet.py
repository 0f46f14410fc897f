"""Homework on paper, and what is taken away: what stands there, and what never does."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from tests.homework.practice import LADDER, LISTEN, SURE, Desk
from tests.pdf import read_pdf
from therapytool.accounts.current import Clinician
from therapytool.cases.queries import CaseView
from therapytool.homework.export import AnswerRow, answers_of_case, as_csv, as_json, as_zip, plain_cell
from therapytool.homework.giving import Share
from therapytool.homework.issuing import MadeFor
from therapytool.homework.operations import save_note
from therapytool.homework.printing import blank_copies, filled_sheet, rows_side_by_side, side_by_side
from therapytool.homework.queries import HomeworkView
from therapytool.homework.review import came_back, is_shown_together
from therapytool.homework.sheet import committed
from therapytool.homework.way_in import is_this_computer, on_paper, page_in_words, shown
from therapytool.database import writing
from therapytool.rendering.document import Paper
from therapytool.rendering.printer import Printer

BASE = "https://pages.example.org"
SECRET = "that I was afraid of him"
HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|calc", "<script>alert(1)</script>"]


@pytest.fixture
def ada(desk: Desk) -> Clinician:
    return Clinician(desk.clinician_id, "Ada Berg", "ada@example.org", 1, "Harbor Practice", "", Paper.LETTER, "US")


@pytest.fixture
def printer(library: Flask) -> Printer:
    found: Printer = library.extensions["rendering"]
    return found


@pytest.fixture
def couple(desk: Desk) -> CaseView:
    return desk.case("Heron", "Finch")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in read_pdf(pdf).pages).split())


def both_done(desk: Desk, couple: CaseView, *, agree: tuple[bool, bool] = (True, True)) -> HomeworkView:
    """Both partners have handed in; Heron keeps the line on his move to himself."""
    given = desk.give(couple, LISTEN)
    heron, finch = given.responses
    desk.answers(
        heron.public_id,
        {"opening": "Do you want company?", "moves.own1": SECRET} if False else hers(desk, given, SECRET),
        kept=(kept_block(desk, given),),
        agrees=agree[0],
    )
    desk.answers(finch.public_id, hers(desk, given, "the bus was late"), agrees=agree[1])
    return desk.homework(given.public_id)
