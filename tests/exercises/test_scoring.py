"""Scoring: every band edge, missing answers, change, and what must be told to the clinician alone."""

from __future__ import annotations

import pytest

from therapytool.exercises.measures.content import Measure, MeasureScale
from therapytool.exercises.measures.files import get_measure
from therapytool.exercises.measures.scoring import Alert, ScaleScore, change, score
from therapytool.exercises.vocabulary import Gate


def reaching(measure: Measure, scale: MeasureScale, total: int) -> dict[str, int]:
    """Answers that make a scale reach a total (to be divided by what the scale multiplies with)."""
    left, values = total // scale.multiply, {}
    for item in measure.items_of(scale):
        highest = max(measure.values_allowed(item))
        values[item] = min(left, highest)
        left -= values[item]
    return values


def only(measure: Measure, values: dict[str, int]) -> ScaleScore:
    (scored,) = score(measure, values).scales
    return scored


def rules(measure: Measure, **values: int) -> set[str]:
    return {alert.rule for alert in score(measure, values).alerts}


PHQ9 = {0: "minimal", 4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate", 15: "moderately severe"}
PHQ9 |= {19: "moderately severe", 20: "severe", 27: "severe"}
GAD7 = {0: "minimal", 4: "minimal", 5: "mild", 9: "mild", 10: "moderate", 14: "moderate", 15: "severe", 21: "severe"}
DASS21 = {
    "stress": {0: "normal", 14: "normal", 16: "mild", 18: "mild", 20: "moderate", 24: "moderate", 26: "severe"}
    | {32: "severe", 34: "extremely severe", 42: "extremely severe"},
    "depression": {0: "normal", 8: "normal", 10: "mild", 12: "mild", 14: "moderate", 20: "moderate", 22: "severe"}
    | {26: "severe", 28: "extremely severe", 42: "extremely severe"},
    "anxiety": {0: "normal", 6: "normal", 8: "mild", 10: "moderate", 14: "moderate", 16: "severe", 18: "severe"}
    | {20: "extremely severe", 42: "extremely severe"},
}
"""Doubled sums are even, so the edges nearest to the manual's that can be reached."""

EDGES = [("phq9", "total", *edge) for edge in PHQ9.items()] + [("gad7", "total", *edge) for edge in GAD7.items()]
EDGES += [("dass21", scale, *edge) for scale, edges in DASS21.items() for edge in edges.items()]


@pytest.mark.parametrize(("slug", "scale_id", "total", "band"), EDGES)
def test_every_band_edge(slug: str, scale_id: str, total: int, band: str):
    measure = get_measure(slug)
    assert measure.scoring
    scale = next(scale for scale in measure.scoring.scales if scale.id == scale_id)
    found = next(s for s in score(measure, reaching(measure, scale, total)).scales if s.scale == scale_id)
    assert (found.total, found.band, found.is_pro_rated) == (total, band, False)


@pytest.mark.parametrize(
    ("scale_id", "items"),
    [
        ("stress", (1, 6, 8, 11, 12, 14, 18)),
        ("depression", (3, 5, 10, 13, 16, 17, 21)),
        ("anxiety", (2, 4, 7, 9, 15, 19, 20)),
    ],
)
def test_dass21_keys_its_scales_as_the_official_template_does(scale_id: str, items: tuple[int, ...]):
    measure = get_measure("dass21")
    values = {f"item{number}": 1 if number in items else 0 for number in range(1, 22)}
    assert {s.scale: s.total for s in score(measure, values).scales} == {
        name: 14 if name == scale_id else 0 for name in ("stress", "depression", "anxiety")
    }


def test_one_unanswered_scale_of_dass21_leaves_the_others_scored():
    measure = get_measure("dass21")
    values = {f"item{number}": 1 for number in range(2, 22)}
    assert {s.scale: s.total for s in score(measure, values).scales} == {
        "stress": None,
        "depression": 14,
        "anxiety": 14,
    }


@pytest.mark.parametrize(
    ("slug", "answered", "each", "total"),
    [
        ("phq9", 9, 1, 9),
        ("phq9", 8, 2, 18),
        ("phq9", 7, 1, 9),
        ("phq9", 6, 3, None),
        ("phq9", 0, 0, None),
        ("gad7", 6, 3, 21),
        ("gad7", 5, 3, None),
        ("pcl-5", 20, 4, 80),
        ("pcl-5", 19, 4, None),
    ],
)
def test_missing_answers_are_estimated_only_as_far_as_the_rule_goes_and_said_so(
    slug: str, answered: int, each: int, total: int | None
):
    measure = get_measure(slug)
    assert measure.scoring
    found = only(measure, dict.fromkeys(measure.scored_items[:answered], each))
    assert found.total == total
    assert found.is_pro_rated == (total is not None and answered < len(measure.scored_items))
    assert any(measure.scoring.missing in note for note in found.notes) == (answered < len(measure.scored_items))
    assert found.total is not None or found.band == ""


def test_an_estimate_rounds_half_up():
    found = only(get_measure("phq9"), {f"item{number}": int(number == 1) for number in range(1, 8)} | {"item8": 3})
    assert (found.answered, found.total) == (8, 5)  # 4 of 8 answered items make 4.5 of 9


def test_the_question_on_difficulty_adds_nothing():
    measure = get_measure("phq9")
    assert only(measure, dict.fromkeys(measure.scored_items, 1) | {"difficulty": 3}).total == 9


@pytest.mark.parametrize("values", [{"item1": 4}, {"item1": -1}, {"item99": 0}])
def test_answers_that_cannot_be_are_refused(values: dict[str, int]):
    with pytest.raises(ValueError, match="PHQ-9"):
        score(get_measure("phq9"), values)


@pytest.mark.parametrize(("total", "said"), [(9, False), (10, True)])
def test_cut_offs_are_words_and_no_diagnosis(total: int, said: bool):
    measure = get_measure("phq9")
    assert measure.scoring
    notes = only(measure, reaching(measure, measure.scoring.scales[0], total)).notes
    assert any("worth a clinical assessment" in note and "not a diagnosis" in note for note in notes) == said


@pytest.mark.parametrize("value", [1, 2, 3])
def test_phq9_item_9_above_0_alerts_the_clinician_and_closes_the_suicide_gate(value: int):
    scored = score(get_measure("phq9"), {"item9": value})
    assert scored.alerts[0].urgency == "safety"
    assert scored.closes == {Gate.SUICIDE_RISK_CHECKED}


def test_phq9_item_9_at_0_alerts_nobody_and_left_blank_asks_for_a_word():
    measure = get_measure("phq9")
    assert score(measure, dict.fromkeys(measure.scored_items[:8], 3) | {"item9": 0}).alerts == ()
    assert rules(measure, item1=3) == {"thoughts_of_death_blank"}


@pytest.mark.parametrize(("yes", "is_closed"), [(0, False), (2, False), (3, True), (4, True), (5, True)])
def test_three_yes_on_the_pc_ptsd_5_close_the_trauma_gate(yes: int, is_closed: bool):
    measure = get_measure("pc-ptsd-5")
    values = {"exposure": 1} | {f"item{number}": int(number <= yes) for number in range(1, 6)}
    assert (Gate.TRAUMA_CHECKED in score(measure, values).closes) == is_closed
    assert only(measure, values).total == yes


def test_no_exposure_ends_the_pc_ptsd_5_at_0():
    measure = get_measure("pc-ptsd-5")
    assert only(measure, {"exposure": 0}).total == 0
    assert not only(measure, {"exposure": 0}).is_pro_rated
    assert rules(measure, exposure=0) == set()


def test_a_blank_does_not_silence_the_trauma_alert():
    measure = get_measure("pc-ptsd-5")
    assert only(measure, {"exposure": 1, "item1": 1, "item2": 1, "item3": 1}).total is None
    assert rules(measure, exposure=1, item1=1, item2=1, item3=1) == {
        "trauma_screen_positive",
        "trauma_screen_incomplete",
    }


@pytest.mark.parametrize(("safe", "due"), [(None, True), (0, True), (7, True), (8, False), (10, False)])
def test_the_safety_line_at_7_or_blank_asks_for_a_word_alone(safe: int | None, due: bool):
    values = {"close": 10} | ({} if safe is None else {"safe": safe})
    scored = score(get_measure("weekly-checkin"), values)
    assert [alert.urgency for alert in scored.alerts] == (["safety"] if due else [])
    assert scored.scales == ()


def test_session_feedback_raises_6_or_lower_and_a_pace_off_the_middle():
    measure = get_measure("session-feedback")
    assert rules(measure, honest=7, useful=7, free=7, pace=1) == set()
    assert rules(measure, honest=6, useful=6, free=6, pace=0) == {"not_honest", "not_useful", "not_free", "too_slow"}
    assert rules(measure, pace=2) == {"too_fast"}


@pytest.mark.parametrize(("before", "after", "due"), [(2, 5, True), (2, 4, False), (8, 3, False), (7, 10, True)])
def test_distress_that_ends_three_points_higher_offers_the_grounding_page(before: int, after: int, due: bool):
    assert bool(rules(get_measure("exercise-rating"), before=before, after=after)) == due


def test_safety_comes_first_among_alerts():
    measure = get_measure("pc-ptsd-5")
    urgencies = [alert.urgency for alert in score(measure, {"item1": 1, "item2": 1, "item3": 1}).alerts]
    assert urgencies == ["safety", "follow-up"]
    assert isinstance(score(measure, {"item1": 1}).alerts[0], Alert)


@pytest.mark.parametrize(
    ("slug", "points", "verdict"),
    [
        ("phq9", -6, "reliable improvement"),
        ("phq9", -5, "no reliable change"),
        ("phq9", 6, "reliable worsening"),
        ("gad7", -4, "reliable improvement"),
        ("gad7", 3, "no reliable change"),
        ("gad7", 4, "reliable worsening"),
    ],
)
def test_change_is_judged_only_by_a_sourced_rule(slug: str, points: int, verdict: str):
    measure = get_measure(slug)
    assert measure.scoring
    scale = measure.scoring.scales[0]
    earlier, later = reaching(measure, scale, 10), reaching(measure, scale, 10 + points)
    (found,) = change(measure, earlier=earlier, later=later)
    assert (found.points, found.verdict) == (points, verdict)
    assert scale.change
    assert scale.change.basis in found.says


@pytest.mark.parametrize("slug", ["pcl-5", "dass21"])
def test_where_no_rule_is_sourced_there_is_no_verdict_and_the_reason_is_said(slug: str):
    measure = get_measure(slug)
    assert measure.scoring
    assert measure.scoring.no_verdict
    lows, highs = dict.fromkeys(measure.scored_items, 0), dict.fromkeys(measure.scored_items, 3)
    for found in change(measure, earlier=highs, later=lows):
        assert found.verdict == ""
        assert measure.scoring.no_verdict in found.says


def test_an_estimated_total_gets_no_verdict():
    measure = get_measure("phq9")
    whole, partly = dict.fromkeys(measure.scored_items, 3), dict.fromkeys(measure.scored_items[:7], 0)
    (found,) = change(measure, earlier=whole, later=partly)
    assert (found.points, found.verdict) == (-27, "")


def test_screens_and_check_ins_have_no_change():
    screen, check_in = get_measure("pc-ptsd-5"), get_measure("weekly-checkin")
    assert change(screen, earlier={"exposure": 0}, later={"exposure": 0}) == ()
    assert change(check_in, earlier={"safe": 9}, later={"safe": 10}) == ()
