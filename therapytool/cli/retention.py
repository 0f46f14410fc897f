"""`therapytool retention`: what is to be erased because its time is over, without a name of anybody."""

from __future__ import annotations

import click

from therapytool import clock
from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import TERMINAL, Subject, note
from therapytool.accounts.queries import list_clinicians
from therapytool.cases.keeping import KeptCase, erase_due, list_kept
from therapytool.cli import AppFactory
from therapytool.cli.people import installation
from therapytool.database import writing
from therapytool.homework.operations import delete_expired
from therapytool.homework.retention import Ending, list_ending


@click.group()
def retention() -> None:
    """What is kept only for a time: list what is due, erase it."""


@retention.command("list")
@click.pass_obj
def list_due(create_app: AppFactory) -> None:
    """Count for each clinician what is due; names stay sealed."""
    with installation(create_app):
        for clinician in list_clinicians():
            cases, homework = _due_cases(clinician.id), _due_homework(clinician.id)
            click.echo(f"{clinician.email}: cases due {len(cases)}, homework due {len(homework)}")


@retention.command("erase")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase(create_app: AppFactory, yes: bool) -> None:
    """Erase cases and homework whose time is over, for good. Backups made before still hold them."""
    if not yes:
        click.confirm("Erase everything whose time is over? This cannot be undone.", abort=True, err=True)
    with installation(create_app), writing():
        cases = sum(_erase_cases(clinician.id, clinician.public_id) for clinician in list_clinicians())
        homework = delete_expired(clock.now())
    click.echo(f"Erased: cases {cases}, homework {homework}.")


def _erase_cases(clinician_id: int, public_id: str) -> int:
    due = _due_cases(clinician_id)
    for case in due:
        about = Subject("case", case.public_id, public_id, case.public_id)
        note(Action.CASE_ERASED, by=TERMINAL, subject=about, detail="its time was over")
    return erase_due([case.public_id for case in due], clinician_id=clinician_id)


def _due_cases(clinician_id: int) -> list[KeptCase]:
    return [case for case in list_kept(clinician_id) if case.is_due]


def _due_homework(clinician_id: int) -> list[Ending]:
    return [each for each in list_ending(clinician_id) if each.deletes_at <= clock.now()]
