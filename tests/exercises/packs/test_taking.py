"""Packs held against a library, and taken in: as chosen, whole, with their credit."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from tests.exercises.packs.whole import take_pack
from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import make_clinician
from therapytool.accounts.current import Clinician
from therapytool.accounts.models import Practice
from therapytool.database import db, writing
from therapytool.errors import NotFound
from therapytool.exercises.authoring.changes import AddBlock
from therapytool.exercises.authoring.operations import change_draft, open_own
from therapytool.exercises.authoring.queries import get_draft, list_releases
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.finding.filters import Filters
from therapytool.exercises.models import Exercise
from therapytool.exercises.packs import taking
from therapytool.exercises.packs.bundling import bundle
from therapytool.exercises.packs.comparing import Choice, Standing, arrivals
from therapytool.exercises.packs.manifest import Pack, Terms
from therapytool.exercises.packs.reading import read_pack
from therapytool.exercises.packs.sources import find_source
from therapytool.exercises.packs.writing import write_pack
from therapytool.exercises.queries import find_version, get_exercise, list_exercises
from therapytool.rendering.workers.pool import Pool

NO_PICTURES = Pool(size=1)
"""Starts no worker before there is work."""
TERMS = Terms(title="From the hills", license="CC BY 4.0", credit="Hill Practice")


@pytest.fixture
def clinician(app: Flask) -> Clinician:
    """Ships "alone" and "both"; has an own "ours"."""
    keep(small_exercise("alone"), small_exercise("both"))
    user = make_clinician()
    keep(small_exercise("ours", title="As We Have It"), practice_id=user.practice_id)
    return as_clinician(user)


def pack_of(*exercises: ExerciseContent) -> Pack:
    return read_pack(write_pack(exercises, TERMS))


MIXED = (
    small_exercise("fresh", title="Fresh"),
    small_exercise("alone"),
    small_exercise("both", title="Both, Otherwise"),
    small_exercise("ours", title="As They Have It"),
)


def standings(pack: Pack, clinician: Clinician) -> dict[str, Standing]:
    return {arrival.slug: arrival.standing for arrival in arrivals(pack, practice_id=clinician.practice_id)}


def titles(clinician: Clinician) -> list[str]:
    return [card.title for card in list_exercises(Filters(), text="", page=1, clinician=clinician).cards]


def take(clinician: Clinician, choice: Choice, *exercises: ExerciseContent) -> taking.Taken:
    pack = pack_of(*exercises)
    with writing():
        choices = {entry.slug: choice for entry in pack.exercises}
        return take_pack(pack, choices, practice_id=clinician.practice_id, pool=NO_PICTURES)


class TestComparing:
    def test_each_exercise_stands_somewhere(self, clinician):
        assert standings(pack_of(*MIXED), clinician) == {
            "fresh": Standing.NEW,
            "alone": Standing.SAME,
            "both": Standing.TAKEN,
            "ours": Standing.OTHER,
        }

    def test_another_practice_s_exercise_is_no_clash_and_no_hint(self, clinician):
        with writing():
            db.session.add(other := Practice(name="Elsewhere"))
            db.session.flush()
        keep(small_exercise("fresh", title="Theirs"), practice_id=other.id)
        assert standings(pack_of(MIXED[0]), clinician) == {"fresh": Standing.NEW}

    def test_works_not_in_the_bibliography_are_counted(self, clinician):
        odd = small_exercise("odd", references=["wong2017", "nobody1999"])
        assert arrivals(pack_of(odd), practice_id=clinician.practice_id)[0].unknown_works == 1


class TestTaking:
    def test_mine_is_kept_unless_chosen_otherwise(self, clinician):
        with writing():
            taken = take_pack(pack_of(*MIXED), {}, practice_id=clinician.practice_id, pool=NO_PICTURES)
        assert (taken.slugs, taken.same, taken.kept) == (["fresh"], 1, 2)
        assert titles(clinician) == ["Alone", "As We Have It", "Both", "Fresh"]
        assert taken.in_words == "1 exercise came in. 1 was here already. 2 of yours were kept."

    def test_theirs_replaces_mine_and_my_version_still_prints(self, clinician):
        before = get_exercise("ours", clinician=clinician).version
        take(clinician, Choice.TAKE_THEIRS, *MIXED)
        assert get_exercise("ours", clinician=clinician).content.title == "As They Have It"
        assert find_version(before).title == "As We Have It"

    def test_what_came_in_stands_in_its_history_and_in_a_draft_without_changes(self, clinician):
        with writing():
            draft = open_own("ours", clinician=clinician)
        take(clinician, Choice.TAKE_THEIRS, *MIXED)
        releases = list_releases(draft, clinician.practice_id)
        assert [(each.number, each.note) for each in releases] == [(2, "Came in with a pack"), (1, "As it came in")]
        opened = get_draft(draft, clinician.practice_id)
        assert (opened.draft.title, opened.has_changes) == ("As They Have It", False)

    def test_a_draft_with_changes_keeps_them(self, clinician):
        with writing():
            draft = open_own("ours", clinician=clinician)
            change_draft(draft, AddBlock("prose"), practice_id=clinician.practice_id, revision=1)
        take(clinician, Choice.TAKE_THEIRS, *MIXED)
        assert get_draft(draft, clinician.practice_id).draft.title == "As We Have It"

    def test_theirs_beside_a_shipped_one_becomes_the_practice_s_own(self, clinician):
        take(clinician, Choice.TAKE_THEIRS, MIXED[2])
        assert get_exercise("both", clinician=clinician).is_own
        shipped = db.session.scalars(select(Exercise).where(Exercise.slug == "both", Exercise.practice_id.is_(None)))
        assert shipped.one().title == "Both"

    def test_both_are_kept_under_names_of_their_own(self, clinician):
        taken = take(clinician, Choice.KEEP_BOTH, MIXED[2], MIXED[3])
        assert taken.slugs == ["both-2", "ours-2"]
        assert "As They Have It (2)" in titles(clinician)
        assert "As We Have It" in titles(clinician)

    def test_a_slug_that_names_a_page_is_given_another(self, clinician):
        assert take(clinician, Choice.KEEP_MINE, small_exercise("blocks", title="Blocks")).slugs == ["blocks-2"]

    def test_what_was_archived_is_in_use_again(self, clinician):
        with writing():
            db.session.scalars(select(Exercise).where(Exercise.slug == "ours")).one().archived = True
        take(clinician, Choice.TAKE_THEIRS, small_exercise("ours", title="As We Have It"))
        assert "As We Have It" in titles(clinician)

    def test_it_belongs_to_the_practice_alone(self, clinician):
        take(clinician, Choice.KEEP_MINE, MIXED[0])
        with writing():
            db.session.add(other := Practice(name="Elsewhere"))
            db.session.flush()
        stranger = as_clinician(make_clinician("eva@example.org"))
        object.__setattr__(stranger, "practice_id", other.id)
        with pytest.raises(NotFound):
            get_exercise("fresh", clinician=stranger)

    def test_all_or_nothing(self, clinician, monkeypatch):
        real = taking.keep_exercise

        def failing(content: ExerciseContent, *, practice_id: int) -> bool:
            if content.slug == "third":
                raise OSError("the disk is full")
            return real(content, practice_id=practice_id)

        monkeypatch.setattr(taking, "keep_exercise", failing)
        three = [small_exercise(slug) for slug in ("first", "second", "third")]
        with pytest.raises(OSError, match="full"):
            take(clinician, Choice.KEEP_MINE, *three)
        assert titles(clinician) == ["Alone", "As We Have It", "Both"]
        assert list_exercises(Filters(), text="second", page=1, clinician=clinician).total == 0


class TestCredit:
    def test_stays_beside_the_exercise_and_goes_on_with_it(self, clinician):
        take(clinician, Choice.KEEP_MINE, MIXED[0])
        fresh = get_exercise("fresh", clinician=clinician)
        assert find_source(fresh.id) == TERMS
        ours = Terms(title="Ours", license="Ask us", credit="Harbor Practice")
        mine = get_exercise("ours", clinician=clinician).content
        again = read_pack(bundle([fresh.content, mine], ours, practice_id=clinician.practice_id)).manifest
        of = {entry.slug: again.terms_of(entry) for entry in again.exercises}
        assert (of["fresh"].credit, of["fresh"].license) == ("Hill Practice", "CC BY 4.0")
        assert of["ours"] == ours

    def test_locked_wording_comes_in_locked(self, clinician):
        locked = small_exercise("locked", locked=True, credit="© Hill Practice")
        take(clinician, Choice.KEEP_MINE, locked)
        content = get_exercise("locked", clinician=clinician).content
        assert (content.locked, content.credit) == (True, "© Hill Practice")
