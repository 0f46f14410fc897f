"""What the sample caseload tells: a couple half-way to showing each other, a man who keeps going, a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from therapytool.blocks.dose import Dose
from therapytool.homework.commitment import Commitment
from therapytool.homework.lifecycle import Outcome


@dataclass(frozen=True, slots=True)
class SamplePart:
    """How far one invented person came; days count back from today.

    `answers` None takes those of the library's samples, `begun` only so many of them; `kept` are blocks she keeps to
    herself.
    """

    commitment: Commitment = field(default_factory=Commitment)
    outcome: Outcome | None = None
    ago: int = 0
    is_opened: bool = True
    begun: int | None = None
    answers: Mapping[str, str] | None = None
    kept: tuple[str, ...] = ()
    agrees: bool = False
    is_reviewed: bool = False
    reason: str = ""
    ratings: tuple[int | None, int | None, int | None] = (None, None, None)
    note: str = ""


NOT_OPENED = SamplePart(is_opened=False)


@dataclass(frozen=True, slots=True)
class SampleHomework:
    """One invented homework: given so many days ago, due in so many. `parts` are of the people in order."""

    case: str
    exercise: str
    dose: Dose
    given_ago: int
    due_in: int
    parts: tuple[SamplePart, ...] = ()
    every_days: int | None = None
    slots: Mapping[str, str] = field(default_factory=dict)


CLOSENESS_OF_HERON = {
    "kinds.r1.c1": "4",
    "kinds.r1.c2": "8",
    "kinds.r2.c1": "7",
    "kinds.r2.c2": "7",
    "kinds.r3.c1": "6",
    "kinds.r3.c2": "8",
    "kinds.r4.c1": "7",
    "kinds.r4.c2": "7",
    "kinds.r5.c1": "5",
    "kinds.r5.c2": "8",
    "strength": "We still make each other laugh",
    "more": "Resting together without a screen",
    "act": "Twenty minutes on the couch on Thursday, phones in the kitchen",
}
CLOSENESS_OF_FINCH = {
    "kinds.r1.c1": "3",
    "kinds.r1.c2": "9",
    "kinds.r2.c1": "6",
    "kinds.r2.c2": "7",
    "kinds.r3.c1": "7",
    "kinds.r3.c2": "8",
    "kinds.r4.c1": "8",
    "kinds.r4.c2": "7",
    "kinds.r5.c1": "5",
    "kinds.r5.c2": "6",
    "strength": "Nobody has to pretend at our table",
    "more": "Hearing what his day did to him",
    "act": "Ask one question after dinner, and then only listen",
}
REACHES_OF_FINCH = {
    "reaches.d1.c1": "Mine. Sat down beside him.",
    "reaches.d1.c2": "look",
    "reaches.d1.c3": "met",
    "reaches.d1.c4": "8",
    "reaches.d3.c1": "Theirs. Sent me a song.",
    "reaches.d3.c2": "joke",
    "reaches.d3.c3": "met",
    "reaches.d3.c4": "8",
    "reaches.d5.c1": "Theirs. Something about the bus.",
    "reaches.d5.c2": "word",
    "reaches.d5.c3": "missed",
    "reaches.d5.c4": "4",
    "often_miss": "The stories that begin with work",
    "small_answer": "“And then? What did you do?”",
    "changed": "He looked up. That was all, and it was a lot.",
    "time_of_day": "Late, when I am already half asleep",
}

STORY = (
    SampleHomework(
        "Harbor-12",
        "five-kinds-of-closeness",
        Dose.SHORT,
        given_ago=20,
        due_in=-13,
        parts=(
            SamplePart(
                outcome=Outcome.DONE,
                ago=15,
                answers=CLOSENESS_OF_HERON,
                agrees=True,
                is_reviewed=True,
                ratings=(7, 5, 3),
            ),
            SamplePart(
                outcome=Outcome.DONE,
                ago=14,
                answers=CLOSENESS_OF_FINCH,
                agrees=True,
                is_reviewed=True,
                ratings=(8, 4, 3),
                note="Lit up at the question after dinner. Come back to it.",
            ),
        ),
    ),
    SampleHomework(
        "Harbor-12",
        "response-to-bids-log",
        Dose.STANDARD,
        given_ago=6,
        due_in=1,
        parts=(
            SamplePart(
                Commitment(
                    what="One line each evening",
                    when="After the dishes",
                    where="Kitchen table",
                    obstacle="Late shift on Thursday",
                    plan="write it in the car before I come in",
                    confidence=8,
                ),
                outcome=Outcome.DONE,
                ago=1,
                kept=("changed",),
                agrees=True,
                ratings=(7, 6, 4),
            ),
            SamplePart(
                Commitment(what="One line each evening", when="Before bed", confidence=7),
                outcome=Outcome.PARTLY,
                answers=REACHES_OF_FINCH,
                ratings=(6, 3, 3),
            ),
        ),
    ),
    SampleHomework(
        "Harbor-12",
        "listen-dont-fix",
        Dose.SHORT,
        given_ago=6,
        due_in=2,
        every_days=7,
        parts=(NOT_OPENED, NOT_OPENED),
    ),
    SampleHomework(
        "Cedar-31",
        "kinder-inner-coach",
        Dose.SHORT,
        given_ago=21,
        due_in=-14,
        parts=(
            SamplePart(
                outcome=Outcome.DONE,
                ago=15,
                is_reviewed=True,
                ratings=(8, 6, 4),
                note="The coach’s sentence came out in his father’s voice first. He noticed it himself.",
            ),
        ),
    ),
    SampleHomework(
        "Cedar-31",
        "emotion-log",
        Dose.STANDARD,
        given_ago=12,
        due_in=-3,
        parts=(SamplePart(Commitment(what="Two rows a day", when="On the train", confidence=5), ago=5, begun=8),),
    ),
    SampleHomework(
        "Cedar-31",
        "armor-inventory",
        Dose.STANDARD,
        given_ago=5,
        due_in=2,
        parts=(
            SamplePart(
                Commitment(what="Fill in the table", when="Sunday morning", where="On the porch", confidence=7),
                outcome=Outcome.PARTLY,
                ago=1,
                ratings=(6, 5, 5),
            ),
        ),
    ),
    SampleHomework(
        "Tuesday group",
        "rules-i-learned",
        Dose.SHORT,
        given_ago=4,
        due_in=3,
        parts=(
            SamplePart(outcome=Outcome.NOT_DONE, ago=1, reason="Something else came up\nThe week got away from me."),
            SamplePart(ago=1, begun=6),
            NOT_OPENED,
        ),
    ),
)
