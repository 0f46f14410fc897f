"""Signs and what they mean, to be used in other blocks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from therapytool.blocks.base import Answers, Block, Content, Label


class Sign(Content):
    """One sign of one to four characters, such as "+", "?", "✓", "→" or "AM"."""

    sign: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4)] = Field(title="Sign")
    means: Label = Field(title="What it means")


class LegendBlock(Block):
    """A quiet box of signs, read as a list."""

    kind: Literal["legend"]
    heading: Label = Field(default="What the signs mean", title="Heading")
    signs: tuple[Sign, ...] = Field(min_length=1, max_length=24, title="Signs")
    columns: Literal[1, 2, 3] = Field(default=2, title="Columns")

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.heading, *(f"{each.sign} = {each.means}" for each in self.signs)])
