"""Rows of a list are added, moved, doubled and taken away, with all that belongs to them."""

from __future__ import annotations

from typing import Any

import pytest

from therapytool.blocks import KINDS
from therapytool.exercises.authoring.fields.rows import changed_rows
from therapytool.exercises.authoring.fields.specs import specs_of

TABLE = {
    "columns": [{"head": "a"}, {"head": "b", "fields": [{"label": "x"}, {"label": "y"}]}, {"head": "c"}],
    "example": ["1", "2", "3"],
}


def press(kind: str, typed: dict[str, Any], wanted: str) -> dict[str, Any]:
    return changed_rows(specs_of(KINDS[kind]), typed, wanted)


def heads(typed: dict[str, Any]) -> str:
    return "".join(column["head"] for column in typed["columns"])


def test_a_column_moves_with_its_cell_of_the_example_row():
    assert heads(press("table", TABLE, "up:columns.2")) == "acb"
    assert press("table", TABLE, "up:columns.2")["example"] == ["1", "3", "2"]
    assert heads(press("table", TABLE, "to:columns.0:2")) == "bca"
    assert press("table", TABLE, "remove:columns.0")["example"] == ["2", "3"]
    assert press("table", TABLE, "copy:columns.1")["example"] == ["1", "2", "2", "3"]


def test_rows_inside_rows_are_reached():
    moved = press("table", TABLE, "down:columns.1.fields.0")
    assert [each["label"] for each in moved["columns"][1]["fields"]] == ["y", "x"]
    added = press("table", TABLE, "add:columns.0.fields")
    assert added["columns"][0]["fields"] == [{"label": "New"}]


def test_what_is_typed_is_not_changed_itself():
    press("table", TABLE, "remove:columns.0")
    assert heads(TABLE) == "abc"


def test_a_new_row_is_right_as_it_stands():
    assert press("table", TABLE, "add:columns")["columns"][-1] == {"head": "New"}
    zone = press("picture", {"zones": []}, "add:zones")["zones"][0]
    assert zone == {"label": "New", "key": "place", "x": 35, "y": 40, "width": 30, "height": 16}
    part = press("repeated", {"parts": [{"kind": "number", "id": "number"}]}, "add:parts:number")["parts"][1]
    assert (part["kind"], part["id"]) == ("number", "number_2")


def test_names_that_must_differ_differ_in_a_copy():
    zones = [{"label": "a", "key": "a", "x": 1, "y": 1, "width": 9, "height": 9}]
    first, second = press("picture", {"zones": zones}, "copy:zones.0")["zones"]
    assert (first["key"], second["key"], second["label"]) == ("a", "a_2", "a 2")


def test_lists_keep_their_size_within_their_limits():
    full = {"columns": [{"head": str(number)} for number in range(16)]}
    assert press("table", full, "add:columns") == full
    assert press("table", full, "copy:columns.0") == full
    one = {"columns": [{"head": "only"}]}
    assert press("table", one, "remove:columns.0") == one
    four = {"cells": [{"label": name} for name in "abcd"]}
    assert press("quadrants", four, "remove:cells.0") == four
    assert [each["label"] for each in press("quadrants", four, "down:cells.0")["cells"]] == ["b", "a", "c", "d"]


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "add",
        "add:",
        "add:nothing",
        "add:label",
        "add:columns.9.fields",
        "add:columns.x.fields",
        "add:columns.0",
        "up:columns.0",
        "down:columns.2",
        "up:columns.99",
        "to:columns.0:99",
        "to:columns.0:-1",
        "to:columns.0:x",
        "remove:columns.-1",
        "remove:columns.²",
        "explode:columns.0",
    ],
)
def test_what_makes_no_sense_changes_nothing(wanted: str):
    assert press("table", TABLE, wanted) == TABLE
