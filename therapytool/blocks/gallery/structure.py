"""Samples for the block gallery: boxes for numbers, dates and times, blanks, dialogues, groups, cards, totals."""

from __future__ import annotations

from therapytool.blocks.gallery.sample import SampleContent

STRUCTURED: dict[str, SampleContent] = {
    "number": SampleContent(
        {
            "id": "slept",
            "label": "Hours I slept last night",
            "unit": "hours",
            "lowest": 0,
            "highest": 24,
            "decimals": 1,
        },
        {"slept": "5.5"},
    ),
    "date": SampleContent({"id": "first_day", "label": "The first day I will try it"}, {"first_day": "2026-11-28"}),
    "time": SampleContent(
        {"id": "lights_out", "label": "Lights out at", "help": "As near as you remember."},
        {"lights_out": "23:15"},
    ),
    "blanks": SampleContent(
        {
            "id": "i_message",
            "label": "Say it in one sentence",
            "help": "A feeling is one word. “I feel that you …” is a thought.",
            "text": "When [[situation]], I feel [[feeling]], because [[need]] matters to me.\nWould you [[ask]]?",
            "blanks": [
                {"name": "situation", "width": "long", "hint": "what a camera would see"},
                {"name": "feeling", "width": "short", "hint": "a feeling"},
                {"name": "need", "hint": "a need"},
                {"name": "ask", "width": "long", "hint": "one small thing"},
            ],
        },
        {
            "i_message.situation": "we talk about money after ten at night",
            "i_message.feeling": "cornered",
            "i_message.need": "rest",
            "i_message.ask": "keep it for Saturday morning",
        },
    ),
    "dialogue": SampleContent(
        {
            "id": "rehearsal",
            "label": "Rehearse a hard beginning",
            "help": "Read the printed turns aloud, then write your own.",
            "roles": ["Me", "My partner"],
            "turns": [
                {"who": "Me", "says": "I want to tell you something small. You do not need to fix it."},
                {"who": "My partner", "says": "All right. I am listening."},
                {"who": "Me", "lines": 2, "hint": "One feeling, one fact."},
                {"who": "My partner", "says": "What I hear is", "lines": 1},
            ],
        },
        {
            "rehearsal.t3": "I felt small at dinner on Sunday, when the job came up.",
            "rehearsal.t4": "you felt small, and I laughed along.",
        },
    ),
    "repeated": SampleContent(
        {
            "id": "moments",
            "label": "Two moments I went quiet",
            "name": "Moment",
            "times": 2,
            "parts": [
                {"kind": "short_text", "id": "where", "label": "Where we were"},
                {"kind": "lines", "id": "said", "label": "What I did not say", "lines": 2},
                {"kind": "number", "id": "minutes", "label": "It lasted", "unit": "minutes"},
            ],
        },
        {
            "moments.1.where": "In the car",
            "moments.1.said": "That I was afraid of the results.",
            "moments.1.minutes": "40",
            "moments.2.where": "At your sister’s",
        },
    ),
    "legend": SampleContent(
        {
            "signs": [
                {"sign": "+", "means": "It brought us closer"},
                {"sign": "−", "means": "It pushed us apart"},
                {"sign": "○", "means": "Nothing changed"},
                {"sign": "?", "means": "I want to ask about it"},
            ],
        },
        {},
    ),
    "word_bank": SampleContent(
        {
            "heading": "Words to borrow",
            "words": ["steady", "warm", "proud", "tender", "hollow", "tense", "numb", "low", "restless", "relieved"],
        },
        {},
    ),
    "cards": SampleContent(
        {
            "id": "home",
            "label": "What makes a home",
            "help": "Sort fast. Your first thought counts.",
            "cards": [
                {"front": front}
                for front in (
                    "Being told the truth",
                    "A door I can close",
                    "Somebody who laughs at my jokes",
                    "Enough money for a bad month",
                    "Food on the stove",
                    "Being asked how it was",
                )
            ],
            "own_cards": 1,
            "piles": ["Matters most", "Matters", "Not now"],
        },
        {"home.1": "Matters most", "home.2": "Matters", "home.6": "Matters most", "home.own1.text": "A garden"},
    ),
    "conditional": SampleContent(
        {
            "when": "slept",
            "at_most": 6,
            "lead_in": "If you slept 6 hours or less",
            "text": "Go gently today. Little sleep makes every feeling louder.",
            "parts": [{"kind": "lines", "id": "left_undone", "label": "One thing I leave undone today", "lines": 2}],
            "id": "little_sleep",
        },
        {"slept": "5.5", "little_sleep.left_undone": "The ironing. Nobody will die of creases."},
    ),
    "computed": SampleContent(
        {"id": "quiet_minutes", "label": "Minutes I was quiet, all in all", "of": ["moments.minutes"]},
        {"moments.1.minutes": "40", "moments.2.minutes": "15"},
    ),
}
