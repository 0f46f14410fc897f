"""The page shown beside the form follows the block that is open, and stays where the block may stand on it."""

from __future__ import annotations

import pytest

from therapytool.blocks.dose import Dose
from therapytool.exercises.authoring.document import DraftBlock
from therapytool.exercises.authoring.fields.starters import blank_draft
from therapytool.exercises.authoring.seeing.printing import View, page_beside
from therapytool.rendering.document import Paper

PROSE = {"kind": "prose", "text": "Words"}
DRAFT = blank_draft("Mine").with_blocks(
    [
        DraftBlock(key="first", content=PROSE),
        DraftBlock(key="long", content={**PROSE, "from": "long"}),
        DraftBlock(key="second", content={"kind": "lines", "id": "a", "label": "Write"}),
        DraftBlock(key="third", content=PROSE),
    ]
)
PLACES = {"place-1": 1, "place-2": 2, "place-3": 4}
"""Of the three blocks that the standard dose has."""


@pytest.mark.parametrize(
    ("key", "shown", "page"),
    [
        ("first", 3, 1),
        ("first", 2, 1),
        ("second", 1, 2),
        ("second", 3, 3),
        ("third", 1, 4),
        ("third", 5, 5),
        ("long", 3, 3),
        ("gone", 3, 3),
    ],
)
def test_page_beside_a_block(key: str, shown: int, page: int):
    view = View(Dose.STANDARD, Paper.LETTER, page=shown)
    assert page_beside(DRAFT, key, view, PLACES) == page
