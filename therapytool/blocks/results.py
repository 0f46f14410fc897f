"""What the answers to a questionnaire make together: a number, words for it, and how a screen reckons both alive."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from therapytool.blocks.arithmetic import RESULT, rounded
from therapytool.blocks.base import Control, Question
from therapytool.blocks.values import Quantity, exactly

TOTAL = "Total"
Span = tuple[float, float, str]
"""From a result to a result, and what it may mean there."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """How worths become a result. `worths` say for each question's key what each of its answers is worth."""

    worths: Mapping[str, Mapping[str, int]]
    least: int
    """So many answers are needed."""
    is_average: bool
    times: int
    bands: tuple[Span, ...] = ()

    def value(self, given: Sequence[int]) -> Decimal | None:
        """The sum or average of what was given, a sum with gaps filled up with the average; None with too little."""
        if not given or len(given) < self.least:
            return None
        if self.is_average:
            return Decimal(sum(given)) / len(given) * self.times
        return Decimal(round(Fraction(sum(given) * len(self.worths), len(given)))) * self.times

    def band(self, value: Decimal | None) -> str:
        """What a result may mean in words; empty where nothing is said of it."""
        if value is None:
            return ""
        return next((label for low, high, label in self.bands if exactly(low) <= value <= exactly(high)), "")

    @property
    def in_json(self) -> str:
        """All of it for the script of the page, questions with the same worths together."""
        alike: dict[str, tuple[list[str], Mapping[str, int]]] = {}
        for key, worths in self.worths.items():
            alike.setdefault(json.dumps(worths), ([], worths))[0].append(key)
        said = {
            "worths": list(alike.values()),
            "least": self.least,
            "average": self.is_average,
            "times": self.times,
            "bands": self.bands,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Result:
    """What statements make together. `value` is None when too few were answered."""

    key: str
    title: str
    value: Decimal | None
    lowest: Decimal
    highest: Decimal
    answered: int
    scoring: Scoring
    by_hand: str
    """How to reckon it with a pen: "add up 1, 3, 4; count 3 the other way around"."""

    @property
    def asked(self) -> int:
        """How many statements it is made of."""
        return len(self.scoring.worths)

    @property
    def band(self) -> str:
        """What it may mean in words."""
        return self.scoring.band(self.value)

    @property
    def band_key(self) -> str:
        """The key of those words."""
        return f"{self.key}_band"

    @property
    def in_words(self) -> str:
        """ "14 of 27, moderate"; "no result: 3 of 9 answered"."""
        if self.value is None:
            return f"no result: {self.answered} of {self.asked} answered"
        said = f"{self.value_in_words} of {rounded(self.highest, 1)}"
        return f"{said}, {self.band}" if self.band else said

    @property
    def value_in_words(self) -> str:
        """The value as it is shown; empty while there is none."""
        return "" if self.value is None else rounded(self.value, 1)

    @property
    def span(self) -> str:
        """Between which numbers it may be: "0 to 27"."""
        return f"{rounded(self.lowest, 1)} to {rounded(self.highest, 1)}"

    @property
    def bands_in_words(self) -> tuple[str, ...]:
        """What each span of results may mean: "0 to 4: quiet"."""
        return tuple(f"{_span(low, high)}: {label}" for low, high, label in self.scoring.bands)

    @property
    def questions(self) -> tuple[Question, ...]:
        """It as if it had been asked: its number, and its words where there are any."""
        number = Question(self.key, self.title, Control.QUANTITY, quantity=Quantity(self.lowest, self.highest, 1))
        labels = tuple(dict.fromkeys(label for _low, _high, label in self.scoring.bands))
        words = Question(self.band_key, f"{self.title} in words", Control.CHOICE, options=labels)
        return (number, words) if labels else (number,)

    @property
    def known(self) -> dict[str, str]:
        """What is known of it, by key."""
        said = {self.key: self.value_in_words, self.band_key: self.band}
        return {key: text for key, text in said.items() if text}


def result_key(block_id: str, part: int | None) -> str:
    """The key of a block's whole, or of one of its parts (from 1): no question's key is like it."""
    return f"{block_id}.{RESULT}{'total' if part is None else f'p{part}'}"


def _span(low: float, high: float) -> str:
    ends = [rounded(exactly(end), 2) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
