"""What one practice has is never shown to, counted for or hinted at another; and counts are never stale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import make_clinician
from therapytool.accounts.current import Clinician
from therapytool.accounts.models import Practice
from therapytool.database import db, writing
from therapytool.exercises.cards import LibraryPage
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.finding.tallies import tally_for
from therapytool.exercises.full_text.index import forget_exercise
from therapytool.exercises.models import Exercise, VocabularyWord
from therapytool.exercises.operations import renew_index
from therapytool.exercises.queries import list_exercises
from therapytool.exercises.related import related_to


@pytest.fixture
def clinician(app: Flask) -> Clinician:
    keep(small_exercise("ships", title="Quiet Evenings"))
    return as_clinician(make_clinician())


@pytest.fixture
def stranger(clinician: Clinician) -> Clinician:
    """Of a practice with an exercise full of words nobody else has."""
    with writing():
        db.session.add(practice := Practice(name="Elsewhere"))
        db.session.flush()
    secret = small_exercise(
        "secret",
        title="Zanzibar Protocol",
        keywords=["quetzal"],
        themes=["F"],
        prerequisites=["ships"],
        materials=["A timer"],
        formats=["group"],
    )
    keep(secret, practice_id=practice.id)
    return replace(clinician, practice_id=practice.id)


def listed(clinician: Clinician, text: str = "", filters: Filters | None = None) -> LibraryPage:
    return list_exercises(filters or Filters(), text=text, page=1, clinician=clinician)


class TestAnotherPractice:
    def test_finds_its_own(self, stranger):
        assert [card.slug for card in listed(stranger, "zanzibar").cards] == ["secret"]

    @pytest.mark.parametrize("text", ["zanzibar", "quetzal", "zanz", "protocol timer"])
    def test_is_not_found(self, clinician, stranger, text):
        assert listed(clinician, text).total == 0

    @pytest.mark.parametrize(("typo", "word"), [("zanzibbar", "zanzibar"), ("quetsal", "quetzal")])
    def test_its_words_correct_nobody_else(self, clinician, stranger, typo, word):
        assert listed(stranger, typo).shown_for == word
        assert listed(clinician, typo).shown_for is None

    def test_is_in_no_count(self, clinician, stranger):
        counts = listed(clinician).counts
        assert counts["theme"] == {"A": 1}
        assert counts["material"] == {"paper": 1}
        assert counts["format"] == {"individual": 1}
        assert counts["origin"] == {"shipped": 1}
        assert listed(stranger).counts["origin"] == {"shipped": 1, "own": 1}

    def test_is_nobody_else_s_next_step(self, clinician, stranger):
        ships = small_exercise("ships", title="Quiet Evenings")
        assert [step.slug for step in related_to(ships, clinician=stranger).after] == ["secret"]
        assert related_to(ships, clinician=clinician).after == ()

    def test_pushes_nothing_out_of_the_results(self, clinician, stranger):
        keep(*(small_exercise(f"own-{n}", title="Quiet Evenings") for n in range(30)), practice_id=stranger.practice_id)
        assert [card.slug for card in listed(clinician, "quiet evenings").cards] == ["ships"]


class TestFresh:
    def test_a_new_exercise_is_counted_at_once(self, clinician):
        before = listed(clinician)
        keep(small_exercise("another", themes=["B"]), practice_id=clinician.practice_id)
        after = listed(clinician)
        assert (before.total, after.total) == (1, 2)
        assert after.counts["theme"] == {"A": 1, "B": 1}

    def test_one_archived_in_bulk_is_gone_at_once(self, clinician):
        assert listed(clinician).total == 1
        with writing():
            db.session.execute(update(Exercise).where(Exercise.slug == "ships").values(archived=True))
        assert listed(clinician).total == 0

    def test_what_was_taken_back_is_not_remembered(self, clinician):
        def archive_and_fail() -> None:
            with writing():
                db.session.scalars(select(Exercise)).one().archived = True
                db.session.flush()
                assert listed(clinician).total == 0
                raise RuntimeError

        listed(clinician)
        with pytest.raises(RuntimeError):
            archive_and_fail()
        assert listed(clinician).total == 1

    def test_without_a_change_nothing_is_counted_again(self, clinician):
        assert tally_for(clinician.practice_id) is tally_for(clinician.practice_id)

    def test_archived_ones_wait_in_a_list_of_their_own(self, clinician):
        keep(small_exercise("old"), practice_id=clinician.practice_id)
        with writing():
            db.session.scalars(select(Exercise).where(Exercise.slug == "old")).one().archived = True
        assert [card.slug for card in listed(clinician).cards] == ["ships"]
        archived = listed(clinician, filters=Filters(archived=True))
        assert [card.slug for card in archived.cards] == ["old"]
        assert listed(clinician).counts["archived"] == {"1": 1}


class TestVocabulary:
    def uses(self, word: str) -> int:
        return db.session.scalar(select(VocabularyWord.uses).where(VocabularyWord.word == word)) or 0

    def test_counts_exercises_and_forgets_with_them(self, clinician):
        keep(small_exercise("more", title="Evenings"))
        assert self.uses("evenings") == 2
        with writing():
            forget_exercise(db.session.scalars(select(Exercise.id).where(Exercise.slug == "more")).one())
        assert self.uses("evenings") == 1

    def test_is_made_again_for_what_an_older_version_indexed(self, clinician):
        exercise = db.session.scalars(select(Exercise)).one()
        with writing():
            forget_exercise(exercise.id)
        assert listed(clinician, "evenings").total == 0
        with writing():
            assert (renew_index(), renew_index()) == (1, 0)
        assert listed(clinician, "evenings").total == 1
