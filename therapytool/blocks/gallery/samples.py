"""One good sample of each kind of block, with invented answers: for the block gallery, for previews and for tests.

The people in the answers do not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import TypeAdapter

from therapytool.blocks import AnyBlock
from therapytool.blocks.base import Answers
from therapytool.blocks.gallery.drawings import DRAWN
from therapytool.blocks.gallery.scales import SCALED
from therapytool.blocks.gallery.structure import STRUCTURED
from therapytool.blocks.gallery.words import WRITTEN

_ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


class Sample(NamedTuple):
    """A block as an author would write it, and what somebody answered."""

    block: AnyBlock
    answers: Answers


def _samples() -> dict[str, Sample]:
    given = {**WRITTEN, **STRUCTURED, **DRAWN, **SCALED}
    return {
        kind: Sample(_ANY_BLOCK.validate_python({"kind": kind, **each.content}), each.answers)
        for kind, each in given.items()
    }


SAMPLES: Mapping[str, Sample] = _samples()
"""The samples by kind."""
