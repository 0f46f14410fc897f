"""Answers as a person reads them back: what was ticked, chosen, written and counted, block by block."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.blocks.base import TICKED, Answers, Block, Control, Question


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: the words, and what they answer where a block asks more than one thing; "" where it is plain."""

    label: str
    text: str


def said_in(block: Block, answers: Answers) -> tuple[Said, ...]:
    """What was answered in a block, in reading order; nothing for what was skipped."""
    questions = block.questions()
    given = [(question, answers[question.key]) for question in questions if answers.get(question.key)]
    return tuple(_said(question, text, is_alone=len(questions) == 1) for question, text in given)


def in_words(question: Question, text: str) -> str:
    """One answer alone: "checked", "7.5 hours", "I felt left out", "nothing"."""
    if question.control is Control.TICK:
        return "checked" if text == TICKED else "not checked"
    return question.in_words(text) if text else "nothing"


def _said(question: Question, text: str, *, is_alone: bool) -> Said:
    if question.control is Control.TICK:
        return Said("", question.label)
    return Said("" if is_alone else question.label, question.in_words(text))
