"""Whose copy it is, is written on a sheet that was laid out once for all its copies."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pymupdf
import pytest

from tests.pdf import read_pdf
from tests.rendering.marked_content import lost_references, structure_with_words
from tests.rendering.starter_packets import starter_packets
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.fragment_encoding import encode_fragment
from therapytool.rendering.inscriptions import STAND_INS
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.linked import draw_linked, print_linked
from therapytool.rendering.profiles.profile import TypeSize
from therapytool.rendering.request import PageWanted, Request, Workshop
from therapytool.rendering.whole import print_whole

SHEET = next(each for each in starter_packets()["couple-80"] if each.template == "worksheet.html")
LONG = "Bartholomew Featherstonehaugh-Cholmondeley of the Upper Valley"
PROFILES = {
    "letter": PrintProfile(),
    "large": PrintProfile(type_size=TypeSize.LARGE),
    "easy-read": PrintProfile(type_size=TypeSize.EASY_READ),
    "A5 large": PrintProfile(Paper.A5, type_size=TypeSize.LARGE),
}
NEAR = 0.25
"""Points; the engine rounds the place of each letter, the linker that of none."""


def copies(*labels: str, code_name: str = "") -> list[Document]:
    named = {"code_name": code_name} if code_name else {}
    return [replace(SHEET, inscriptions={"label": label, **named}) for label in labels]


def request_for(documents, printer, profile: PrintProfile | None = None, cache: PrintCache | None = None) -> Request:
    workshop = Workshop(printer.pool, cache or printer.cache)
    return Request(documents, profile or PrintProfile(), "Packet", "The Practice", workshop)


def words_of(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """The words of each page and where each begins and ends, in the order they are read."""
    with pymupdf.open(stream=pdf) as file:
        return [[(word[4], word[0], word[2]) for word in page.get_text("words")] for page in file]


def assert_like_the_whole(request: Request) -> bytes:
    linked, whole = print_linked(request).pdf, print_whole(request).pdf
    ours, theirs = words_of(linked), words_of(whole)
    assert [[word for word, *_ in page] for page in ours] == [[word for word, *_ in page] for page in theirs]
    pairs = [each for pages in zip(ours, theirs, strict=True) for each in zip(*pages, strict=True)]
    assert all(abs(a - b) < NEAR for (_, *our), (_, *their) in pairs for a, b in zip(our, their, strict=True))
    assert read_pdf(linked).outline == read_pdf(whole).outline
    assert structure_with_words(linked) == structure_with_words(whole)
    assert lost_references(linked) == []
    return linked


def test_copies_of_a_sheet_are_laid_out_once(printer):
    parts = parts_of(request_for(copies("Partner A", "Partner B", code_name="Wren"), printer))
    assert len({part.key for part in parts}) == 1
    assert [part.inscriptions["label"] for part in parts] == ["Partner A", "Partner B"]


def test_what_is_kept_of_a_sheet_holds_nobodys_name(printer):
    (part,) = parts_of(request_for(copies("Partner A", code_name="Zephyrine"), printer))
    fragment = part.fragment
    assert {place.name for place in fragment.inscriptions} == {"label", "code_name"}
    kept = encode_fragment(fragment)
    assert not [
        word for word, form in product(("Zephyrine", "Partner A"), ("utf-8", "utf-16-be")) if word.encode(form) in kept
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_words_stand_where_whole_layout_puts_them(profile, printer):
    request = request_for(copies("Partner A", "Partner B", code_name="Ty Áva-W"), printer, PROFILES[profile])
    linked = assert_like_the_whole(request)
    assert all(part.inscriptions for part in parts_of(request))
    titles = [title for title in read_pdf(linked).outline if "Partner" in str(title)]
    assert len(titles) == 2


@pytest.mark.parametrize("name", [LONG, "Алёна", "Dvo\u0301řák", "Wren & Ωμ"])
def test_words_that_cannot_be_written_so_are_laid_out(name, printer):
    documents = copies("Partner A", code_name=name) + copies("Partner B", code_name="Wren")
    assert_like_the_whole(request_for(documents, printer))
    first, second = parts_of(request_for(documents, printer))
    assert (dict(first.inscriptions), second.inscriptions["code_name"]) == ({}, "Wren")


@pytest.mark.parametrize("label", [{}, {"label": "Алёна"}])
def test_a_name_that_looks_like_what_stands_in_for_one_is_written_too(label, printer):
    name = STAND_INS["code_name"]
    linked = print_linked(request_for([replace(SHEET, inscriptions={"code_name": name} | label)], printer)).pdf
    assert [word for word, *_ in words_of(linked)[0]].count(name) == 1


def test_on_a_sheet_that_runs_from_right_to_left_they_are_laid_out(printer):
    exercise = SHEET.values["exercise"].model_copy(update={"title": "ما لم أقله"})
    sheet = replace(SHEET, values={**SHEET.values, "exercise": exercise}, inscriptions={"label": "Partner (A)"})
    request = request_for([sheet], printer)
    assert_like_the_whole(request)
    assert not parts_of(request)[0].inscriptions


def test_each_copy_has_a_picture_of_its_own(printer):
    first, second = copies("Partner A", "Partner B")
    cache = PrintCache()
    pictures = [draw_linked(request_for([each], printer, cache=cache), PageWanted(1, 1.0)) for each in (first, second)]
    assert pictures[0] != pictures[1]
    assert draw_linked(request_for([first], printer, cache=cache), PageWanted(1, 1.0)) == pictures[0]
