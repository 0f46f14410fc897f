"""Plans that an earlier version kept unsealed are sealed by the upgrade: all of them, with nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, MetaData, event, insert, select

from tests.application import make_app
from tests.databases import DATABASE
from tests.plans.small_plans import plan_of
from therapytool.database import db, writing
from therapytool.plans import older_plans
from therapytool.plans.models import Plan, PlanStep
from therapytool.plans.older_plans import seal_older_plans
from therapytool.plans.operations import undo
from therapytool.plans.queries import find_plans, get_plan

WORD = "Quillfeather"
LONG_AGO = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PLANS = 3


class Killed(Exception):
    """The process is gone."""


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Flask]:
    """An installation of the second schema with plans in it, upgraded to the newest."""
    app = make_app(tmp_path / "instance")
    migrations = str(Path(app.root_path) / "migrations")
    with app.app_context():
        upgrade(directory=migrations, revision="0002")
        _fill()
        upgrade(directory=migrations)
        yield app
        db.session.remove()
        db.engine.dispose()


def _fill() -> None:
    tables = MetaData()
    tables.reflect(db.engine, only=("practice", "clinician", "plan", "plan_step"))
    stamps = dict.fromkeys(("created_at", "updated_at"), LONG_AGO.replace(tzinfo=None))
    content = plan_of(title=f"{WORD} plan", summary=WORD).model_dump(mode="json", exclude_none=True)
    with writing():
        practice = {"id": 1, "public_id": "p", "name": "", "contact": "", "paper": "letter", "region": "US", **stamps}
        db.session.execute(insert(tables.tables["practice"]).values(practice))
        clinician = {"id": 1, "public_id": "c", "name": "", "practice_id": 1, "email": "e", "active": True}
        db.session.execute(insert(tables.tables["clinician"]).values(clinician | {"fs_uniquifier": "u"}))
        for number in range(1, PLANS + 1):
            plan = {"id": number, "public_id": f"plan{number}", "clinician_id": 1, "title": content["title"]}
            plan |= {"content": content, "revision": 2, "position": 1, "request_key": "", **stamps}
            db.session.execute(insert(tables.tables["plan"]).values(plan))
            for position in (0, 1):
                step = {"plan_id": number, "position": position, "description": f"Named it {WORD}", "content": content}
                db.session.execute(insert(tables.tables["plan_step"]).values(step | stamps))
    db.session.remove()


def holds_the_word(app: Flask) -> bool:
    db.session.remove()
    return WORD.encode() in (Path(app.instance_path) / DATABASE).read_bytes()


def test_all_of_it_is_sealed_and_reads_as_before(older: Flask) -> None:
    assert holds_the_word(older)
    assert seal_older_plans() == PLANS * 3
    assert not holds_the_word(older)
    plan = get_plan("plan1", 1)
    assert (plan.content.title, plan.content.summary, plan.undo) == (f"{WORD} plan", WORD, f"Named it {WORD}")
    assert plan.changed_at == LONG_AGO, "nobody has changed it"
    assert len(find_plans("QUILL plan", clinician_id=1, most=9)) == PLANS
    assert seal_older_plans() == 0


def test_killed_anywhere_every_plan_can_be_read_and_the_next_start_finishes(
    older: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(older_plans, "BATCH", 2)
    for place in (3, 4, 7, 9, 13):
        with killed_at(place):
            seal_older_plans()
        db.session.remove()
        assert {get_plan(f"plan{number}", 1).content.summary for number in range(1, PLANS + 1)} == {WORD}
    seal_older_plans()
    assert not holds_the_word(older)


@contextmanager
def killed_at(place: int) -> Iterator[None]:
    """The process is gone before its n-th statement, which it does reach."""
    statements = count(1)

    def before(connection: Connection, *more: object) -> None:
        if next(statements) == place:
            raise Killed

    event.listen(db.engine, "before_cursor_execute", before)
    with pytest.raises(Killed):
        yield
    event.remove(db.engine, "before_cursor_execute", before)


def test_a_plan_changed_before_its_turn_is_sealed_by_the_change(older: Flask) -> None:
    with writing():
        undo("plan2", clinician_id=1, revision=2)
    row = db.session.scalars(select(Plan).where(Plan.public_id == "plan2")).one()
    assert row.sealed_content is not None
    assert (row.unsealed_title, row.unsealed_content) == ("", {})
    assert get_plan("plan2", 1).redo == f"Named it {WORD}"
    assert seal_older_plans() == PLANS - 1 + len(db.session.scalars(select(PlanStep)).all())
