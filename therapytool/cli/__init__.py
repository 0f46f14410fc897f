"""The terminal: `therapytool` and its commands. Results go to stdout, errors to stderr with a non-zero exit.

Commands load on first use, because the ones that serve bring a whole web framework with them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

import click
from flask import Flask

from therapytool import __version__
from therapytool.config import Settings
from therapytool.errors import TherapytoolError

AppFactory = Callable[[Settings], Flask]

MODULES = {
    "audit": "therapytool.cli.audit",
    "backup": "therapytool.cli.backup",
    "demo": "therapytool.cli.serve",
    "keys": "therapytool.cli.keys",
    "library": "therapytool.cli.library",
    "mail": "therapytool.cli.mail",
    "people": "therapytool.cli.people",
    "render": "therapytool.cli.render",
    "restore": "therapytool.cli.restore",
    "retention": "therapytool.cli.retention",
    "serve": "therapytool.cli.serve",
}
"""Each command by name, and the module that holds it under the same name."""


class CommandsOnDemand(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        found: click.Command = getattr(import_module(MODULES[cmd_name]), cmd_name)
        return found


@click.command(cls=CommandsOnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="therapytool")
def commands() -> None:
    """Session plans, printable worksheets and homework for therapists."""


def run(create_app: AppFactory) -> None:
    """Run the command of this process; commands that need the application make it with `create_app`.

    What can be told in plain words is told so, without a traceback.
    """
    try:
        commands(obj=create_app)
    except TherapytoolError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
