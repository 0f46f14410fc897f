"""Sheets of public treatment manuals, rebuilt with nothing but the pages of the editor, and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from ruamel.yaml import YAML

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.typist import write
from tests.exercises.authoring.window import Window, begin
from tests.pdf import read_pdf
from therapytool.database import db
from therapytool.exercises.content import ExerciseContent, Worksheet
from therapytool.exercises.models import Exercise

SAMPLES = Path(__file__).parents[2] / "blocks" / "samples"


def worksheet(name: str) -> dict[str, Any]:
    text = (SAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


CARD_SORT = {
    "blocks": [
        {
            "kind": "cards",
            "id": "values",
            "label": "What matters to me",
            "width": 85,
            "height": 54,
            "cards": [{"front": words} for words in ("Honesty", "Rest", "Adventure", "Being needed", "Faith", "Play")],
            "back": "Take your time",
            "own_cards": 2,
            "piles": ["Very important", "Important", "Not important"],
            "pile_cards": True,
        }
    ],
}
BODY_MAP = {
    "blocks": [
        {
            "kind": "body_map",
            "id": "where",
            "label": "Where do you feel it?",
            "views": ["front"],
            "parts": ["jaw", "throat", "chest", "belly", "hands"],
            "legend": ["tight", "warm"],
        },
    ],
}
DIARY_CARD = {
    "blocks": [
        {
            "kind": "table",
            "id": "week",
            "label": "My week",
            "landscape": True,
            "row_height": "short",
            "columns": [{"head": day} for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")],
            "row_labels": ["To bed", "Up", "In bed", "Slept", "Efficiency", "Urge to drink", "Opposite action"],
            "row_answers": [
                {"answer": "time"},
                {"answer": "time"},
                {"answer": "result", "operation": "hours", "terms": [1, 2]},
                {"answer": "number", "decimals": 1},
                {"answer": "result", "operation": "share", "terms": [4, 3]},
                {"answer": "rating", "scale": {"highest": 5}},
                {"answer": "tick"},
            ],
            "row_heads": [{"words": "The night", "above": 1}, {"words": "Urges, 0 to 5", "above": 6}],
            "last_column": "average",
        },
    ],
}
WORRY_TREE = {
    "blocks": [
        {
            "kind": "flow",
            "id": "worry",
            "label": "Is there something to do?",
            "steps": [
                {"label": "What is it?"},
                {"label": "Is it in my hands?", "lines": 0, "asks": True, "aside": "Let it go.", "aside_lines": 1},
                {"label": "What, and when?", "prompt": "One small thing"},
            ],
        },
    ],
}
DRINKS_AND_WHAT_THEY_MEAN = {
    "blocks": [
        {
            "kind": "table",
            "id": "day",
            "label": "What I drank on one day",
            "row_labels": ["Beer, 12 oz", "Malt liquor, 12 oz"],
            "columns": [
                {"head": "How many", "answer": "number"},
                {"head": "Drinks in one", "answer": "given", "given": ["1", "1.5"]},
                {"head": "Drinks", "answer": "result", "operation": "product", "terms": [1, 2], "total": "sum"},
            ],
        },
        {
            "kind": "questionnaire",
            "id": "year",
            "label": "In the past year",
            "options": [
                {"label": "never", "value": 0},
                {"label": "at times", "value": 1},
                {"label": "often", "value": 2},
            ],
            "statements": [
                {"text": "I could not stop once I had begun"},
                {
                    "text": "Somebody was hurt because of it",
                    "options": [{"label": "no", "value": 0}, {"label": "this year", "value": 4}],
                },
            ],
            "bands": [
                {"lowest": 0, "highest": 2, "label": "low"},
                {"lowest": 3, "highest": 6, "label": "worth a talk"},
            ],
            "times": 2,
            "result_for": "everyone",
        },
        {"kind": "choice", "id": "change", "label": "Do I want to drink less?", "options": ["Yes", "No"]},
        {
            "kind": "conditional",
            "id": "conditional",
            "when": "change",
            "equals": "Yes",
            "text": "Begin with one evening.",
            "parts": [{"kind": "short_text", "id": "which", "label": "Which evening?"}],
        },
    ],
}
TARGET_AND_FEEDBACK = {
    "blocks": [
        {
            "kind": "rings",
            "id": "rings",
            "label": "How near do I live to what matters?",
            "rings": [str(ring) for ring in range(1, 8)],
            "sectors": ["Love", "Work", "Health", "Play"],
        },
        {**DRINKS_AND_WHAT_THEY_MEAN["blocks"][1], "id": "questionnaire"},
        {
            "kind": "profile",
            "id": "profile",
            "label": "How it compares",
            "rows": [
                {"label": "My score", "highest": 16, "of": "questionnaire._total"},
                {"label": "Drinks a week", "highest": 40, "marks": [{"at": 7, "label": "most adults"}]},
            ],
        },
        {
            "kind": "conditional",
            "when": "questionnaire._total_band",
            "equals": "worth a talk",
            "text": "Bring this sheet next time.",
        },
        {"kind": "curve", "id": "curve", "label": "My month", "moments": [str(day) for day in range(1, 32)]},
    ],
}
LETTER, TURNED = (612.0, 792.0), (792.0, 612.0)
SHEETS = {
    "a thought record in seven columns": (worksheet("thought-record"), "First thought", [TURNED] * 2),
    "a sleep diary on two pages": (worksheet("sleep-diary"), "Lights out", [TURNED] * 2),
    "a decisional balance with weights": (worksheet("decisional-balance"), "What it would cost me", [LETTER]),
    "a card sort of exact size": (CARD_SORT, "85 × 54 mm", [LETTER] * 6),
    "a diary card with what is reckoned": (DIARY_CARD, "Urges, 0 to 5", [TURNED] * 2),
    "a drink diary with a score and a branch": (DRINKS_AND_WHAT_THEY_MEAN, "Which evening?", [LETTER] * 2),
    "a target, feedback and a curve": (TARGET_AND_FEEDBACK, "If your total is “worth a talk”", [LETTER] * 2),
    "a worry tree": (WORRY_TREE, "Is it in my hands?", [LETTER]),
    "a body map": (BODY_MAP, "Where do you feel it?", [LETTER]),
}


def rebuild(window: Window, wanted: dict[str, Any]) -> None:
    """Type the sheet in."""
    window.open("about")
    window.save({"title": "Rebuilt"})
    for block in wanted["blocks"]:
        window.add(block["kind"])
        if block["kind"] != "page_break":
            write(window, block)
        assert window.problems == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_rebuilt_word_for_word_and_prints(ada: Visitor, name: str, library: Flask):
    wanted, words, pages = SHEETS[name]
    window = begin(ada)
    rebuild(window, wanted)
    assert (
        ada.send(f"{window.address}/ready", page=f"{window.address}/ready", revision=window.revision).status_code == 303
    )
    sheet = read_pdf(ada.open("/library/rebuilt/sheet.pdf").data)
    assert words in sheet.text
    assert [(page.width, page.height) for page in sheet.pages] == pages
    expected = Worksheet.model_validate(
        {"purpose": "-", "minutes": {"short": 1, "standard": 2, "long": 3}, "setting": "-", **wanted}
    ).blocks
    assert blocks_of(library, "rebuilt") == expected


def blocks_of(app: Flask, slug: str) -> Any:
    """The blocks of an own exercise as the library has it."""
    with app.app_context():
        row = db.session.scalar(db.select(Exercise).where(Exercise.slug == slug))
        return ExerciseContent.model_validate(row.version.content).worksheet.blocks
