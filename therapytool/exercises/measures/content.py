"""What a measure is: locked wording in parts, what answers are worth, how they are scored, and what they must set off.

A measure that may not ship carries no wording at all: only its name, the reason, and whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import Content, Key, Label, Prose, Slug
from therapytool.exercises.vocabulary import Gate

Value = Annotated[int, Field(ge=0, le=200)]
SLIDER = range(11)
"""What a slider can be set to."""


class AnswerOption(Content):
    """One answer and what it is worth."""

    value: Value
    label: Label


class MeasureItem(Content):
    """One question, word for word. A private item's answer never prints, not even on the person's own sheet."""

    id: Key
    text: Label
    scored: bool = True
    private: bool = False
    lowest_label: Label | None = Field(default=None, description="What 0 means, where the item is a slider.")
    highest_label: Label | None = Field(default=None, description="What 10 means, where the item is a slider.")


class MeasurePart(Content):
    """Items answered alike: on the same options, on a slider from 0 to 10, or in the person's own words."""

    words: Prose | None = Field(default=None, description="What is read before the items.")
    stem: Label | None = Field(default=None, description="The beginning that each item completes.")
    answer: Literal["numbers", "words", "slider", "own-words"] = "numbers"
    options: tuple[AnswerOption, ...] = Field(default=(), max_length=9)
    items: tuple[MeasureItem, ...] = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def can_be_answered(self) -> Self:
        if bool(self.options) != (self.answer in {"numbers", "words"}):
            raise ValueError("'options' go with the answers 'numbers' and 'words', and with no other")
        if self.answer == "numbers" and self.values != tuple(range(self.values[0], self.values[0] + len(self.values))):
            raise ValueError("answers in numbers must be worth 0, 1, 2 ... (or 1, 2, 3 ...) in order")
        if self.answer == "slider" and not all(item.lowest_label and item.highest_label for item in self.items):
            raise ValueError("name both ends of each slider: lowest_label and highest_label")
        return self

    @property
    def values(self) -> tuple[int, ...]:
        """What an answer here can be worth; empty for own words."""
        if self.answer == "slider":
            return tuple(SLIDER)
        return tuple(option.value for option in self.options)


class Band(Content):
    """Totals from lowest to highest that share a name."""

    lowest: Value
    highest: Value
    label: Label


