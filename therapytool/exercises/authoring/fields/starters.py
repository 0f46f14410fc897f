"""What a blank exercise and each new block begin with: right as it stands, plain enough to be written over."""

from __future__ import annotations

from copy import deepcopy

from therapytool.blocks import KINDS
from therapytool.blocks.base import TICKED, AnswerableBlock, Control, Question
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.references_between import is_numeric
from therapytool.blocks.values import number_in
from therapytool.exercises.authoring.document import DRAFT_SLUG, Draft, DraftBlock, Typed, ids_in, unused_name
from therapytool.exercises.authoring.fields.choices import numbers_in, sound_blocks

BLANK_FIELDS: Typed = {
    "slug": DRAFT_SLUG,
    "title": "Untitled",
    "summary": "A sheet of my own.",
    "themes": ["C"],
    "formats": ["individual"],
    "audience": "client",
    "intensity": 2,
    "aims": ["Put it on paper"],
    "mechanism": "Written down, a thing can be looked at from outside.",
    "steps": [
        {"text": "Say what the sheet is for, and do the first part together.", "minutes": 5},
        {"text": "Let the client go on alone.", "minutes": {"short": 5, "standard": 10, "long": 15}},
    ],
    "debrief": ["What stood out?"],
    "homework": "Do the sheet once more before next time.",
}
"""What a blank exercise says until it is written over; only the title is asked for before it can be made ready."""

BLANK_SHEET: Typed = {
    "purpose": "This sheet is for you.",
    "minutes": {"short": 5, "standard": 10, "long": 15},
    "setting": "a quiet spot",
}

HANDOUT_FIELDS: Typed = {
    **BLANK_FIELDS,
    "summary": "A handout of my own.",
    "aims": ["Know a little more"],
    "mechanism": "What is understood can be talked about.",
    "steps": [
        {"text": "Read it together, and ask what fits.", "minutes": {"short": 3, "standard": 5, "long": 10}},
    ],
    "debrief": ["What was new?"],
    "homework": "Read it once more, and keep it where it can be seen.",
}

HANDOUT_SHEET: Typed = {
    "purpose": "To read, and to keep.",
    "minutes": {"short": 3, "standard": 5, "long": 10},
    "setting": "a quiet spot",
}

HANDOUT_BLOCKS: tuple[Typed, ...] = (
    {"kind": "prose", "heading": "What it is", "text": "Write here, in a few plain sentences, what is good to know."},
    {
        "kind": "table",
        "id": "facts",
        "label": "What people say, and what is known",
        "columns": [
            {"head": "People say", "answer": "given", "given": ["A first myth", "A second myth"]},
            {"head": "What is known", "answer": "given", "given": ["The fact to it", "The fact to it"]},
        ],
        "blank_rows": 2,
    },
    {"kind": "prose", "heading": "What helps", "text": "- A first thing to try\n- A second one\n- A third one"},
    {
        "kind": "callout",
        "tone": "note",
        "heading": "To remember",
        "text": "Write here the one sentence that should stay.",
    },
)
"""A handout to be written over: words, myths and facts side by side, a list, and a box; none of it asks anything."""

CONDITION = ("when", "equals", "at_least", "at_most", "lead_in")
"""The fields that say for which answer a block is meant."""

_SCALE = {"lowest_label": "not at all", "highest_label": "very much"}

