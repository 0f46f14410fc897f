"""Much at once in the editor's pages: a spreadsheet's cells as a table, a block again for other prompts."""

from __future__ import annotations

import pytest

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import Window, begin
from therapytool.errors import InvalidContent
from therapytool.exercises.authoring.document import Draft, DraftBlock
from therapytool.exercises.authoring.pasting import DuplicateForPrompts, PasteTable, table_of


def send(window: Window, change: str, **fields: str) -> None:
    """Fill in one of the boxes under the form of the open block, and press its button."""
    key = window.part.removeprefix("block-")
    form = {"change": change, "key": key, "open": window.part, **fields}
    window.take(window.visitor.send(f"{window.address}/changes", page=window.address, revision=window.revision, **form))


def test_a_spreadsheet_becomes_a_table_whose_blank_cells_are_the_clients(ada: Visitor):
    window = begin(ada)
    window.add("table")
    window.save({"label": "One day"})
    send(window, "paste-table", cells="Drink\tHow many\tDrinks in one\nBeer\t\t1\nMalt liquor\t\t1.5")
    assert window.problems == []
    assert [window.value_of(f"columns.{number}.answer") for number in (0, 1)] == ["words", "given"]
    assert window.value_of("columns.1.given").split("\n") == ["1", "1.5"]
    assert [window.value_of(name) for name in ("label", "row_labels", "row_head")] == [
        "One day",
        "Beer\nMalt liquor",
        "Drink",
    ]


def test_a_blank_corner_and_blank_rows_are_understood():
    assert table_of(["\tMon\tTue", "To bed", "Up\t\t"]) == {
        "columns": [{"head": "Mon"}, {"head": "Tue"}],
        "row_labels": ["To bed", "Up"],
    }
    assert table_of(["When\tWhat", "\t ", "\t"])["blank_rows"] == 2
    assert table_of(["\t".join(map(str, range(10))), "\t" * 9])["landscape"] is True


@pytest.mark.parametrize("lines", [[], ["only heads\there"], ["one", "column"]])
def test_what_is_no_table_changes_nothing_and_says_so(lines: list[str]):
    with pytest.raises(InvalidContent, match="no table yet"):
        table_of(lines)


def test_a_table_is_pasted_only_where_one_stands():
    draft = Draft(fields={}, sheet={}, blocks=(DraftBlock(content={"kind": "lines", "id": "a", "label": "A"}),))
    with pytest.raises(InvalidContent, match="no table yet"):
        PasteTable(draft.blocks[0].key, ("a\tb", "c\td")).apply(draft)


def test_a_ruler_is_had_again_for_other_prompts(ada: Visitor):
    window = begin(ada)
    window.add("rating")
    window.save({"label": "How important?"})
    send(window, "duplicate-for", prompts="How sure?\n\n  How ready? ")
    assert window.blocks == ["How important?", "How sure?", "How ready?"]
    assert window.value_of("label") == "How ready?"
    assert window.problems == []


def test_each_copy_names_its_answers_as_none_of_the_others_does():
    ruler = DraftBlock(content={"kind": "rating", "id": "ruler", "label": "Sure?", "scale": {"highest": 5}})
    draft = Draft(fields={}, sheet={}, blocks=(ruler,))
    change = DuplicateForPrompts(ruler.key, ("Ready?", "Able?"))
    blocks = change.apply(draft).draft.blocks
    assert len({block.content["id"] for block in blocks}) == 3
    assert all(block.content["scale"] == {"highest": 5} for block in blocks)
