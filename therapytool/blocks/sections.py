"""A worksheet's blocks cut where pages are told to break, so that a wide table turns its own page and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from therapytool.blocks.base import Block
from therapytool.blocks.page_break import PageBreakBlock


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks from one page break to the next, the break at its end included."""

    blocks: tuple[Block, ...]

    @property
    def is_landscape(self) -> bool:
        """Whether a block in it asks for the long side of the paper across."""
        return any(getattr(block, "landscape", False) for block in self.blocks)


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """The blocks in order, in one section or more."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if isinstance(block, PageBreakBlock):
            runs.append([])
    return tuple(Section(tuple(run)) for run in runs if run) or (Section(()),)
