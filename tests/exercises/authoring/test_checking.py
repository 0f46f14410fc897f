"""A draft may be anything; what keeps it from being an exercise is told where it can be mended."""

from __future__ import annotations

from typing import Any

import pytest

from therapytool.blocks import KINDS
from therapytool.blocks.callout import CalloutBlock
from therapytool.blocks.dose import Dose
from therapytool.exercises.authoring.checking import check
from therapytool.exercises.authoring.document import Draft, DraftBlock, duplicate_of
from therapytool.exercises.authoring.fields.starters import blank_draft, new_block
from therapytool.exercises.authoring.seeing.preview import preview_of
from therapytool.exercises.authoring.versions.comparing import differences
from therapytool.exercises.content import ExerciseContent

LINES = {"kind": "lines", "id": "a", "label": "What happened?"}


def draft(*blocks: dict[str, Any], **fields: Any) -> Draft:
    begun = blank_draft("Mine")
    kept = [DraftBlock(key=f"b{number}", content=block) for number, block in enumerate(blocks)]
    return begun.with_values(fields={**begun.fields, **fields}).with_blocks(kept)


def told(of: Draft) -> list[tuple[str, str, str]]:
    return [(problem.part, problem.place, problem.says) for problem in check(of).problems]


def exercise(*blocks: dict[str, Any], **fields: Any) -> ExerciseContent:
    found = check(draft(*blocks, **fields)).exercise
    assert found is not None
    return found


def test_a_blank_exercise_needs_a_title_and_a_block_and_nothing_else():
    assert told(blank_draft("Mine")) == [("", "", "Add at least one block.")]
    assert ("about", "title", "Write something here.") in told(blank_draft())
    assert check(draft(LINES)).exercise is not None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"computed", "conditional"}])
def test_every_new_block_is_right_as_it_stands(kind: str):
    first = new_block("lines", ())
    assert check(draft().with_blocks([first, new_block(kind, (first,))])).problems == ()


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ({"kind": "lines", "id": "a", "label": ""}, "label", "Write something here."),
        ({"kind": "lines", "id": "a", "label": "b", "lines": 900}, "lines", "Give 40 or less."),
        ({"kind": "lines", "id": "a", "label": "b", "lines": "many"}, "lines", "Give a whole number."),
        ({"kind": "lines", "id": "a", "label": "x" * 301}, "label", "Use at most 300 letters."),
        ({"kind": "choice", "id": "a", "label": "b", "options": ["one"]}, "options", "This needs at least 2."),
        (
            {"kind": "table", "id": "a", "label": "b", "columns": [{"head": "h", "answer": "choice"}], "blank_rows": 1},
            "columns.0",
            "A choice needs at least two “Choices”.",
        ),
        (
            {"kind": "table", "id": "a", "label": "b", "columns": [{"head": "h"}]},
            "",
            "The table has no rows; give “Rows with a label” or “Blank rows”.",
        ),
        (
            {"kind": "rating", "id": "a", "label": "b", "scale": {}},
            "",
            "Name both ends of the scale: “Words at the low end” and “Words at the high end”.",
        ),
    ],
)
def test_problems_are_told_at_their_field_in_the_words_of_the_page(content: dict[str, Any], place: str, says: str):
    assert told(draft(LINES | {"id": "other"}, content)) == [("block-b1", place, says)]


def test_problems_of_the_clinicians_side_are_told_at_their_part():
    assert told(draft(LINES, intensity=9)) == [("about", "intensity", "Give 4 or less.")]
    assert told(draft(LINES, references=["nobody2020"])) == [
        ("sources", "references", "“nobody2020” is not in the bibliography.")
    ]


def test_problems_between_blocks_are_told_of_the_whole():
    assert told(draft(LINES, LINES))[0][2] == "Two blocks are called “a”; give each its own id."


def test_what_does_not_hold_between_blocks_is_told_at_the_field_that_says_it():
    hidden = {**new_block("questionnaire", ()).content, "id": "q", "label": "Two weeks"}
    hung = {"kind": "conditional", "when": "q._total", "at_least": 3, "text": "Rest."}
    kept = "A conditional text hangs on a result of “Two weeks”, which clients do not see; let it be shown to everyone."
    assert told(draft(hidden, hung)) == [("block-b1", "when", kept)]
    shown = draft({**hidden, "result_for": "everyone"}, {**hung, "when": "q.s1"})
    assert told(shown)[0][:2] == ("block-b1", "at_least")
    assert "“Two weeks: First statement” asks for words" in told(shown)[0][2]


def test_the_sheet_is_shown_as_far_as_it_is_right():
    half = draft(LINES, {"kind": "lines", "id": "b"}, {"kind": "nothing"}, title="", themes=["Z"], intensity="x")
    shown = preview_of(half)
    assert (shown.title, len(shown.blocks_at(Dose.STANDARD))) == ("Untitled", 3)
    assert [type(block) is CalloutBlock for block in shown.worksheet.blocks] == [False, True, True]
    assert shown.worksheet.blocks[1].title == "Not finished: Writing lines"  # type: ignore[union-attr]


def test_a_copy_says_what_it_was_made_from_and_keeps_what_is_locked_locked():
    locked = exercise(LINES, locked=True, credit="© Somebody")
    copied = duplicate_of(locked, version="a" * 64, source="Therapytool library")
    assert copied.blocks[0].is_locked
    made = check(copied).exercise
    assert made is not None
    assert made.credits_at(Dose.SHORT) == ("© Somebody", "Adapted from “Mine” (Therapytool library).")


def test_two_versions_are_compared_word_by_word_and_place_by_place():
    before = exercise(LINES, summary="A sheet for two.")
    after = exercise(LINES | {"label": "What really happened?"}, LINES | {"id": "b"}, summary="A sheet for two.")
    changed, *added = differences(before, after)
    assert (changed.part, changed.label) == ("Block 1, Writing lines", "Prompt")
    assert [(piece.words, piece.is_changed) for piece in changed.after] == [
        ("What", False),
        ("really", True),
        ("happened?", False),
    ]
    assert {(each.part, each.before) for each in added} == {("Block 2, Writing lines", ())}
    assert differences(before, before) == ()
