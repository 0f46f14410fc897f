"""What each kind of block is called, what it is for, and how it is used by those who type or listen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from therapytool.blocks.base import Block, Control


class KindText(NamedTuple):
    """A kind by its name in the interface, one sentence on what it is for, and its family in lists."""

    title: str
    purpose: str
    family: str


WORDS = "Words to write"
CHOICES = "Ticks and choices"
NUMBERS = "Numbers, dates and ratings"
TABLES = "Tables and sets"
DRAWINGS = "Drawings"
FRAME = "Around the questions"
FAMILIES = (WORDS, CHOICES, NUMBERS, TABLES, DRAWINGS, FRAME)

KIND_TEXTS: Mapping[str, KindText] = {
    "short_text": KindText("One line", "A name, a rule, a single sentence.", WORDS),
    "lines": KindText("Writing lines", "Room to tell what happened, ruled for a pen, or a blank frame to draw.", WORDS),
    "blanks": KindText(
        "Sentences with blanks",
        "A sentence to finish: the words are there, the heart of it is not.",
        WORDS,
    ),
    "dialogue": KindText("Dialogue", "A script for two or more voices, some lines given, some left to write.", WORDS),
    "checklist": KindText("Checklist", "Check all that fit, and add what is missing.", CHOICES),
    "choice": KindText("One of several", "Choose one answer, in a row when short or in a list.", CHOICES),
    "sort": KindText("Sort into two", "Put short cards on one side, the other, or between.", CHOICES),
    "cards": KindText(
        "Cut-out cards",
        "A deck of exact size to cut out and sort by hand; on screen each card is put on a pile.",
        CHOICES,
    ),
    "agreement": KindText("Agreement", "Clauses to accept or add, with a line for each to sign and date.", CHOICES),
    "feelings_wheel": KindText("Feelings wheel", "Feeling words by family, to ring the ones that fit.", CHOICES),
    "rating": KindText("Rating", "One number on a scale whose ends are named.", NUMBERS),
    "rating_grid": KindText("Rating grid", "Several things rated alike, once or at several moments.", NUMBERS),
    "questionnaire": KindText(
        "Questionnaire",
        "Statements answered in the same few words, or each in its own, worth a number, with a result in words.",
        NUMBERS,
    ),
    "number": KindText("Number", "A count, an amount, hours: one number with its unit.", NUMBERS),
    "date": KindText("Date", "A day, in boxes on paper and a calendar on screen.", NUMBERS),
    "time": KindText("Time of day", "When something happens, on a 12- or 24-hour clock.", NUMBERS),
    "computed": KindText(
        "Computed value",
        "A sum, average, difference, product or share of other answers; by hand on paper, by itself on screen.",
        NUMBERS,
    ),
    "spectrum": KindText("Spectrum", "A place on the line between two poles, where both are legitimate.", NUMBERS),
    "profile": KindText(
        "Numbers on scales",
        "A number beside an average or a limit, or a profile over several results, drawn as bars or a line.",
        NUMBERS,
    ),
    "thermometer": KindText(
        "Thermometer",
        "An upright scale with named levels, to read oneself and write beside each.",
        NUMBERS,
    ),
    "table": KindText(
        "Table",
        "Rows and columns to fill: a record, a comparison, a plan; cells add up, ask several things, or hold words.",
        TABLES,
    ),
    "weekly_log": KindText("Weekly log", "A row a day for a week, with ticks, numbers or a few words.", TABLES),
    "repeated": KindText("Repeated questions", "The same few questions for each moment, person or try.", TABLES),
    "ladder": KindText("Ladder", "Graded steps from easiest to hardest, each with its distress from 0 to 100.", TABLES),
    "quadrants": KindText(
        "Two by two",
        "Four fields to weigh one thing from both sides: gains and costs, short and long.",
        TABLES,
    ),
    "timeline": KindText("Timeline", "Moments along a line, from first to last, with what each meant.", DRAWINGS),
    "curve": KindText(
        "Curve over time",
        "A number at each moment, drawn as a curve: moods of a month, a wave of craving, highs and lows of a life.",
        DRAWINGS,
    ),
    "pie": KindText("Pie of shares", "Shares that make 100, drawn as slices.", DRAWINGS),
    "venn": KindText("Overlapping circles", "What is shared and what is not, in two or three circles.", DRAWINGS),
    "rings": KindText(
        "Rings",
        "A target: mark how near the middle each part of life is, or write what belongs in each ring.",
        DRAWINGS,
    ),
    "cycle": KindText("Cycle", "A loop of steps, or two sides that set each other off.", DRAWINGS),
    "flow": KindText(
        "Linked boxes", "How one thing led to the next, or questions whose answer says where to go.", DRAWINGS
    ),
    "body_map": KindText("Body map", "Where in the body something is felt, front and back.", DRAWINGS),
    "picture": KindText(
        "Picture with places",
        "Any drawing with named places to write in: an iceberg, a tree, a house.",
        DRAWINGS,
    ),
    "image": KindText("Image", "A drawing to look at, with a caption.", DRAWINGS),
    "prose": KindText("Text", "Words between the questions: why, what to do, what it may feel like.", FRAME),
    "callout": KindText("Box", "An example, a note or a caution, set apart by shape as well as tint.", FRAME),
    "legend": KindText("Legend", "Signs and what they mean.", FRAME),
    "word_bank": KindText("Word bank", "Words to borrow while writing.", FRAME),
    "conditional": KindText(
        "Only if",
        "Words and questions for one answer, or a result above a line; on paper they begin with “If you …”.",
        FRAME,
    ),
    "page_break": KindText("New page", "What follows starts on a new page of paper.", FRAME),
}

ANSWERED_WITH: Mapping[Control, str] = {
    Control.LINE: "a few words",
    Control.LINES: "several sentences",
    Control.TICK: "a check mark",
    Control.CHOICE: "one of several options",
    Control.RATING: "a number on a scale",
    Control.CELL: "words in a cell",
    Control.SIGNATURE: "a signature with its date",
    Control.QUANTITY: "a number",
    Control.DATE: "a date",
    Control.TIME: "a time of day",
}
KEYBOARD: Mapping[Control, str] = {
    Control.LINE: "Tab to the field and type.",
    Control.LINES: "Tab to the field and type; Enter starts a new line.",
    Control.TICK: "Tab to the box; Space checks it.",
    Control.CHOICE: "Tab to the options; the arrow keys choose.",
    Control.RATING: "Tab to the scale; the arrow keys choose the number.",
    Control.CELL: "Tab goes from cell to cell, row by row.",
    Control.SIGNATURE: "Tab to the line and type the name.",
    Control.QUANTITY: "Tab to the box and type digits.",
    Control.DATE: "Tab to the date; type it or use the arrow keys.",
    Control.TIME: "Tab to the time; type it or use the arrow keys.",
}


def controls_of(block: Block) -> tuple[Control, ...]:
    """With what a block is answered, each control once, in the order in which they come."""
    return tuple(dict.fromkeys(question.control for question in block.questions()))


def keyboard_use(block: Block) -> Iterator[str]:
    """How a block is answered with the keyboard alone, a sentence for each kind of control."""
    return (KEYBOARD[control] for control in controls_of(block))


def read_aloud(block: Block, *, most: int = 3) -> tuple[str, ...]:
    """What a screen reader says at the first fields: their labels, which make sense when heard alone."""
    return tuple(question.label for question in block.questions()[:most])
