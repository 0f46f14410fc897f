"""Forms made from the content types: what they show, sent back untouched, is what there was, for every kind."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter
from werkzeug.datastructures import MultiDict

from tests.exercises.authoring.sending import sent
from therapytool.blocks import KINDS, AnyBlock
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.fields.form import FormField, Surroundings, every_field, form_fields
from therapytool.exercises.authoring.fields.specs import Shape, specs_of
from therapytool.exercises.authoring.fields.typed import read_form
from therapytool.exercises.authoring.parts import PARTS
from therapytool.exercises.files.library import read_library

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


def typed_of(kind: str) -> dict[str, Any]:
    dumped = SAMPLES[kind].block.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in dumped.items() if key != "kind"}


def form_of(kind: str, typed: dict[str, Any], around: Surroundings | None = None) -> tuple[FormField, ...]:
    return form_fields(specs_of(KINDS[kind]), typed, around or Surroundings())


def in_any_order(draft: Draft) -> Draft:
    """With the ticks whose order says nothing in one order."""
    first, *also = draft.fields["themes"]
    ordered = {"formats": sorted(draft.fields["formats"]), "themes": [first, *sorted(also)]}
    gates = {"gates": sorted(draft.fields["gates"])} if "gates" in draft.fields else {}
    return draft.with_values(fields={**draft.fields, **ordered, **gates})


def read(kind: str, **values: str | list[str]) -> dict[str, Any]:
    """What a form of this kind makes of these values alone."""
    return read_form(specs_of(KINDS[kind]), MultiDict(values))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_it_was(kind: str):
    typed = typed_of(kind)
    back = read_form(specs_of(KINDS[kind]), MultiDict(list(sent(form_of(kind, typed)))))
    assert back == typed
    assert ANY_BLOCK.validate_python({"kind": kind, **back}) == SAMPLES[kind].block


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_called_something_a_clinician_reads(kind: str):
    titles = [field.spec.label for field in every_field(form_of(kind, typed_of(kind)))]
    assert all(title and "_" not in title and title[:1].isupper() for title in titles), titles


def test_every_exercise_of_the_library_comes_back_as_it_was():
    for file in read_library():
        draft = Draft.of(file.content)
        for part in PARTS.values():
            fields = form_fields(part.specs, part.values(draft), Surroundings())
            back = part.put(draft, read_form(part.specs, MultiDict(list(sent(fields)))))
            assert in_any_order(back) == in_any_order(draft), (file.content.slug, part.name)


class TestReading:
    def test_numbers_are_numbers_and_words_stay_words_to_be_told_about(self):
        assert read("lines", label="a", id="a", lines="7")["lines"] == 7
        assert read("lines", label="a", id="a", lines="seven")["lines"] == "seven"
        assert read("cards", label="a", id="a", width="70,5")["width"] == 70.5

    def test_an_empty_field_stands_at_its_default(self):
        assert "lines" not in read("lines", label="a", id="a", lines=" ")
        assert "help" not in read("lines", label="a", id="a", help="")

    def test_a_required_field_left_empty_is_kept_empty(self):
        assert read("lines", label="", id="a")["label"] == ""

    def test_a_list_is_a_line_each(self):
        assert read("choice", id="a", label="a", options=" yes \r\n\r\nno ")["options"] == ["yes", "no"]

    def test_what_goes_with_another_answer_is_left_out(self):
        row = {
            "f.0": "1",
            "columns.0": "1",
            "columns.0.head": "a",
            "columns.0.answer": "tick",
            "columns.0.options": "x\ny",
        }
        assert read("table", id="t", label="t", **row)["columns"] == [{"head": "a", "answer": "tick"}]

    def test_row_labels_take_the_place_of_blank_rows(self):
        assert "blank_rows" not in read("table", id="t", label="t", blank_rows="4", row_labels="Monday")
        assert read("table", id="t", label="t", blank_rows="4", row_labels="")["blank_rows"] == 4

    def test_control_characters_are_left_out(self):
        assert read("prose", text="a\x00b\x1b[31m")["text"] == "ab[31m"

    def test_a_row_that_is_no_kind_has_no_fields(self):
        assert read("repeated", id="r", label="r", **{"parts.0": "table"})["parts"] == [{"kind": "table"}]

    def test_no_more_rows_are_read_than_any_list_may_have(self):
        rows = {f"columns.{number}": "1" for number in range(5000)}
        assert len(read("table", id="t", label="t", **rows)["columns"]) == 200


class TestShowing:
    def test_problems_stand_at_their_field_and_at_the_row_around_it(self):
        around = Surroundings(problems={"columns.1.head": ("Write something here.",)})
        (columns,) = [field for field in form_of("table", typed_of("table"), around) if field.name == "columns"]
        assert columns.rows[1].fields[0].problems == ("Write something here.",)
        assert [row.has_problem_inside for row in columns.rows] == [False, True, False]

    def test_an_example_row_has_an_entry_for_each_column(self):
        (example,) = [field for field in form_of("table", typed_of("table")) if field.shape is Shape.ACROSS]
        assert [entry.label for entry in example.entries] == ["What I asked", "Of whom", "What happened"]

    def test_what_was_chosen_and_is_offered_no_more_stays_chosen(self):
        (of,) = [field for field in form_of("computed", typed_of("computed")) if field.name == "of"]
        assert of.options[0].label == "moments.minutes (not there now)"

    def test_what_is_no_list_where_one_is_meant_shows_nothing(self):
        fields = form_of("table", {"columns": "five", "example": 3, "row_labels": {"a": 1}})
        assert [field.rows for field in fields if field.name == "columns"] == [()]
