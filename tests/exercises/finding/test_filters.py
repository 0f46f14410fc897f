"""Filters read any address and write a short one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from therapytool.blocks.dose import Dose
from therapytool.exercises.content import Slot
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.sheets.choice import LONGEST_WORDS, SheetChoice
from therapytool.exercises.vocabulary import Audience, Format, Theme
from therapytool.rendering.document import Paper

NAMES = st.sampled_from(
    ["theme", "format", "audience", "minutes", "intensity", "favorites", "dose", "paper", "slot.name"]
)
ADDRESSES = st.dictionaries(NAMES, st.lists(st.text(max_size=30) | st.sampled_from(["A", "couple", "20", "1", "a4"])))
SLOT = Slot(name="name", label="Whose", default="your partner")

EVERYTHING = Filters(
    theme=(Theme.A, Theme.C),
    format=(Format.COUPLE,),
    audience=(Audience.PARTNER,),
    minutes=20,
    intensity=2,
    favorites=True,
)


class TestFilters:
    def test_an_address_says_what_it_filters_by(self):
        values = {"theme": ["C", "A"], "format": ["couple"], "audience": ["partner"], "minutes": ["20"]}
        assert Filters.read({**values, "intensity": ["2"], "favorites": ["1"]}) == EVERYTHING

    def test_filters_survive_the_way_into_an_address_and_back(self):
        assert Filters.read(EVERYTHING.arguments()) == EVERYTHING

    def test_empty_filters_leave_the_address_empty(self):
        assert Filters.read({"minutes": [""], "intensity": [""], "favorites": ["0"]}).arguments() == {}

    def test_what_cannot_be_understood_narrows_nothing(self):
        odd = {"theme": ["Z", "", "a"], "format": ["[]"], "minutes": ["-5", "1e9"], "intensity": ["²"], "favorites": []}
        assert Filters.read(odd) == Filters()

    @given(ADDRESSES)
    def test_any_address_can_be_read(self, values):
        filters = Filters.read(values)
        assert Filters.read(filters.arguments()) == filters


class TestChips:
    def test_each_value_in_use_is_a_chip(self):
        labels = [chip.label for chip in EVERYTHING.chips()]
        assert labels == [
            "Challenging norms",
            "Emotional literacy",
            "Couple",
            "The partner",
            "Up to 20 min",
            "Intensity up to 2",
            "Favorites",
        ]

    def test_a_chip_takes_its_own_value_away_and_nothing_else(self):
        themes = EVERYTHING.chips()[0].rest.theme
        assert themes == (Theme.C,)
        assert all(len(chip.rest.chips()) == len(EVERYTHING.chips()) - 1 for chip in EVERYTHING.chips())


class TestSheetChoice:
    def test_says_dose_paper_and_words(self):
        values = {"dose": ["short"], "paper": ["a4"], "slot.name": ["  my \n wife "]}
        choice = SheetChoice.read(values, slots=(SLOT,), paper=Paper.LETTER)
        assert choice == SheetChoice(Dose.SHORT, Paper.A4, {"name": "my wife"})
        assert choice.arguments() == {"dose": "short", "paper": "a4", "slot.name": "my wife"}

    def test_without_words_of_a_client_a_sheet_is_library_material(self):
        for typed in ("", "   ", "your partner"):
            assert SheetChoice.read({"slot.name": [typed]}, slots=(SLOT,), paper=Paper.A4).is_library_material
        assert not SheetChoice.read({"slot.name": ["Sam"]}, slots=(SLOT,), paper=Paper.A4).is_library_material

    def test_words_for_slots_that_are_not_there_are_left_aside(self):
        assert SheetChoice.read({"slot.name": ["Sam"]}, slots=(), paper=Paper.A4).words == {}

    @given(ADDRESSES, st.text(max_size=500))
    def test_any_address_can_be_read(self, values, words):
        choice = SheetChoice.read({**values, "slot.name": [words]}, slots=(SLOT,), paper=Paper.LETTER)
        assert all(len(text) <= LONGEST_WORDS and text.isprintable() for text in choice.words.values())
