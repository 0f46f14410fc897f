"""Pages of cards, single exercises and versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event

from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import make_clinician
from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose
from therapytool.database import db, writing
from therapytool.errors import NotFound
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.cards import PAGE_LENGTH, LibraryPage
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.models import Exercise
from therapytool.exercises.queries import find_version, get_exercise, get_version, list_exercises, list_titles
from therapytool.exercises.shelving.favorites import add_favorite, remove_favorite
from therapytool.exercises.vocabulary import Audience, Format, Theme


def slugs(found: LibraryPage) -> list[str]:
    return [card.slug for card in found.cards]


@pytest.fixture
def clinician(app: Flask) -> Clinician:
    keep(
        small_exercise("alone", themes=["A", "C"], intensity=1),
        small_exercise("both", themes=["C"], formats=["couple", "individual"], audience="both", intensity=3),
        small_exercise("circle", themes=["B"], formats=["group"], audience="partner", intensity=4),
    )
    return as_clinician(make_clinician())


ALL = Filters()


def listed(clinician: Clinician, filters: Filters = ALL, *, text: str = "", page: int = 1) -> LibraryPage:
    return list_exercises(filters, text=text, page=page, clinician=clinician)


class TestFiltering:
    def test_without_filters_everything_stands_by_title(self, clinician):
        assert slugs(listed(clinician)) == ["alone", "both", "circle"]

    @pytest.mark.parametrize(
        ("filters", "left"),
        [
            (Filters(theme=(Theme.C,)), ["alone", "both"]),
            (Filters(theme=(Theme.A, Theme.B)), ["alone", "circle"]),
            (Filters(theme=(Theme.C,), format=(Format.COUPLE,)), ["both"]),
            (Filters(audience=(Audience.PARTNER, Audience.BOTH)), ["both", "circle"]),
            (Filters(intensity=3), ["alone", "both"]),
            (Filters(minutes=10), ["alone", "both", "circle"]),
            (Filters(minutes=9), []),
            (Filters(favorites=True), []),
        ],
    )
    def test_values_of_one_filter_widen_and_filters_narrow(self, clinician, filters, left):
        assert slugs(listed(clinician, filters)) == left

    def test_a_choice_counts_what_it_would_show_beside_the_other_filters(self, clinician):
        counts = listed(clinician, Filters(theme=(Theme.C,))).counts
        assert counts["theme"] == {"A": 1, "B": 1, "C": 2}
        assert counts["format"] == {"individual": 2, "couple": 1}
        assert counts["audience"] == {"client": 1, "both": 1}
        assert counts["intensity"] == {"1": 1, "2": 1, "3": 2, "4": 2}
        assert (counts["minutes"]["5"], counts["minutes"]["10"]) == (0, 2)
        assert counts["favorites"] == {"1": 0}

    def test_counts_can_be_made_when_nothing_is_left(self, clinician):
        assert listed(clinician, text="qqqqqqqq").counts["intensity"] == {"1": 0, "2": 0, "3": 0, "4": 0}

    def test_search_and_filters_narrow_together(self, clinician):
        assert slugs(listed(clinician, Filters(format=(Format.GROUP,)), text="circle")) == ["circle"]
        assert slugs(listed(clinician, Filters(format=(Format.COUPLE,)), text="circle")) == []


class TestPages:
    @pytest.fixture
    def many(self, clinician: Clinician) -> Clinician:
        keep(*(small_exercise(f"more-{number:02d}", keywords=["plenty"]) for number in range(PAGE_LENGTH + 5)))
        return clinician

    def test_a_page_is_full_and_the_last_one_holds_the_rest(self, many):
        first, last = listed(many), listed(many, page=2)
        assert (first.total, first.pages) == (PAGE_LENGTH + 8, 2)
        assert (len(first.cards), len(last.cards)) == (PAGE_LENGTH, 8)
        assert not set(slugs(first)) & set(slugs(last))

    @pytest.mark.parametrize("page", [-3, 0, 3, 10**9])
    def test_a_page_that_is_not_there_shows_the_nearest_one(self, many, page):
        assert listed(many, page=page).page == (1 if page < 1 else 2)

    def test_found_exercises_come_in_pages_too(self, many):
        assert len(listed(many, text="plenty", page=2).cards) == 5

    def test_a_full_page_asks_the_database_no_more_often_than_one_card(self, many):
        one = Filters(format=(Format.GROUP,))
        assert (len(listed(many).cards), len(listed(many, one).cards)) == (PAGE_LENGTH, 1)
        assert statements(lambda: listed(many)) == statements(lambda: listed(many, one))


def statements(act) -> int:
    """How many statements an act sends to the database."""
    sent: list[str] = []
    event.listen(db.engine, "before_cursor_execute", record := lambda *details: sent.append(details[2]))
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", record)
    return len(sent)


class TestCards:
    def test_a_card_holds_what_is_shown_and_no_row(self, clinician):
        card = listed(clinician, Filters(format=(Format.COUPLE,))).cards[0]
        assert (card.title, card.theme, card.audience, card.intensity) == ("Both", Theme.C, Audience.BOTH, 3)
        assert card.formats == (Format.INDIVIDUAL, Format.COUPLE)
        assert card.minutes == {Dose.SHORT: 10, Dose.STANDARD: 20, Dose.LONG: 30}

    @pytest.mark.parametrize(
        ("most", "dose"),
        [(None, Dose.STANDARD), (60, Dose.STANDARD), (20, Dose.STANDARD), (19, Dose.SHORT), (1, Dose.SHORT)],
    )
    def test_a_card_shows_the_longest_dose_up_to_the_standard_one_that_fits(self, clinician, most, dose):
        assert listed(clinician).cards[0].dose_within(most) is dose


class TestFavorites:
    def test_a_star_is_hers_alone(self, clinician):
        exercise = get_exercise("both", clinician=clinician)
        colleague = as_clinician(make_clinician("eva@example.org"))
        with writing():
            add_favorite(exercise_id=exercise.id, clinician_id=clinician.id)
        assert slugs(listed(clinician, Filters(favorites=True))) == ["both"]
        assert slugs(listed(colleague, Filters(favorites=True))) == []
        assert get_exercise("both", clinician=clinician).is_favorite

    def test_starring_twice_and_taking_away_twice_is_harmless(self, clinician):
        exercise = get_exercise("both", clinician=clinician)
        for change in (add_favorite, add_favorite, remove_favorite, remove_favorite):
            with writing():
                change(exercise_id=exercise.id, clinician_id=clinician.id)
        assert not get_exercise("both", clinician=clinician).is_favorite


class TestWhoSeesWhat:
    def test_an_exercise_of_another_practice_is_not_there(self, clinician):
        keep(small_exercise("secret", title="Secret Circle"), practice_id=clinician.practice_id)
        stranger = replace(clinician, practice_id=clinician.practice_id + 1)
        assert "secret" in slugs(listed(clinician))
        assert "secret" not in slugs(listed(stranger)) + slugs(listed(stranger, text="secret circle"))
        with pytest.raises(NotFound):
            get_exercise("secret", clinician=stranger)
        assert list_titles(["secret"], clinician=stranger) == {}

    def test_her_practice_s_own_exercise_goes_before_the_shipped_one_of_the_same_slug(self, clinician):
        keep(small_exercise("alone", title="Our Own"), practice_id=clinician.practice_id)
        assert get_exercise("alone", clinician=clinician).content.title == "Our Own"

    def test_an_archived_exercise_is_not_there(self, clinician):
        with writing():
            db.session.query(Exercise).filter_by(slug="alone").update({"archived": True})
        assert "alone" not in slugs(listed(clinician))
        with pytest.raises(NotFound):
            get_exercise("alone", clinician=clinician)


class TestOneExercise:
    def test_is_found_by_slug_and_by_public_id(self, clinician):
        exercise = get_exercise("circle", clinician=clinician)
        assert get_exercise(exercise.public_id, clinician=clinician) == exercise
        assert exercise.version == version_hash(exercise.content)

    def test_a_version_stays_after_the_exercise_has_changed(self, clinician):
        before = get_exercise("circle", clinician=clinician)
        keep(small_exercise("circle", title="Another Circle"))
        assert get_version(before.version).title == "Circle"
        assert get_exercise("circle", clinician=clinician).version != before.version

    def test_a_version_that_never_was_is_not_there(self, clinician):
        assert find_version("0" * 64) is None
        with pytest.raises(NotFound):
            get_version("0" * 64)

    def test_titles_come_in_the_order_asked_for_without_those_not_there(self, clinician):
        titles = list_titles(["circle", "nowhere", "alone"], clinician=clinician)
        assert list(titles.items()) == [("circle", "Circle"), ("alone", "Alone")]
