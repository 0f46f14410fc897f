"""Taking a pack in at one go, for tests."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.exercises.packs.comparing import Choice
from therapytool.exercises.packs.manifest import Pack
from therapytool.exercises.packs.taking import Taken, take_each
from therapytool.rendering.workers.pool import Pool


def take_pack(pack: Pack, choices: Mapping[str, Choice], *, practice_id: int, pool: Pool) -> Taken:
    """Every exercise of a pack, as chosen for each clash."""
    taken = Taken()
    for _ in take_each(pack, choices, practice_id=practice_id, pool=pool, taken=taken):
        pass
    return taken
