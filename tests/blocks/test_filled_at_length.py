"""Long answers on paper: a block grows with them, so that every word is there and none stands on another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pypdfium2
import pytest

from tests.blocks.printing import printed, sheet
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import TICKED, Control, Question
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.rendering.printer import Printer

LONG = (Control.LINES, Control.CELL)
SHORT = (Control.LINE, Control.SIGNATURE)
NUMBERS = {Control.QUANTITY: "7", Control.DATE: "2026-11-22", Control.TIME: "19:30"}
BUCKET = 20
"""Points; letters further apart than this are not compared."""
COVERED = 0.35
"""So much of a letter under another is more than two letters that stand close."""
WORDS_IN_ALL_DIRECTIONS = {"feelings_wheel"}
"""Around slanting letters boxes overlap though the letters do not."""
ANSWERED = [kind for kind, each in SAMPLES.items() if questions_of([each.block])]

Box = tuple[float, float, float, float]


def at_length(kind: str) -> tuple[dict[str, str], set[str]]:
    """An answer to every question of a kind, and all words of them that must be found again."""
    answers: dict[str, str] = {}
    words: set[str] = set()
    for number, question in enumerate(questions_of([SAMPLES[kind].block])):
        told = words_for(question, number)
        words |= set(told)
        answers[question.key] = " ".join(told) or something_for(question)
    return answers, words


def words_for(question: Question, number: int) -> list[str]:
    """Words nobody else says: some forty where a story may stand, some fifteen where a sentence may."""
    many = 40 if question.control in LONG else 15 if question.control in SHORT else 0
    words = [f"q{number}w{turn}" for turn in range(many)]
    while len(" ".join(words)) > question.max_length:
        words.pop()
    return words


def something_for(question: Question) -> str:
    return question.options[-1] if question.options else NUMBERS.get(question.control, TICKED)


@pytest.mark.parametrize("kind", ANSWERED)
def test_every_word_is_there_and_none_stands_on_another(kind: str, printer: Printer) -> None:
    answers, words = at_length(kind)
    made = printed(printer, sheet([SAMPLES[kind].block], answers))
    document = pypdfium2.PdfDocument(made.pdf)
    pages = [page.get_textpage() for page in document]
    text = "\n".join(page.get_text_range() for page in pages)
    together = text.replace("\r\n", "").replace("\n", "")
    assert {word for word in words if word not in text.split() and word not in together} == set()
    if kind not in WORDS_IN_ALL_DIRECTIONS:
        assert [pair for page in pages for pair in covered_letters(page)] == []


def covered_letters(page: pypdfium2.PdfTextPage) -> Iterator[str]:
    """Pairs of letters on one page of which one covers the other."""
    places: dict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
    for number in range(page.count_chars()):
        letter, box = page.get_text_range(number, 1), page.get_charbox(number)
        if letter.isalnum() and box[2] > box[0] and box[3] > box[1]:
            places[int(box[0] // BUCKET), int(box[1] // BUCKET)].append((letter, box))
    for near in places.values():
        for (one, first), (other, second) in combinations(near, 2):
            if shared(first, second) > COVERED * min(area(first), area(second)):
                yield f"{one}{other} at {first[0]:.0f}, {first[1]:.0f}"


def shared(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(down, 0)


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
