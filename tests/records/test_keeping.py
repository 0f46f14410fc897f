"""What is kept until when: a date for each case put away, and erasing what is due and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.records.conftest import Team
from therapytool import clock
from therapytool.app import create_app
from therapytool.cases.keeping import erase_due, keep_case_until, list_kept, years_later
from therapytool.cases.operations import archive_case
from therapytool.cli.retention import retention
from therapytool.database import db, writing
from therapytool.errors import Conflict


def put_away(team: Team, name: str, *, days: int | None) -> str:
    ada = team.desk("ada")
    case = ada.case("Heron", name=name)
    with writing():
        archive_case(case.public_id, clinician_id=ada.clinician_id)
        if days is not None:
            keep_case_until(case.public_id, clock.today() + timedelta(days=days), clinician_id=ada.clinician_id)
    return case.public_id


def test_seven_years_from_a_leap_day_end_in_february() -> None:
    assert years_later(datetime(2024, 2, 29, 12, tzinfo=UTC), 7) == date(2031, 2, 28)


def test_what_is_due_comes_first_and_what_has_no_date_last(team: Team) -> None:
    for name, days in (("Later", 30), ("Never", None), ("Due", 0)):
        put_away(team, name, days=days)
    kept = list_kept(team.person("ada").id)
    assert [(case.name, case.is_due) for case in kept] == [("Due", True), ("Later", False), ("Never", False)]


def test_nothing_is_erased_before_its_day(team: Team) -> None:
    due, later = put_away(team, "Due", days=0), put_away(team, "Later", days=1)
    with pytest.raises(Conflict, match="kept longer"), writing():
        erase_due([due, later], clinician_id=team.person("ada").id)
    assert len(list_kept(team.person("ada").id)) == 2


def test_a_date_is_set_and_what_is_due_erased_on_the_page(team: Team) -> None:
    case = put_away(team, "Harbor-12", days=None)
    today = clock.today().isoformat()
    team["ada"].send(f"/records/keeping/{case}", page="/records/keeping", **{f"{case}-until": today})
    page = team["ada"].open("/records/keeping")
    assert "Their time is over" in page.text
    refused = team["ada"].send("/records/keeping/erase", page="/records/keeping")
    assert refused.status_code == 422
    team["ada"].send("/records/keeping/erase", page="/records/keeping", cases=case)
    db.session.expire_all()
    assert list_kept(team.person("ada").id) == []


def test_the_terminal_counts_and_erases_without_a_name(team: Team) -> None:
    put_away(team, "Planted-12", days=0)
    put_away(team, "Later", days=1)
    db.session.remove()
    environment = {"THERAPYTOOL_INSTANCE": str(Path(team.app.instance_path))}
    listed = CliRunner().invoke(retention, ["list"], obj=create_app, env=environment)
    assert "ada@example.org: cases due 1" in listed.stdout
    assert "Planted" not in listed.output
    erased = CliRunner().invoke(retention, ["erase", "--yes"], obj=create_app, env=environment)
    assert erased.stdout.startswith("Erased: cases 1"), erased.output
    db.session.expire_all()
    assert [case.name for case in list_kept(team.person("ada").id)] == ["Later"]
