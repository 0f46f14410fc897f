"""Using an exercise one looks at: in a plan that is there, or in a new one."""

from __future__ import annotations

from tests.plans.reader import XHTML, Reader, parsed, text_of, with_class

PAGE = "/plans/choose?exercise=listen-dont-fix&dose=short"


def test_the_page_offers_her_plans_and_new_sessions(ada, window: Reader):
    tree = parsed(ada.open(PAGE).text)
    assert [text_of(title) for title in with_class(tree, "card-title")] == ["Company First, Ideas Second"]
    rooms = [text_of(room).split("Check-in")[0] for room in with_class(tree, "new-plan-room")]
    assert rooms == ["Individual", "Couple", "Group"]


def test_it_goes_before_the_closing_parts_at_the_dose_one_looked_at(ada, window: Reader):
    reader = Reader(ada, "/plans/choose?exercise=armor-inventory&dose=short")
    reader.address = window.address
    answer = reader.choose("Add to Company First")
    assert answer.status_code == 200
    assert reader.titles.index("Debrief") < reader.titles.index("My Armor") < reader.titles.index("Homework planning")
    assert "Added My Armor" in reader.said
    pressed = [text_of(dose) for dose in with_class(reader.tree, "segment") if dose.get("aria-pressed") == "true"]
    assert sum(text.startswith("SShort") for text in pressed) == 3


def test_a_session_begins_with_it(ada, window: Reader):
    reader = Reader(ada, PAGE)
    reader.choose("Individual")
    assert "Listen, Don’t Fix" in reader.titles


def test_an_exercise_that_is_not_there_and_a_plan_that_is_not_hers(ada, ben, window: Reader):
    assert ada.open("/plans/choose?exercise=no-such").status_code == 404
    name = window.address.rsplit("/", 1)[1]
    assert ben.send("/plans/choose", page=PAGE, plan=name, exercise="listen-dont-fix").status_code == 404


def test_the_exercises_of_a_plan_go_into_a_pack(ada, window: Reader):
    (link,) = [each for each in window.tree.iter(f"{XHTML}a") if "as a pack" in text_of(each)]
    page = ada.open(link.get("href", "")).text
    assert "3 exercises in it" in page
    assert "Listen, Don’t Fix" in page
