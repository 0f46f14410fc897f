"""The print profile on the command line: paper, type, ink, binding, sheets of paper, and what a sheet carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from therapytool.rendering.profiles.profile import Binding, Paper, PrintProfile, SheetLayout, TypeSize

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--paper", type=click.Choice([paper.value for paper in Paper]), default=Paper.LETTER.value, show_default=True
    ),
    click.option(
        "--type",
        "type_size",
        type=click.Choice([size.value for size in TypeSize]),
        default=TypeSize.STANDARD.value,
        show_default=True,
        help="Size and width of the type.",
    ),
    click.option(
        "--binding",
        type=click.Choice([binding.value for binding in Binding]),
        default=Binding.NONE.value,
        show_default=True,
        help="Where room is left for holes; 'duplex' for both sides of a leaf.",
    ),
    click.option(
        "--layout",
        type=click.Choice([layout.value for layout in SheetLayout]),
        default=SheetLayout.PAGES.value,
        show_default=True,
        help="Two pages on a side, or a booklet to fold: for paper alone, without tags, links and fields.",
    ),
    click.option("--ink-saver", is_flag=True, help="No tints, thin lines."),
    click.option(
        "--grayscale", "--greyscale", "greyscale", is_flag=True, help="Grays only, for a black-and-white printer."
    ),
    click.option("--no-name", is_flag=True, help="Leave out the lines for name and date."),
    click.option("--no-qr", is_flag=True, help="Leave out the QR code."),
    click.option("--no-commitment", is_flag=True, help="Leave out the commitment strip."),
)


def profile_options(command: Command) -> Command:
    """Give a command all options of a print profile; it is called with the one value `profile`."""

    @wraps(command)
    def with_profile(**given: Any) -> Any:
        return command(**{name: value for name, value in given.items() if name not in _TAKEN}, profile=_profile(given))

    for option in reversed(OPTIONS):
        with_profile = option(with_profile)
    return with_profile  # type: ignore[return-value]  # the same command, called with other words


_TAKEN = (
    "paper",
    "type_size",
    "binding",
    "layout",
    "ink_saver",
    "greyscale",
    "no_name",
    "no_qr",
    "no_commitment",
)


def _profile(given: dict[str, Any]) -> PrintProfile:
    return PrintProfile(
        paper=Paper(given["paper"]),
        type_size=TypeSize(given["type_size"]),
        binding=Binding(given["binding"]),
        layout=SheetLayout(given["layout"]),
        ink_saver=given["ink_saver"],
        greyscale=given["greyscale"],
        name_field=not given["no_name"],
        qr=not given["no_qr"],
        commitment=not given["no_commitment"],
    )
