"""A new page on paper; nothing on screen."""

from __future__ import annotations

from typing import Literal

from therapytool.blocks.base import Answers, Block


class PageBreakBlock(Block):
    """What follows starts on a new page."""

    kind: Literal["page_break"]

    def plain_text(self, answers: Answers) -> str:
        return ""
