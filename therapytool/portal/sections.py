"""A worksheet cut for a phone: one question at a time, each with the words that lead up to it.

What only tells (instructions, examples, word lists) goes with the next question; what hangs on an answer (a total,
words for one choice) goes with the question it hangs on. What asks for a certain answer only is a question of its own:
it keeps its number and is passed over while it is for another answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from therapytool.blocks.arithmetic import is_meant
from therapytool.blocks.base import Answers, Block


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the sheet: what leads up to it, the block that asks, and what hangs on its answer.

    `instructions` are the last words that led up to an earlier question, to look at again where there are no new ones.
    """

    number: int
    lead_in: tuple[Block, ...]
    asking: Block
    following: tuple[Block, ...] = ()
    instructions: tuple[Block, ...] = ()
    branches_before: tuple[int, ...] = ()
    """The numbers of the sections directly before it that ask only for a certain answer."""

    @property
    def block_id(self) -> str:
        """The id of the block that asks."""
        return str(getattr(self.asking, "id", ""))

    @property
    def label(self) -> str:
        """What is asked, as its check-your-answers line says it."""
        return str(getattr(self.asking, "label", ""))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that is shown, in the order of the sheet."""
        return (*self.lead_in, self.asking, *self.following)

    def has_something_for(self, answers: Answers) -> bool:
        """Whether anything in it is meant for a person who answered this, values reckoned among it."""
        return any(block.is_for(answers) for block in self.blocks)


def sections_of(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """The sections of a worksheet, in order, numbered from 1."""
    cut: list[tuple[list[Block], Block, list[Block]]] = []
    waiting: list[Block] = []
    for block in blocks:
        if block.questions():
            cut.append((waiting, block, []))
            waiting = []
        elif cut and not waiting and _hangs_on(block, cut[-1][1]):
            cut[-1][2].append(block)
        elif block.plain_text({}):
            waiting.append(block)
    if cut:
        cut[-1][2].extend(waiting)
    return tuple(_numbered(cut))


def _numbered(cut: list[tuple[list[Block], Block, list[Block]]]) -> Iterable[Section]:
    instructions: tuple[Block, ...] = ()
    branches: tuple[int, ...] = ()
    for number, (lead_in, asking, following) in enumerate(cut, 1):
        again = () if lead_in else instructions
        yield Section(number, tuple(lead_in), asking, tuple(following), again, branches)
        instructions = tuple(lead_in) or instructions
        branches = (*branches, number) if asking.hangs_on else ()


def _hangs_on(block: Block, asking: Block) -> bool:
    """Whether a block that tells refers to an answer of one that asks."""
    when = getattr(block, "when", None)
    references = (*getattr(block, "of", ()), *([when] if when else []))
    told = (*asking.questions(), *asking.values_shown())
    return any(is_meant(reference, question.key) for reference in references for question in told)
