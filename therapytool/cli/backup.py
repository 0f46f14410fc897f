"""`therapytool backup`: one encrypted file with all that was entrusted, and the key that alone opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from therapytool import clock
from therapytool.accounts.auditing.trail import TERMINAL
from therapytool.cli import AppFactory
from therapytool.cli.people import installation
from therapytool.database import writing
from therapytool.formatting import day_in_words
from therapytool.safekeeping.age_keys import new_key_pair, write_identity
from therapytool.safekeeping.backing_up import (
    Lock,
    backup_name,
    drop_old,
    find_recipient,
    last_backup,
    make_backup,
    set_recipient,
)
from therapytool.safekeeping.database_copy import Step

OUT = click.Path(dir_okay=False, path_type=Path)


@click.group(invoke_without_command=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File or folder. [default: here, named by the time]")
@click.option("--recipient", "recipients", multiple=True, help="Encrypt to this instead (age1...). May be repeated.")
@click.option("--passphrase", is_flag=True, help="Ask for a passphrase instead of using a recipient.")
@click.option("--keep", type=click.IntRange(min=1), help="Delete all but so many backups of that folder afterwards.")
@click.pass_context
def backup(
    context: click.Context, out: Path | None, recipients: tuple[str, ...], passphrase: bool, keep: int | None
) -> None:
    """Make an encrypted backup of database and files. Keys are not in it: see `therapytool keys export`."""
    if context.invoked_subcommand is not None:
        return
    name = backup_name(clock.now())
    target = (out / name if out.is_dir() else out) if out else Path(name)
    with installation(context.obj), shown_progress() as step:
        lock = lock_from(recipients, passphrase=passphrase)
        made = make_backup(target.absolute(), lock, by=TERMINAL, step=step)
    click.echo(str(target))
    click.echo(f"{made.size / 2**20:.1f} MB, sha256 {made.sha256}", err=True)
    for gone in drop_old(target.absolute().parent, keep=keep) if keep else ():
        click.echo(f"deleted {gone.name}", err=True)


@backup.command("new-recipient")
@click.option("-o", "--out", type=OUT, required=True, help="Where to write the secret half: a stick, not this machine.")
@click.pass_obj
def new_recipient(create_app: AppFactory, out: Path) -> None:
    """Make the key that opens backups. The secret half goes into the file, the public half is used from now on."""
    pair = new_key_pair()
    with installation(create_app):
        write_identity(out, pair)
        with writing():
            set_recipient(pair.recipient, by=TERMINAL)
    click.echo(pair.recipient)
    click.echo(f"Keep {out} offline, and a copy of it elsewhere. Without it no backup opens.", err=True)


@backup.command()
@click.pass_obj
def status(create_app: AppFactory) -> None:
    """Say when the last backup was made and whom it opens for."""
    with installation(create_app):
        last, recipient = last_backup(), find_recipient()
        click.echo(f"Last backup: {day_in_words(last.made_at) if last else 'never'}")
        click.echo(f"Opens with the key of: {recipient.recipient if recipient else 'nobody, no recipient is set'}")


def lock_from(recipients: tuple[str, ...], *, passphrase: bool) -> Lock:
    """What to encrypt with: as said, or the recipient set for this installation."""
    if passphrase:
        return Lock(passphrase=click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))
    usual = find_recipient()
    return Lock(recipients=recipients or ((usual.recipient,) if usual else ()))


@contextmanager
def shown_progress() -> Iterator[Step]:
    """A progress bar on the terminal; each new kind of work gets a line."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def step(words: str, done: int, total: int) -> None:
            if words not in tasks:
                tasks[words] = progress.add_task(words, total=total)
            progress.update(tasks[words], completed=done, total=total)

        yield step
