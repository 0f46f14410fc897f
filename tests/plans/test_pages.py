"""The pages beside the editor, and the packet over HTTP: what one sees is what prints."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pdf import read_pdf
from tests.plans.conftest import start
from tests.plans.reader import FROM_SCRIPTS, by_id, parsed, text_of, with_class
from tests.plans.small_plans import SHELF, agenda, mock_up, part, plan_of, use
from therapytool.errors import NotFound, RenderingFailed
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import Letterhead
from therapytool.plans.content import Part
from therapytool.plans.packets.choice import PacketChoice, sheets_of
from therapytool.plans.packets.packet import PacketPart, PlanToPrint
from therapytool.plans.packets.previews import find_tab, fingerprint_of, tab_documents, tabs_of
from therapytool.plans.printing import file_name
from therapytool.rendering.document import Paper
from therapytool.rendering.printer import Printer

PNG = b"\x89PNG"


def source(plan):
    return PlanToPrint(plan, SHELF, Letterhead(), read_catalog(), printed_on=None)  # type: ignore[arg-type]


class TestTabs:
    def test_stand_in_the_order_of_the_packet(self):
        labels = [(tab.label, tab.title) for tab in tabs_of(agenda(mock_up()))]
        assert labels == [
            ("Agenda", "Agenda"),
            ("Guide", "Clinician’s guide"),
            ("Worksheet 1", "Listen"),
            ("Worksheet 2", "Invite"),
            ("Homework", "Homework sheets"),
        ]

    def test_what_prints_nothing_has_none(self):
        plan = plan_of(use(SHELF.by_slug["listen"], copies=0), part(Part.HOMEWORK_PLANNING, 5))
        assert [tab.label for tab in tabs_of(agenda(plan))] == ["Agenda", "Guide"]

    def test_one_whose_exercise_was_taken_out_gives_the_agenda(self):
        assert find_tab(tabs_of(agenda(mock_up())), "sheet-gone").name == "agenda"

    def test_show_one_copy_of_each_sheet(self):
        plan = mock_up()
        for tab in tabs_of(agenda(plan)):
            titles = [document.title for document in tab_documents(source(plan), tab.name)]
            assert len(titles) == len(set(titles))

    def test_that_a_plan_does_not_have_are_not_there(self):
        with pytest.raises(NotFound):
            tab_documents(source(mock_up()), "sheet-gone")

    def test_a_sheet_keeps_its_name_until_its_pages_change(self):
        plan = mock_up()
        before = fingerprint_of(tab_documents(source(plan), "sheet-listen"), Paper.LETTER)
        longer = plan.model_copy(update={"title": "Another title", "minutes": 120})
        assert fingerprint_of(tab_documents(source(longer), "sheet-listen"), Paper.LETTER) == before
        assert fingerprint_of(tab_documents(source(plan), "sheet-listen"), Paper.A4) != before


class TestThePane:
    def test_shows_the_first_page_of_the_agenda(self, window):
        html = window.visitor.open(f"{window.address}/pages", headers=FROM_SCRIPTS).text
        assert "<!DOCTYPE" not in html
        picture = re.search(r'<img id="page-picture" src="([^"]+)"', html)
        assert picture
        answer = window.visitor.open(picture[1].replace("&amp;", "&"))
        assert answer.data.startswith(PNG)
        assert answer.headers["Cache-Control"] == "no-store"

    def test_turns_pages_and_stays_within_them(self, window):
        html = window.visitor.open(f"{window.address}/pages?tab=guide&page=999", headers=FROM_SCRIPTS).text
        count = re.search(r"Page (\d+) of (\d+)", html)
        assert count
        assert count[1] == count[2]

    def test_is_a_page_of_its_own_without_scripts(self, window):
        page = parsed(window.visitor.open(f"{window.address}/pages?tab=sheet-{window.keys[4]}").text)
        assert text_of(with_class(page, "page-name")[0]) == "Listen, Don’t Fix"

    def test_says_why_when_pages_cannot_be_made(self, window, monkeypatch):
        def refuse(*arguments: object, **named: object) -> None:
            raise RenderingFailed("These pages took too long.")

        monkeypatch.setattr(Printer, "print", refuse)
        answer = window.visitor.open(f"{window.address}/pages", headers=FROM_SCRIPTS)
        assert answer.status_code == 200
        assert "These pages took too long." in answer.text

    @pytest.mark.parametrize(
        "path", ["pages/agenda/99.png", "pages/nothing/1.png", "pages/sheet-x/1.png", "packet/99.png"]
    )
    def test_has_no_pages_that_are_not_there(self, window, path):
        assert window.visitor.open(f"{window.address}/{path}").status_code == 404


class TestTheChoice:
    def read(self, **values: list[str]) -> PacketChoice:
        return PacketChoice.read(values, paper=Paper.A4)

    def test_is_everything_on_the_practices_paper_unless_told(self):
        assert self.read() == PacketChoice(frozenset(PacketPart), Paper.A4, {})

    def test_none_ticked_is_none(self):
        assert self.read(chosen=["1"]).parts == frozenset()

    def test_what_cannot_be_understood_is_as_usual(self):
        chosen = self.read(
            parts=["cover", "poster"], paper=["a0"], **{"copies.listen": ["many"], "copies.invite": ["99"]}
        )
        assert chosen == PacketChoice(frozenset({PacketPart.COVER}), Paper.A4, {"invite": 30})

    def test_goes_into_an_address_and_comes_back(self):
        chosen = PacketChoice(frozenset({PacketPart.GUIDE, PacketPart.COVER}), Paper.LETTER, {"listen": 0})
        values = {
            name: value if isinstance(value, list) else [str(value)] for name, value in chosen.arguments().items()
        }
        assert PacketChoice.read(values, paper=Paper.A4) == chosen  # type: ignore[arg-type]

    def test_copies_are_for_this_print_alone(self):
        plan = mock_up()
        printed = PacketChoice(copies={"listen": 3, "homework.1": 0}).applied_to(plan)
        assert [(name, sheet.copies) for name, _, sheet in sheets_of(printed)] == [
            ("listen", 3),
            ("invite", 1),
            ("homework.1", 0),
        ]
        assert [sheet.copies for _, _, sheet in sheets_of(plan)] == [1, 1, 2]


class TestThePacket:
    def test_page_offers_each_part_and_each_sheet(self, window):
        page = parsed(window.visitor.open(f"{window.address}/packet").text)
        for part_ in PacketPart:
            assert "checked" in by_id(page, f"part-{part_.value}").attrib
        assert len(with_class(page, "packet-copies")) == 4

    def test_shows_every_page_it_will_have(self, window):
        page = parsed(window.visitor.open(f"{window.address}/packet/pages").text)
        count = text_of(with_class(page, "packet-count-words")[0])
        assert count.endswith("pages on Letter")
        assert len(with_class(page, "thumbnail")) == int(count.split()[0])

    def test_pdf_is_what_was_chosen(self, window):
        answer = window.visitor.open(
            f"{window.address}/packet.pdf?chosen=1&parts=worksheets&paper=a4&copies.listening=1"
        )
        assert answer.headers["Content-Disposition"] == "inline; filename=company-first-ideas-second.pdf"
        pdf = read_pdf(answer.data)
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
        assert "Listen, Don’t Fix" in pdf.pages[0].text or "Fix It or Feel It" in pdf.pages[0].text
        assert "Agenda" not in pdf.pages[0].text

    def test_follows_each_choice(self, window):
        html = window.visitor.open(
            f"{window.address}/packet/pages?chosen=1&parts=cover&paper=a4", headers=FROM_SCRIPTS
        ).text
        assert "1 page on A4" in html
        picture = re.search(r'src="([^"]+/packet/1.png[^"]*)"', html)
        assert picture
        address = picture[1].replace("&amp;", "&")
        assert parse_qs(urlsplit(address).query)["parts"] == ["cover"]
        assert window.visitor.open(address).data.startswith(PNG)

    def test_with_nothing_chosen_says_so(self, window):
        html = window.visitor.open(f"{window.address}/packet/pages?chosen=1", headers=FROM_SCRIPTS).text
        assert "Nothing is chosen" in html
        assert window.visitor.open(f"{window.address}/packet.pdf?chosen=1").status_code == 404

    def test_of_an_empty_plan_still_has_cover_and_agenda(self, ada):
        page = start(ada, format="couple")
        assert "2 pages on Letter" in ada.open(f"{page.address}/packet/pages").text
        assert "disabled" in by_id(parsed(ada.open(f"{page.address}/packet").text), "part-worksheets").attrib


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Don’t Fix: Listen!", "dont-fix-listen.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("Слушай", "plan.pdf"),
        ("x" * 300, "x" * 60 + ".pdf"),
    ],
)
def test_a_packet_saves_under_a_name_every_system_takes(title, name):
    assert file_name(plan_of(title=title)) == name
