"""`therapytool restore`: put a backup in the place of what is there, once everything about it is found in order."""

from __future__ import annotations

from pathlib import Path

import click

from therapytool.cli import AppFactory
from therapytool.cli.backup import shown_progress
from therapytool.config import Settings
from therapytool.formatting import day_in_words
from therapytool.safekeeping.age_keys import needs_passphrase
from therapytool.safekeeping.restoring import Opener, restore_backup, version_in_words

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--identity", "-i", type=FILE, help="The file with the secret key that opens it.")
@click.option("--yes", is_flag=True, help="Do not ask before what is there is replaced.")
@click.pass_obj
def restore(create_app: AppFactory, file: Path, identity: Path | None, yes: bool) -> None:
    """Restore a backup. What is there now is kept aside; clients erased since the backup stay erased."""
    settings = Settings.load()
    opener = opener_for(file, identity)
    if not yes:
        click.confirm("Replace what is in this installation by the backup?", abort=True, err=True)
    with shown_progress() as step:
        restored = restore_backup(file, opener, settings, create_app, step=step)
    click.echo(
        f"Restored the backup of {day_in_words(restored.manifest.made_at)} ({version_in_words(restored.manifest)})."
    )
    if restored.kept:
        click.echo(f"The database from before is kept as {restored.kept}. Delete it when all is well.")
    if restored.erased_again:
        click.echo(f"Erased since the backup, and erased again: {restored.erased_again}.")


def opener_for(file: Path, identity: Path | None) -> Opener:
    """What opens an encrypted file: the key file given, or a passphrase asked for."""
    if needs_passphrase(file):
        return Opener(passphrase=click.prompt("Passphrase", hide_input=True, err=True))
    if identity is None:
        raise click.UsageError("Say which key opens it: --identity FILE.")
    return Opener(identity=identity.read_text(encoding="utf-8"))
