"""What a file would change: each answer that was found, beside what is kept now. Only what is chosen is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from therapytool.blocks.base import Control, Question
from therapytool.homework.answers.answering import AnswerRefused, Saved, checked
from therapytool.homework.asked import AskedSheet

TICK_IN_WORDS = "checked"


class Change(StrEnum):
    """What taking an answer would do."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer that was found, as text and in words, beside what is kept now.

    `revision` is that of what is kept. What the person keeps to herself is not shown to anybody else: then `stands` is
    empty and `is_hidden` says so.
    """

    key: str
    label: str
    text: str
    found: str
    change: Change
    stands: str = ""
    revision: int = 0
    is_kept_private: bool = False
    is_hidden: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept now: answers by key, the blocks the person keeps to herself, and whether it is she who looks."""

    answers: Mapping[str, Saved]
    private_blocks: frozenset[str]
    is_her_own_page: bool


def proposals(sheet: AskedSheet, found: Mapping[str, str], kept: Kept) -> tuple[Proposal, ...]:
    """What taking these answers would change, in reading order."""
    return tuple(_proposal(sheet, sheet.questions[key], text, kept) for key, text in found.items())


def _proposal(sheet: AskedSheet, question: Question, text: str, kept: Kept) -> Proposal:
    label = _label(sheet, question)
    is_private = sheet.block_of(question.key) in kept.private_blocks
    try:
        clean = checked(sheet, question, text)
    except AnswerRefused as refused:
        return Proposal(question.key, label, text, text, Change.REFUSED, problem=str(refused))
    saved = kept.answers.get(question.key)
    stands, revision = (saved.text, saved.revision) if saved else ("", 0)
    is_hidden = is_private and not kept.is_her_own_page and bool(stands)
    change = Change.OTHER if is_hidden else _change(clean, stands)
    return Proposal(
        key=question.key,
        label=label,
        text=clean,
        found=_in_words(question, clean),
        change=change,
        stands="" if is_hidden else _in_words(question, stands),
        revision=revision,
        is_kept_private=is_private,
        is_hidden=is_hidden,
    )


def _change(found: str, stands: str) -> Change:
    if not stands:
        return Change.NEW
    return Change.SAME if found == stands else Change.OTHER


def _in_words(question: Question, text: str) -> str:
    if not text:
        return ""
    return TICK_IN_WORDS if question.control is Control.TICK else question.in_words(text)


def _label(sheet: AskedSheet, question: Question) -> str:
    """A question as it reads alone; one of several in a block says which block."""
    block = sheet.asking_blocks[sheet.block_of(question.key)]
    name = str(getattr(block, "label", ""))
    return f"{name} · {question.label}" if name and len(block.questions()) > 1 else question.label
