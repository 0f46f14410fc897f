"""An image to look at: one of our drawings or a stored one, with what it shows in words and a caption."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import Answers, Block, Label
from therapytool.blocks.drawings.shown_image import ShownImage


class ImageBlock(Block):
    """Nothing is answered here; `picture` is the kind with places to write."""

    kind: Literal["image"]
    shows: ShownImage = Field(title="Picture")
    caption: Label | None = Field(default=None, title="Caption")
    size: Literal["small", "medium", "full"] = Field(
        default="medium", description="How much of the width it takes.", title="Size"
    )

    def plain_text(self, answers: Answers) -> str:
        shown = f"[{self.shows.drawing().in_words}]"
        return f"{shown}\n{self.caption}" if self.caption else shown
