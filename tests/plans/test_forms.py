"""Fields of a form to a change."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from therapytool.blocks.dose import Dose
from therapytool.errors import InvalidContent
from therapytool.plans.changes.every import KINDS
from therapytool.plans.changes.homework import SetHomework
from therapytool.plans.changes.items import AddExercise, AddPart, SetItem, UseNewVersion
from therapytool.plans.changes.session import SetPlan
from therapytool.plans.content import Part, Role
from therapytool.plans.forms import NamedExercise, read_change, read_request_key, read_revision

VERSION = "a" * 64


def read(*pairs: tuple[str, str], **fields: str):
    return read_change(MultiDict([*pairs, *fields.items()]), lambda slug: NamedExercise("Listen, Don’t Fix", VERSION))


def problems(*pairs: tuple[str, str], **fields: str):
    with pytest.raises(InvalidContent) as refused:
        read(*pairs, **fields)
    return [(problem.field, problem.message) for problem in refused.value.problems]


def test_only_what_the_form_gives_is_set():
    change = read(change="set-item", key="checkin", minutes="7")
    assert change == SetItem(change="set-item", key="checkin", minutes=7)
    assert change.model_fields_set == {"change", "key", "minutes"}


def test_a_field_left_empty_is_nothing():
    change = read(change="set-item", key="checkin", notes="  ", title="", minutes="")
    assert change == SetItem(change="set-item", key="checkin", notes=None, title=None, minutes=None)


def test_the_whole_panel_of_a_row():
    change = read(
        ("cut_first", "no"),
        ("cut_first", "yes"),
        ("slot.partner", " Sam "),
        ("slot.hard_day", ""),
        change="set-item",
        key="listen",
        role="a-then-b",
        copies="2",
        notes="First line\r\nsecond line\x00",
        materials="Two pens\n\n  A timer ",
    )
    assert isinstance(change, SetItem)
    assert (change.role, change.copies, change.cut_first) == (Role.A_THEN_B, 2, True)
    assert change.notes == "First line\nsecond line"
    assert change.materials == ("Two pens", "A timer")
    assert change.slots == {"partner": "Sam"}


def test_slots_all_left_empty_are_none():
    change = read(("slot.partner", ""), change="set-homework", key="homework", number="1")
    assert isinstance(change, SetHomework)
    assert change.slots == {}


def test_a_line_is_one_line():
    change = read(change="set-plan", title=" Hearing\n without\tfixing ")
    assert change == SetPlan(change="set-plan", title="Hearing without fixing")


def test_times_and_parts():
    assert read(change="set-plan", starts_at="16:05") == SetPlan(change="set-plan", starts_at=time(16, 5))
    assert read(change="add-part", part="break") == AddPart(change="add-part", part=Part.BREAK)


def test_title_and_version_of_an_exercise_come_from_the_library():
    change = read(change="add-exercise", exercise="listen", dose="short", title="Mine", version="b" * 64)
    assert change == AddExercise(
        change="add-exercise", exercise="listen", title="Listen, Don’t Fix", version=VERSION, dose=Dose.SHORT
    )
    renewal = read(change="use-new-version", exercise="listen")
    assert isinstance(renewal, UseNewVersion)
    assert renewal.version == VERSION


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"change": "set-item", "key": "checkin", "minutes": "999"}, ("Minutes", "give 240 or less")),
        ({"change": "set-item", "key": "checkin", "minutes": "-1"}, ("Minutes", "give 0 or more")),
        ({"change": "set-item", "key": "checkin", "minutes": "ten"}, ("Minutes", "give a whole number")),
        ({"change": "set-item", "key": "checkin", "minutes": "9" * 5000}, ("Minutes", "that number is too large")),
        ({"change": "set-item", "key": "checkin", "dose": "huge"}, ("Dose", "choose one of those offered")),
        ({"change": "set-item", "key": "checkin", "title": "x" * 301}, ("Title", "use at most 300 letters")),
        ({"change": "set-item", "key": "checkin", "materials": "x\n" * 21}, ("Materials", "20 is the most")),
        ({"change": "set-plan", "starts_at": "25:00"}, ("Start", "give a time like 16:00")),
        ({"change": "set-homework", "key": "homework"}, ("Sheet", "this is missing")),
        ({"change": "move"}, ("", "this is missing")),
        ({"change": "drop-table"}, ("Change", "this is not one the page offers")),
        ({}, ("Change", "this is not one the page offers")),
    ],
)
def test_what_does_not_fit_is_told_by_field(fields, told):
    assert problems(**fields) == [told]


@pytest.mark.parametrize(("text", "revision"), [("7", 7), ("", 0), ("-1", 0), ("7.5", 0), ("9" * 40, 0), ("٣", 0)])
def test_a_revision_that_is_none_is_zero(text, revision):
    assert read_revision(MultiDict({"revision": text})) == revision


def test_a_request_key_is_cut_to_what_is_kept():
    assert read_request_key(MultiDict({"request_key": "k" * 99})) == "k" * 24


names = st.sampled_from(
    sorted({name for kind in KINDS.values() for name in kind.model_fields} | {"slot.partner", "slot."})
)


@given(st.sampled_from(sorted(KINDS)), st.lists(st.tuples(names, st.text(max_size=40)), max_size=8))
def test_any_fields_make_a_change_or_are_refused_in_words(kind, pairs):
    try:
        change = read(("change", kind), *[pair for pair in pairs if pair[0] != "change"])
    except InvalidContent as refused:
        said = [problem.message for problem in refused.problems]
    else:
        said = [] if isinstance(change, KINDS[kind]) else [""]
    assert all(said)
