"""Power cuts: acknowledged saves over the application, and the disk as it can be left at any moment of them.

What SQLite did to the disk is recorded (`disk_log`). A cut falls anywhere in that record. What was synced before it is
on the disk. Of what was not, each sector of 512 bytes is there or is not, each by chance and whatever came before it,
and so is each change of a file's length: a disk may write in any order until it is told to sync. The database is then
opened by a plain SQLite, which rolls back what it must, and is held against what clients had been told.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bench.disk_log import DiskLog, Event, Kind

SECTOR = 512
KEPT = "SELECT response_id, key, revision, sealed_text FROM answer"


@dataclass
class File:
    """A file as it is for sure on the disk, and what has been done to it since it was last synced."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk now."""
        for event in self.since:
            apply(self.synced, event)
        self.since.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """The file as it may be found after the power came back."""
        content, share = bytearray(self.synced), chance.random()
        for event in self.since:
            if event.kind is Kind.TRUNCATE:
                if chance.random() < share:
                    apply(content, event)
            else:
                for part in sectors(event):
                    if chance.random() < share:
                        apply(content, part)
        return bytes(content)


@dataclass(frozen=True)
class Told:
    """A save that had been acknowledged: whose, which question, the revision, and what is kept for it."""

    response_id: int
    key: str
    revision: int
    fingerprint: str


@dataclass
class Verdict:
    """What came of all cuts."""

    states: int = 0
    promises: int = 0
    rolled_back: int = 0
    lost: int = 0
    torn: int = 0
    broken: int = 0


def apply(content: bytearray, event: Event) -> None:
    """Do to a file's bytes what was done to the file; a gap between its end and a write beyond it reads as zeros."""
    if event.kind is Kind.TRUNCATE:
        del content[event.at :]
        content.extend(bytes(max(0, event.at - len(content))))
        return
    content.extend(bytes(max(0, event.at + len(event.data) - len(content))))
    content[event.at : event.at + len(event.data)] = event.data


def sectors(event: Event) -> Iterator[Event]:
    """A write, cut where sectors of the disk begin."""
    start, end = event.at, event.at + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Event(Kind.WRITE, event.path, start, event.data[start - event.at : stop - event.at])
        start = stop


def record(log: DiskLog, save: Callable[[int], bool], *, saves: int, database: Path) -> list[Told]:
    """Make saves one after the other; returns what was told of each, in order, as it is kept right after."""
    told: list[Told] = []
    revisions: dict[tuple[int, str], int] = {}
    for number in range(saves):
        if not save(number):
            raise RuntimeError(f"save {number} was not acknowledged")
        log.tell(number + 1)
        newer = newest(database, revisions)
        revisions[newer.response_id, newer.key] = newer.revision
        told.append(newer)
    return told


def newest(database: Path, before: dict[tuple[int, str], int]) -> Told:
    """The one answer that has moved on."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        for response_id, key, revision, sealed in connection.execute(KEPT):
            if sealed is not None and before.get((response_id, key), 0) < revision:
                return Told(response_id, key, revision, sha256(sealed).hexdigest())
    raise RuntimeError("a save was acknowledged and is not there")


def replay(
    before: dict[str, bytes], events: list[Event], told: list[Told], *, states: int, folder: Path, lies: bool = False
) -> Verdict:
    """Cut the power so often, spread over the whole record, and look. A disk that `lies` takes no sync seriously."""
    chance, verdict = random.Random(1), Verdict()  # noqa: S311  # the same cuts every time
    cuts = sorted(chance.randrange(1, len(events) + 1) for _ in range(states))
    files = {path: File(bytearray(content)) for path, content in before.items()}
    acknowledged, done = 0, 0
    for cut in cuts:
        for event in events[done:cut]:
            acknowledged = event.at if event.kind is Kind.TOLD else acknowledged
            _follow(files, event, lies=lies)
        done = cut
        for path, file in files.items():
            (folder / Path(path).name).write_bytes(file.after_cut(chance))
        _judge(folder, told, acknowledged, verdict)
    return verdict


def _follow(files: dict[str, File], event: Event, *, lies: bool) -> None:
    file = files.setdefault(event.path, File()) if event.path else None
    if file is None:
        return
    if event.kind is Kind.SYNC:
        if not lies:
            file.sync()
    elif event.kind is Kind.DELETE:
        file.since.append(Event(Kind.TRUNCATE, event.path, 0))
    else:
        file.since.append(event)


def _judge(folder: Path, told: list[Told], acknowledged: int, verdict: Verdict) -> None:
    """Open what is there as the next start would, and hold it against what had been told."""
    verdict.states += 1
    promised = {(each.response_id, each.key): each.revision for each in told[:acknowledged]}
    known = {(each.response_id, each.key, each.revision): each.fingerprint for each in told}
    verdict.promises += len(promised)
    journal = next(folder.glob("*-journal"), None)
    verdict.rolled_back += journal is not None and journal.stat().st_size > 0
    try:
        rows = _rows(folder)
    except sqlite3.DatabaseError:
        verdict.broken += 1
        return
    verdict.lost += sum(revision > rows.get(place, (0, ""))[0] for place, revision in promised.items())
    verdict.torn += sum(known.get((*place, revision)) != fingerprint for place, (revision, fingerprint) in rows.items())


def _rows(folder: Path) -> dict[tuple[int, str], tuple[int, str]]:
    """The answers a database holds. Raises what SQLite raises for one that is not whole."""
    (path,) = folder.glob("*.db")
    with closing(sqlite3.connect(path)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()
        if verdict != ("ok",):
            raise sqlite3.DatabaseError(str(verdict))
        rows = connection.execute(KEPT).fetchall()
    with suppress(FileNotFoundError):
        path.with_name(f"{path.name}-journal").unlink()
    return {(row[0], row[1]): (row[2], sha256(row[3]).hexdigest()) for row in rows if row[3] is not None}
