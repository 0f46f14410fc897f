"""The geometry of drawings: points, paths, patterns cut to a slice, and words that fit where they are put."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.blocks.drawings.fitting import Setting, setting, width_of, wrapped
from therapytool.blocks.drawings.geometry import (
    arc,
    arrow_head,
    capsule,
    circle,
    line,
    mirrored,
    number,
    polar,
    polygon,
    rounded,
    rules,
    sector,
    smooth,
    span_in_circle,
)
from therapytool.blocks.drawings.hatching import PATTERNS, Slice, dotted, hatched, pattern
from therapytool.blocks.drawings.overlaps import Circle, Region, writing_room

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
degrees = st.floats(0, 720)
lengths = st.floats(0.5, 100)


def points_of(path: str) -> list[tuple[float, float]]:
    """The pairs of numbers of a path that has only lines."""
    numbers = [float(found) for found in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


class TestPaths:
    @pytest.mark.parametrize(
        ("value", "written"), [(1, "1"), (0.5, "0.5"), (2 / 3, "0.67"), (-0.001, "0"), (100.0, "100"), (-1.25, "-1.25")]
    )
    def test_write_lengths_short(self, value: float, written: str) -> None:
        assert number(value) == written

    @pytest.mark.parametrize(("direction", "point"), [(0, (0, -2)), (90, (2, 0)), (180, (0, 2)), (270, (-2, 0))])
    def test_count_angles_as_on_a_clock(self, direction: float, point: tuple[float, float]) -> None:
        assert polar((0, 0), 2, direction) == pytest.approx(point)

    def test_say_lines_boxes_and_circles(self) -> None:
        assert line((0, 1), (2, 3)) == "M0 1L2 3"
        assert polygon((0, 0), (1, 0), (1, 1)) == "M0 0L1 0L1 1Z"
        assert circle((5, 5), 2) == "M3 5A2 2 0 1 1 7 5A2 2 0 1 1 3 5Z"
        assert rounded(0, 0, 10, 6, 2).startswith("M2 0h6a2 2 0 0 1 2 2v2")
        assert rules(0, 50, 8.8, 2, 9) == "M0 8.8L50 8.8M0 17.8L50 17.8"

    def test_take_the_long_way_round_only_past_half_a_turn(self) -> None:
        assert arc((0, 0), 1, 0, 90) == "M0 -1A1 1 0 0 1 1 0"
        assert arc((0, 0), 1, 0, 270) == "M0 -1A1 1 0 1 1 -1 0"

    def test_close_a_whole_turn_to_a_circle(self) -> None:
        assert arc((0, 0), 1, 0, 360) == circle((0, 0), 1)
        assert sector((0, 0), 1, 2, 0, 360) == circle((0, 0), 2) + circle((0, 0), 1)

    def test_cut_a_slice_of_pie_to_the_middle_and_a_slice_of_a_ring_not(self) -> None:
        assert sector((0, 0), 0, 2, 0, 90) == "M0 -2A2 2 0 0 1 2 0L0 0Z"
        assert sector((0, 0), 1, 2, 0, 90) == "M0 -2A2 2 0 0 1 2 0L1 0A1 1 0 0 0 0 -1Z"

    def test_ring_a_level_word_with_round_ends(self) -> None:
        assert capsule((10, 10), 20, 4) == "M2 8L18 8A2 2 0 0 1 18 12L2 12A2 2 0 0 1 2 8Z"

    def test_point_an_arrow_at_its_tip(self) -> None:
        tip, *base = points_of(arrow_head((10, 0), 90, 4))
        assert tip == (10, 0)
        assert {x for x, _ in base} == {6}

    def test_go_softly_through_every_point(self) -> None:
        path = smooth([(0, 0), (10, 5), (20, 0)])
        assert path.startswith("M0 0C")
        assert "10 5" in path
        assert path.endswith("20 0")
        assert smooth([(0, 0), (1, 1), (2, 0)], closed=True).endswith("0 0Z")

    def test_mirror_in_the_opposite_order(self) -> None:
        assert mirrored([(1, 0), (3, 5)], 0) == [(-3, 5), (-1, 0)]

    def test_find_where_a_level_line_meets_a_circle(self) -> None:
        assert span_in_circle((10, 10), 5, 10) == (5, 15)
        assert span_in_circle((10, 10), 5, 16) is None


class TestPatterns:
    @given(start=degrees, turn=st.floats(1, 360), direction=degrees)
    def test_hatching_stays_in_its_slice(self, start: float, turn: float, direction: float) -> None:
        area = Slice((50, 50), 30, start, start + turn)
        wider = Slice((50, 50), 30.5, start - 2, min(start + turn + 2, start + 358))
        outside = [point for point in points_of(hatched(area, direction, 4)) if not wider.holds(point)]
        near_the_middle = [p for p in outside if abs(p[0] - 50) + abs(p[1] - 50) < 1.5]
        assert turn > 355 or outside == near_the_middle

    def test_dots_stay_in_their_slice(self) -> None:
        quarter = Slice((0, 0), 20, 0, 90)
        middles = [(float(x) + 0.45, float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)A", dotted(quarter, 3))]
        assert middles
        assert all(quarter.holds(middle) for middle in middles)

    def test_neighbors_never_look_alike(self) -> None:
        whole = Slice((0, 0), 20)
        drawn = [pattern(n, whole) for n in range(12)]
        assert all(one != other for one, other in pairwise(drawn))
        assert len(set(drawn[: len(PATTERNS)])) == len(PATTERNS)


class TestWords:
    @given(st.text(alphabet="abcdefghij MWil,.", max_size=200), lengths)
    def test_are_wrapped_without_losing_any(self, text: str, width: float) -> None:
        rows = wrapped(text, width, 10)
        assert "".join(rows).replace(" ", "") == "".join(text.split())
        fitting = [word for word in text.split() if width_of(word, 10) <= width]
        shown = iter(" ".join(rows).split())
        assert all(word in shown for word in fitting)
        assert all(width_of(row, 10) <= width or len(row) == 1 for row in rows)

    def test_take_more_room_the_wider_their_letters(self) -> None:
        assert width_of("iiii", 10) < width_of("mmmm", 10) < width_of("語語語語", 10)

    def test_are_set_as_roomy_as_they_fit(self) -> None:
        assert setting("A few words", 60, 9) is Setting.ROOMY
        assert setting("A few more words than there is room for", 60, 9) is Setting.CLOSE
        assert setting("A few more words than there is room for " * 4, 60, 9) is Setting.ELSEWHERE
        assert setting("Unbreakable" * 20, 60, 90) is Setting.ELSEWHERE

    def test_each_line_that_was_typed_counts(self) -> None:
        assert setting("a\nb", 60, 18) is Setting.ROOMY
        assert setting("a\n\nb", 60, 18) is Setting.CLOSE


class TestOverlaps:
    LEFT, RIGHT = Circle((40, 50), 40), Circle((90, 50), 40)

    @pytest.mark.parametrize(
        ("inside", "outside"),
        [((LEFT,), (RIGHT,)), ((RIGHT,), (LEFT,)), ((LEFT, RIGHT), ())],
        ids=["left", "right", "both"],
    )
    def test_rules_lie_in_their_region_and_nowhere_else(
        self, inside: tuple[Circle, ...], outside: tuple[Circle, ...]
    ) -> None:
        room = writing_room(Region(inside, outside))
        assert room.rules
        for y, ends in room.rules:
            for x in ends:
                assert all((x - c.center[0]) ** 2 + (y - c.center[1]) ** 2 < c.radius**2 for c in inside)
                assert all((x - c.center[0]) ** 2 + (y - c.center[1]) ** 2 > c.radius**2 for c in outside)

    def test_typed_words_have_a_box_between_the_rules(self) -> None:
        room = writing_room(Region((self.LEFT,), (self.RIGHT,)))
        chosen = [span for y, span in room.rules if room.y < y <= room.y + room.height + 0.01]
        assert len(chosen) * 9 == pytest.approx(room.height)
        assert all(begin <= room.x and room.x + room.width <= end for begin, end in chosen)
