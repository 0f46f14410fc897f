"""States a disk can be in after the power went during one transaction of SQLite with a rollback journal.

SQLite writes the old pages into the journal and syncs it, writes the new pages into the database in any order and syncs
them, then cuts the journal to nothing. A power cut leaves any prefix of that, and of the step under way any part of its
sectors. The states are built from what was really written.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
MAGIC = bytes.fromhex("d9d505f920a163d7")
"""What a journal begins with once it is synced; without it nothing is rolled back."""


@dataclass(frozen=True)
class Recorded:
    """The database before and after one transaction, and the journal as it is synced in between."""

    before: bytes
    after: bytes
    journal: bytes


@dataclass(frozen=True)
class State:
    """What is on the disk after a cut. `is_committed` says that the save had been acknowledged or could have been."""

    database: bytes
    journal: bytes
    is_committed: bool


def synced(journal: bytes, before: bytes, page_size: int) -> bytes:
    """The journal as SQLite syncs it when it commits.

    Only then it notes the first page, whose counter every commit raises, and makes the header count.
    """
    nonce, _, sector = struct.unpack(">III", journal[12:24])
    size = page_size + 8
    noted = {
        struct.unpack(">I", journal[start : start + 4])[0] for start in range(sector, len(journal) - size + 1, size)
    }
    whole = bytearray(journal[: sector + len(noted) * size])
    if 1 not in noted:
        page = before[:page_size]
        check = (nonce + sum(page[place] for place in range(page_size - 200, 0, -200))) & 0xFFFFFFFF
        whole += struct.pack(">I", 1) + page + struct.pack(">I", check)
    whole[:12] = MAGIC + struct.pack(">I", (len(whole) - sector) // size)
    return bytes(whole)


def cuts(recorded: Recorded, *, count: int, seed: int = 1, with_journal: bool = True) -> Iterator[State]:
    """Random states of all three steps; without the journal, as if it had never been synced (the control)."""
    chance = random.Random(seed)
    journal = recorded.journal if with_journal else b""
    for number in range(count):
        step = number % 4
        if step == 0:
            cut = chance.randrange(len(recorded.journal))
            yield State(recorded.before, recorded.journal[:cut], is_committed=False)
        elif step == 3:
            yield State(recorded.after, b"", is_committed=True)
        else:
            yield State(_partly(recorded, chance), journal, is_committed=False)


def _partly(recorded: Recorded, chance: random.Random) -> bytes:
    """The database with some of its changed sectors written, in no order."""
    size = max(len(recorded.before), len(recorded.after))
    old, new = recorded.before.ljust(size, b"\0"), recorded.after.ljust(size, b"\0")
    disk, share = bytearray(old), chance.random()
    for start in range(0, size, SECTOR):
        part = slice(start, start + SECTOR)
        if old[part] != new[part] and chance.random() < share:
            disk[part] = new[part]
    return bytes(disk)


def put(state: State, database: Path) -> None:
    """Make a disk look like this."""
    database.write_bytes(state.database)
    database.with_name(f"{database.name}-journal").write_bytes(state.journal)
