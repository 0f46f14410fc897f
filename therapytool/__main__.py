"""Where the `therapytool` command starts: the terminal, given a way to make the application when it needs one."""

from __future__ import annotations

from flask import Flask

from therapytool.cli import run
from therapytool.config import Settings


def make_app(settings: Settings) -> Flask:
    """Make the application; loaded here because only some commands need it and it takes a second."""
    from therapytool.app import create_app  # noqa: PLC0415  # slow

    return create_app(settings)


def main() -> None:
    """The `therapytool` command."""
    run(make_app)


if __name__ == "__main__":
    main()
