"""The drawn kinds: what they refuse, what they draw of an answer, how they read in words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Control
from therapytool.blocks.body_map import apart
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, DrawnBlock, Ink, Look, Zone
from therapytool.blocks.feelings import FEELING_FAMILIES
from therapytool.blocks.pie import PieBlock
from therapytool.blocks.quadrants import QuadrantsBlock

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
DRAWN = [block for block in ODD_BLOCKS if isinstance(block, DrawnBlock)]
BESIDE = {"feelings_wheel": "own", "pie": "", "venn": "c"}
"""Kinds that ask some things beside their drawing, and how the keys of those begin."""

NAMED = {"id": "x", "label": "Asked"}
STEPS = [{"label": f"Step {n}"} for n in range(1, 8)]
ZONE = {"key": "tip", "label": "Tip", "x": 0, "y": 0, "width": 50, "height": 20}
PIE = {"kind": "pie", **NAMED, "shares": ["Work", "Rest"]}


def block(**content: Any) -> AnyBlock:
    return ANY_BLOCK.validate_python({**NAMED, **content})


def drawing_of(answers: dict[str, str] | None = None, **content: Any) -> Drawing:
    made = block(**content)
    assert isinstance(made, DrawnBlock)
    return made.drawing(answers or {})


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"kind": "feelings_wheel", "families": [{"name": "a", "words": ["b", "c"]}] * 3}, "has b, c twice"),
        (
            {
                "kind": "feelings_wheel",
                "families": [{"name": "a", "words": [f"w{n}{m}" for m in range(14)]} for n in range(6)],
            },
            "has 84 words; 72 are the most",
        ),
        ({"kind": "body_map", "parts": ["jaw", "jaw"]}, "stands here twice"),
        ({"kind": "body_map", "parts": ["jaw", "wing"]}, "Input should be 'head', 'face'"),
        ({"kind": "pie", "shares": ["Work", "Work"]}, "Work stands here twice"),
        ({"kind": "venn", "sets": ["A", "A"]}, "have the same name"),
        ({"kind": "venn", "sets": ["A", "B", "C", "D"]}, "at most 3 items"),
        ({"kind": "cycle", "steps": STEPS[:2]}, "a ring has 3 to 6 steps"),
        ({"kind": "cycle", "steps": STEPS[:5], "lanes": ["a", "b"]}, "room for 4 steps each, not 5"),
        ({"kind": "cycle", "steps": STEPS[:3], "lanes": ["a", "a"]}, "lanes have the same name"),
        ({"kind": "flow", "steps": [STEPS[0], {"label": "a", "asks": True}]}, "where the second answer leads"),
        ({"kind": "flow", "steps": [STEPS[0], {"label": "a", "aside": "b"}]}, "goes with a question"),
        ({"kind": "flow", "steps": [STEPS[0], {"label": "a", "asks": True, "aside": "b"}]}, "the last box asks"),
        ({"kind": "thermometer", "levels": [{"at": 11, "label": "Hot"}]}, "a level is at 11, above the scale's 10"),
        ({"kind": "thermometer", "levels": [{"at": 1, "label": "a"}, {"at": 1, "label": "b"}]}, "at the same place"),
        ({"kind": "thermometer", "levels": [{"at": 1, "label": "a"}], "lines": 0}, "nothing is asked"),
        ({"kind": "timeline", "start": "a", "end": "b", "moments": 8, "prompts": ["?"]}, "less than or equal to 7"),
        ({"kind": "ladder", "columns": [{"head": "a"}, {"head": "a"}]}, "have the same head"),
        ({"kind": "quadrants", "cells": [{"label": "a"}] * 4}, "have the same name"),
        ({"kind": "quadrants", "cells": [{"label": "a"}] * 3}, "Field required"),
        (
            {"kind": "picture", "shows": {"drawing": "nessie"}, "zones": [ZONE]},
            "no drawing is called 'nessie'; there are",
        ),
        ({"kind": "picture", "shows": {}, "zones": [ZONE]}, "name one thing to show"),
        ({"kind": "picture", "shows": {"asset": "a1b2c3d4e5"}, "zones": [ZONE]}, "needs 'alternative'"),
        ({"kind": "picture", "shows": {"drawing": "bridge"}, "zones": [{**ZONE, "x": 60}]}, "reaches over the edge"),
        ({"kind": "picture", "shows": {"drawing": "bridge"}, "zones": [ZONE, ZONE]}, "have the key 'tip'"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(content: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        block(**content)


def test_a_word_too_long_for_the_wheel_is_named() -> None:
    families = [{"name": name, "words": [f"{name}1", f"{name}2"]} for name in "abc"]
    families[0]["words"] = ["a1", "WWWWWWWWWWWWWWWWWW"]
    with pytest.raises(ValidationError, match="WWWWWWWWWWWWWWWWWW: too long for a wheel"):
        block(kind="feelings_wheel", families=families)


@pytest.mark.parametrize("each", DRAWN, ids=lambda each: each.id)
class TestEveryDrawing:
    def test_has_a_place_for_every_question(self, each: DrawnBlock) -> None:
        beside = BESIDE.get(each.kind)
        placed = {zone.question for zone in each.drawing({}).zones}
        asked = [question for question in each.questions() if question not in placed]
        assert [q.key for q in asked if beside is None or not q.key.startswith(f"{each.id}.{beside}")] == []
        assert placed <= set(each.questions())

    def test_asks_nothing_twice(self, each: DrawnBlock) -> None:
        keys = [zone.question.key for zone in each.drawing({}).zones]
        assert len(keys) == len(set(keys))

    def test_keeps_every_zone_on_the_sheet(self, each: DrawnBlock) -> None:
        drawing = each.drawing({})
        assert drawing.width in (FULL_WIDTH, FULL_WIDTH / 2)
        assert drawing.height < 230
        for zone in drawing.zones:
            assert zone.x >= 0
            assert zone.y >= 0
            assert zone.x + zone.width <= drawing.width + 0.1
            assert zone.y + zone.height <= drawing.height + 0.1

    def test_gives_a_pen_room(self, each: DrawnBlock) -> None:
        for zone in each.drawing({}).zones:
            if zone.look in (Look.RULED, Look.OPEN):
                assert zone.height >= 8.9
                assert zone.width >= 13
            if zone.look in (Look.TICK, Look.NUMBER):
                assert min(zone.width, zone.height) >= 5

    def test_lets_no_two_places_to_write_cover_each_other(self, each: DrawnBlock) -> None:
        written = [zone for zone in each.drawing({}).zones if zone.look not in (Look.WORD, Look.ASIDE)]
        covering = [
            (a.question.key, b.question.key) for n, a in enumerate(written) for b in written[n + 1 :] if cover(a, b)
        ]
        assert covering == []

    def test_has_no_word_under_nine_points(self, each: DrawnBlock) -> None:
        assert min((word.size for word in each.drawing(odd_answers()).words), default=9) >= 9

    def test_says_what_it_is(self, each: DrawnBlock) -> None:
        assert each.drawing({}).title
        assert each.drawing(odd_answers()).in_words

    def test_is_there_with_answers_too(self, each: DrawnBlock) -> None:
        blank, filled = each.drawing({}), each.drawing(odd_answers())
        assert blank.height == filled.height
        assert len(blank.zones) == len(filled.zones)


def cover(one: Zone, other: Zone) -> bool:
    """Whether two zones share more than an edge."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.1 and down > 0.1


