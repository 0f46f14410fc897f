"""Words typed for a print, or held in a plan, stand in no address: browsers keep those, and servers write them down."""

from __future__ import annotations

from tests.accounts.visitor import Visitor
from tests.homework.practice import LISTEN, Desk
from tests.pdf import read_pdf
from therapytool.database import db, writing
from therapytool.plans.content import HomeworkSheet, Part, PartItem, PlanContent
from therapytool.plans.operations import create_plan
from therapytool.sealed_addresses import ARGUMENT, with_opened, with_sealed

WORD = "Plantedheron"


def plan_that_gives(desk: Desk, case_id: str) -> str:
    sheet = HomeworkSheet(exercise=LISTEN, slots={"partner": WORD})
    home = PartItem(part=Part.HOMEWORK_PLANNING, minutes=5, homework=(sheet,))
    with writing():
        name = create_plan(PlanContent(title="One", items=(home,)), clinician_id=desk.clinician_id, case_id=case_id)
    db.session.remove()
    return name


def words_on(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in read_pdf(pdf).pages).split())


def test_names_for_a_print_are_on_the_sheets_and_in_no_address(ada: Visitor, desk: Desk) -> None:
    page = f"/plans/{plan_that_gives(desk, desk.case('Heron', 'Finch').public_id)}/packet"
    typed = {"chosen": "1", "parts": "homework", "names": WORD}
    on = ada.send(page, **typed).location
    assert f"{ARGUMENT}=" in on
    assert WORD in words_on(ada.open(on).data)
    pages = ada.open(ada.send(page, **typed, to="pages").location, headers={"HX-Request": "true"})
    assert "pages on Letter" in pages.text.replace("1 page on", "pages on")
    assert WORD not in on + pages.text
    picture = pages.text.partition('src="')[2].partition('"')[0].replace("&amp;", "&")
    assert ada.open(picture).mimetype == "image/png"


def test_a_plans_words_are_offered_where_it_gives_its_sheet_and_in_no_address(ada: Visitor, desk: Desk) -> None:
    on = ada.open(f"/plans/{plan_that_gives(desk, desk.case('Heron', 'Finch').public_id)}/give-next").location
    assert on.startswith("/homework/give?")
    assert WORD not in on
    assert f'value="{WORD}"' in ada.open(on).text


def test_what_does_not_open_is_left_out(desk: Desk) -> None:
    sealed = str(with_sealed({"paper": "a4", "names": [WORD, "Finch"]}, "names")[ARGUMENT])
    assert with_opened({"paper": ["a4"], ARGUMENT: [sealed]}) == {"paper": ["a4"], "names": [WORD, "Finch"]}
    for bent in ("", "x", "é", sealed[:-8], sealed[:30] + "AAAA" + sealed[34:]):
        assert with_opened({"paper": ["a4"], ARGUMENT: [bent]}) == {"paper": ["a4"]}
    assert with_sealed({"paper": "a4", "names": []}, "names") == {"paper": "a4"}
