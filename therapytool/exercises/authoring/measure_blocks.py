"""A measure put into an exercise: its wording as locked blocks with their credit, its numbers as a questionnaire.

What a measure sets off, such as telling the clinician of one answer, belongs to the measure given as such, and to no
sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from therapytool.blocks.base import AnswerableBlock, Block
from therapytool.blocks.questionnaire import AnswerOption, Band, QuestionnaireBlock, Statement
from therapytool.exercises.authoring.changes import FULL, Changed, refused
from therapytool.exercises.authoring.document import MOST_BLOCKS, Draft, DraftBlock, ids_in, unused_name
from therapytool.exercises.authoring.parts import BLOCK
from therapytool.exercises.measures.content import Measure, MeasurePart, MeasureScale
from therapytool.exercises.measures.files import read_measures
from therapytool.exercises.measures.sheet import blocks_of_part

LONGEST_CREDIT = 300
NO_SUCH_MEASURE = "There is no such measure to put in."


def measures_offered() -> tuple[Measure, ...]:
    """The measures whose wording may stand in any sheet: free of conditions, and with no answer that never prints.

    Nor one that asks about safety: what comes back on a sheet sets off no alert.
    """
    return tuple(measure for measure in read_measures().values() if _may_stand_in_a_sheet(measure))


@dataclass(frozen=True, slots=True)
class AddMeasure:
    """A measure of ours, word for word, after the block of key `after`, or at the end."""

    slug: str
    after: str = ""

    def apply(self, draft: Draft) -> Changed:
        """Put its blocks there, each locked and with its credit."""
        measure = next((each for each in measures_offered() if each.slug == self.slug), None)
        if measure is None:
            raise refused(NO_SUCH_MEASURE)
        added = list(_locked(measure, draft))
        if len(draft.blocks) + len(added) > MOST_BLOCKS:
            raise refused(FULL)
        blocks = list(draft.blocks)
        place = next((number for number, each in enumerate(blocks, 1) if each.key == self.after), len(blocks))
        blocks[place:place] = added
        return Changed(draft.with_blocks(blocks), f"Put in {measure.short_title}", f"{BLOCK}{added[0].key}")


def _may_stand_in_a_sheet(measure: Measure) -> bool:
    is_free = measure.enabled and not measure.is_conditional and not measure.asks_about_safety
    return is_free and len(measure.credit) <= LONGEST_CREDIT and not any(item.private for item in measure.items)


def _locked(measure: Measure, draft: Draft) -> Iterator[DraftBlock]:
    taken = ids_in(draft.blocks)
    stem = measure.slug.replace("-", "_")
    for block in _blocks_of(measure):
        content = block.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if isinstance(block, AnswerableBlock):
            content["id"] = unused_name(stem, taken)
            taken.add(content["id"])
        yield DraftBlock(content={**content, "locked": True, "credit": measure.credit})


def _blocks_of(measure: Measure) -> Iterator[Block]:
    first = 1
    for number, part in enumerate(measure.parts, 1):
        if part.answer == "numbers":
            yield _questionnaire(measure, part)
        else:
            yield from blocks_of_part(measure, part, number, first)
        first += len(part.items)


def _questionnaire(measure: Measure, part: MeasurePart) -> QuestionnaireBlock:
    """Items in numbers with their scores; a score that is doubled by its measure is given as it is added up."""
    own = {item.id for item in part.items if item.scored}
    known = measure.scoring.scales if measure.scoring else ()
    scales = [scale for scale in known if set(measure.items_of(scale)) <= own]
    named = {scale.title: scale for scale in scales if set(measure.items_of(scale)) != own}
    parts = {item: title for title, scale in named.items() for item in scale.items}
    bands = [(scale, scale.title if scale.title in named else None) for scale in scales]
    return QuestionnaireBlock(
        kind="questionnaire",
        id="items",
        label=part.stem or measure.short_title,
        help=part.words if part.words and len(part.words) <= LONGEST_CREDIT else None,
        options=tuple(AnswerOption(label=option.label, value=option.value) for option in part.options),
        statements=tuple(Statement(text=item.text, part=parts.get(item.id)) for item in part.items),
        bands=tuple(band for scale, title in bands for band in _bands(scale, title)),
    )


def _bands(scale: MeasureScale, part: str | None) -> Iterator[Band]:
    for band in scale.bands:
        lowest, highest = ceil(band.lowest / scale.multiply), band.highest // scale.multiply
        yield Band(lowest=lowest, highest=highest, label=band.label, part=part)
