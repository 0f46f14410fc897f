"""What a sample in the block gallery is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class SampleContent(NamedTuple):
    """The content of a block as an author writes it, without its kind, and invented answers by question key."""

    content: Mapping[str, object]
    answers: Mapping[str, str]
