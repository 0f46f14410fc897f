"""Samples for the block gallery: the kinds that are drawn along a line, from low to high or from then to now."""

from __future__ import annotations

from therapytool.blocks.gallery.sample import SampleContent

SCALED: dict[str, SampleContent] = {
    "profile": SampleContent(
        {
            "id": "drinking",
            "label": "How my drinking compares",
            "help": "Write your number in the box, and shade the bar up to it.",
            "rows": [
                {
                    "label": "Drinks in a usual week",
                    "highest": 40,
                    "marks": [{"at": 4, "label": "most adults"}, {"at": 14, "label": "my own limit"}],
                },
                {
                    "label": "Days without a drink",
                    "highest": 7,
                    "unit": "a week",
                    "marks": [{"at": 4, "label": "wanted"}],
                },
                {"label": "What I spend", "highest": 100, "unit": "$ a week"},
            ],
        },
        {"drinking.r1": "22", "drinking.r2": "2", "drinking.r3": "65"},
    ),
    "curve": SampleContent(
        {
            "id": "life",
            "label": "The highs and lows of my life",
            "help": "Mark a point for each time and join them. Then name what it was.",
            "moments": ["0 to 6", "7 to 12", "13 to 18", "19 to 25", "26 to 35", "36 to 45", "now"],
            "lowest": -5,
            "highest": 5,
            "upper": "Very good",
            "lower": "Very hard",
            "note": "What was going on",
        },
        {
            "life.c1.m1": "3",
            "life.c1.m2": "1",
            "life.c1.m3": "-4",
            "life.c1.m4": "2",
            "life.c1.m5": "4",
            "life.c1.m6": "-2",
            "life.c1.m7": "1",
            "life.m3": "Dad left, and nobody spoke of it",
            "life.m5": "The twins, the little house",
            "life.m6": "Laid off in the fall",
        },
    ),
    "thermometer": SampleContent(
        {
            "id": "heat",
            "label": "My anger, from cool to boiling",
            "reading": "Where I am now",
            "levels": [
                {"at": 1, "label": "Cool", "prompt": "What keeps me here"},
                {"at": 4, "label": "Warm", "prompt": "The first sign in my body"},
                {"at": 6, "label": "Hot", "prompt": "The last place where I can still turn around"},
                {"at": 9, "label": "Boiling", "prompt": "What I do now, and where I go"},
            ],
        },
        {
            "heat.now": "6",
            "heat.l1": "A walk after work, alone",
            "heat.l2": "Jaw. I start to answer in one word.",
            "heat.l4": "Out to the porch. I say when I will be back.",
        },
    ),
    "spectrum": SampleContent(
        {
            "id": "place",
            "label": "Where I stand",
            "help": "Put a mark on each line.",
            "rows": [
                {"label": "When something breaks", "left": "I handle it alone", "right": "I ask at once"},
                {"label": "When I am hurt", "left": "I say nothing", "right": "I say all of it"},
            ],
            "middle": "half and half",
        },
        {"place.r1": "2", "place.r2": "5"},
    ),
    "timeline": SampleContent(
        {
            "id": "moments",
            "label": "Moments that taught me about feelings",
            "start": "childhood",
            "end": "now",
            "moments": 5,
            "prompts": ["What happened", "What I decided"],
            "lines": 2,
        },
        {
            "moments.m1.when": "7 years old",
            "moments.m1.p1": "Fell off my bike. “Walk it off.”",
            "moments.m1.p2": "Crying makes it worse",
            "moments.m4.when": "34",
            "moments.m4.p1": "Dad held my hand in the hospital",
            "moments.m4.p2": "He could, all along",
        },
    ),
    "ladder": SampleContent(
        {
            "id": "ladder",
            "label": "My ladder",
            "help": "Begin with rung 1. Stay on a rung until it is easier, then climb.",
            "rungs": 6,
            "columns": [
                {"head": "Step", "width": 4},
                {"head": "With whom", "width": 2},
                {"head": "Expected distress", "prompt": "0 to 100", "answer": "number", "width": 2},
                {"head": "Done", "prompt": "dates", "width": 2},
                {"head": "Actual distress", "prompt": "0 to 100", "answer": "number", "width": 2},
            ],
            "ideas": ["say one thing I enjoyed today", "say “that stung a bit”", "let my partner see me sad"],
        },
        {
            "ladder.r1.c1": "Say one thing I enjoyed today",
            "ladder.r1.c2": "Sam",
            "ladder.r1.c3": "15",
            "ladder.r1.c4": "Tue, Thu",
            "ladder.r1.c5": "5",
            "ladder.r2.c1": "Say “that stung a bit”",
            "ladder.r2.c3": "35",
        },
    ),
}
