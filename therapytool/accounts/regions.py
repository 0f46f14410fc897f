"""The regions whose crisis contacts client pages can print, as worksheets/vocabulary.yaml lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from therapytool.shipped import folder


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its code ("US") and name."""

    code: str
    name: str


@cache
def regions() -> tuple[Region, ...]:
    """All regions, in the order of the file."""
    words = YAML(typ="safe").load(folder("worksheets") / "vocabulary.yaml")
    return tuple(Region(entry["region"], entry["name"]) for entry in words["crisis_contacts"])


def region_name(code: str) -> str:
    """The name of a region; the code itself when the file no longer has it."""
    return next((region.name for region in regions() if region.code == code), code)
