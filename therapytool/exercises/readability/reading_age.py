"""How old a reader has to be to follow a text with ease, and which of its sentences ask the most.

Two published grades are worked out and the higher one counts, plus five years, the age at which school begins:
Flesch-Kincaid (Kincaid, Fishburne, Rogers & Chissom 1975), 0.39 words a sentence + 11.8 syllables a word - 15.59, which
minds long sentences; and SMOG (McLaughlin 1969), 1.043 * the square root of words of three syllables and more in thirty
sentences + 3.1291, which minds long words and asks for full understanding. Neither knows what words mean, so they guide
and never judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from therapytool.exercises.content import ExerciseContent, texts_of
from therapytool.exercises.readability.syllables import syllables
from therapytool.exercises.slots import with_words

MEASURE = "the higher of the Flesch-Kincaid and SMOG grades, plus five years"
GOAL = 12.0
"""Years we write for."""
HIGHEST = 12.5
"""Years above which a sheet is worth another look."""
SCHOOL_BEGINS = 5
FEWEST_WORDS = 4
"""Shorter scraps (a head, an option) are no sentences and are left out."""
LONG_WORD = 3
"""Syllables from which SMOG counts a word."""
SHORTEST_TEXT = 30
"""Words below which a number would say more than is known."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[”’\")*]*\s+|\n+|(?<=:)\s+(?=[“\n-])")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_NOT_READ = {"kind", "id", "first_dose", "last_dose"}


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence and the age of a reader who takes it with ease."""

    text: str
    age: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the measure says of a whole sheet; `age` is 0 when there is too little to read."""

    age: float
    words: int
    hardest: tuple[HardSentence, ...]

    @property
    def is_hard(self) -> bool:
        """Whether it lies above what most clients read with ease."""
        return self.age > HIGHEST


def reading_age(text: str) -> float:
    """The reading age of a text in years, 0 when it has no sentence."""
    return _age(list(sentences(text)))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text in order, without marks of emphasis and lists; scraps of a few words are left out."""
    for part in _SENTENCE_ENDS.split(text):
        plain = part.replace("*", "").strip(" \t-•\n")
        if len(_WORD.findall(plain)) >= FEWEST_WORDS:
            yield plain


def client_sentences(exercise: ExerciseContent) -> list[str]:
    """Every sentence of the client's side, of all doses, with the usual words in its slots."""
    sheet = with_words(exercise, {}).worksheet
    blocks: list[Any] = [block.model_dump(exclude=_NOT_READ, exclude_defaults=True) for block in sheet.blocks]
    return [sentence for text in texts_of([sheet.purpose, *blocks]) for sentence in sentences(text)]


def reading_of(exercise: ExerciseContent, *, most: int = 3) -> Reading:
    """The client's side of an exercise under the measure."""
    found = list(dict.fromkeys(client_sentences(exercise)))
    words = sum(len(_WORD.findall(sentence)) for sentence in found)
    return Reading(_age(found) if words >= SHORTEST_TEXT else 0.0, words, tuple(hardest_sentences(found, most=most)))


def hardest_sentences(found: Iterable[str], *, most: int) -> list[HardSentence]:
    """Those that ask the most of a reader, the hardest first, each once."""
    rated = [HardSentence(sentence, _age([sentence])) for sentence in dict.fromkeys(found)]
    return sorted(rated, key=lambda sentence: (-sentence.age, -len(sentence.text)))[:most]


def _age(found: list[str]) -> float:
    words = [word for sentence in found for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    counts = [syllables(word) for word in words]
    flesch_kincaid = 0.39 * len(words) / len(found) + 11.8 * sum(counts) / len(words) - 15.59
    smog = 1.043 * sqrt(sum(count >= LONG_WORD for count in counts) * 30 / len(found)) + 3.1291
    return round(max(flesch_kincaid, smog) + SCHOOL_BEGINS, 1)
