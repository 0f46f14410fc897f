"""What can be chosen in the fields of a part: answers of other blocks, drawings, images, works, exercises, roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import TICKED, Block, Control, Question
from therapytool.blocks.computed import ComputedBlock
from therapytool.blocks.drawings.shipped_drawings import drawing_paths, shipped_drawing
from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.blocks.questionnaire import QuestionnaireBlock
from therapytool.blocks.references_between import is_numeric
from therapytool.exercises.authoring.document import Draft, DraftBlock
from therapytool.exercises.authoring.fields.specs import Option
from therapytool.exercises.files.references import read_references

LONGEST_WORDS = 90
MOST_SINGLE_QUESTIONS = 80
"""Questions of one block that are offered one by one; a larger block is offered whole and by its columns."""

_ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


def choices_for(
    draft: Draft, part: DraftBlock | None, *, images: Iterable[Option], exercises: Iterable[Option]
) -> dict[str, tuple[Option, ...]]:
    """What is offered by field; `images` and `exercises` are those of the practice."""
    others = tuple(sound_blocks(block for block in draft.blocks if block != part))
    return {
        "asset": tuple(images),
        "drawing": tuple(Option(name, shipped_drawing(name).title) for name in drawing_paths()),
        "equals": tuple(
            Option(answer, "checked" if answer == TICKED else answer)
            for answer in answers_to_wait_for(draft, str(part.content.get("when") or "") if part else "")
        ),
        "of": tuple(numbers_in(others)),
        "prerequisites": tuple(exercises),
        "references": tuple(Option(key, _short(work.citation)) for key, work in read_references().items()),
        "when": tuple(_conditions(others)),
        "who": tuple(_roles(part.content)) if part else (),
    }


def sound_blocks(blocks: Iterable[DraftBlock]) -> Iterator[Block]:
    """Those blocks that are right as they stand."""
    for block in blocks:
        try:
            yield _ANY_BLOCK.validate_python(block.content)
        except ValidationError:
            continue


def answers_to_wait_for(draft: Draft, key: str) -> tuple[str, ...]:
    """The answers a question offers, of which one can be waited for; none where anything may be answered."""
    for block in sound_blocks(draft.blocks):
        for question in (*block.questions(), *_results_of(block)):
            if question.key == key:
                return (TICKED,) if question.control is Control.TICK else question.options
    return ()


def numbers_in(blocks: Iterable[Block]) -> Iterator[Option]:
    """Whole blocks of numbers, their columns, then every number by itself."""
    for block in blocks:
        asked, shown = block.questions(), block.values_shown()
        numeric = [question for question in (*asked, *shown) if is_numeric(question)]
        if not numeric:
            continue
        name = _name_of(block)
        if len(numeric) > 1 and len(numeric) == len(asked) and not shown:
            yield Option(numeric[0].key.split(".")[0], f"{name}: everything")
        yield from _columns(name, numeric)
        if len(numeric) <= MOST_SINGLE_QUESTIONS:
            yield from (Option(question.key, _asked(name, question)) for question in numeric)


def _columns(name: str, questions: Iterable[Question]) -> Iterator[Option]:
    """The columns of a table or grid, by the key with the row left out."""
    found: dict[str, str] = {}
    for question in questions:
        parts = question.key.split(".", 2)
        if len(parts) == 3:
            found.setdefault(f"{parts[0]}.{parts[2]}", question.label.partition(": ")[2] or question.label)
    yield from (Option(key, _short(f"{name}: column “{label}”")) for key, label in found.items())


def _conditions(blocks: Iterable[Block]) -> Iterator[Option]:
    for block in blocks:
        name = _name_of(block)
        if isinstance(block, ComputedBlock):
            yield Option(block.id, f"Result: {name}")
        asked = (*_results_of(block), *block.questions())
        if len(asked) <= MOST_SINGLE_QUESTIONS:
            can_be_told = (each for each in asked if each.options or is_numeric(each))
            yield from (Option(question.key, _asked(name, question)) for question in can_be_told)


def _results_of(block: Block) -> tuple[Question, ...]:
    """What is reckoned in a block; of a questionnaire also what clients do not see yet, which can be changed."""
    return block.result_questions() if isinstance(block, QuestionnaireBlock) else block.values_shown()


def _asked(name: str, question: Question) -> str:
    return _short(name if question.label == name else f"{name}: {question.label}")


def _roles(content: Mapping[str, Any]) -> Iterator[Option]:
    roles = content.get("roles")
    yield from (Option(str(role), str(role)) for role in roles or () if role)


def _name_of(block: Block) -> str:
    return str(getattr(block, "label", "") or KIND_TEXTS[block.kind].title)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"
