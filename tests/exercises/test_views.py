"""The library over HTTP."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exercises.small_library import keep, small_exercise
from tests.factories import csrf_token, make_clinician, sign_in
from tests.pdf import read_pdf
from therapytool.errors import RenderingFailed
from therapytool.rendering.printer import Printer

PNG = b"\x89PNG"
FROM_SCRIPTS = {"HX-Request": "true"}


def page(client: FlaskClient, address: str) -> str:
    """The HTML of a page that answers well and that a strict reader accepts."""
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def titles(html: str) -> list[str]:
    return re.findall(r'class="card-link"[^>]*>([^<]+)<', html)


def status(html: str) -> str:
    """What is read aloud about the results."""
    found = re.search(r'id="result-count" role="status">(.*?)</p>', html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1]).strip()


@pytest.fixture
def small(app: Flask) -> FlaskClient:
    """Signed in, beside a library of three exercises."""
    keep(
        small_exercise("alone", themes=["A", "C"], keywords=["stonewalling"]),
        small_exercise("both", themes=["C"], formats=["couple"], audience="both", prerequisites=["alone"]),
        small_exercise("circle", themes=["B"], formats=["group"]),
    )
    client = app.test_client()
    sign_in(client, make_clinician())
    return client


class TestBrowsing:
    def test_shows_every_exercise_and_says_how_many(self, small):
        html = page(small, "/library/")
        assert titles(html) == ["Alone", "Both", "Circle"]
        assert status(html) == "3 exercises"

    def test_filters_are_a_form_that_needs_no_scripts(self, small):
        html = page(small, "/library/?q=&theme=C&format=couple&minutes=&intensity=")
        assert titles(html) == ["Both"]
        assert status(html) == "1 exercise"

    def test_each_filter_in_use_is_a_chip_that_links_to_the_list_without_it(self, small):
        html = page(small, "/library/?q=both&theme=C&format=couple")
        assert 'href="/library/?q=both&amp;format=couple"' in html
        assert 'href="/library/?q=both&amp;theme=C"' in html

    def test_a_corrected_search_says_so(self, small):
        assert status(page(small, "/library/?q=stonewaling")).startswith("Showing results for stonewalling.")

    @pytest.mark.parametrize(
        ("query", "action"),
        [
            ("q=qqqqqqqq", "Show all exercises"),
            ("q=both&theme=B", "Search the whole library"),
            ("minutes=5", "Clear all filters"),
            ("favorites=1", "Show all exercises"),
        ],
    )
    def test_an_empty_list_offers_one_action(self, small, query, action):
        html = page(small, f"/library/?{query}")
        assert titles(html) == []
        assert html.count("empty-sentence") == 1
        assert action in html

    def test_what_was_typed_is_shown_as_text(self, small):
        html = page(small, "/library/?q=%3Cscript%3Ealert(1)%3C/script%3E")
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html

    def test_a_card_links_to_the_dose_that_fits(self, small):
        html = page(small, "/library/?minutes=15")
        assert 'href="/library/alone?dose=short"' in html

    @pytest.mark.parametrize(("source", "header"), [("input#q", "HX-Replace-Url"), ("div#filters", "HX-Push-Url")])
    def test_scripts_get_the_short_address_and_typing_fills_no_history(self, small, source, header):
        query = "/library/?q=both&minutes=&intensity="
        answer = small.get(query, headers={**FROM_SCRIPTS, "HX-Target": "div#library", "HX-Source": source})
        assert answer.headers[header] == "/library/?q=both"

    def test_going_back_rewrites_no_history(self, small):
        answer = small.get("/library/?q=both", headers={**FROM_SCRIPTS, "HX-Target": "body"})
        assert not {"HX-Push-Url", "HX-Replace-Url"} & set(answer.headers.keys())

    def test_a_visitor_is_sent_to_sign_in(self, client):
        assert client.get("/library/").status_code == 303


class TestOneExercise:
    def test_shows_the_clinician_s_side(self, signed_in):
        html = page(signed_in, "/library/listen-dont-fix")
        for heading in ("Aims", "Why it may help", "Steps", "Debrief", "Between sessions", "Take care"):
            assert heading in html
        assert "Weger" in html
        assert "https://doi.org/" in html

    def test_gates_are_questions_and_joint_work_asks_for_the_private_screening(self, signed_in):
        html = page(signed_in, "/library/listen-dont-fix")
        assert "Has each partner been seen alone" in html
        assert "joint work" in html

    def test_the_dose_chooses_steps_and_minutes(self, signed_in):
        short = page(signed_in, "/library/listen-dont-fix?dose=short")
        long = page(signed_in, "/library/listen-dont-fix?dose=long")
        assert "short dose" in short
        assert short.count("guide-clock") < long.count("guide-clock")

    def test_prerequisites_are_linked(self, small):
        assert '<a href="/library/alone">Alone</a>' in page(small, "/library/both")

    def test_leads_to_the_plans_it_can_go_into_at_the_chosen_dose(self, small):
        assert 'href="/plans/choose?exercise=both&amp;dose=short"' in page(small, "/library/both?dose=short")

    def test_the_guide_stays_readable_when_the_sheet_cannot_be_made(self, small, monkeypatch):
        def fail(*arguments: object) -> None:
            raise RenderingFailed("The page engine rests.")

        monkeypatch.setattr(Printer, "print", fail)
        html = page(small, "/library/alone")
        assert "Because." in html
        assert "The page engine rests." in html
        assert "sheet.pdf" not in html

    def test_an_unknown_exercise_is_not_there(self, small):
        assert small.get("/library/nowhere").status_code == 404


class TestSheet:
    def test_is_a_pdf_with_a_name_worth_saving(self, signed_in):
        answer = signed_in.get("/library/listen-dont-fix/sheet.pdf?dose=short&paper=a4")
        assert answer.headers["Content-Disposition"] == "inline; filename=listen-dont-fix-short.pdf"
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        assert {(round(width), round(height)) for width, height in read_pdf(answer.data).sizes} == {(595, 842)}

    def test_prints_the_client_s_own_words(self, signed_in):
        answer = signed_in.get("/library/listen-dont-fix/sheet.pdf?slot.hard_day=a+long+shift+at+the+harbor")
        assert "a long shift at the harbor" in " ".join(read_pdf(answer.data).text.split())

    def test_pages_are_pictures_small_and_large(self, signed_in):
        small = signed_in.get("/library/listen-dont-fix/page-1.png?size=small")
        large = signed_in.get("/library/listen-dont-fix/page-1.png")
        assert small.mimetype == large.mimetype == "image/png"
        assert small.data.startswith(PNG)
        assert len(small.data) < len(large.data)

    @pytest.mark.parametrize("number", ["0", "99", "99999999999999999999"])
    def test_a_page_that_is_not_there_is_not_found(self, signed_in, number):
        assert signed_in.get(f"/library/listen-dont-fix/page-{number}.png").status_code == 404


class TestFavorite:
    def test_the_star_works_without_scripts_and_leads_back_to_the_list(self, small):
        fields = {"favorite": "1", "csrf_token": csrf_token(small, "/library/")}
        answer = small.post("/library/both/favorite?list=1&q=both&theme=C&page=1", data=fields)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/library/?q=both&theme=C&page=1#exercise-")
        assert titles(page(small, "/library/?favorites=1")) == ["Both"]

    def test_from_the_exercise_it_leads_back_there(self, small):
        fields = {"favorite": "1", "csrf_token": csrf_token(small, "/library/both")}
        assert small.post("/library/both/favorite", data=fields).headers["Location"] == "/library/both"
        assert 'aria-pressed="true"' in page(small, "/library/both")

    def test_scripts_get_the_star_alone(self, small):
        fields = {"favorite": "1", "csrf_token": csrf_token(small, "/library/")}
        html = small.post("/library/both/favorite?list=1", data=fields, headers=FROM_SCRIPTS).get_data(as_text=True)
        assert html.strip().startswith("<form")
        assert 'aria-pressed="true"' in html

    def test_the_star_goes_away_again(self, small):
        token = csrf_token(small, "/library/")
        for value in ("1", "0"):
            small.post("/library/both/favorite", data={"favorite": value, "csrf_token": token})
        assert titles(page(small, "/library/?favorites=1")) == []

    def test_looking_never_stars(self, small):
        assert small.get("/library/both/favorite").status_code == 405

    def test_a_form_without_its_token_changes_nothing(self, small):
        assert small.post("/library/both/favorite", data={"favorite": "1"}).status_code == 400

    def test_where_it_leads_back_cannot_be_chosen_from_outside(self, small):
        fields = {"favorite": "1", "csrf_token": csrf_token(small, "/library/")}
        odd = "list=1&_external=1&_scheme=javascript&next=//elsewhere.example&endpoint=x&page=%0d%0aX:1"
        location = small.post(f"/library/both/favorite?{odd}", data=fields).headers["Location"]
        assert location.startswith("/library/#exercise-")


NAMES = st.sampled_from(
    ["q", "theme", "format", "audience", "minutes", "intensity", "favorites", "page", "dose", "paper", "list"]
)
QUERIES = st.lists(st.tuples(NAMES | st.text(max_size=8), st.text(max_size=40) | st.integers().map(str)), max_size=8)
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


class TestHostileAddresses:
    @given(QUERIES)
    @MANY
    def test_the_list_always_answers(self, small, query):
        assert small.get("/library/?" + urlencode(query, errors="surrogatepass")).status_code == 200

    @given(QUERIES)
    @MANY
    def test_an_exercise_always_answers(self, small, query):
        assert small.get("/library/alone?" + urlencode(query, errors="surrogatepass")).status_code == 200

    @pytest.mark.parametrize(
        "query",
        [
            "q=" + "a" * 8000,
            "q=" + "%22" * 500,
            "q[]=x&theme[0]=A&page[$gt]=1",
            "&".join(f"theme={number}" for number in range(900)),
            "page=999999999999999999999999&minutes=NaN&intensity=1e308",
            "q=%ff%fe%00&slot.name=%00",
        ],
    )
    def test_large_and_confused_queries_answer(self, small, query):
        assert small.get(f"/library/?{query}").status_code == 200
        assert small.get(f"/library/alone?{query}").status_code == 200

    @pytest.mark.parametrize("name", ["..%2f..%2fetc", "%00", "a" * 3000, "alone%27--", "{{7*7}}"])
    def test_odd_names_are_not_found(self, small, name):
        assert small.get(f"/library/{name}").status_code == 404
