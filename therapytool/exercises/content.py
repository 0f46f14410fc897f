"""What an exercise is: the clinician's side, the client's side, three doses, slots for the client's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Content, Key, Label, Prose, Slug
from therapytool.blocks.branches import with_leads
from therapytool.blocks.dose import Dose, is_within
from therapytool.blocks.references_between import reference_problems
from therapytool.exercises.vocabulary import Audience, Format, Gate, Theme

PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")

Minutes = Annotated[int, Field(ge=1, le=240)]
ReferenceKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]


class DoseMinutes(Content):
    """Minutes for each dose; a dose left out takes the next one's."""

    short: Minutes
    standard: Minutes
    long: Minutes

    def of(self, dose: Dose) -> int:
        """Minutes at one dose."""
        return {Dose.SHORT: self.short, Dose.STANDARD: self.standard, Dose.LONG: self.long}[dose]


class Step(Content):
    """One timed step of the clinician's side; its minutes are one number or one for each dose."""

    text: Prose
    minutes: Minutes | DoseMinutes
    first_dose: Dose = Field(default=Dose.SHORT, alias="from")
    last_dose: Dose = Field(default=Dose.LONG, alias="until")

    def minutes_at(self, dose: Dose) -> int:
        """Minutes this step takes at a dose; 0 where it is left out."""
        if not is_within(dose, self.first_dose, self.last_dose):
            return 0
        return self.minutes.of(dose) if isinstance(self.minutes, DoseMinutes) else self.minutes


class Slot(Content):
    """A wording place filled with the client's own words; `{partner}` stands for it, `{Partner}` starts a sentence."""

    name: Key
    label: Label
    default: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Origin(Content):
    """The exercise that one was made from, as it was called, in the version it then had."""

    title: Label
    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    source: Label | None = Field(default=None, description="Whose it was, where it was not the practice's own.")


class Worksheet(Content):
    """The client's side: what it is for in one sentence, what the client needs, and the blocks in order."""

    purpose: Label = Field(description="One sentence to the client: what this sheet is for.")
    minutes: DoseMinutes = Field(description="Minutes the client needs alone, by dose.")
    setting: Label = Field(description="What else is needed, after 'You will need N minutes and': 'a quiet spot'.")
    blocks: tuple[AnyBlock, ...] = Field(min_length=1, max_length=120)

    @field_validator("blocks")
    @classmethod
    def ids_are_unique(cls, blocks: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...]:
        seen: set[str] = set()
        for block in blocks:
            name = getattr(block, "id", None)
            if name in seen:
                raise ValueError(f"two blocks are called '{name}'; give each its own id")
            if name is not None:
                seen.add(name)
        return blocks

    @field_validator("blocks")
    @classmethod
    def references_hold(cls, blocks: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...]:
        if problems := reference_problems(blocks):
            raise ValueError("; ".join(problems))
        return blocks


class ExerciseContent(Content):
    """One unit of clinical work, both sides. The same type validates files, the clinician's own work and packs."""

    slug: Slug
    title: Label
    summary: Label = Field(description="One line for the library card.")
    themes: tuple[Theme, ...] = Field(min_length=1, description="The first one colors the sheet.")
    formats: tuple[Format, ...] = Field(min_length=1)
    audience: Audience
    intensity: int = Field(ge=1, le=4)
    keywords: tuple[Label, ...] = Field(default=(), description="Words a clinician may search for.")
    aims: tuple[Label, ...] = Field(min_length=1)
    mechanism: Prose = Field(description="Why it is thought to help.")
    materials: tuple[Label, ...] = ()
    slots: tuple[Slot, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    debrief: tuple[Label, ...] = Field(min_length=1)
    homework: Prose
    cautions: tuple[Prose, ...] = ()
    gates: tuple[Gate, ...] = ()
    prerequisites: tuple[Slug, ...] = ()
    references: tuple[ReferenceKey, ...] = Field(default=(), description="An exercise of ours has at least one.")
    idea_credit: Prose | None = None
    credit: Label | None = Field(default=None, description="Whose work this is; prints on every sheet.")
    locked: bool = Field(default=False, description="The wording is never edited, in no copy either.")
    adapted_from: Origin | None = Field(default=None, description="What this one was made from; prints on every sheet.")
    worksheet: Worksheet

    @property
    def theme(self) -> Theme:
        """The theme whose color and mark the sheet wears."""
        return self.themes[0]

    @property
    def is_handout(self) -> bool:
        """Whether its sheet asks nothing, at no dose: it is there to be read."""
        return not any(block.questions() for block in self.worksheet.blocks)

    def minutes(self, dose: Dose) -> int:
        """Minutes in the session at one dose: the sum of its steps."""
        return sum(step.minutes_at(dose) for step in self.steps)

    def steps_at(self, dose: Dose) -> tuple[Step, ...]:
        """The steps that belong to a dose, in order."""
        return tuple(step for step in self.steps if step.minutes_at(dose))

    def blocks_at(self, dose: Dose) -> tuple[AnyBlock, ...]:
        """The blocks that belong to a dose, in order."""
        return with_leads(tuple(b for b in self.worksheet.blocks if is_within(dose, b.first_dose, b.last_dose)))

    def credits_at(self, dose: Dose) -> tuple[str, ...]:
        """Whose work prints at the end of a sheet of this dose, each named once."""
        own = [self.credit] if self.credit else []
        blocks = [block.credit for block in self.blocks_at(dose) if block.credit]
        return tuple(dict.fromkeys([*own, *blocks, *self._origin_in_words]))

    @property
    def _origin_in_words(self) -> tuple[str, ...]:
        origin = self.adapted_from
        if origin is None:
            return ()
        return (f"Adapted from “{origin.title}”{f' ({origin.source})' if origin.source else ''}.",)

    @model_validator(mode="after")
    def slots_match_placeholders(self) -> Self:
        known = {slot.name for slot in self.slots}
        used = {name.lower() for text in texts_of(self.model_dump()) for name in PLACEHOLDER.findall(text)}
        if used - known:
            raise ValueError(f"no slot is called {', '.join(sorted(used - known))}; add it under 'slots'")
        if known - used:
            raise ValueError(f"slot {', '.join(sorted(known - used))} is never used; write it in braces or remove it")
        return self

    @model_validator(mode="after")
    def doses_grow(self) -> Self:
        short, standard, long = (self.minutes(dose) for dose in Dose)
        if not 0 < short < standard < long:
            raise ValueError(f"doses must grow: short {short}, standard {standard}, long {long} minutes")
        return self

    @model_validator(mode="after")
    def every_dose_holds_something(self) -> Self:
        """A sheet asks something at every dose; one that asks nothing at all is a handout, with words at every dose."""
        for dose in Dose:
            blocks = self.blocks_at(dose)
            if self.is_handout and not any(block.plain_text({}) for block in blocks):
                raise ValueError(f"the {dose} dose has nothing to read; let a block belong to it")
            if not self.is_handout and not any(block.questions() for block in blocks):
                raise ValueError(
                    f"the {dose} dose asks the client nothing; let a question belong to it, or take out every question "
                    "for a handout, which is only read"
                )
        return self


def texts_of(value: object) -> Iterator[str]:
    """Every text inside dumped content, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_of(part)