STARTERS: dict[str, Typed] = {
    "prose": {"text": "Write here what the client should read."},
    "callout": {"text": "Write here what stands in the box."},
    "short_text": {"label": "Your question"},
    "lines": {"label": "Your question", "lines": 4},
    "checklist": {"label": "Check what fits", "options": ["First", "Second", "Third", "Fourth"]},
    "choice": {"label": "Which one?", "options": ["First", "Second", "Third"]},
    "rating": {"label": "How much?", "scale": _SCALE},
    "rating_grid": {
        "label": "How much of each?",
        "rows": ["First", "Second", "Third"],
        "columns": ["Now"],
        "scale": {"highest": 5, **_SCALE},
    },
    "questionnaire": {
        "label": "In the last two weeks",
        "options": [
            {"label": "not at all", "value": 0},
            {"label": "several days", "value": 1},
            {"label": "more than half the days", "value": 2},
            {"label": "nearly every day", "value": 3},
        ],
        "statements": [{"text": "First statement"}, {"text": "Second statement"}, {"text": "Third statement"}],
    },
    "number": {"label": "How many?"},
    "date": {"label": "When?"},
    "time": {"label": "At what time?"},
    "table": {
        "label": "Your table",
        "columns": [{"head": "First"}, {"head": "Second"}, {"head": "Third"}],
        "blank_rows": 4,
    },
    "body_map": {"label": "Where do you feel it?", "legend": ["warm", "tight"]},
    "blanks": {"label": "Finish the sentences", "text": "I feel [[feeling]] when [[situation]]."},
    "word_bank": {"words": ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]},
    "legend": {"signs": [{"sign": "+", "means": "more than usual"}, {"sign": "–", "means": "less than usual"}]},
    "sort": {"label": "Where does it belong?", "left": "Yes", "right": "No", "cards": ["First", "Second", "Third"]},
    "cards": {
        "label": "Sort the cards",
        "cards": [{"front": front} for front in ("First", "Second", "Third", "Fourth")],
        "piles": ["Matters most", "Matters", "Not now"],
    },
    "flow": {
        "label": "How one thing led to the next",
        "steps": [{"label": "First"}, {"label": "Second"}, {"label": "Third"}],
    },
    "quadrants": {
        "label": "Two by two",
        "cells": [{"label": label} for label in ("First", "Second", "Third", "Fourth")],
    },
    "cycle": {
        "label": "How one thing feeds the next",
        "steps": [{"label": label} for label in ("First", "Second", "Third", "Fourth")],
        "lines": 2,
    },
    "rings": {
        "label": "How near is each to the middle?",
        "rings": ["1", "2", "3", "4", "5"],
        "sectors": ["First", "Second", "Third", "Fourth"],
    },
    "profile": {
        "label": "How it compares",
        "rows": [{"label": "First"}, {"label": "Second"}],
    },
    "curve": {"label": "How it went", "moments": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]},
    "agreement": {"label": "What we agree on", "clauses": ["First", "Second"], "signers": ["Name"]},
    "conditional": {"text": "Write here what goes with this answer."},
    "spectrum": {"label": "Where do you stand?", "rows": [{"left": "One end", "right": "The other end"}]},
}
"""New blocks in plain words; kinds that are not here begin as their sample in the block gallery."""


def blank_draft(title: str = "") -> Draft:
    """An exercise with nothing on its sheet yet."""
    return Draft(fields={**BLANK_FIELDS, "title": title}, sheet=dict(BLANK_SHEET))


def handout_draft() -> Draft:
    """A handout, right as it stands, to be written over."""
    blocks = tuple(DraftBlock(content=deepcopy(block)) for block in HANDOUT_BLOCKS)
    return Draft(fields={**HANDOUT_FIELDS, "title": ""}, sheet=dict(HANDOUT_SHEET), blocks=blocks)


def new_block(kind: str, others: tuple[DraftBlock, ...]) -> DraftBlock:
    """A new block of a kind, which names its answers as none of the others does. Raises KeyError for no kind."""
    content = starter_of(kind)
    if "id" in content:
        content["id"] = unused_name(kind, ids_in(others))
    return DraftBlock(content=_pointed(content, kind, others))


def starter_of(kind: str) -> Typed:
    """What a block of a kind begins with, with a name for its answers where it asks. Raises KeyError for no kind."""
    sample: Typed = SAMPLES[kind].block.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if kind not in STARTERS:
        return sample
    asks = {"id": kind} if issubclass(KINDS[kind], AnswerableBlock) else {}
    return {"kind": kind, **deepcopy(STARTERS[kind]), **asks}


def _hung_on(others: tuple[DraftBlock, ...]) -> Typed:
    """The first answer that can be given to the last question of which an answer can be told; else an open one."""
    told = _can_be_told(others)
    return _condition_on(told[-1]) if told else {"when": "", "equals": "yes"}


def hung_anew(content: Typed, others: tuple[DraftBlock, ...]) -> Typed:
    """Content that hangs on another answer than before, shown for one that can be given there."""
    found = next((each for each in _can_be_told(others) if each.key == content.get("when")), None)
    if found is None:
        return content
    return {key: value for key, value in content.items() if key not in CONDITION} | _condition_on(found)


def _can_be_told(blocks: tuple[DraftBlock, ...]) -> list[Question]:
    """What is asked or reckoned, where it can be told which answer was given."""
    asked = [each for block in sound_blocks(blocks) for each in (*block.questions(), *block.values_shown())]
    return [each for each in asked if each.options or each.control is Control.TICK or is_numeric(each)]


def _condition_on(question: Question) -> Typed:
    if question.control is Control.TICK:
        return {"when": question.key, "equals": TICKED, "lead_in": f"If you checked “{question.label}”"}
    if question.options and not is_numeric(question):
        return {"when": question.key, "equals": question.options[0]}
    options = question.options
    return {"when": question.key, "at_least": int(number_in(options[(len(options) + 1) // 2])) if options else 1}


def _pointed(content: Typed, kind: str, others: tuple[DraftBlock, ...]) -> Typed:
    """A block that speaks of others, pointed at one that is there."""
    if kind not in {"computed", "conditional"}:
        return content
    if kind == "conditional":
        return {**content, **_hung_on(others)}
    numbers = [next(numbers_in([block]), None) for block in sound_blocks(others)]
    found = [option.value for option in numbers if option]
    return {**content, "label": "Total", "of": found[-1:]}
