"""A picture with named places to write in: a new diagram needs a drawing and a list of places, no code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import (
    LONG_ANSWER_LENGTH,
    Answers,
    Content,
    Control,
    Key,
    Label,
    Question,
)
from therapytool.blocks.drawn import FULL_WIDTH, Drawing, DrawnBlock, Look, Word, Zone, words_at
from therapytool.blocks.fitting import LINE_STEP
from therapytool.blocks.shown_image import ShownImage

Percent = Annotated[float, Field(ge=0, le=100)]
TICK_SIZE = 5.0


class PictureZone(Content):
    """A place on the picture, in percent of its width and height, and how it is answered."""

    key: Key = Field(title="Name of its answer")
    label: Label = Field(title="What is asked there")
    x: Percent = Field(title="From the left, %")
    y: Percent = Field(title="From the top, %")
    width: Annotated[float, Field(gt=0, le=100)] = Field(title="Width, %")
    height: Annotated[float, Field(gt=0, le=100)] = Field(title="Height, %")
    control: Literal["line", "lines", "tick"] = Field(default="lines", title="Room for")
    has_label: bool = Field(
        default=True, description="Whether its label is printed at the place.", title="Print the words there"
    )

    @model_validator(mode="after")
    def lies_on_the_picture(self) -> Self:
        if self.x + self.width > 100 or self.y + self.height > 100:
            raise ValueError(f"the place '{self.key}' reaches over the edge; x + width and y + height end at 100")
        return self


class PictureBlock(DrawnBlock):
    """One of our drawings, or an image of the practice's own."""

    kind: Literal["picture"]
    shows: ShownImage = Field(title="Picture")
    zones: tuple[PictureZone, ...] = Field(min_length=1, max_length=40, title="Places to write in")

    @model_validator(mode="after")
    def keys_are_unique(self) -> Self:
        for name in ("key", "label"):
            given = [getattr(zone, name) for zone in self.zones]
            twice = sorted({each for each in given if given.count(each) > 1})
            if twice:
                raise ValueError(f"two places have the {name} '{twice[0]}'; give each its own")
        return self

    def zone_question(self, zone: PictureZone) -> Question:
        """What is asked at one place."""
        key = f"{self.id}.{zone.key}"
        if zone.control == "lines":
            return Question(key, zone.label, Control.LINES, max_length=LONG_ANSWER_LENGTH)
        return Question(key, zone.label, Control.TICK if zone.control == "tick" else Control.LINE)

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.zone_question(zone) for zone in self.zones)

    def drawing(self, answers: Answers) -> Drawing:
        return self.shows.drawing(tuple(part for zone in self.zones for part in self._parts(zone)))

    def _parts(self, zone: PictureZone) -> Iterator[Word | Zone]:
        across, down = FULL_WIDTH / 100, self.shows.height / 100
        x, y, width, height = zone.x * across, zone.y * down, zone.width * across, zone.height * down
        question = self.zone_question(zone)
        if zone.control == "tick":
            yield Zone(question, x, y, TICK_SIZE, TICK_SIZE, Look.TICK)
            left = x + TICK_SIZE + 1.5
            yield from [words_at(zone.label, left, y + 0.4, width=x + width - left)] if zone.has_label else []
            return
        head = [words_at(zone.label, x, y, width=width)] if zone.has_label else []
        room = height - sum(word.height for word in head)
        lines = max(int((room + 1) // LINE_STEP), 1) if zone.control == "lines" else 1
        yield from head
        yield Zone(question, x, y + height - lines * LINE_STEP, width, lines * LINE_STEP)
