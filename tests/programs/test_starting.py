"""Starting a program: one plan for each session, hers alone, all or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import make_clinician
from therapytool.database import writing
from therapytool.errors import InvalidContent, NotFound
from therapytool.exercises.files.reading import read_text
from therapytool.plans.content import ExerciseItem
from therapytool.plans.queries import get_plan, list_plans
from therapytool.programs import operations
from therapytool.programs.content import Program
from therapytool.programs.files import get_program, program_paths

Start = Callable[..., tuple[str, ...]]


def with_exercise(slug: str) -> Program:
    """The first program with this one exercise wherever it has one."""
    program = get_program("couples-closeness-8")
    session = program.sessions[0]
    items = tuple(
        item.model_copy(update={"exercise": slug} if isinstance(item, ExerciseItem) else {"homework": ()})
        for item in session.items
    )
    sessions = tuple(each.model_copy(update={"items": items}) for each in program.sessions)
    return program.model_copy(update={"sessions": sessions})


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start a program made of an exercise that is certainly in the library, or of another."""

    def started(clinician_id: int, slug: str = "listen-dont-fix") -> tuple[str, ...]:
        monkeypatch.setattr(operations, "get_program", lambda _: with_exercise(slug))
        with writing():
            return operations.start_program("couples-closeness-8", clinician_id=clinician_id)

    return started


def test_makes_one_plan_for_each_session_in_order(library: Flask, start: Start):
    ada = make_clinician()
    made = start(ada.id)
    titles = [get_plan(public_id, ada.id).content.title for public_id in made]
    assert titles == [plan.title for plan in with_exercise("listen-dont-fix").plans]
    assert len(list_plans(ada.id, page=1).cards) == 8


def test_the_plans_hold_the_version_of_the_day(library: Flask, start: Start):
    ada = make_clinician()
    content = get_plan(start(ada.id)[0], ada.id).content
    assert all(use.version for use in content.uses)


def test_they_are_nobody_elses(library: Flask, start: Start):
    ada, ben = make_clinician(), make_clinician("ben@example.org")
    made = start(ada.id)
    assert list_plans(ben.id, page=1).cards == ()
    with pytest.raises(NotFound):
        get_plan(made[0], ben.id)


def test_an_exercise_that_is_missing_leaves_nothing_half_made(library: Flask, start: Start):
    ada = make_clinician()
    with pytest.raises(NotFound, match="no-such-exercise"):
        start(ada.id, "no-such-exercise")
    assert list_plans(ada.id, page=1).cards == ()


def test_an_unknown_program_is_not_found(library: Flask):
    with pytest.raises(NotFound):
        operations.start_program("nowhere", clinician_id=1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes: 75", "minutes: 70", "session 1 adds up to 75 minutes, but a session is 70"),
        ("        minutes: 30\n", "", "an item of session 1 has no minutes"),
        ("gates: [ipv_cleared]", "gates: [trauma_checked]", "session 1 is joint work"),
    ],
)
def test_a_program_that_cannot_be_is_refused_in_plain_words(old: str, new: str, told: str):
    text = next(path for path in program_paths() if path.stem == "couples-closeness-8").read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=told):
        read_text(text.replace(old, new, 1).encode(), file="p.yaml", kind=Program)
