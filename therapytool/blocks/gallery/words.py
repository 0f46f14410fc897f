"""Samples for the block gallery: the kinds that are words, lines, ticks and tables."""

from __future__ import annotations

from therapytool.blocks.gallery.sample import SampleContent

WRITTEN: dict[str, SampleContent] = {
    "prose": SampleContent(
        {
            "heading": "Why write it down?",
            "text": "A rule you never said aloud is hard to argue with. On paper you can **look at it** from outside. "
            "It may feel strange for a minute. That passes.",
        },
        {},
    ),
    "callout": SampleContent(
        {
            "tone": "example",
            "text": "Luis wrote: “If I sit down before everyone else is done, I am lazy.” Then he asked who said so.",
        },
        {},
    ),
    "short_text": SampleContent(
        {"id": "rule", "label": "A rule I am proud of"},
        {"rule": "Show up when you said you would"},
    ),
    "lines": SampleContent(
        {
            "id": "last_time",
            "label": "The last time a rule ran the evening",
            "help": "What happened, as a camera would have seen it.",
            "lines": 3,
            "boxed": True,
        },
        {"last_time": "Saturday. The kids wanted to go to the creek. I finished the fence. Nobody had asked for it."},
    ),
    "checklist": SampleContent(
        {
            "id": "moves",
            "label": "What I do when it gets close",
            "help": "Check all that you know.",
            "options": ["Make a joke", "Fix something", "Change the subject", "Leave the room", "Go quiet", "Get loud"],
            "own_lines": 1,
        },
        {"moves.1": "yes", "moves.2": "yes", "moves.own1": "Check the news"},
    ),
    "choice": SampleContent(
        {
            "id": "when",
            "label": "A good time to talk, for me",
            "options": ["Before work", "On a walk", "After dinner", "In bed"],
            "layout": "row",
        },
        {"when": "On a walk"},
    ),
    "rating": SampleContent(
        {
            "id": "ease",
            "label": "How easy was it to say?",
            "scale": {"lowest_label": "very hard", "middle_label": "half and half", "highest_label": "very easy"},
        },
        {"ease": "4"},
    ),
    "rating_grid": SampleContent(
        {
            "id": "shown",
            "label": "In the family I grew up in",
            "rows": ["Sadness", "Fear", "Anger", "Tenderness"],
            "columns": ["Shown by men", "Shown by women"],
            "scale": {"lowest_label": "never", "highest_label": "every day"},
            "own_rows": 1,
        },
        {
            "shown.r1.c1": "1",
            "shown.r1.c2": "5",
            "shown.r3.c1": "8",
            "shown.r3.c2": "3",
            "shown.own1": "Pride",
            "shown.own1.c1": "6",
        },
    ),
    "questionnaire": SampleContent(
        {
            "id": "asking",
            "label": "How I ask for help",
            "help": "Think of the last two weeks.",
            "options": [
                {"label": "never", "value": 0},
                {"label": "sometimes", "value": 1},
                {"label": "often", "value": 2},
                {"label": "always", "value": 3},
            ],
            "statements": [
                {"text": "I say what I need before I am worn out."},
                {"text": "I wait until somebody notices.", "reversed": True},
                {"text": "I let help be good enough."},
                {
                    "text": "Last week I asked somebody for something",
                    "options": [
                        {"label": "not once", "value": 0},
                        {"label": "once or twice", "value": 1},
                        {"label": "more often", "value": 3},
                    ],
                },
            ],
            "bands": [
                {"lowest": 0, "highest": 4, "label": "asks rarely"},
                {"lowest": 5, "highest": 12, "label": "asks often"},
            ],
            "result_for": "everyone",
        },
        {"asking.s1": "sometimes", "asking.s2": "often", "asking.s3": "always", "asking.s4": "once or twice"},
    ),
    "table": SampleContent(
        {
            "id": "asks",
            "label": "Small asks this week",
            "columns": [
                {"head": "What I asked", "width": 3},
                {"head": "Of whom", "width": 2},
                {"head": "What happened", "prompt": "not what I feared", "width": 4},
            ],
            "blank_rows": 3,
            "example": ["To borrow a drill", "a neighbor", "He brought it over and stayed for coffee"],
        },
        {"asks.r1.c1": "A ride on Friday", "asks.r1.c2": "Jo", "asks.r1.c3": "“Sure.” That was all."},
    ),
    "weekly_log": SampleContent(
        {
            "id": "week",
            "label": "One good thing a day",
            "entries": [
                {"head": "The good thing", "width": 4},
                {"head": "Told someone", "answer": "tick"},
                {"head": "How it was", "answer": "number"},
            ],
            "example": ["The bus waited for me", "✓", "7"],
        },
        {
            "week.d1.c1": "Sam laughed at my joke",
            "week.d1.c2": "yes",
            "week.d1.c3": "6",
            "week.d3.c1": "Finished early, walked home",
            "week.d3.c3": "8",
        },
    ),
    "sort": SampleContent(
        {
            "id": "fix",
            "label": "Fix it, or feel it with me?",
            "left": "Fix",
            "between": "Ask first",
            "right": "Listen",
            "cards": ["The sink leaks", "I had a rotten day", "I do not know what to do about Mom", "The car is dead"],
            "own_cards": 1,
        },
        {"fix.1": "Fix", "fix.2": "Listen", "fix.3": "Ask first", "fix.4": "Fix", "fix.own1.text": "I cannot sleep"},
    ),
    "agreement": SampleContent(
        {
            "id": "pause",
            "label": "How we pause",
            "clauses": [
                "Either of us may call a pause with the agreed word.",
                "A pause lasts at least twenty minutes and at most a day.",
                "Whoever called it opens the talk again.",
            ],
            "own_clauses": 1,
            "signers": ["Partner A", "Partner B"],
        },
        {"pause.1": "yes", "pause.2": "yes", "pause.own1": "The word is “bench”", "pause.sign1": "L. M."},
    ),
    "page_break": SampleContent({}, {}),
}
