"""Rings, scales and curves: what they refuse, where an answer is drawn, how they read in words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Control
from therapytool.blocks.computed import with_computed
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock, Ink, Word
from therapytool.blocks.references_between import misplaced_references

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
LIFE = ["Love", "Work", "Health", "Play"]
RINGS = {"kind": "rings", "rings": ["near", "halfway", "far"], "sectors": LIFE}
DRINKS = {"label": "Drinks", "highest": 40, "marks": [{"at": 10, "label": "most people"}]}
CURVE = {"kind": "curve", "moments": ["Mon", "Tue", "Wed"], "lowest": -5, "highest": 5}


def block(**content: Any) -> DrawnBlock:
    made = ANY_BLOCK.validate_python({"id": "x", "label": "Asked", **content})
    assert isinstance(made, DrawnBlock)
    return made


def solid(drawing: Drawing) -> list[str]:
    return [shape.path for shape in drawing.shapes if shape.ink is Ink.SOLID]


def words(drawing: Drawing) -> set[str]:
    return {" ".join(part.rows) for part in drawing.parts if isinstance(part, Word)}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({**RINGS, "sectors": []}, "name at least two 'sectors'"),
        ({**RINGS, "answer": "words"}, "take out the 'sectors'"),
        ({"kind": "rings", "rings": list("abcdef"), "answer": "words"}, "at most 5 'rings' can be written in"),
        ({**RINGS, "rings": ["a", "a"]}, "have the same name"),
        ({"kind": "profile", "rows": [{**DRINKS, "highest": 0}]}, "ends before it begins"),
        ({"kind": "profile", "rows": [{**DRINKS, "highest": 9}]}, "“most people” lies beside the scale of “Drinks”"),
        ({**CURVE, "moments": ["Mon", "Mon"]}, "have the same name"),
        ({**CURVE, "moments": [str(n) for n in range(11)], "note": "What?"}, "can be asked at 10 'moments'"),
        ({"kind": "cycle", "steps": [{"label": "a"}] * 3, "here": "Where?"}, "one is to be chosen"),
        ({"kind": "cycle", "steps": [{"label": "a"}] * 3, "lanes": ["b", "c"], "both_ways": True}, "with 'lanes'"),
        ({"kind": "quadrants", "cells": [{}] * 4, "across": ["a", "b"]}, "a cell has no name"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(content: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        block(**content)


def test_a_target_has_a_circle_for_each_ring_of_each_part_and_marks_the_one_chosen() -> None:
    target = block(**RINGS)
    zones = target.drawing({}).zones
    assert [[spot.option for spot in zone.spots] for zone in zones] == [["near", "halfway", "far"]] * 4
    near, far = (solid(target.drawing({"x.s1": ring})) for ring in ("near", "far"))
    assert (len(near), len(far), near != far) == (1, 1, True)
    assert target.plain_text({"x.s2": "far"}) == "Asked\n- Work: far (ring 3 of 3, 1 being the middle)"
    assert any(each.startswith("From the middle outward: 1 = near") for each in words(target.drawing({})))


def test_rings_that_are_written_in_ask_from_the_middle_outward() -> None:
    circles = block(kind="rings", rings=["Mine", "Not mine"], answer="words", lines=2)
    assert [question.label for question in circles.questions()] == ["Mine", "Not mine"]
    assert [zone.line_count for zone in circles.drawing({}).zones] == [2, 2]


def test_a_scale_stands_beside_what_it_is_compared_with() -> None:
    scales = block(kind="profile", rows=[DRINKS])
    assert scales.plain_text({"x.r1": "22"}) == "Asked\n- Drinks: 22 (0 to 40; most people 10)"
    assert "most people 10" in words(scales.drawing({}))
    assert len(solid(scales.drawing({"x.r1": "55"}))) == len(solid(scales.drawing({}))) + 1


def test_a_profile_takes_results_of_a_questionnaire_and_asks_nothing_itself() -> None:
    asked = {
        "kind": "questionnaire",
        "id": "q",
        "label": "Q",
        "result_for": "everyone",
        "options": [{"label": "no", "value": 0}, {"label": "yes", "value": 4}],
        "statements": [{"text": "a", "part": "Body"}, {"text": "b", "part": "Mind"}],
    }
    rows = [{"label": "Body", "of": "q._p1"}, {"label": "Mind", "of": "q._p2"}]
    questionnaire, profile = ANY_BLOCK.validate_python(asked), block(kind="profile", rows=rows, joined=True)
    known = with_computed([questionnaire], {"q.s1": "yes", "q.s2": "no"})
    assert profile.questions() == ()
    assert profile.plain_text(known) == "Asked\n- Body: 4 (0 to 10)\n- Mind: 0 (0 to 10)"
    assert len(solid(profile.drawing(known))) == 2
    kept = ANY_BLOCK.validate_python({**asked, "result_for": "clinician"})
    assert [problem.field for problem in misplaced_references([kept, profile])] == ["rows.0.of", "rows.1.of"]


def test_a_curve_joins_the_numbers_that_follow_each_other() -> None:
    curve = block(**CURVE, note="What was it?")
    answers = {"x.c1.m1": "-5", "x.c1.m2": "5", "x.m2": "A letter came"}
    assert curve.plain_text(answers) == "Asked\n- Mon -5, Tue 5\n- What was it?: Tue A letter came"
    assert len(solid(curve.drawing(answers))) == 2
    assert len(curve.drawing(answers).shapes) - len(curve.drawing({}).shapes) == 3
    assert len(curve.drawing({**answers, "x.c1.m2": ""}).shapes) - len(curve.drawing({}).shapes) == 1


def test_curves_of_one_chart_have_names_in_their_questions() -> None:
    curve = block(**CURVE, curves=["High", "Low"])
    assert [question.label for question in curve.questions()][2:4] == ["High, Wed", "Low, Mon"]
    assert {zone.group for zone in curve.drawing({}).zones} == {"High, from -5 to 5", "Low, from -5 to 5"}


def test_a_cycle_may_ask_for_one_of_its_steps_and_nothing_else() -> None:
    wheel = block(kind="cycle", steps=[{"label": name} for name in LIFE], lines=0, here="Where am I?")
    (question,) = wheel.questions()
    assert (question.control, question.options) == (Control.CHOICE, tuple(LIFE))
    (zone,) = wheel.drawing({}).zones
    assert [spot.option for spot in zone.spots] == LIFE


def test_arrows_that_point_both_ways_have_two_heads() -> None:
    steps = [{"label": name} for name in LIFE]
    heads = [len(solid(block(kind="cycle", steps=steps, both_ways=both).drawing({}))) for both in (False, True)]
    assert heads == [4, 8]


def test_a_cell_without_a_name_is_called_by_its_row_and_column() -> None:
    cells = block(kind="quadrants", cells=[{}] * 4, across=["Pros", "Cons"], down=["Doing it", "Leaving it"])
    assert [question.label for question in cells.questions()] == [
        "Doing it: Pros",
        "Doing it: Cons",
        "Leaving it: Pros",
        "Leaving it: Cons",
    ]