class CutOff(Content):
    """What a total at or past a point is taken to mean, in words that claim no diagnosis."""

    at_least: Value | None = None
    at_most: Value | None = None
    says: Prose

    @model_validator(mode="after")
    def has_one_end(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give either 'at_least' or 'at_most'")
        return self

    def applies(self, total: int) -> bool:
        """Whether a total is at or past the point."""
        return total >= self.at_least if self.at_least is not None else total <= (self.at_most or 0)


class ReliableChange(Content):
    """How many points make a change larger than chance is thought to explain, and who says so."""

    points: Annotated[int, Field(ge=1, le=100)]
    basis: Prose


class MeasureScale(Content):
    """One score: the items it adds up (all scored ones when none are named), times what, and what it may mean."""

    id: Key
    title: Label
    items: tuple[Key, ...] = ()
    multiply: Annotated[int, Field(ge=1, le=10)] = 1
    lowest: Value
    highest: Value
    least_answered: Annotated[int, Field(ge=1, le=100)] = Field(description="Fewer answers give no score.")
    bands: tuple[Band, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    change: ReliableChange | None = None

    @model_validator(mode="after")
    def bands_cover_the_range(self) -> Self:
        edges = [self.lowest - 1, *(edge for band in self.bands for edge in (band.lowest, band.highest))]
        gaps = [upper for lower, upper in zip(edges[::2], edges[1::2], strict=False) if upper != lower + 1]
        if self.bands and (gaps or edges[-1] != self.highest):
            raise ValueError(f"the bands must cover {self.lowest} to {self.highest} without a gap or an overlap")
        return self


class EndsEarly(Content):
    """One answer after which the rest is not asked, and the total that stands then."""

    item: Key
    value: Value
    total: Value


class Scoring(Content):
    """How answers become scores, and what to say when some are missing."""

    direction: Literal["higher is worse", "higher is better"]
    tracks_change: bool = Field(default=True, description="False for a screen, which is never compared over time.")
    scales: tuple[MeasureScale, ...] = Field(min_length=1)
    ends_early: EndsEarly | None = None
    missing: Prose = Field(description="The rule for missing answers, in words.")
    no_verdict: Prose | None = Field(default=None, description="Why change is shown without a verdict.")


class AlertRule(Content):
    """What is told to the clinician alone when an item or a scale reaches a point, rises, or is left blank."""

    id: Key
    item: Key | None = None
    scale: Key | None = None
    rises_above: Key | None = Field(default=None, description="An earlier item that 'item' exceeds by 'at_least'.")
    at_least: Value | None = None
    at_most: Value | None = None
    when_blank: bool = False
    urgency: Literal["safety", "follow-up"]
    gate: Gate | None = Field(default=None, description="The gate that closes until the clinician clears it again.")
    says: Prose

    @model_validator(mode="after")
    def hangs_on_something(self) -> Self:
        if (self.item is None) == (self.scale is None):
            raise ValueError("an alert hangs on one 'item' or on one 'scale'")
        if self.at_least is None and self.at_most is None and not self.when_blank:
            raise ValueError("say when: 'at_least', 'at_most' or 'when_blank'")
        return self


class Permission(Content):
    """What the holder of the rights says, where it was read, and whom to ask."""

    licence: Prose
    sources: tuple[Label, ...] = Field(min_length=1)
    conditions: tuple[Prose, ...] = Field(default=(), description="What a practice must keep before it may give it.")
    reason: Prose | None = Field(default=None, description="Why it ships without its wording, or switched off.")
    contact: Label | None = Field(default=None, description="Whom to ask before it may be enabled.")


class Measure(Content):
    """A questionnaire with locked wording. `enabled: false` keeps its place in the library without any of its text."""

    slug: Slug
    title: Label
    short_title: Label
    kind: Literal["scored", "check-in"]
    enabled: bool
    locked: Literal[True] = Field(description="The wording is never edited, adapted or put into slots.")
    use: Prose
    audience: Label
    recall: Label
    minutes: Annotated[int, Field(ge=1, le=60)]
    credit: Prose = Field(description="Prints wherever the items appear.")
    reference: Prose
    permission: Permission
    wording_sources: tuple[Label, ...] = Field(default=(), description="Where the wording was compared, item by item.")
    notes: tuple[Prose, ...] = Field(default=(), description="For the clinician.")
    by_link: bool = Field(default=False, description="Whether it may be filled in away from the session, by a link.")
    parts: tuple[MeasurePart, ...] = ()
    scoring: Scoring | None = None
    alerts: tuple[AlertRule, ...] = ()

    @property
    def is_conditional(self) -> bool:
        """Whether it is switched off until a practice says that it keeps the holder's conditions."""
        return bool(self.permission.conditions)

    @property
    def asks_about_safety(self) -> bool:
        """Whether an answer can set off an alert that is to be looked at now."""
        return any(rule.urgency == "safety" for rule in self.alerts)

    @property
    def items(self) -> tuple[MeasureItem, ...]:
        """Every item, in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def scored_items(self) -> tuple[Key, ...]:
        """The items that count toward a total."""
        return tuple(item.id for item in self.items if item.scored)

    def items_of(self, scale: MeasureScale) -> tuple[Key, ...]:
        """The items a scale adds up."""
        return scale.items or self.scored_items

    def values_allowed(self, item: Key) -> tuple[int, ...]:
        """What an answer to an item can be worth."""
        return next(part.values for part in self.parts for each in part.items if each.id == item)

    @model_validator(mode="after")
    def ships_whole_or_not_at_all(self) -> Self:
        if not self.enabled and (self.parts or self.alerts or self.scoring):
            raise ValueError("a measure that is not enabled ships without wording, scoring and alerts")
        if not self.enabled and not (self.permission.reason and self.permission.contact):
            raise ValueError("a measure that is not enabled gives the reason and the contact under 'permission'")
        if self.is_conditional and not (self.permission.reason and self.permission.contact):
            raise ValueError("a measure with conditions gives the reason and the contact under 'permission'")
        if self.enabled and not (self.parts and len(self.wording_sources) >= (2 if self.kind == "scored" else 0)):
            raise ValueError("an enabled measure has parts, and two sources its wording was compared with")
        if self.enabled and self.kind == "scored" and self.scoring is None:
            raise ValueError("a scored measure says how it is scored")
        return self

    @model_validator(mode="after")
    def rules_name_what_is_there(self) -> Self:
        problems = [*_names_twice(self), *_unknown_names(self), *_wrong_ranges(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self


def _names_twice(measure: Measure) -> Iterator[str]:
    names = [item.id for item in measure.items]
    yield from (f"two items are called '{name}'" for name in sorted({n for n in names if names.count(n) > 1}))


def _unknown_names(measure: Measure) -> Iterator[str]:
    items = {item.id for item in measure.items}
    scales = measure.scoring.scales if measure.scoring else ()
    named = {item for scale in scales for item in scale.items}
    named |= {name for rule in measure.alerts for name in (rule.item, rule.rises_above) if name}
    yield from (f"there is no item '{name}'" for name in sorted(named - items))
    asked = {rule.scale for rule in measure.alerts if rule.scale} - {scale.id for scale in scales}
    yield from (f"there is no scale '{name}'" for name in sorted(asked))


def _wrong_ranges(measure: Measure) -> Iterator[str]:
    known = {item.id for item in measure.items}
    for scale in measure.scoring.scales if measure.scoring else ():
        allowed = [measure.values_allowed(item) for item in measure.items_of(scale) if item in known]
        lowest, highest = (scale.multiply * sum(pick(values) for values in allowed if values) for pick in (min, max))
        if (scale.lowest, scale.highest) != (lowest, highest):
            yield f"'{scale.id}' says {scale.lowest} to {scale.highest}, but its items give {lowest} to {highest}"
        if scale.least_answered > len(allowed):
            yield f"'{scale.id}' wants {scale.least_answered} answers of {len(allowed)} items"
