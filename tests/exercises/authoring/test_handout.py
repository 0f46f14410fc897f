"""Writing a handout: it begins as one, is right as it stands, and is told to ask nothing before it goes into use."""

from __future__ import annotations

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import begin
from therapytool.exercises.authoring.checking import check
from therapytool.exercises.authoring.fields.starters import handout_draft


def test_only_its_name_is_missing_from_a_fresh_one() -> None:
    draft = handout_draft()
    assert [(each.part, each.place) for each in check(draft).problems] == [("about", "title")]
    named = check(draft.with_values(fields={**draft.fields, "title": "Facts"})).exercise
    assert named is not None
    assert named.is_handout


def test_it_is_made_ready_knowing_that_it_asks_nothing(ada: Visitor) -> None:
    assert "Begin a handout" in ada.open("/library/write/new").text
    window = begin(ada, beginning="handout")
    assert len(window.blocks) == 4
    window.open("about")
    window.save({"title": "Facts on tears"})
    assert "becomes a handout" in ada.open(f"{window.address}/ready").text
    window.add("short_text")
    assert "becomes a handout" not in ada.open(f"{window.address}/ready").text
