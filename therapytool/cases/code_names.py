"""Code names to offer, so that nobody has to think of one and nobody types a real name for want of another."""

from __future__ import annotations

import re
import secrets

PLACES = re.findall(
    r"\w+",
    "Harbor Meadow Orchard Willow Canyon Lantern Prairie Summit Cedar Bridge Garden Lagoon Quarry Mill Fjord Beacon",
)
BIRDS = re.findall(
    r"\w+",
    "Heron Finch Wren Plover Kestrel Swift Avocet Dunlin Osprey Dipper Linnet Siskin Bunting Godwit Petrel Lark "
    "Merlin Curlew Bittern Pipit Thrush Starling Oriole Tanager Egret Grebe Sandpiper Warbler Nuthatch Waxwing",
)


def case_name() -> str:
    """A code name for a case: "Harbor-27"."""
    return f"{secrets.choice(PLACES)}-{10 + secrets.randbelow(90)}"


def person_names(count: int) -> list[str]:
    """As many different code names for people, at most 30."""
    return secrets.SystemRandom().sample(BIRDS, count)
