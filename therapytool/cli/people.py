"""`therapytool people`: who has an account, a new one for a colleague, and a new password for one who lost hers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.table import Table

from therapytool.accounts.emails import valid_email
from therapytool.accounts.models import User
from therapytool.accounts.one_use import Purpose, issue_code
from therapytool.accounts.operations import add_clinician, turn_off_every_second_step
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import find_clinician, list_clinicians
from therapytool.cli import AppFactory
from therapytool.config import Settings
from therapytool.database import writing
from therapytool.errors import NotFound
from therapytool.safekeeping.upgrading import upgrade_database


@click.group()
def people() -> None:
    """Add clinicians, list them, help one who lost her password."""


@people.command()
@click.argument("email")
@click.option("--name", required=True, help="How she is called.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in ClinicianRole]),
    default=ClinicianRole.CLINICIAN.value,
    show_default=True,
    help="An owner also changes what the practice prints.",
)
@click.pass_obj
def add(create_app: AppFactory, email: str, name: str, role: str) -> None:
    """Add a clinician and print the address where she chooses her password."""
    with installation(create_app) as settings:
        with writing():
            clinician = add_clinician(email=valid_email(email), name=name, role=ClinicianRole(role))
            code = issue_code(Purpose.PASSWORD, clinician_id=clinician.id)
        _print_address(settings, code)


@people.command()
@click.argument("email")
@click.option("--turn-off-second-step", "second_step_off", is_flag=True, help="Phone and recovery codes are lost, too.")
@click.pass_obj
def reset(create_app: AppFactory, email: str, second_step_off: bool) -> None:
    """Print an address where a clinician chooses a new password; the old one works until she has."""
    with installation(create_app) as settings:
        with writing():
            clinician = find_clinician(email)
            if clinician is None:
                raise NotFound(f"Nobody signs in as {email}. `therapytool people list` shows who does.")
            if second_step_off:
                turn_off_every_second_step(clinician)
            code = issue_code(Purpose.PASSWORD, clinician_id=clinician.id)
        _print_address(settings, code)


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def list_people(create_app: AppFactory, as_json: bool) -> None:
    """List everybody with an account."""
    with installation(create_app):
        rows = [_described(clinician) for clinician in list_clinicians()]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table("Name", "E-mail", "Role", "Password", "Second step", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)


@contextmanager
def installation(create_app: AppFactory) -> Iterator[Settings]:
    """The database of this installation, brought up to date, with its settings."""
    settings = Settings.load()
    app = create_app(settings)
    with app.app_context():
        upgrade_database(app, Console(stderr=True))
        yield settings


def _described(clinician: User) -> dict[str, str]:
    return {
        "name": clinician.name,
        "email": clinician.email,
        "role": ", ".join(sorted(role.name for role in clinician.roles)),
        "password": "set" if clinician.password else "not chosen yet",
        "second_step": "on" if clinician.tf_primary_method else "off",
    }


def _print_address(settings: Settings, code: str) -> None:
    """The address on stdout, so that it can be piped; what it is on stderr."""
    click.echo("Hand this address over in person or by a channel you trust. It works once, for a day:", err=True)
    click.echo(f"{settings.address}/welcome#{code}")
