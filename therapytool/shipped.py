"""Where templates, fonts and worksheets lie: beside the package in a checkout, inside it when from a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """A folder of shipped files ("templates", "fonts", "static", "worksheets"), in a checkout or in a wheel.

    Raises FileNotFoundError when neither place has it, which means the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for place in (package.parent / name, package / "shipped" / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder '{name}' is missing from this installation of Therapytool")


@cache
def shipped_fonts() -> dict[str, Path]:
    """The typefaces of print by file name, in order of name."""
    return {path.name: path for path in sorted(folder("fonts").glob("*.ttf"))}
