"""A worksheet with every kind of block, each in the cases that are hard to set: very long, very short, very many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from tests.blocks.drawn_cases import DRAWN_CASES
from tests.blocks.structural_cases import STRUCTURAL_CASES
from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers, Control

LONG = (
    "A very long label that goes on and on because somebody wrote a whole sentence where three words would have done, "
    "and then added another clause, and then one more for luck"
)
ENDS = {"lowest_label": "not at all", "highest_label": "completely"}

CASES: tuple[Mapping[str, Any], ...] = (
    {"kind": "prose", "heading": "A heading", "text": "Words, **strong** & <b>plain</b>.\n\n1. First\n2. Second"},
    {"kind": "callout", "tone": "example", "text": "An example without a heading."},
    {"kind": "callout", "tone": "caution", "heading": "Stop if it hurts", "text": "A caution."},
    {"kind": "callout", "tone": "note", "text": "A note:\n\n- with\n- a list"},
    {"kind": "short_text", "id": "short", "label": "I"},
    {"kind": "short_text", "id": "short_long", "label": LONG, "help": LONG},
    {"kind": "lines", "id": "one_line", "label": "One line only", "lines": 1},
    {"kind": "lines", "id": "boxed", "label": LONG, "help": LONG, "lines": 2, "boxed": True},
    {"kind": "lines", "id": "forty_lines", "label": "Forty lines", "lines": 40},
    {"kind": "lines", "id": "drawn", "label": "My family", "help": LONG, "lines": 20, "room": "blank"},
    {
        "kind": "checklist",
        "id": "twenty",
        "label": "Twenty options",
        "options": [f"Option {n}" for n in range(1, 21)],
        "own_lines": 3,
    },
    {
        "kind": "checklist",
        "id": "one_column",
        "label": "One column",
        "options": [LONG, "Short"],
        "columns": 1,
        "own_lines": 1,
    },
    {"kind": "choice", "id": "row", "label": "In a row", "options": ["Yes", "No", "Not sure"], "layout": "row"},
    {"kind": "choice", "id": "many", "label": "Twenty choices", "options": [f"Choice {n}" for n in range(1, 21)]},
    {"kind": "rating", "id": "five", "label": "One to five", "scale": {"lowest": 1, "highest": 5, **ENDS}},
    {
        "kind": "rating",
        "id": "twenty_one",
        "label": "Zero to twenty",
        "scale": {"highest": 20, "middle_label": "half", **ENDS},
    },
    {
        "kind": "rating",
        "id": "no_middle",
        "label": "One to ten",
        "scale": {"lowest": 1, "lowest_label": LONG, "highest_label": LONG},
    },
    {
        "kind": "rating_grid",
        "id": "circles",
        "label": "One column",
        "rows": ["First", LONG],
        "columns": ["How true?"],
        "scale": ENDS,
        "own_rows": 1,
    },
    {
        "kind": "rating_grid",
        "id": "numbers",
        "label": "Six columns",
        "rows": ["Only row"],
        "columns": [f"Column {n}" for n in range(1, 7)],
        "own_rows": 2,
    },
    {
        "kind": "table",
        "id": "forty_rows",
        "label": "Forty rows",
        "columns": [{"head": "Repeated head"}, {"head": "Wide", "prompt": "a prompt", "width": 3}],
        "blank_rows": 40,
        "example": ["Example cell", "and another"],
        "row_height": "short",
    },
    {
        "kind": "table",
        "id": "labelled",
        "label": "Labelled rows",
        "columns": [{"head": "Only one"}],
        "row_labels": ["Row one", LONG],
        "row_head": "When",
        "row_height": "tall",
    },
    {
        "kind": "table",
        "id": "eight",
        "label": "Eight columns",
        "columns": [{"head": f"Head {n}"} for n in range(8)],
        "row_labels": ["One row"],
        "example": ["x"] * 8,
    },
    {
        "kind": "weekly_log",
        "id": "week",
        "label": "The week",
        "entries": [
            {"head": "Did it", "answer": "tick"},
            {"head": "What happened", "width": 4},
            {"head": "Mood", "answer": "number", "scale": ENDS},
        ],
        "example": ["✓", "It rained", "6"],
    },
    {
        "kind": "sort",
        "id": "piles",
        "label": "Two piles",
        "left": "Mine",
        "right": "Not mine",
        "cards": ["A card", LONG],
        "own_cards": 2,
    },
    {
        "kind": "sort",
        "id": "three_piles",
        "label": "Three piles",
        "left": "A left pile with a long name",
        "between": "Both",
        "right": "Right",
        "cards": [f"Card {n}" for n in range(1, 10)],
    },
    {"kind": "page_break"},
    {
        "kind": "agreement",
        "id": "pledge",
        "label": "What we agree",
        "clauses": ["We stop when one says stop.", LONG],
        "own_clauses": 2,
        "signers": ["Partner A", "Partner B", "Clinician", "Witness"],
    },
)

ODD_BLOCKS: tuple[AnyBlock, ...] = TypeAdapter(tuple[AnyBlock, ...]).validate_python(
    (*CASES, *STRUCTURAL_CASES, *DRAWN_CASES)
)


WRITTEN = {
    Control.TICK: "yes",
    Control.QUANTITY: "3",
    Control.DATE: "2026-11-22",
    Control.TIME: "22:45",
}


def odd_answers() -> Answers:
    """An answer to every question: words that name their key, every tick, and for options the last one."""
    return {q.key: _answer(q.key, q.control, q.options) for block in ODD_BLOCKS for q in block.questions()}


def _answer(key: str, control: Control, options: tuple[str, ...]) -> str:
    if options:
        return options[-1]
    return WRITTEN.get(control, f"Said in {key}")
