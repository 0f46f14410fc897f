"""Finished prints, found again by what went into them: recent ones in memory, library material on disk too.

A print may hold a client's words, so nothing reaches the disk unless the caller says that it is library material.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Sized
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Generic, TypeVar

from therapytool import __version__
from therapytool.rendering.fonts.machine_fonts import machine_fonts
from therapytool.rendering.fragment import Fragment
from therapytool.rendering.keeping.disk_store import MEBIBYTE, DiskStore
from therapytool.rendering.linking.relocation import Relocated
from therapytool.shipped import shipped_fonts

ENGINE_PARTS = ("weasyprint", "pydyf", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a print depends on. A change in any of them is another print."""

    kind: str
    html: str
    styles: str
    fonts: str
    engine: str

    def key(self) -> str:
        """SHA-256 over all of them, each with its length, in hexadecimal."""
        digest = hashlib.sha256()
        for part in (self.kind, self.html, self.styles, self.fonts, self.engine):
            content = part.encode()
            digest.update(b"%d:" % len(content))
            digest.update(content)
        return digest.hexdigest()


@cache
def fonts_fingerprint() -> str:
    """SHA-256 over names and content of the shipped typefaces and the state of the machine's, once per process."""
    digest = hashlib.sha256(machine_fonts().encode())
    for name, path in shipped_fonts().items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def engine_version() -> str:
    """The versions of everything that turns HTML into pages and pictures, without loading any of it."""
    return " ".join([f"therapytool {__version__}", *(f"{name} {version(name)}" for name in ENGINE_PARTS)])


Entry = TypeVar("Entry", bound=Sized)


class Memory(Generic[Entry]):
    """The last things made by this process, together at most `most_bytes`, none older than `seconds`.

    The length of an entry is what it takes. Safe for threads.
    """

    def __init__(self, *, most_bytes: int, seconds: float) -> None:
        self.most_bytes = most_bytes
        self.seconds = seconds
        self._entries: OrderedDict[str, tuple[float, Entry]] = OrderedDict()
        self._total = 0
        self._oldest = inf
        self._guard = threading.Lock()

    def find(self, key: str) -> Entry | None:
        """The entry, if it is here and young enough."""
        with self._guard:
            self._drop_the_old()
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key][1]

    def keep(self, key: str, entry: Entry) -> None:
        """Remember the entry, and forget the ones unused for longest when there is no room."""
        with self._guard:
            self._drop(key)
            now = time.monotonic()
            self._entries[key] = (now, entry)
            self._oldest = min(self._oldest, now)
            self._total += len(entry)
            while self._total > self.most_bytes:
                self._drop(next(iter(self._entries)))

    def _drop_the_old(self) -> None:
        limit = time.monotonic() - self.seconds
        if self._oldest < limit:
            for key in [key for key, (kept_at, _) in self._entries.items() if kept_at < limit]:
                self._drop(key)
            self._oldest = min((kept_at for kept_at, _ in self._entries.values()), default=inf)

    def _drop(self, key: str) -> None:
        found = self._entries.pop(key, None)
        if found is not None:
            self._total -= len(found[1])


class PrintCache:
    """Memory before disk. Give no folder, and nothing is ever written.

    `written`, `fragments` and `relocated` hold what would else be written and read again, for as long as the prints.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        most_bytes: int = 256 * MEBIBYTE,
        most_memory: int = 32 * MEBIBYTE,
        seconds_in_memory: float = 900.0,
    ) -> None:
        self._memory: Memory[bytes] = Memory(most_bytes=most_memory, seconds=seconds_in_memory)
        self.written: Memory[str] = Memory(most_bytes=most_memory, seconds=seconds_in_memory)
        self.fragments: Memory[Fragment] = Memory(most_bytes=most_memory, seconds=seconds_in_memory)
        self.relocated: Memory[Relocated] = Memory(most_bytes=most_memory, seconds=seconds_in_memory)
        self._disk = DiskStore(folder, most_bytes=most_bytes) if folder else None
        self._turns = tuple(threading.Lock() for _ in range(64))

    def find(self, key: str) -> bytes | None:
        """The entry of this key, or None."""
        entry = self._memory.find(key)
        if entry is None and self._disk is not None:
            entry = self._disk.find(key)
        return entry

    def keep(self, key: str, entry: bytes, *, on_disk: bool) -> None:
        """Keep an entry; on disk only what can hold no client's words."""
        self._memory.keep(key, entry)
        if on_disk and self._disk is not None:
            self._disk.keep(key, entry)

    def turn(self, key: str) -> AbstractContextManager[object]:
        """Held by the thread that makes the entry of this key, so that others wait instead of making it again."""
        return self._turns[int(key[:8], 16) % len(self._turns)]
