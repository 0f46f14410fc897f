"""`therapytool mail`: send what waits in the outbox, for those who run it by a timer, and say how much waits."""

from __future__ import annotations

import click

from therapytool.cli import AppFactory
from therapytool.cli.people import installation
from therapytool.errors import TherapytoolError
from therapytool.homework.mailing.outbox import count_waiting, send_waiting


class NoMailServer(TherapytoolError):
    """There is nothing to send with; the message names the settings."""

    def __init__(self) -> None:
        super().__init__("No mail server is set. Set THERAPYTOOL_SMTP_HOST and THERAPYTOOL_MAIL_FROM.")


@click.group()
def mail() -> None:
    """Send the homework links that wait in the outbox. `serve` does it by itself."""


@mail.command()
@click.pass_obj
def send(create_app: AppFactory) -> None:
    """Send what is due now; what failed is tried again later. Exits with 1 when something failed."""
    with installation(create_app) as settings:
        if not settings.sends_mail:
            raise NoMailServer
        delivery = send_waiting(settings)
    click.echo(f"Sent {delivery.sent}, failed {delivery.failed}.")
    if delivery.failed:
        raise SystemExit(1)


@mail.command()
@click.pass_obj
def status(create_app: AppFactory) -> None:
    """Say how many messages wait."""
    with installation(create_app) as settings:
        waiting = count_waiting()
    click.echo(f"{waiting} waiting. {'A mail server is set.' if settings.sends_mail else 'No mail server is set.'}")
