"""What a search for violence, suicide or trauma is told before any exercise: worksheets/search-notices.yaml.

A notice stands beside what was found and never instead of it, and is not kept anywhere.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from pydantic import Field

from therapytool.blocks.base import Content, Label, Prose
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.full_text.words import has_phrase, words_of
from therapytool.shipped import folder


class SafetyPage(StrEnum):
    """A page that a notice leads to."""

    PRIVATE_INTERVIEW = "private-interview"
    MEASURES = "measures"
    GROUNDING = "grounding"


class SearchNotice(Content):
    """Phrases in a search, and what the clinician is told when she types one of them."""

    says: tuple[Label, ...] = Field(min_length=1)
    tells: Prose
    leads_to: SafetyPage | None = None


class SearchNoticeFile(Content):
    """The file worksheets/search-notices.yaml."""

    notices: tuple[SearchNotice, ...]


def notices_for(text: str) -> tuple[SearchNotice, ...]:
    """The notices that a search calls for, most pressing first; mostly none."""
    words = words_of(text)
    return tuple(notice for notice in read_search_notices() if any(has_phrase(words, words_of(s)) for s in notice.says))


@cache
def read_search_notices() -> tuple[SearchNotice, ...]:
    """Every notice, read once, in the order of the file. Raises InvalidContent when the file is wrong."""
    return read_file(folder("worksheets") / "search-notices.yaml", SearchNoticeFile).notices
