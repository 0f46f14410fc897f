"""A measure as blocks, as a print document, and its answers as values.

The wording goes through the same blocks as every worksheet. Scores, bands and alerts never enter a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from therapytool.blocks.base import Answers, Block
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.legend import LegendBlock, Sign
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.rating import RatingBlock, Scale
from therapytool.blocks.rating_grid import RatingGridBlock
from therapytool.blocks.short_text import ShortTextBlock
from therapytool.blocks.table import TableBlock
from therapytool.blocks.tables.cells import Column
from therapytool.errors import NotAllowed
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.measures.content import AnswerOption, Measure, MeasureItem, MeasurePart
from therapytool.exercises.measures.files import wording_hash
from therapytool.rendering.document import Document
from therapytool.rendering.inscriptions import LABEL

KEY_HEADING = "What the numbers mean"
ANSWER_HEAD = "Check one"
LONGEST_END = 20
"""Letters that fit over the first and the last number of a grid."""


def blocks_of(measure: Measure) -> tuple[Block, ...]:
    """The measure as blocks, in order. Raises NotAllowed for one that ships without its wording."""
    if not measure.enabled:
        raise NotAllowed(f"{measure.short_title} cannot be given. {measure.permission.reason}")
    blocks: list[Block] = []
    first = 1
    for number, part in enumerate(measure.parts, 1):
        blocks.extend(blocks_of_part(measure, part, number, first))
        first += len(part.items) if _is_grid(part) else 0
    return tuple(blocks)


def answer_keys(measure: Measure) -> dict[str, str]:
    """The key in the answers under which each item is kept, by item id."""
    keys: dict[str, str] = {}
    for number, part in enumerate(measure.parts, 1):
        is_grid = _is_grid(part)
        for row, item in enumerate(part.items, 1):
            keys[item.id] = f"part{number}.r{row}.c1" if is_grid else item.id
    return keys


def values_of(measure: Measure, answers: Answers) -> dict[str, int]:
    """What stored answers are worth, by item id; blanks, own words and texts that are no answer are left out."""
    keys = answer_keys(measure)
    values: dict[str, int] = {}
    for part in measure.parts:
        worth = _worth(part)
        values |= {item.id: worth[answers[keys[item.id]]] for item in part.items if answers.get(keys[item.id]) in worth}
    return values


def printable_answers(measure: Measure, answers: Answers) -> dict[str, str]:
    """Answers that may stand on paper: all but those of private items."""
    keys = answer_keys(measure)
    private = {keys[item.id] for item in measure.items if item.private}
    return {key: text for key, text in answers.items() if key not in private}


def measure_document(measure: Measure, *, letterhead: Letterhead, answers: Answers, copy_label: str = "") -> Document:
    """The sheet of one measure, its credit on it whatever else is. Raises NotAllowed for one that is not enabled."""
    return Document(
        template="measure.html",
        title=measure.title,
        running_title=f"{measure.short_title}, {wording_hash(measure)[:7]}",
        values={
            "measure": measure,
            "blocks": blocks_of(measure),
            "letterhead": letterhead,
            "answers": printable_answers(measure, answers),
        },
        inscriptions={LABEL: copy_label} if copy_label else {},
    )


def _worth(part: MeasurePart) -> Mapping[str, int]:
    """What each stored text is worth in a part."""
    if part.answer in {"numbers", "slider"}:
        return {str(value): value for value in part.values}
    return {option.label: option.value for option in part.options}


def _is_grid(part: MeasurePart) -> bool:
    return part.answer == "numbers" or (part.answer == "words" and len(part.items) > 1)


def blocks_of_part(measure: Measure, part: MeasurePart, number: int, first: int) -> Iterator[Block]:
    """One part as blocks: the `number`th, whose items are counted from `first`."""
    if part.words:
        yield ProseBlock(kind="prose", text=part.words)
    if part.answer == "numbers":
        signs = tuple(Sign(sign=str(option.value), means=option.label) for option in part.options)
        yield LegendBlock(kind="legend", heading=KEY_HEADING, signs=signs)
    if _is_grid(part):
        yield _grid(measure, part, f"part{number}", first)
    else:
        yield from (_single(part, item) for item in part.items)


def _grid(measure: Measure, part: MeasurePart, name: str, first: int) -> Block:
    rows = tuple(f"{number}. {item.text}" for number, item in enumerate(part.items, first))
    label = part.stem or measure.short_title
    if part.answer == "words":
        options = tuple(option.label for option in part.options)
        column = Column(head=ANSWER_HEAD, answer="choice", options=options)
        return TableBlock(kind="table", id=name, label=label, columns=(column,), row_labels=rows, row_height="short")
    scale = _scale(part.options[0], part.options[-1])
    return RatingGridBlock(kind="rating_grid", id=name, label=label, rows=rows, columns=(measure.recall,), scale=scale)


def _scale(first: AnswerOption, last: AnswerOption) -> Scale:
    """The numbers of a grid; ends too long for its head are left to the key above it."""
    if max(len(first.label), len(last.label)) > LONGEST_END:
        return Scale(lowest=first.value, highest=last.value)
    return Scale(lowest=first.value, highest=last.value, lowest_label=first.label, highest_label=last.label)


def _single(part: MeasurePart, item: MeasureItem) -> Block:
    if part.answer == "own-words":
        return ShortTextBlock(kind="short_text", id=item.id, label=item.text)
    if part.answer == "slider":
        ends = Scale(lowest_label=item.lowest_label, highest_label=item.highest_label)
        return RatingBlock(kind="rating", id=item.id, label=item.text, scale=ends)
    options = tuple(option.label for option in part.options)
    return ChoiceBlock(kind="choice", id=item.id, label=item.text, options=options, layout="row")
