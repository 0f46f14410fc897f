"""What answers to a measure add up to, what that may mean in sourced words, and what the clinician must be told.

Answers come as values by item id; an item that is not there was left blank. Nothing here is for a client's eyes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from therapytool.exercises.measures.content import AlertRule, Measure, MeasureScale, Scoring
from therapytool.exercises.vocabulary import Gate

Values = Mapping[str, int]
Urgency = Literal["safety", "follow-up"]


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """One scale scored. `total` is None when too few items were answered; `notes` are full sentences."""

    scale: str
    title: str
    total: int | None
    lowest: int
    highest: int
    answered: int
    asked: int
    band: str = ""
    is_pro_rated: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing told to the clinician alone, never to a client or partner, and never on paper."""

    rule: str
    urgency: Urgency
    says: str
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """All scales of one filled-in measure, and the alerts it sets off, safety first."""

    scales: tuple[ScaleScore, ...]
    alerts: tuple[Alert, ...]

    @property
    def closes(self) -> frozenset[Gate]:
        """The gates that are closed until the clinician has cleared them again."""
        return frozenset(alert.gate for alert in self.alerts if alert.gate)


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """The way from an earlier score to a later one; `verdict` is empty wherever no rule is sourced."""

    scale: str
    points: int
    verdict: Literal["", "reliable improvement", "reliable worsening", "no reliable change"]
    says: str


def score(measure: Measure, values: Values) -> Scored:
    """Score one filled-in measure. Raises ValueError for an item or a value the measure does not have."""
    _refuse_strange(measure, values)
    scoring = measure.scoring
    scales = tuple(_scale_score(measure, scoring, scale, values) for scale in scoring.scales) if scoring else ()
    alerts = [_alert(rule) for rule in measure.alerts if _is_due(measure, rule, values)]
    return Scored(scales, tuple(sorted(alerts, key=lambda alert: alert.urgency != "safety")))


def change(measure: Measure, *, earlier: Values, later: Values) -> tuple[ScaleChange, ...]:
    """How each scale moved between two times; none for check-ins, for screens, and where a total is missing."""
    scoring = measure.scoring
    if scoring is None or not scoring.tracks_change:
        return ()
    pairs = zip(scoring.scales, score(measure, earlier).scales, score(measure, later).scales, strict=True)
    return tuple(
        _scale_change(scoring, scale, before, after)
        for scale, before, after in pairs
        if before.total is not None and after.total is not None
    )


def _refuse_strange(measure: Measure, values: Values) -> None:
    known = {item.id for item in measure.items}
    for item, value in values.items():
        if item not in known:
            raise ValueError(f"{measure.short_title} has no item '{item}'")
        if value not in measure.values_allowed(item):
            raise ValueError(f"no answer to '{item}' of {measure.short_title} is worth {value}")


def _scale_score(measure: Measure, scoring: Scoring, scale: MeasureScale, values: Values) -> ScaleScore:
    items = measure.items_of(scale)
    given = [values[item] for item in items if item in values]
    total, notes = _total(scoring, scale, given, len(items), values)
    is_pro_rated = total is not None and len(given) < len(items) and not _has_ended(scoring, values)
    band = "" if total is None else next((b.label for b in scale.bands if b.lowest <= total <= b.highest), "")
    meaning = () if total is None else tuple(cut.says for cut in scale.cut_offs if cut.applies(total))
    return ScaleScore(
        scale=scale.id,
        title=scale.title,
        total=total,
        lowest=scale.lowest,
        highest=scale.highest,
        answered=len(given),
        asked=len(items),
        band=band,
        is_pro_rated=is_pro_rated,
        notes=(*notes, *meaning),
    )


def _total(
    scoring: Scoring, scale: MeasureScale, given: list[int], asked: int, values: Values
) -> tuple[int | None, tuple[str, ...]]:
    """The total, or None, and what to say about missing answers."""
    if scoring.ends_early and _has_ended(scoring, values):
        return scoring.ends_early.total, ()
    if len(given) < scale.least_answered:
        return None, (f"No score: {len(given)} of {asked} answered. {scoring.missing}",)
    if len(given) == asked:
        return scale.multiply * sum(given), ()
    whole = 2 * scale.multiply * sum(given) * asked
    total = (whole + len(given)) // (2 * len(given))
    return total, (f"Estimated from {len(given)} of {asked} answers (pro-rated). {scoring.missing}",)


def _has_ended(scoring: Scoring, values: Values) -> bool:
    end = scoring.ends_early
    return end is not None and values.get(end.item) == end.value


def _is_due(measure: Measure, rule: AlertRule, values: Values) -> bool:
    reached = _reached(measure, rule, values)
    if reached is None:
        return rule.when_blank
    over = rule.at_least is not None and reached >= rule.at_least
    under = rule.at_most is not None and reached <= rule.at_most
    return over or under


def _reached(measure: Measure, rule: AlertRule, values: Values) -> int | None:
    """Where an item or scale stands; what is answered already counts, so a blank elsewhere silences no alert."""
    if rule.scale and measure.scoring:
        if _has_ended(measure.scoring, values):
            return measure.scoring.ends_early.total if measure.scoring.ends_early else None
        scale = next(scale for scale in measure.scoring.scales if scale.id == rule.scale)
        items = measure.items_of(scale)
        is_whole = all(item in values for item in items)
        sum_so_far = scale.multiply * sum(values.get(item, 0) for item in items)
        return None if rule.when_blank and not is_whole else sum_so_far
    if rule.rises_above:
        before, after = values.get(rule.rises_above), values.get(rule.item or "")
        return None if before is None or after is None else after - before
    return values.get(rule.item or "")


def _alert(rule: AlertRule) -> Alert:
    return Alert(rule.id, rule.urgency, rule.says, rule.gate)


def _scale_change(scoring: Scoring, scale: MeasureScale, before: ScaleScore, after: ScaleScore) -> ScaleChange:
    points = (after.total or 0) - (before.total or 0)
    moved = f"{abs(points)} points {'lower' if points < 0 else 'higher'}" if points else "The same total"
    if scale.change is None:
        return ScaleChange(scale.id, points, "", " ".join(_sentences(moved, scoring.no_verdict)))
    if before.is_pro_rated or after.is_pro_rated:
        unsure = "No verdict, because one of the two totals is estimated from part of the answers."
        return ScaleChange(scale.id, points, "", f"{moved}. {unsure}")
    verdict = _verdict(scoring, scale.change.points, points)
    return ScaleChange(scale.id, points, verdict, f"{moved}: {verdict}. {scale.change.basis}")


def _verdict(
    scoring: Scoring, enough: int, points: int
) -> Literal["reliable improvement", "reliable worsening", "no reliable change"]:
    if abs(points) < enough:
        return "no reliable change"
    is_better = (points < 0) == (scoring.direction == "higher is worse")
    return "reliable improvement" if is_better else "reliable worsening"


def _sentences(moved: str, reason: str | None) -> Iterator[str]:
    yield f"{moved}."
    if reason:
        yield reason
