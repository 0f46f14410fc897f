"""What blocks say of other blocks of their worksheet holds: what they name is asked, at the same doses, and fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from therapytool.blocks.arithmetic import is_meant
from therapytool.blocks.base import TICKED, Block, Control, Question
from therapytool.blocks.computed import ComputedBlock
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.blocks.profile import ProfileBlock
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.values import number_in

NUMERIC = {Control.RATING, Control.TICK, Control.QUANTITY}
Target = tuple[Block, Question | None]
"""What a reference means: a question and the block it stands in, or a computed block, which asks none."""


@dataclass(frozen=True, slots=True)
class ReferenceProblem:
    """One thing that does not hold: the place of the block that says it (from 0), the field it says it in, and why."""

    block: int
    field: str
    says: str


def reference_problems(blocks: Sequence[Block]) -> tuple[str, ...]:
    """A sentence for each thing that does not hold; empty when all does."""
    return tuple(problem.says for problem in misplaced_references(blocks))


def misplaced_references(blocks: Sequence[Block]) -> Iterator[ReferenceProblem]:
    """The same, each with where it is said."""
    for number, block in enumerate(blocks):
        yield from (ReferenceProblem(number, field, says) for field, says in _problems(block, blocks))


def _problems(block: Block, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The field and the sentence."""
    if isinstance(block, ConditionalBlock):
        yield from _conditional_problems(block, blocks)
    elif isinstance(block, ComputedBlock):
        yield from _of("of", _reckoning_problems(block.id, block.of, block, blocks))
    elif isinstance(block, ProfileBlock):
        for number, row in enumerate(block.rows):
            taken = () if row.of is None else (row.of,)
            yield from _of(f"rows.{number}.of", _reckoning_problems(block.id, taken, block, blocks))


def _of(field: str, sentences: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((field, says) for says in sentences)


def _conditional_problems(block: ConditionalBlock, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    name = f"the conditional text on '{block.when}'"
    if hidden := next((each for each in blocks if block.when in _results_kept_from_clients(each)), None):
        whose = f"a result of “{getattr(hidden, 'label', '')}”"
        yield "when", f"a conditional text hangs on {whose}, which clients do not see; let it be shown to everyone"
        return
    exact = [(each, question) for each, question in _meant(block.when, blocks) if question.key == block.when]
    computed: list[Target] = [
        (each, None) for each in blocks if isinstance(each, ComputedBlock) and each.id == block.when
    ]
    yield from _of("when", _not_there(name, block.when, block, computed or exact))
    yield from _condition_problems(name, block, next((question for _each, question in exact), None))


def _reckoning_problems(name: str, of: Sequence[str], block: Block, blocks: Sequence[Block]) -> Iterator[str]:
    for reference in of:
        meant = _meant(reference, blocks)
        yield from _not_there(f"'{name}'", reference, block, meant)
        yield from _not_numbers(f"'{name}'", reference, [question for _each, question in meant])


def _results_kept_from_clients(block: Block) -> frozenset[str]:
    """The keys of the results that only a clinician is to see."""
    if not isinstance(block, QuestionnaireBlock) or block.shows_result:
        return frozenset()
    return frozenset(question.key for question in block.result_questions())


def _meant(reference: str, blocks: Sequence[Block]) -> list[tuple[Block, Question]]:
    return [(block, asked) for block in blocks for asked in _answers_of(block) if is_meant(reference, asked.key)]


def _answers_of(block: Block) -> tuple[Question, ...]:
    return (*block.questions(), *block.values_shown())


def _not_there(
    name: str, reference: str, block: Block, meant: Sequence[tuple[Block, Question | None]]
) -> Iterator[str]:
    if not meant:
        yield f"{name} refers to '{reference}', which no block of this worksheet asks"
    for target in {id(target): target for target, _question in meant}.values():
        if target.first_dose.rank > block.first_dose.rank or target.last_dose.rank < block.last_dose.rank:
            yield f"{name} stays in a dose in which '{reference}' is left out; give both the same 'from' and 'until'"


def _not_numbers(name: str, reference: str, questions: Sequence[Question]) -> Iterator[str]:
    if any(not is_numeric(question) for question in questions):
        yield f"{name} reckons with '{reference}', which also asks for words; name the question or column of numbers"


def _condition_problems(name: str, block: ConditionalBlock, question: Question | None) -> Iterator[tuple[str, str]]:
    if question and question in block.questions():
        yield "when", f"{name} hangs on a question of its own, which nobody would ever be asked"
    if block.equals is None:
        if question and not is_numeric(question):
            yield "at_least", f"{name} compares numbers, but '{block.when}' asks for words; use 'equals'"
        return
    offered = (TICKED,) if question and question.control is Control.TICK else question.options if question else ()
    if offered and block.equals not in offered:
        yield "equals", f"{name} waits for “{block.equals}”, which '{block.when}' does not offer ({', '.join(offered)})"
    elif offered == (TICKED,) and not block.lead_in:
        yield "lead_in", f"{name} hangs on a tick; say under 'lead_in' when it is meant: 'If you checked Fixing'"


def is_numeric(question: Question) -> bool:
    """Whether a question is answered with a number, or with a tick, which counts as one."""
    return question.control in NUMERIC or (bool(question.options) and all(map(_is_number, question.options)))


def _is_number(text: str) -> bool:
    try:
        number_in(text)
    except ValueError:
        return False
    return True
