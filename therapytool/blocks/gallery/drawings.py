"""Samples for the block gallery: the kinds that are figures to write in, mark or color."""

from __future__ import annotations

from therapytool.blocks.gallery.sample import SampleContent

DRAWN: dict[str, SampleContent] = {
    "feelings_wheel": SampleContent(
        {
            "id": "feeling",
            "label": "Right now I feel",
            "help": "Ring up to three words. If none fits, use the line.",
            "center": "I feel",
            "own_words": 1,
        },
        {"feeling.f2.w4": "yes", "feeling.f4.w2": "yes", "feeling.f8.w1": "yes", "feeling.own1": "hollow"},
    ),
    "body_map": SampleContent(
        {
            "id": "body",
            "label": "Where I feel it",
            "help": "Shade the outline with the marks below. Write a word or two beside it.",
            "legend": ["more, warmer, tighter", "less, cooler, number", "pain or illness, not feeling"],
        },
        {
            "body.jaw": "teeth together",
            "body.jaw.mark": "more, warmer, tighter",
            "body.belly": "a knot",
            "body.belly.mark": "more, warmer, tighter",
            "body.hands": "cold",
            "body.hands.mark": "less, cooler, number",
            "body.back": "old injury",
            "body.back.mark": "pain or illness, not feeling",
        },
    ),
    "pie": SampleContent(
        {
            "id": "pie",
            "label": "Where my hours go",
            "help": "Cut the pie into slices and number them. The shares make 100.",
            "pies": ["A usual week"],
            "shares": ["Paid work", "Travel", "Children", "Partner", "House and errands", "Friends", "Rest and play"],
            "own_shares": 1,
        },
        {
            "pie.r1.p1": "45",
            "pie.r2.p1": "10",
            "pie.r3.p1": "14",
            "pie.r4.p1": "6",
            "pie.r5.p1": "12",
            "pie.r6.p1": "3",
            "pie.r7.p1": "6",
            "pie.own1": "The garage",
            "pie.own1.p1": "4",
        },
    ),
    "venn": SampleContent(
        {
            "id": "circles",
            "label": "Closeness and sex",
            "help": "Write each where it belongs for you.",
            "sets": ["Closeness", "Sex"],
            "cards": ["Being held", "Feeling wanted", "Release", "Laughing in bed", "Silence together"],
            "outside": "Neither",
        },
        {
            "circles.c1": "Closeness only",
            "circles.c2": "Both",
            "circles.c3": "Sex only",
            "circles.c4": "Both",
            "circles.c5": "Closeness only",
            "circles.a": "Driving home together at night",
            "circles.ab": "Being chosen",
        },
    ),
    "rings": SampleContent(
        {
            "id": "bullseye",
            "label": "How near do I live to what matters?",
            "help": "Mark one circle in each quarter. The middle is just as I want it.",
            "rings": [str(number) for number in range(1, 8)],
            "sectors": ["Love and friends", "Work and learning", "Health and body", "Play and rest"],
        },
        {"bullseye.s1": "3", "bullseye.s2": "2", "bullseye.s3": "6", "bullseye.s4": "5"},
    ),
    "cycle": SampleContent(
        {
            "id": "loop",
            "label": "Our chase and retreat",
            "help": "Start with a small, recent round. Neither side began it.",
            "lanes": ["My side", "Your side"],
            "steps": [
                {"label": "What I feel underneath", "prompt": "The one that is hard to show"},
                {"label": "What I tell myself"},
                {"label": "What I do", "prompt": "As a camera would see it"},
            ],
            "lines": 2,
            "name_label": "Our name for it",
        },
        {
            "loop.l1.s1": "Scared that I lost you",
            "loop.l1.s2": "I do not matter here",
            "loop.l1.s3": "Ask again, louder",
            "loop.l2.s1": "Ashamed. Never enough.",
            "loop.l2.s2": "Whatever I say makes it worse",
            "loop.l2.s3": "Go to the garage and stay there",
            "loop.name": "The garage dance",
        },
    ),
    "flow": SampleContent(
        {
            "id": "worry",
            "label": "Is there something to do?",
            "help": "Begin at the top with one worry.",
            "steps": [
                {"label": "What am I worried about?"},
                {
                    "label": "Is it in my hands?",
                    "lines": 0,
                    "asks": True,
                    "aside": "Name it, breathe out, and turn to what is in front of me.",
                },
                {"label": "What can I do, and when?", "prompt": "One small thing, with a day and a time"},
                {"label": "Do it. Then turn to something else.", "lines": 0},
            ],
        },
        {
            "worry.s1": "That I will be the next one they let go",
            "worry.s2.way": "Yes",
            "worry.s3": "Ask Marta on Tuesday what she hears, and send the old résumé to Sam",
        },
    ),
    "quadrants": SampleContent(
        {
            "id": "scales",
            "label": "Keeping it up, or changing it",
            "help": "Write one reason on a line. Give it a weight from 0 to 10.",
            "cells": [
                {"label": "Good things about keeping it up"},
                {"label": "Hard things about keeping it up"},
                {"label": "Hard things about changing it"},
                {"label": "Good things about changing it"},
            ],
            "lines": 3,
            "weights": True,
        },
        {
            "scales.q1.e1": "Nobody worries about me",
            "scales.q1.e1.weight": "6",
            "scales.q2.e1": "Nobody knows me",
            "scales.q2.e1.weight": "9",
            "scales.q2.e2": "I sleep badly",
            "scales.q2.e2.weight": "5",
            "scales.q4.e1": "The kids see me",
            "scales.q4.e1.weight": "9",
        },
    ),
    "picture": SampleContent(
        {
            "id": "iceberg",
            "label": "What shows, and what lies under it",
            "shows": {"drawing": "iceberg"},
            "zones": [
                {"key": "seen", "label": "What others see", "x": 71, "y": 5, "width": 29, "height": 18},
                {"key": "under", "label": "What I feel underneath", "x": 18, "y": 41, "width": 64, "height": 22},
                {"key": "need", "label": "What I need", "x": 29, "y": 67, "width": 40, "height": 16},
            ],
        },
        {
            "iceberg.seen": "Short answers, slammed drawers",
            "iceberg.under": "Ashamed. Tired of being the one who has to know.",
            "iceberg.need": "To hear that we are all right",
        },
    ),
    "image": SampleContent(
        {"shows": {"drawing": "bridge"}, "caption": "One span at a time.", "size": "medium"},
        {},
    ),
}