class TestAFeelingsWheel:
    def test_has_the_words_of_the_library_unless_it_is_given_others(self) -> None:
        drawing = drawing_of(kind="feelings_wheel")
        assert [zone.question.label for zone in drawing.zones] == [
            w for family in FEELING_FAMILIES for w in family.words
        ]

    def test_turns_no_word_upside_down(self) -> None:
        assert all(
            -90 <= word.angle % 360 - (360 if word.angle % 360 > 180 else 0) <= 90
            for word in drawing_of(kind="feelings_wheel").words
        )

    def test_rings_what_was_ticked(self) -> None:
        drawing = drawing_of({"x.f1.w1": "yes", "x.f4.w2": "yes"}, kind="feelings_wheel")
        assert sum(shape.ink is Ink.MARK for shape in drawing.shapes) == 2
        assert drawing.description.endswith("Ringed: content, lonely")

    def test_says_the_chosen_words_alone(self) -> None:
        wheel = block(kind="feelings_wheel", own_words=1)
        assert wheel.plain_text({"x.f4.w2": "yes", "x.own1": "hollow"}) == "Asked\n- lonely\n- hollow"


class TestABodyMap:
    def test_marks_both_sides_of_what_there_is_two_of(self) -> None:
        def marks(part: str) -> int:
            drawing = drawing_of({f"x.{part}.mark": "hot"}, kind="body_map", legend=["hot", "cold"])
            return len(drawing.shapes) - len(drawing_of(kind="body_map", legend=["hot", "cold"]).shapes)

        assert marks("hands") == 2 * marks("jaw")

    def test_says_part_words_and_mark(self) -> None:
        body = block(kind="body_map", legend=["hot", "cold"])
        answers = {"x.jaw": "teeth together", "x.jaw.mark": "hot", "x.feet.mark": "cold"}
        assert body.plain_text(answers) == "Asked\n- Jaw: teeth together, hot\n- Feet: cold"

    def test_puts_names_near_their_places_and_none_over_another(self) -> None:
        assert apart([0, 2, 50], 10, 100) == [0, 10, 50]
        assert apart([85, 95], 10, 100) == [80, 90]


