"""The terminal: `therapytool` and its commands. Results go to stdout, errors to stderr with a non-zero exit."""

from __future__ import annotations

import sys

import click

from therapytool import __version__
from therapytool.cli.library import library
#from therapytool.cli.people import people
from therapytool.cli.render import render
#from therapytool.cli.serve import demo, serve
from therapytool.errors import TherapytoolError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="therapytool")
def commands() -> None:
    """Session plans, printable worksheets and homework for therapists."""


for command in (library, render):
    commands.add_command(command)


def main() -> None:
    """Run a command; what can be told in plain words is told so, without a traceback."""
    try:
        commands()
    except TherapytoolError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
