"""What is asked for some answers only, as FHIR R4 says it: on which item it hangs, and for which of its values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import TICKED, Block, Control, Question
from therapytool.blocks.branches import block_id
from therapytool.blocks.conditional import ConditionalBlock
from therapytool.homework.exports.fhir_values import Resource, item_type, value

COUNTED = {"integer", "decimal"}


def hung_on(blocks: Sequence[Block]) -> dict[str, Question]:
    """What blocks hang on, by key: questions, and values reckoned from others, which are numbers."""
    wanted = {block.hangs_on for block in blocks} - {""}
    asked = {question.key: question for question in questions_of(blocks)}
    shown = {question.key: question for block in blocks for question in reckoned_in(block)}
    return {key: question for key, question in {**shown, **asked}.items() if key in wanted}


def reckoned_in(block: Block) -> tuple[Question, ...]:
    """The values a block shows and does not ask; of one that only reckons, that one value."""
    name = block_id(block)
    if block.questions() or not name:
        return block.values_shown()
    return (*block.values_shown(), Question(name, str(getattr(block, "label", "")), Control.QUANTITY))


def enabled_when(block: Block, known: Mapping[str, Question]) -> Resource:
    """The condition of an item, to be put into it; empty for what is meant for everybody."""
    if not isinstance(block, ConditionalBlock) or block.when not in known:
        return {}
    question = known[block.when]
    is_span = block.equals is None and item_type(question) in COUNTED
    conditions = list(_ends(block, question) if is_span else _answers(block, question))
    return {"enableWhen": conditions, "enableBehavior": "all" if is_span else "any"} if conditions else {}


def _ends(block: ConditionalBlock, question: Question) -> Iterator[Resource]:
    """From and up to a number; of whole numbers from the next one up, and up to the next one down."""
    is_whole = item_type(question) == "integer"
    for operator, end, rounded in ((">=", block.at_least, math.ceil), ("<=", block.at_most, math.floor)):
        if end is not None:
            yield _condition(question, operator, str(rounded(end)) if is_whole else str(end))


def _answers(block: ConditionalBlock, question: Question) -> Iterator[Resource]:
    """Each answer it is meant for."""
    offered = (TICKED,) if question.control is Control.TICK else question.options or (block.equals or "",)
    return (_condition(question, "=", option) for option in offered if block.applies({block.when: option}))


def _condition(question: Question, operator: str, text: str) -> Resource:
    return {"question": question.key, "operator": operator, **value("answer", question, text)}
