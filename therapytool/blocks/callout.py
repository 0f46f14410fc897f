"""Words set apart in a box: an example to copy, a caution to heed, or a note."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import Answers, Block, Label, Prose

TONE_WORDS = {"example": "Example", "caution": "Take care", "note": "Good to know"}


class CalloutBlock(Block):
    """A box whose tone is said in words and shown by shape, not by color alone."""

    kind: Literal["callout"]
    tone: Literal["example", "caution", "note"] = Field(default="note", title="Kind of box")
    heading: Label | None = Field(default=None, title="Heading", description="Left out: the kind of box in words.")
    text: Prose = Field(title="Text")

    @property
    def tone_word(self) -> str:
        """The tone in words, printed on every callout."""
        return TONE_WORDS[self.tone]

    @property
    def title(self) -> str:
        """The heading, or the tone in words."""
        return self.heading or self.tone_word

    def plain_text(self, answers: Answers) -> str:
        return f"{self.title}: {self.text}"
