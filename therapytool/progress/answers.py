"""What somebody ticked on a measure, as it is kept: by the keys its paper uses, so that the sheet prints filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therapytool.exercises.measures.content import Measure, MeasureItem, MeasurePart
from therapytool.exercises.measures.sheet import answer_keys

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: as it is kept, as it reads."""

    kept: str
    reads: str


def choices_of(part: MeasurePart) -> tuple[Choice, ...]:
    """What can be ticked in a part; nothing where words are typed."""
    if part.answer == "slider":
        return tuple(Choice(str(value), str(value)) for value in part.values)
    if part.answer == "numbers":
        return tuple(Choice(str(option.value), option.label) for option in part.options)
    return tuple(Choice(option.label, option.label) for option in part.options)


def read_answers(measure: Measure, sent: Mapping[str, str]) -> dict[str, str]:
    """The answers a form sent under the items' ids, by the keys under which they are kept.

    Blanks are left out, for every line may be skipped; so is what was never offered.
    """
    keys = answer_keys(measure)
    answers: dict[str, str] = {}
    for part in measure.parts:
        offered = {choice.kept for choice in choices_of(part)}
        for item in part.items:
            text = _tidied(sent.get(item.id, ""))
            if text and (not offered or text in offered):
                answers[keys[item.id]] = text[:LONGEST_WORDS]
    return answers


def answer_to(measure: Measure, item: MeasureItem, answers: Mapping[str, str]) -> str:
    """What was answered to one item, as it is kept; "" for a blank."""
    return answers.get(answer_keys(measure)[item.id], "")


def answers_in_words(measure: Measure, answers: Mapping[str, str]) -> tuple[tuple[MeasureItem, str], ...]:
    """Every item with its answer as it reads: "2 More than half the days", "7", own words; "" for a blank."""
    return tuple(
        (item, _in_words(part, answer_to(measure, item, answers))) for part in measure.parts for item in part.items
    )


def skipped_items(measure: Measure, answers: Mapping[str, str]) -> list[MeasureItem]:
    """The items left blank; none where an answer was given after which the rest is not asked."""
    if _ended_early(measure, answers):
        return []
    return [item for item in measure.items if not answer_to(measure, item, answers)]


def _ended_early(measure: Measure, answers: Mapping[str, str]) -> bool:
    end = measure.scoring.ends_early if measure.scoring else None
    if end is None:
        return False
    item = next(each for each in measure.items if each.id == end.item)
    part = next(each for each in measure.parts if item in each.items)
    worth = dict(zip((choice.kept for choice in choices_of(part)), part.values, strict=True))
    return worth.get(answer_to(measure, item, answers)) == end.value


def _in_words(part: MeasurePart, kept: str) -> str:
    reads = next((choice.reads for choice in choices_of(part) if choice.kept == kept), kept)
    return f"{kept} {reads}" if kept and part.answer == "numbers" else reads


def _tidied(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())
