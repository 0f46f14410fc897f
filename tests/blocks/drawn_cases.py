"""The drawn kinds in the cases that are hard to draw: most and fewest parts, long names, odd numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONG_NAME = "What I would never have said aloud at home"

TEN = [*(f"Part {n}" for n in range(1, 10)), LONG_NAME]

DRAWN_CASES: tuple[Mapping[str, Any], ...] = (
    {"kind": "rings", "id": "target", "label": "A target", "rings": TEN, "sectors": TEN},
    {"kind": "rings", "id": "halves", "label": "Two halves", "rings": ["in", "out"], "sectors": ["A", LONG_NAME]},
    {
        "kind": "rings",
        "id": "three_rings",
        "label": "Circles",
        "answer": "words",
        "rings": [*TEN[:4], LONG_NAME],
        "lines": 2,
    },
    {
        "kind": "profile",
        "id": "lines",
        "label": "Twelve scales",
        "joined": True,
        "rows": [
            {
                "label": f"{LONG_NAME} {n}",
                "lowest": -5,
                "highest": 5,
                "unit": "points",
                "marks": [{"at": at, "label": LONG_NAME} for at in (-5, 0, 1)],
            }
            for n in range(1, 9)
        ],
    },
    {
        "kind": "curve",
        "id": "month",
        "label": "A month",
        "moments": [str(n) for n in range(1, 32)],
        "curves": ["Highest", "Lowest", LONG_NAME],
        "highest": 100,
        "upper": LONG_NAME,
        "lower": LONG_NAME,
    },
    {"kind": "curve", "id": "words", "label": "Words", "moments": TEN, "lowest": -10, "note": LONG_NAME},
    {
        "kind": "cycle",
        "id": "wheel_of_steps",
        "label": "A wheel",
        "steps": [{"label": f"{LONG_NAME} {n}"} for n in range(1, 7)],
        "lines": 0,
        "here": "Today",
        "both_ways": True,
    },
    {
        "kind": "quadrants",
        "id": "nameless",
        "label": "Cells without names",
        "cells": [{}, {}, {}, {}],
        "across": ["Pros", "Cons"],
        "down": ["Doing it", LONG_NAME],
        "weights": True,
    },
    {"kind": "feelings_wheel", "id": "wheel", "label": "A wheel", "own_words": 2},
    {
        "kind": "feelings_wheel",
        "id": "small_wheel",
        "label": "A small wheel",
        "center": "Today I am",
        "families": [
            {"name": "up", "words": ["light", "awake", "at the very top"]},
            {"name": "down", "words": ["heavy", "slow"]},
            {"name": "sideways", "words": ["elsewhere", "out of step"]},
        ],
    },
    {"kind": "body_map", "id": "body", "label": "A body", "legend": ["more", "less", "pain", "nothing at all"]},
    {
        "kind": "body_map",
        "id": "body_ticks",
        "label": "A body to tick",
        "views": ["front"],
        "answer": "tick",
        "parts": ["jaw", "throat", "shoulders", "belly"],
    },
    {"kind": "pie", "id": "pie", "label": "One pie", "shares": ["Work", LONG_NAME], "own_shares": 4},
    {
        "kind": "pie",
        "id": "pies",
        "label": "Four pies",
        "pies": ["Hours", "Worry", "Worth", "Wanted in three months"],
        "shares": [f"Share {n}" for n in range(1, 13)],
    },
    {
        "kind": "venn",
        "id": "two",
        "label": "Two circles",
        "sets": ["Closeness", LONG_NAME],
        "cards": ["Being held", "Release", LONG_NAME],
        "outside": "Neither",
    },
    {"kind": "venn", "id": "three", "label": "Three circles", "sets": ["Work", "Home", "Friends"]},
    *(
        {
            "kind": "cycle",
            "id": f"ring_of_{count}",
            "label": f"A ring of {count}",
            "steps": [{"label": f"Step {n}", "prompt": LONG_NAME} for n in range(1, count + 1)],
            "lines": 2,
            "name_label": "Our name for it",
        }
        for count in (3, 4, 5, 6)
    ),
    {
        "kind": "flow",
        "id": "chain",
        "label": "A chain of boxes in rows",
        "across": 3,
        "steps": [{"label": LONG_NAME}, *({"label": f"Link {n}"} for n in range(2, 9))],
    },
    {
        "kind": "flow",
        "id": "branches",
        "label": "Questions with two ways out",
        "lines": 1,
        "steps": [
            {"label": LONG_NAME, "asks": True, "aside": LONG_NAME, "aside_lines": 2},
            {"label": "And now?", "lines": 0, "asks": True, "aside": "Wait"},
            {"label": "Go"},
        ],
    },
    {
        "kind": "cycle",
        "id": "lanes",
        "label": "Two lanes",
        "lanes": ["My side", "Your side"],
        "steps": [{"label": LONG_NAME}, {"label": "Do"}, {"label": "Say"}, {"label": "Leave"}],
        "lines": 1,
        "name_label": LONG_NAME,
    },
    {
        "kind": "thermometer",
        "id": "heat",
        "label": "Levels close together",
        "highest": 100,
        "reading": LONG_NAME,
        "levels": [{"at": n, "label": LONG_NAME, "prompt": LONG_NAME} for n in (0, 1, 2, 98, 99, 100)],
        "lines": 1,
    },
    {
        "kind": "thermometer",
        "id": "cold",
        "label": "No lines",
        "reading": "Now",
        "levels": [{"at": 5, "label": "Half"}],
        "lines": 0,
    },
    {
        "kind": "spectrum",
        "id": "places",
        "label": "Places",
        "rows": [{"left": LONG_NAME, "right": LONG_NAME, "label": LONG_NAME}, {"left": "off", "right": "on"}],
        "middle": "half",
    },
    {
        "kind": "timeline",
        "id": "seven",
        "label": "Seven moments",
        "start": "the very beginning",
        "end": "the very end",
        "moments": 7,
        "prompts": ["What happened", LONG_NAME],
    },
    {
        "kind": "timeline",
        "id": "pair",
        "label": "Two moments",
        "start": "a",
        "end": "b",
        "moments": 2,
        "prompts": ["?"],
        "when": None,
    },
    {
        "kind": "ladder",
        "id": "ladder",
        "label": "Twelve rungs",
        "rungs": 12,
        "columns": [
            {"head": "Step", "width": 3},
            {"head": "Distress", "prompt": "0 to 10", "answer": "number", "highest": 10},
        ],
        "ideas": ["a nod", "a word", LONG_NAME],
    },
    {
        "kind": "quadrants",
        "id": "weighed",
        "label": "With weights",
        "cells": [{"label": f"Cell {n}", "prompt": LONG_NAME} for n in range(1, 5)],
        "across": ["Left", "Right"],
        "down": ["Upper", "Lower"],
        "lines": 2,
        "weights": True,
    },
    {"kind": "quadrants", "id": "plain", "label": "Plain", "cells": [{"label": name} for name in "ABCD"], "lines": 10},
    {
        "kind": "picture",
        "id": "iceberg",
        "label": "An iceberg",
        "shows": {"drawing": "iceberg"},
        "zones": [
            {"key": "tip", "label": "The tip", "x": 70, "y": 5, "width": 30, "height": 10, "control": "line"},
            {"key": "under", "label": "Under it", "x": 20, "y": 45, "width": 60, "height": 30},
            {"key": "seen", "label": "Seen by all", "x": 2, "y": 5, "width": 20, "height": 8, "control": "tick"},
            {"key": "bare", "label": "No name", "x": 40, "y": 80, "width": 20, "height": 7, "has_label": False},
        ],
    },
    {
        "kind": "picture",
        "id": "stored",
        "label": "A stored image",
        "shows": {"asset": "a1b2c3d4e5", "alternative": "A map of the house", "proportion": 20},
        "zones": [{"key": "door", "label": "The door", "x": 0, "y": 0, "width": 50, "height": 90}],
    },
    {"kind": "image", "shows": {"drawing": "bridge"}, "caption": LONG_NAME, "size": "small"},
    {"kind": "image", "shows": {"drawing": "bridge", "alternative": "Only a bridge"}, "size": "full"},
)
