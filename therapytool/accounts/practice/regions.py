"""The regions whose crisis contacts client pages can print, as worksheets/vocabulary.yaml lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from therapytool.accounts.practice.crisis_lines import USUALLY_PRINTED, ListedContact
from therapytool.shipped import folder


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its code ("US") and name, with its emergency number and the contacts that ship."""

    code: str
    name: str
    emergency: str = ""
    contacts: tuple[ListedContact, ...] = ()


@cache
def regions() -> tuple[Region, ...]:
    """All regions, in the order of the file."""
    words = YAML(typ="safe").load(folder("worksheets") / "vocabulary.yaml")
    return tuple(
        Region(entry["region"], entry["name"], entry["emergency"], _contacts(entry["lines"]))
        for entry in words["crisis_contacts"]
    )


def find_region(code: str) -> Region:
    """The region of a code; the last one ("anywhere else") when the file does not have it."""
    return next((region for region in regions() if region.code == code), regions()[-1])


def region_name(code: str) -> str:
    """The name of a region; the code itself when the file no longer has it."""
    return next((region.name for region in regions() if region.code == code), code)


def _contacts(lines: list[dict[str, object]]) -> tuple[ListedContact, ...]:
    """A region's shipped contacts: the first few confirmed ones print."""
    confirmed = [line["name"] for line in lines if line["confirmed"]]
    return tuple(
        ListedContact(
            key=str(number),
            name=str(line["name"]),
            number=str(line["number"]),
            how=str(line["how"]),
            is_vouched_for=bool(line["confirmed"]),
            checked_on=None,
            is_printed=line["name"] in confirmed[:USUALLY_PRINTED],
        )
        for number, line in enumerate(lines)
    )