class TestAPie:
    @pytest.mark.parametrize(
        ("shares", "words"),
        [
            ({}, "must make 100"),
            ({"x.r1.p1": "60"}, "60 so far, 40 left"),
            ({"x.r1.p1": "60", "x.r2.p1": "40"}, "makes 100"),
            ({"x.r1.p1": "60", "x.r2.p1": "50"}, "110, which is 10 too many"),
            ({"x.r1.p1": "most"}, "must make 100"),
        ],
    )
    def test_says_what_its_shares_make(self, shares: dict[str, str], words: str) -> None:
        pie = ANY_BLOCK.validate_python(PIE)
        assert isinstance(pie, PieBlock)
        assert pie.sum_in_words(1, shares) == words

    def test_draws_a_slice_for_each_share_and_marks_when_there_is_none(self) -> None:
        blank, filled = drawing_of(**PIE), drawing_of({"x.r1.p1": "60", "x.r2.p1": "3"}, **PIE)
        assert [word.rows[0] for word in blank.words] == ["My pie", "25", "50", "75", "100"]
        assert [word.rows[0] for word in filled.words] == ["My pie", "1", "2"]
        assert filled.description == "My pie: Work 60, Rest 3 (63 so far, 37 left)"

    def test_takes_whole_numbers_up_to_a_hundred(self) -> None:
        question = ANY_BLOCK.validate_python(PIE).questions()[0]
        assert question.control is Control.QUANTITY
        assert question.quantity.span == "0 to 100"

    def test_says_own_shares_by_the_names_they_were_given(self) -> None:
        pie = block(**PIE, own_shares=2)
        answers = {"x.own1": "Garage", "x.own1.p1": "100", "x.own2": "Sleep"}
        assert pie.plain_text(answers) == "Asked\n- My pie: Garage 100 (makes 100)\n- Sleep"


class TestAVenn:
    def test_names_its_regions(self) -> None:
        two = block(kind="venn", sets=["Work", "Home"], outside="Neither")
        three = block(kind="venn", sets=["Work", "Home", "Play"])
        assert [q.label for q in two.questions()] == ["Work only", "Home only", "Both", "Neither"]
        assert [q.key for q in three.questions()] == ["x.a", "x.b", "x.c", "x.ab", "x.ac", "x.bc", "x.abc"]
        assert three.questions()[4].label == "Work and Play"

    def test_writes_placed_cards_where_they_were_placed(self) -> None:
        content = {"kind": "venn", "sets": ["Work", "Home"], "cards": ["Calm", "Noise"]}
        answers = {"x.c1": "Both", "x.c2": "Both", "x.ab": "Tea"}
        both = next(zone for zone in drawing_of(answers, **content).zones if zone.question.key == "x.ab")
        assert both.written(answers) == "Tea\nCalm, Noise"
        assert block(**content).plain_text(answers) == "Asked\n- Both: Calm, Noise, Tea"


