"""The hard cases of the kinds that give a worksheet its structure: boxes, blanks, dialogues, groups, cards, totals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONG = (
    "A very long label that goes on and on because somebody wrote a whole sentence where three words would have done, "
    "and then added another clause, and then one more for luck"
)

STRUCTURAL_CASES: tuple[Mapping[str, Any], ...] = (
    {"kind": "number", "id": "cups", "label": "Cups of coffee"},
    {
        "kind": "number",
        "id": "hours",
        "label": LONG,
        "help": LONG,
        "unit": "hours",
        "before": "about",
        "lowest": 0,
        "highest": 24,
        "decimals": 1,
    },
    {"kind": "number", "id": "degrees", "label": "Degrees", "lowest": -40, "highest": 100_000, "unit": "°"},
    {
        "kind": "questionnaire",
        "id": "worries",
        "label": LONG,
        "help": LONG,
        "options": [{"label": word, "value": n} for n, word in enumerate(("Never", "Some days", "Most", "Always"))],
        "statements": [
            {"text": LONG, "part": "Head"},
            {"text": "I sleep", "options": [{"label": LONG, "value": 0}, {"label": "Well", "value": 4}]},
            {"text": "I sleep well", "reversed": True, "part": "Body"},
        ],
        "times": 2,
        "result_for": "everyone",
        "bands": [{"lowest": 0, "highest": 6, "label": "whatever it is"}],
    },
    {"kind": "date", "id": "day", "label": "The day"},
    {"kind": "date", "id": "day_long", "label": LONG, "help": LONG},
    {"kind": "time", "id": "bed", "label": "To bed"},
    {"kind": "time", "id": "bed_24", "label": LONG, "clock": 24},
    {"kind": "blanks", "id": "bare", "label": "Only a blank", "text": "[[all]]"},
    {
        "kind": "blanks",
        "id": "sentence",
        "label": "A sentence with every width",
        "help": LONG,
        "text": "When [[who]] **says** “[[words]]”, I feel [[feeling]].\n\nThen ([[then]])!",
        "blanks": [
            {"name": "who", "width": "short", "hint": "a person"},
            {"name": "words", "width": "long", "hint": "what they said, word for word"},
        ],
    },
    {
        "kind": "dialogue",
        "id": "talk",
        "label": "A talk of three",
        "roles": ["Me", "My partner", "A child"],
        "turns": [
            {"who": "Me", "says": LONG, "hint": LONG},
            {"who": "My partner", "lines": 1},
            {"who": "A child", "lines": 12, "says": "Then"},
        ],
    },
    {
        "kind": "repeated",
        "id": "moment",
        "label": "Two moments",
        "name": "Moment",
        "times": 2,
        "parts": [
            {"kind": "short_text", "id": "where", "label": "Where I was"},
            {"kind": "lines", "id": "what", "label": "What happened", "lines": 2},
            {"kind": "choice", "id": "who", "label": "Who began?", "options": ["I did", "Somebody else"]},
            {"kind": "checklist", "id": "moves", "label": "My moves", "options": ["Fix", "Flee"], "own_lines": 1},
            {"kind": "number", "id": "minutes", "label": "It lasted", "unit": "minutes"},
            {"kind": "date", "id": "day", "label": "On"},
        ],
    },
    {"kind": "legend", "signs": [{"sign": "+", "means": "It helped"}, {"sign": "WXYZ", "means": LONG}], "columns": 3},
    {"kind": "word_bank", "words": ["steady", LONG, "numb", "on edge", "warm", "low"], "columns": 5},
    {"kind": "word_bank", "heading": "Run in", "words": ["one", "two words", LONG], "layout": "run_in"},
    {"kind": "word_bank", "groups": [{"head": "Glad", "words": ["warm"]}, {"head": LONG, "words": [LONG]}]},
    {"kind": "conditional", "when": "cups", "at_least": 2, "text": "That is a lot.\n\n- Water\n- Sleep"},
    {"kind": "conditional", "when": "moment.1.who", "equals": "Somebody else", "lead_in": LONG, "text": "Go on."},
    {
        "kind": "conditional",
        "id": "branch",
        "when": "moment.1.who",
        "equals": "Somebody else",
        "parts": [
            {"kind": "lines", "id": "said", "label": LONG, "lines": 2},
            {"kind": "checklist", "id": "helped", "label": "What helped", "options": ["Time", "Words"]},
        ],
    },
    {"kind": "computed", "id": "sum", "label": "All of it", "of": ["cups", "cells.c2"], "unit": "points"},
    {"kind": "computed", "id": "share", "label": LONG, "operation": "share", "of": ["cups", "hours"], "help": LONG},
    {
        "kind": "table",
        "id": "cells",
        "label": "Every kind of cell",
        "row_labels": ["Row one", LONG],
        "row_labels_at": 2,
        "row_height": 20,
        "columns": [
            {"head": "Tick", "answer": "tick", "group": "Short", "total": "sum"},
            {"head": "Number", "answer": "number", "highest": 9, "unit": "h", "group": "Kept", "total": "average"},
            {"head": "Choice", "answer": "choice", "options": ["Yes", "No"], "group": "Kept"},
            {"head": "Rating", "answer": "rating"},
            {"head": "Date", "answer": "date"},
            {"head": "Time", "answer": "time"},
            {"head": "Words"},
        ],
        "example": ["✓", "3", "No", "7", "11/22", "7:30", "Words"],
    },
    {
        "kind": "table",
        "id": "fields",
        "label": "Several things in a cell",
        "blank_rows": 2,
        "columns": [
            {
                "head": "Feeling",
                "width": 2,
                "fields": [
                    {"label": "I felt"},
                    {"label": "Weight", "answer": "number", "beside": True},
                    {"label": "Why", "lines": 2},
                    {"label": "Told someone", "answer": "tick"},
                ],
            },
            {"head": "Last", "fields": [{"label": LONG, "answer": "choice", "options": ["One", "Two"]}]},
        ],
    },
    {
        "kind": "table",
        "id": "by_row",
        "label": "Rows that ask for different things",
        "columns": [{"head": "Mon"}, {"head": "Tue"}],
        "row_labels": ["Woke up", "Cups", "Notes"],
        "row_labels_at": 3,
        "row_answers": [{"answer": "time"}, {"answer": "number"}, {}],
        "last_column": "average",
        "last_column_head": LONG,
    },
    {
        "kind": "table",
        "id": "given",
        "label": "Words that are there",
        "columns": [
            {"head": "Size", "answer": "given", "given": [LONG]},
            {"head": "In one", "answer": "given", "given": ["1", "1.5"]},
            {"head": "How many", "answer": "number"},
            {"head": "Made", "answer": "result", "operation": "product", "terms": [2, 3], "total": "sum"},
        ],
        "row_labels": ["Beer", "Wine"],
        "last_column": "sum",
    },
    {
        "kind": "cards",
        "id": "deck",
        "label": "A deck",
        "help": LONG,
        "cards": [{"front": "Trust"}, {"front": LONG, "back": LONG}],
        "own_cards": 1,
        "piles": ["Keep", "Set aside", "Later"],
        "pile_cards": True,
    },
)
