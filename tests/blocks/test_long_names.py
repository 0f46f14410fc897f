"""Long names in drawings: each takes the rows it needs, and none stands on another or beside the drawing."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from pydantic import TypeAdapter

from therapytool.blocks import AnyBlock
from therapytool.blocks.drawings.drawn import Drawing, DrawnBlock, Word

NAME = "my stepbrother’s former landlady from the house with the green gate"
WORD = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
REGULAR = 0.93
"""Regular letters are narrower than the semi-bold ones that widths are reckoned with."""
LETTERS = 0.85
"""Of the height of a row, what letters take."""
TOUCH = 0.7
"""Millimeters by which two words may stand in each other's frame."""
ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)

Box = tuple[float, float, float, float]


def drawn(kind: str, name: str) -> Drawing:
    cells = [{}, {}, {}, {}]
    given: dict[str, dict[str, Any]] = {
        "quadrants": {"across": [name, f"2 {name}"], "down": [f"3 {name}", f"4 {name}"], "cells": cells, "lines": 2},
        "cycle": {"lanes": [name, "Me"], "steps": [{"label": "I ask"}, {"label": "I wait"}]},
        "pie": {"pies": [name, "Now"], "shares": ["Home", "Work"]},
        "body_map": {"legend": [name, "warm", "numb", f"2 {name}"]},
        "venn": {"sets": [name, f"2 {name}"]},
    }
    block = ANY_BLOCK.validate_python({"kind": kind, "id": "a", "label": "A drawing", **given[kind]})
    assert isinstance(block, DrawnBlock)
    return block.drawing({})


def box(word: Word) -> Box:
    """Left, top, right and bottom of what shows of the words."""
    along, across = word.width * REGULAR, word.height * LETTERS
    if word.angle:
        return word.x - across / 2, word.y - along / 2, word.x + across / 2, word.y + along / 2
    left = word.x - {"start": 0.0, "middle": along / 2, "end": along}[word.anchor]
    return left, word.y - across / 2, left + along, word.y + across / 2


def touch(one: Box, other: Box) -> bool:
    return all(min(one[end], other[end]) - max(one[end - 2], other[end - 2]) > TOUCH for end in (2, 3))


@pytest.mark.parametrize("name", [NAME, WORD], ids=["phrase", "word"])
@pytest.mark.parametrize("kind", ["quadrants", "cycle", "pie", "body_map", "venn"])
def test_names_stand_clear_of_each_other_and_of_the_edge(kind: str, name: str) -> None:
    drawing = drawn(kind, name)
    boxes = [box(word) for word in drawing.words]
    assert [pair for pair in combinations(boxes, 2) if touch(*pair)] == []
    assert [
        each for each in boxes if min(each) < -1 or each[2] > drawing.width + 1 or each[3] > drawing.height + 1
    ] == []


@pytest.mark.parametrize(("kind", "least"), [("quadrants", 8.0), ("cycle", 8.0)])
def test_a_name_of_several_rows_moves_what_stands_below_it(kind: str, least: float) -> None:
    short, long = drawn(kind, "Now"), drawn(kind, NAME)
    first = [min(zone.y for zone in drawing.zones) for drawing in (short, long)]
    tallest = max(word.height for word in long.words if word.tone == "accent" and not word.angle)
    assert tallest > least
    assert first[1] - first[0] > tallest - least
