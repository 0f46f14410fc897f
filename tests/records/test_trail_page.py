"""The trail as it is read: one's own lines, narrowed, on pages, and as a table; the owner's without code names."""

from __future__ import annotations

from datetime import timedelta

from tests.records.conftest import Team
from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import TERMINAL, Subject, clinician_actor, note
from therapytool.database import writing


def test_she_reads_her_cases_by_code_name_and_the_owner_does_not(team: Team) -> None:
    case = team.desk("ada").case("Heron", name="Planted-12")
    ada = team.public_id("ada")
    with writing():
        about = Subject("case", case.public_id, ada, case.public_id)
        note(Action.CASE_OPENED, by=clinician_actor(ada), subject=about)
    mine, owners = team["ada"].open("/records/trail").text, team["olga"].open("/records/trail").text
    assert "Planted-12" in mine
    assert "Planted-12" not in owners
    assert "A case of Ada" in owners
    assert "Opened a case" not in team["ben"].open("/records/trail").text


def test_it_is_narrowed_by_person_kind_and_day(team: Team) -> None:
    olga = team["olga"]
    with writing():
        note(Action.BACKUP_MADE, by=TERMINAL)
        note(Action.CASE_OPENED, by=clinician_actor(team.public_id("ada")))
    assert "Made a backup" in olga.open("/records/trail?what=safekeeping").text
    assert "Opened a case" not in olga.open("/records/trail?what=safekeeping").text.partition("<table")[2]
    by_ada = olga.open(f"/records/trail?who={team.public_id('ada')}").text.partition("<table")[2]
    assert "Opened a case" in by_ada
    assert "Made a backup" not in by_ada
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert "Nothing like that" in olga.open(f"/records/trail?since={tomorrow}").text
    assert olga.open("/records/trail?what=nonsense&since=never&page=1").status_code == 200
    assert olga.open("/records/trail?page=99").status_code == 404


def test_a_long_trail_is_cut_into_pages_and_the_table_has_all(team: Team) -> None:
    with writing():
        for _ in range(60):
            note(Action.NAME_CHANGED, by=clinician_actor(team.public_id("ada")))
    page = team["ada"].open("/records/trail")
    assert "Page 1 of 2" in page.text
    table = team["ada"].open("/records/trail.csv")
    assert table.text.count("Changed her name") == 60
    assert table.headers["Content-Disposition"].startswith("attachment; filename=audit-trail-")
    assert "Exported the audit trail" in team["ada"].open("/records/trail").text
