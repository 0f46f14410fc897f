"""What is asked of this stage, whichever way it is answered: documents bound into one file, and where to make it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fonts.letters import missing_in_words
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.workers.pool import Pool

Watch = Callable[[int, int], None]
"""Told how many of how many documents stand ready, as often as that changes. It may raise to stop the work."""


def nobody(ready: int, total: int) -> None:
    """The watch of work that nobody watches."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where pages are made and kept. `on_disk` says that they are library material without a word of a client."""

    pool: Pool
    cache: PrintCache
    on_disk: bool = False
    watch: Watch = nobody
    most_workers: int | None = None
    """Of the pool, at most so many at once; None for all. Long work in the background leaves one to the others."""


@dataclass(frozen=True, slots=True)
class Request:
    """Documents to be bound, in order, and what their file says of itself."""

    documents: Sequence[Document]
    profile: PrintProfile
    title: str
    author: str
    workshop: Workshop


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, its number of pages, and the engine's complaints: none, or something is wrong with a template."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]

    @property
    def missing_letters(self) -> str:
        """What to tell the person of letters that print as boxes; "" when there are none."""
        return missing_in_words(self.warnings)


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page of a packet, the first being 1, to be drawn at `scale` pixels per PDF point."""

    page: int
    scale: float
