"""The terminal: `therapytool` and its commands. Results go to stdout, errors to stderr with a non-zero exit.

Commands load on first use, because the ones that serve bring a whole web framework with them.
"""

from __future__ import annotations

import sqlite3
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


WRITABLE = (
    "Let this user write to the instance folder and to the files in it, or name another folder: "
    "THERAPYTOOL_INSTANCE=/path/to/folder"
)
DAMAGED = "The file is no sound SQLite database; `therapytool restore` brings back a backup."
OLDER = "It is new, or older than this program; `therapytool serve` brings it up to date."
SERVER = "Is the server that DATABASE_URL names running, and may this user sign in there?"
WAYS_OUT = {
    sqlite3.SQLITE_BUSY: "Another program is writing to it; try again in a moment.",
    sqlite3.SQLITE_CANTOPEN: WRITABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_ERROR: OLDER,
    sqlite3.SQLITE_FULL: "The disk is full; make room and try again.",
    sqlite3.SQLITE_IOERR: "The disk does not answer as it should; look at it before anything else.",
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_READONLY: WRITABLE,
}
"""What to do, by what SQLite says is wrong."""


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
        commands(obj=create_app, prog_name="therapytool")
    except TherapytoolError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except Exception as error:
        told = database_trouble(error)
        if not told:
            raise
        click.echo(told, err=True)
        sys.exit(1)


def database_trouble(error: Exception) -> str:
    """What to do about a database that cannot be opened or read; empty for any other error.

    SQLAlchemy keeps what the driver raised as `orig`.
    """
    raised = getattr(error, "orig", None)
    if not isinstance(raised, Exception):
        return ""
    code: int = getattr(raised, "sqlite_errorcode", 0)
    what = str(raised).partition("\n")[0].rstrip(".")
    return f"The database cannot be used: {what}. {WAYS_OUT.get(code & 0xFF, SERVER)}"
