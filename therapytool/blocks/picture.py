"""A picture with named places to write in: a new diagram needs a drawing and a list of places, no code."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
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
from therapytool.blocks.drawings.drawn import (
    FULL_WIDTH,
    LABEL_SIZE,
    LINE_HEIGHT,
    Drawing,
    DrawnBlock,
    Look,
    Word,
    Zone,
    words_at,
)
from therapytool.blocks.drawings.fitting import LINE_STEP, POINT
from therapytool.blocks.drawings.shown_image import ShownImage
from therapytool.blocks.values import Quantity

Percent = Annotated[float, Field(ge=0, le=100)]
SMALL: dict[str, tuple[float, float, Look]] = {"tick": (5.0, 5.0, Look.TICK), "number": (12.0, 7.0, Look.NUMBER)}
"""What is answered in a box of its own size, with its words beside it."""


class PictureZone(Content):
    """A place on the picture, in percent of its width and height, and how it is answered."""

    key: Key = Field(title="Name of its answer")
    label: Label = Field(title="What is asked there")
    x: Percent = Field(title="From the left, %")
    y: Percent = Field(title="From the top, %")
    width: Annotated[float, Field(gt=0, le=100)] = Field(title="Width, %")
    height: Annotated[float, Field(gt=0, le=100)] = Field(title="Height, %")
    control: Literal["line", "lines", "tick", "number", "nothing"] = Field(
        default="lines", title="Room for", description="A place for nothing only shows its words."
    )
    highest: int = Field(default=10, ge=1, le=1000, title="Highest number")
    has_label: bool = Field(
        default=True, description="Whether its label is printed at the place.", title="Print the words there"
    )

    @model_validator(mode="after")
    def lies_on_the_picture(self) -> Self:
        if self.control == "nothing" and not self.has_label:
            raise ValueError(f"the place '{self.key}' asks for nothing and shows nothing; print its words there")
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
        if zone.control == "number":
            return Question(key, zone.label, Control.QUANTITY, quantity=Quantity(Decimal(0), Decimal(zone.highest)))
        return Question(key, zone.label, Control.TICK if zone.control == "tick" else Control.LINE)

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.zone_question(zone) for zone in self.zones if zone.control != "nothing")

    def drawing(self, answers: Answers) -> Drawing:
        return self.shows.drawing(tuple(part for zone in self.zones for part in self._parts(zone)))

    def _parts(self, zone: PictureZone) -> Iterator[Word | Zone]:
        across, down = FULL_WIDTH / 100, self.shows.height / 100
        x, y, width, height = zone.x * across, zone.y * down, zone.width * across, zone.height * down
        question = self.zone_question(zone)
        if zone.control == "nothing":
            yield words_at(zone.label, x + width / 2, y, width=width, anchor="middle", tone="accent")
            return
        if zone.control in SMALL:
            wide, tall, look = SMALL[zone.control]
            yield Zone(question, x, y, wide, tall, look)
            left, down = x + wide + 1.5, y + (tall - LINE_HEIGHT * LABEL_SIZE * POINT) / 2
            yield from [words_at(zone.label, left, down, width=x + width - left)] if zone.has_label else []
            return
        head = [words_at(zone.label, x, y, width=width)] if zone.has_label else []
        room = height - sum(word.height for word in head)
        lines = max(int((room + 1) // LINE_STEP), 1) if zone.control == "lines" else 1
        yield from head
        yield Zone(question, x, y + height - lines * LINE_STEP, width, lines * LINE_STEP)
