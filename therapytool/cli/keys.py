"""`therapytool keys`: the ring that seals what is said about clients: its state, a new key, copies of it."""

from __future__ import annotations

from pathlib import Path

import click

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import TERMINAL, note
from therapytool.cli import AppFactory
from therapytool.cli.backup import OUT, lock_from, shown_progress
from therapytool.cli.people import installation
from therapytool.cli.restore import FILE, opener_for
from therapytool.config import Settings
from therapytool.database import writing
from therapytool.safekeeping.in_use import alone
from therapytool.safekeeping.key_export import export_keys, import_keys
from therapytool.safekeeping.read_only import stop_if_keys_do_not_fit
from therapytool.safekeeping.rotating import drop_old_keys, key_state, rotate_keys


@click.group()
def keys() -> None:
    """The keys that seal what is said about clients."""


@keys.command()
@click.pass_obj
def status(create_app: AppFactory) -> None:
    """Say which keys are on the ring, which one seals, and whether they fit. Exits with 1 when they do not."""
    settings = Settings.load()
    app = create_app(settings)
    with app.app_context():
        reason = stop_if_keys_do_not_fit(app)
        if reason:
            click.echo(reason, err=True)
            raise SystemExit(1)
        state = key_state()
    click.echo(f"Keys on the ring: {', '.join(map(str, state.ids))}. Key {state.current} seals.")
    click.echo(f"Sealed with the ring: {state.sealed_in_all}; with an older key: {state.sealed_with_older}.")


@keys.command()
@click.pass_obj
def rotate(create_app: AppFactory) -> None:
    """Seal everything with a new key. If it is cut off, run it again: it goes on where it ended."""
    with installation(create_app), shown_progress() as step:
        count = rotate_keys(by=TERMINAL, progressed=lambda done, total: step("Sealing anew", done, total))
        state = key_state()
    click.echo(f"{count} sealed anew. Key {state.current} seals now.")
    click.echo(
        "Copy the ring out again with `therapytool keys export`. The older key stays on it until `therapytool keys "
        "drop-old`; backups made before today open with the keys exported before.",
        err=True,
    )


@keys.command("drop-old")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def drop_old(create_app: AppFactory, yes: bool) -> None:
    """Take older keys off the ring, once everything has been opened without them."""
    if not yes:
        click.confirm("Backups from before the last rotation need these keys. Do you have them exported?", abort=True)
    with installation(create_app):
        dropped = drop_old_keys(by=TERMINAL)
    click.echo(f"Dropped: {', '.join(map(str, dropped)) or 'none, there was no older key'}.")


@keys.command("export")
@click.option("-o", "--out", type=OUT, required=True)
@click.option("--recipient", "recipients", multiple=True, help="Encrypt to this instead (age1...). May be repeated.")
@click.option("--passphrase", is_flag=True, help="Ask for a passphrase instead of using a recipient.")
@click.pass_obj
def export(create_app: AppFactory, out: Path, recipients: tuple[str, ...], passphrase: bool) -> None:
    """Copy the keys into an encrypted file, to be kept apart from the backups."""
    with installation(create_app) as settings:
        key_state()
        export_keys(settings.instance, out, lock_from(recipients, passphrase=passphrase))
        with writing():
            note(Action.KEYS_EXPORTED, by=TERMINAL)
    click.echo(str(out))


@keys.command("import")
@click.argument("file", type=FILE)
@click.option("--identity", "-i", type=FILE, help="The file with the secret key that opens it.")
@click.pass_obj
def bring(create_app: AppFactory, file: Path, identity: Path | None) -> None:
    """Put exported keys in place, on a new machine before its first account."""
    settings = Settings.load()
    opener = opener_for(file, identity)
    with create_app(settings).app_context(), alone(settings.instance):
        import_keys(settings.instance, file, identity=opener.identity, passphrase=opener.passphrase)
    click.echo("The keys are in place.")
