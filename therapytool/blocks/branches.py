"""Questions for some answers only: which of them are left out, and which answers therefore stand.

What was typed where nothing is asked any more stays kept. It comes back when the answer it hangs on does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from therapytool.blocks.base import Answers, Block
from therapytool.blocks.computed import ComputedBlock, with_computed
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.results import TOTAL

OfSheet = TypeVar("OfSheet", bound=Block)


def left_out(blocks: Sequence[Block], answers: Answers) -> frozenset[str]:
    """The ids of the blocks whose questions are not asked of a person who answered this.

    One may hang on another, or on a value reckoned from it: what stands in one left out counts for none after it.
    """
    hanging = [block for block in blocks if block.hangs_on and block.questions()]
    out: frozenset[str] = frozenset()
    for _ in hanging:
        known = with_computed(blocks, _without(out, answers))
        now = frozenset(block_id(block) for block in hanging if not block.is_for(known))
        if now == out:
            break
        out = now
    return out


def meant_answers(blocks: Sequence[Block], answers: Answers) -> dict[str, str]:
    """The answers that stand: without those to questions left out."""
    return _without(left_out(blocks, answers), answers)


def still_possible(blocks: Sequence[Block], answers: Answers) -> tuple[Block, ...]:
    """The blocks without those that hang on a question which the answers leave out: nobody will be asked it any more.

    While a question is open, what hangs on it stays: on paper it may yet be answered with a pen.
    """
    known = with_computed(blocks, answers)
    gone: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.hangs_on and block.hangs_on.partition(".")[0] in gone:
            gone.add(block_id(block))
            continue
        if known.get(block.hangs_on) and not block.is_for(known):
            gone.add(block_id(block))
        kept.append(block)
    return tuple(kept)


def with_leads(blocks: Sequence[OfSheet]) -> tuple[OfSheet, ...]:
    """The blocks of a sheet, those that hang on something reckoned beginning with what it is called there."""
    called = dict(_results(blocks))
    return tuple(
        block.about(called[block.when]) if isinstance(block, ConditionalBlock) and block.when in called else block
        for block in blocks
    )


def _results(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """What is reckoned in a sheet, by key, as a person is told of it: "your total", "your result for “Body”"."""
    several = sum(isinstance(block, QuestionnaireBlock) and block.shows_result for block in blocks) > 1
    for block in blocks:
        if isinstance(block, ComputedBlock):
            yield block.id, f"“{block.label}”"
        elif isinstance(block, QuestionnaireBlock):
            for each in block.results({}):
                whole = f"your total in “{block.label}”" if several else "your total"
                words = whole if each.title == TOTAL else f"your result for “{each.title}”"
                yield from ((question.key, words) for question in each.questions)


def block_id(block: Block) -> str:
    """What a block's answers are named by; "" for one that only tells."""
    return str(getattr(block, "id", None) or "")


def _without(out: frozenset[str], answers: Answers) -> dict[str, str]:
    return {key: text for key, text in answers.items() if key.partition(".")[0] not in out}
