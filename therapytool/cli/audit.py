"""`therapytool audit`: check that nobody has changed the trail, and read it."""

from __future__ import annotations

import json

import click

from therapytool.accounts.auditing.actions import in_words
from therapytool.accounts.auditing.chain import Broken
from therapytool.accounts.auditing.trail import Wanted, check_trail, list_lines, seal_at
from therapytool.cli import AppFactory
from therapytool.cli.people import installation
from therapytool.formatting import counted


@click.group()
def audit() -> None:
    """The trail of who did what when."""


@audit.command()
@click.option("--expect", help="An end noted before (COUNT:SEAL): the trail must go on from there.")
@click.pass_obj
def verify(create_app: AppFactory, expect: str | None) -> None:
    """Walk the whole trail. Exits with 1 when a line was changed, taken out or put in."""
    with installation(create_app):
        found = check_trail()
        continues = True
        if expect is not None:
            count, _, seal = expect.partition(":")
            continues = count.isdecimal() and seal_at(int(count)) == seal
    if isinstance(found, Broken):
        click.echo(f"The trail is broken at line {found.number}: {found.reason}.", err=True)
        raise SystemExit(1)
    if not continues:
        click.echo("The trail does not go on from the end that was noted: lines were taken off.", err=True)
        raise SystemExit(1)
    click.echo(f"{counted(found.count, 'line')}, as they were written. The end is {found}")


@audit.command("list")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def list_trail(create_app: AppFactory, limit: int, as_json: bool) -> None:
    """The newest lines: when, who, what, about which case, all by public ids."""
    with installation(create_app):
        lines = list_lines(Wanted(), limit=limit)
    if as_json:
        rows = [{name: str(getattr(line, name)) for name in type(line).__dataclass_fields__} for line in lines]
        click.echo(json.dumps(rows, indent=2))
        return
    for line in lines:
        who = f"{line.actor_kind} {line.actor}".strip()
        click.echo(f"{line.at:%Y-%m-%d %H:%M}  {who:<26} {in_words(line.action)}  {line.subject}".rstrip())