class TestOthers:
    def test_a_thermometer_lists_its_levels_from_the_top(self) -> None:
        levels = [{"at": 1, "label": "Cool"}, {"at": 9, "label": "Hot"}]
        assert [q.label for q in block(kind="thermometer", levels=levels).questions()] == ["9: Hot", "1: Cool"]

    def test_a_thermometer_fills_up_to_where_one_is(self) -> None:
        content = {"kind": "thermometer", "levels": [{"at": 5, "label": "Half"}], "reading": "Now"}
        assert len(drawing_of({"x.now": "7"}, **content).shapes) == len(drawing_of(**content).shapes) + 1
        assert drawing_of({"x.now": "7"}, **content).description == "5: Half. It is filled up to 7"

    def test_a_spectrum_says_where_between_which_poles(self) -> None:
        spectrum = block(kind="spectrum", rows=[{"left": "alone", "right": "together", "label": "At home"}])
        assert spectrum.plain_text({"x.r1": "3"}) == "Asked\n- At home: from alone to together, at 3 of 10"

    def test_boxes_ask_for_words_and_for_the_way_out(self) -> None:
        question = {"label": "Can I?", "lines": 0, "asks": True, "aside": "Let go", "aside_lines": 1}
        flow = block(kind="flow", steps=[STEPS[0], question, STEPS[1]])
        assert [q.key for q in flow.questions()] == ["x.s1", "x.s2.way", "x.s2.aside", "x.s3"]
        assert "2: Can I? (No: Let go)" in flow.drawing({}).in_words
        assert [[zone.question.key for zone in piece.zones] for piece in flow.pictures({})] == [
            ["x.s1"],
            ["x.s2.way", "x.s2.aside"],
            ["x.s3"],
        ]

    def test_a_cycle_with_lanes_asks_each_step_of_both_sides(self) -> None:
        cycle = block(kind="cycle", steps=STEPS[:2], lanes=["Mine", "Yours"], name_label="Its name")
        assert [q.key for q in cycle.questions()] == ["x.l1.s1", "x.l1.s2", "x.l2.s1", "x.l2.s2", "x.name"]
        assert cycle.questions()[2].label == "Yours: Step 1"

    def test_a_timeline_says_what_is_known_of_each_moment(self) -> None:
        timeline = block(kind="timeline", start="a", end="b", moments=2, prompts=["What"])
        assert timeline.plain_text({"x.m2.when": "1999", "x.m2.p1": "Moved"}) == "Asked\n- 2: 1999; Moved"

    def test_a_ladder_counts_from_its_foot(self) -> None:
        ladder = block(kind="ladder", rungs=3, columns=[{"head": "Step"}, {"head": "Distress", "answer": "number"}])
        assert [q.label for q in ladder.questions()][:2] == ["Rung 1: Step", "Rung 1: Distress"]
        assert ladder.plain_text({"x.r2.c1": "Wave", "x.r2.c2": "40"}) == "Asked\n- 2: Step: Wave; Distress: 40"

    def test_weights_of_a_cell_add_up(self) -> None:
        content = {"kind": "quadrants", "cells": [{"label": name} for name in "ABCD"], "lines": 2, "weights": True}
        quadrants = block(**content)
        answers = {"x.q1.e1": "Sleep", "x.q1.e1.weight": "8", "x.q1.e2.weight": "3"}
        assert isinstance(quadrants, QuadrantsBlock)
        assert quadrants.sum_of(1, answers) == 11
        assert quadrants.sum_of(2, answers) is None
        assert quadrants.plain_text(answers) == "Asked\n- A: Sleep (8), (3) (together 11)"

    def test_a_picture_lays_its_zones_over_the_drawing(self) -> None:
        zone = drawing_of(kind="picture", shows={"drawing": "bridge"}, zones=[{**ZONE, "x": 50}]).zones[0]
        assert (zone.x, zone.width) == (FULL_WIDTH / 2, FULL_WIDTH / 2)
        assert zone.line_count == 2

    def test_an_image_is_said_in_words(self) -> None:
        image = ANY_BLOCK.validate_python({"kind": "image", "shows": {"drawing": "iceberg"}, "caption": "Mine"})
        assert image.plain_text({}).startswith("[An iceberg. A small tip")
        assert image.plain_text({}).endswith("]\nMine")
