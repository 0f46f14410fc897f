"""Scores over time as rules: lines, changes in sourced words, pictures, and what a form may say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import get_measure, read_measures
from therapytool.exercises.measures.sheet import values_of
from therapytool.progress.answers import choices_of, read_answers
from therapytool.progress.chart import BOTTOM, LEFT, RIGHT, TOP, chart_of
from therapytool.progress.series import Taken, lines_of

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
ENABLED = [measure for measure in read_measures().values() if measure.enabled]


def taken(week: int, values: dict[str, int]) -> Taken:
    return Taken(f"t{week}", START + timedelta(weeks=week), values)


def all_items(measure: Measure, value: int) -> dict[str, int]:
    return dict.fromkeys(measure.scored_items, value)


class TestLines:
    def test_a_scale_shows_totals_bands_and_the_change_since_the_first(self):
        phq9 = get_measure("phq9")
        (line,) = lines_of(phq9, [taken(4, all_items(phq9, 1)), taken(0, all_items(phq9, 2))])
        assert [(point.total, point.band) for point in line.points] == [(18, "moderately severe"), (9, "mild")]
        assert line.points[0].says == ""
        assert line.points[1].says.startswith("9 points lower: reliable improvement.")

    def test_an_estimated_total_is_marked_and_gets_no_verdict(self):
        phq9 = get_measure("phq9")
        partly = dict.fromkeys(phq9.scored_items[:7], 2)
        (line,) = lines_of(phq9, [taken(0, all_items(phq9, 3)), taken(1, partly)])
        assert line.points[1].is_estimated
        assert "No verdict" in line.points[1].says

    def test_too_few_answers_have_no_total_and_no_spot(self):
        phq9 = get_measure("phq9")
        (line,) = lines_of(phq9, [taken(0, {"item1": 1})])
        assert line.points[0].total is None
        assert chart_of(line) is None

    def test_a_check_in_has_a_line_for_each_slider_and_no_sum(self):
        checkin = get_measure("weekly-checkin")
        lines = lines_of(checkin, [taken(0, {"close": 3, "safe": 9}), taken(1, {"close": 5})])
        assert len(lines) == 5
        assert [point.total for point in lines[0].points] == [3, 5]
        assert [point.total for point in lines[-1].points] == [9, None]

    def test_a_screen_is_never_compared_over_time(self):
        screen = get_measure("pc-ptsd-5")
        (line,) = lines_of(screen, [taken(0, all_items(screen, 1)), taken(1, all_items(screen, 0))])
        assert {point.says for point in line.points} == {""}


class TestPicture:
    @given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
    def test_every_spot_stands_inside_higher_totals_higher_and_later_ones_to_the_right(self, answers: list[int]):
        gad7 = get_measure("gad7")
        (line,) = lines_of(gad7, [taken(week, all_items(gad7, value)) for week, value in enumerate(answers)])
        chart = chart_of(line)
        assert chart
        assert all(LEFT <= spot.x <= RIGHT and TOP <= spot.y <= BOTTOM for spot in chart.spots)
        assert [spot.x for spot in chart.spots] == sorted(spot.x for spot in chart.spots)
        heights = {spot.point.total: spot.y for spot in chart.spots}
        assert sorted(heights, reverse=True) == sorted(heights, key=lambda total: heights[total])
        assert round(sum(band.height for band in chart.bands)) == BOTTOM - TOP

    def test_the_stripe_of_no_reliable_change_lies_around_the_first_total(self):
        gad7 = get_measure("gad7")
        (line,) = lines_of(gad7, [taken(0, all_items(gad7, 2)), taken(1, all_items(gad7, 1))])
        chart = chart_of(line)
        assert chart
        assert chart.change
        first, second = chart.spots
        assert chart.change.top < first.y < chart.change.top + chart.change.height < second.y
        assert "2 totals, the first 14, the last 7" in chart.words


class TestAnswers:
    @pytest.mark.parametrize("measure", ENABLED, ids=lambda measure: measure.slug)
    def test_each_answer_offered_comes_back_as_what_it_is_worth(self, measure: Measure):
        for part in measure.parts:
            for choice, worth in zip(choices_of(part), part.values, strict=True):
                sent = {item.id: choice.kept for item in part.items}
                assert values_of(measure, read_answers(measure, sent)) == {item.id: worth for item in part.items}

    def test_what_was_never_offered_and_blanks_are_left_out(self):
        phq9 = get_measure("phq9")
        assert read_answers(phq9, {"item1": "4", "item2": "", "item9": "' or 1=1", "other": "1"}) == {}
