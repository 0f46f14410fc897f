"""Words to read: paragraphs, lists and emphasis, with an optional heading."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import Answers, Block, Label, Prose


class ProseBlock(Block):
    """Text between the questions."""

    kind: Literal["prose"]
    heading: Label | None = None
    text: Prose = Field(title="Text", description="Paragraphs, lists, *emphasis* and **strong emphasis**.")

    def plain_text(self, answers: Answers) -> str:
        return f"{self.heading}\n{self.text}" if self.heading else self.text
