"""Copies of the database that were put aside before an upgrade or a restore: how long they stay, and when they go.

They hold what has been erased since, so they are not kept for ever. Older ones than the setting says go; so do the
oldest while all together take more room than it allows, but not the newest: that is the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from therapytool.config import Settings
from therapytool.safekeeping.database_copy import NotSqlite, sqlite_path

KEPT = "kept"
STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"(?:^|\.)before-(upgrade|restore)-(\d{8}-\d{6})\.db$")


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """One copy: what it was made before ("upgrade", "restore"), when, its size in bytes, and the day it goes."""

    path: Path
    before: str
    made_at: datetime
    size: int
    goes_at: datetime


def list_copies(settings: Settings) -> tuple[OlderCopy, ...]:
    """What there is, the newest first."""
    found = (_copy(path, settings) for folder in _folders(settings) for path in folder.glob("*before-*.db"))
    return tuple(sorted(filter(None, found), key=lambda copy: copy.made_at, reverse=True))


def prune_copies(settings: Settings, *, now: datetime) -> tuple[OlderCopy, ...]:
    """Delete the copies whose time is over or for which there is no room; returns them."""
    gone = tuple(_to_drop(list_copies(settings), room=settings.copies_mebibytes * 2**20, now=now))
    for copy in gone:
        copy.path.unlink(missing_ok=True)
    return gone


def _to_drop(copies: Iterable[OlderCopy], *, room: int, now: datetime) -> Iterable[OlderCopy]:
    """Of copies, the newest first, those that go."""
    taken = 0
    for copy in copies:
        is_newest, taken = taken == 0, taken + copy.size
        if copy.goes_at <= now or (taken > room and not is_newest):
            yield copy


def _folders(settings: Settings) -> Iterable[Path]:
    try:
        yield sqlite_path(settings.database_url).parent
    except NotSqlite:
        return
    yield settings.instance / KEPT


def _copy(path: Path, settings: Settings) -> OlderCopy | None:
    named = NAME.search(path.name)
    if named is None:
        return None
    made_at = datetime.strptime(named[2], STAMP).replace(tzinfo=UTC)
    goes_at = made_at + timedelta(days=settings.copies_days)
    return OlderCopy(path, named[1], made_at, path.stat().st_size, goes_at)
