"""A worksheet's blocks cut where pages are told to break, so that a wide table turns its own page and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therapytool.blocks.base import Block
from therapytool.blocks.page_break import PageBreakBlock

MOST_LINES_BESIDE = 4
"""So many lines to write stay on the turned page of the wide block before them."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks from one page break to the next, the break at its end included."""

    blocks: tuple[Block, ...]

    @property
    def wide_blocks(self) -> tuple[Block, ...]:
        """Those that ask for the long side of the paper across."""
        return tuple(filter(_is_wide, self.blocks))

    @property
    def is_landscape(self) -> bool:
        """Whether a block in it asks for the long side of the paper across."""
        return bool(self.wide_blocks)


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """The blocks in order, in one section or more: cut where pages are told to break, and around wide blocks.

    A wide block takes along what leads up to it without a question, and what little follows it.
    """
    runs: list[list[Block]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if isinstance(block, PageBreakBlock):
            runs.append([])
    return tuple(section for run in runs if run for section in _around_wide_blocks(run)) or (Section(()),)


def _around_wide_blocks(run: list[Block]) -> Iterator[Section]:
    """The sections between two page breaks: upright, turned, upright, or fewer."""
    wide = [place for place, block in enumerate(run) if _is_wide(block)]
    if not wide:
        yield Section(tuple(run))
        return
    start = wide[0] if any(block.questions() for block in run[: wide[0]]) else 0
    end = wide[-1] + 1 if _written_lines(run[wide[-1] + 1 :]) > MOST_LINES_BESIDE else len(run)
    yield from (Section(tuple(part)) for part in (run[:start], run[start:end], run[end:]) if part)


def _is_wide(block: Block) -> bool:
    return bool(getattr(block, "landscape", False))


def _written_lines(blocks: Iterable[Block]) -> int:
    """About how many lines blocks ask to be written."""
    return sum(max(len(block.questions()), _lines_of(block)) for block in blocks)


def _lines_of(block: Block) -> int:
    lines = getattr(block, "lines", 0)
    return lines if isinstance(lines, int) else 0
