"""Every program file is a case: its sessions fill their minutes, its names lead somewhere, it claims little."""

from __future__ import annotations

import pytest

from tests.content.test_exercises import BRITISH, OVERCLAIMS
from tests.shipped_exercises import shipped_exercises
from therapytool.exercises.content import texts_of
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.references import read_references
from therapytool.exercises.vocabulary import Format, Gate, Theme
from therapytool.plans.content import Part, PartItem
from therapytool.programs.content import Program
from therapytool.programs.files import check_program_files, program_paths, read_programs

SESSIONS = {
    "individual-men-8": 8,
    "couples-closeness-8": 8,
    "provider-stress-4": 4,
    "intimacy-and-sex-6": 6,
    "mens-group-10": 10,
}


@pytest.fixture(params=read_programs(), ids=lambda program: program.slug)
def program(request: pytest.FixtureRequest) -> Program:
    found: Program = request.param
    return found


def test_the_five_programs_ship_with_all_their_sessions():
    assert {program.slug: len(program.sessions) for program in read_programs()} == SESSIONS
    assert {theme for program in read_programs() for theme in program.themes} == set(Theme)


@pytest.mark.parametrize("path", program_paths(), ids=lambda path: path.stem)
def test_names_only_exercises_measures_and_works_that_exist(path):
    slugs = {path.stem for path in exercise_paths()}
    assert [str(problem) for problem in check_program_files([path], exercises=slugs)] == []


def test_each_session_fills_its_minutes_and_no_more(program: Program):
    for plan in program.plans:
        assert sum(item.minutes or 0 for item in plan.items) == plan.minutes == program.minutes


def test_each_session_opens_and_ends_as_a_sound_session_does(program: Program):
    for number, plan in enumerate(program.plans, 1):
        parts = [item.part for item in plan.items if isinstance(item, PartItem)]
        opening = [Part.CHECK_IN] if number == 1 else [Part.CHECK_IN, Part.HOMEWORK_REVIEW]
        assert parts[: len(opening)] == opening
        assert parts[-3:] == [Part.NOTE, Part.HOMEWORK_PLANNING, Part.SUMMARY]
        assert plan.exercise_items
        assert plan.homework


def test_plans_are_named_after_program_and_session(program: Program):
    for number, (plan, session) in enumerate(zip(program.plans, program.sessions, strict=True), 1):
        assert plan.title == f"{program.title}, session {number}: {session.title}"


def test_couples_work_is_cleared_before_each_session_and_prints_a_sheet_for_each(program: Program):
    for session, plan in zip(program.sessions, program.plans, strict=True):
        if program.format is Format.COUPLE:
            assert Gate.IPV_CLEARED in session.gates
            assert {use.copies for use in plan.uses} == {2}


def test_says_for_whom_not_and_that_the_sequence_is_untested(program: Program):
    assert len(program.not_for) >= 3
    assert "untested" in program.evidence
    assert set(program.references) <= read_references().keys()


def test_measures_at_the_start_and_looks_back_after_the_end(program: Program):
    assert program.intake
    assert program.follow_up.measures
    assert program.every_session == ("weekly-checkin", "session-feedback")


def test_is_written_in_american_english_and_claims_little(program: Program):
    texts = list(texts_of(program.model_dump(exclude={"references"})))
    assert [found[0] for text in texts for found in BRITISH.finditer(text)] == []
    assert [text for text in texts if OVERCLAIMS.search(text)] == []


def test_each_session_asks_for_the_gates_of_all_it_uses(program: Program):
    """Exercises not in the library are another test's finding."""
    gates = {slug: set(exercise.gates) for slug, exercise in shipped_exercises().items()}
    for plan, session in zip(program.plans, program.sessions, strict=True):
        needed = set().union(*(gates.get(use.exercise, set()) for use in plan.uses))
        assert needed <= set(session.gates), plan.title
