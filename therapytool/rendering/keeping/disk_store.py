"""Prints kept on disk, bounded in bytes. The store may be lost or damaged at any time: it is only a cache."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

MEBIBYTE = 1024 * 1024
MARK = b"therapytool print 1\n"
SEAL_LENGTH = len(MARK) + hashlib.sha256().digest_size
UNFINISHED = ".unfinished"
SECONDS_A_WRITE_MAY_TAKE = 300.0
SHARE_BETWEEN_SWEEPS = 0.05
SHARE_KEPT = 0.9


class DiskStore:
    """Entries as files below `folder`, together at most `most_bytes`, those unused for longest given up first.

    Safe for many processes at once, and for any of them being killed. Between two sweeps each process may add a
    twentieth of the bound. Files are 0600, folders 0700.
    """

    def __init__(self, folder: Path, *, most_bytes: int = 256 * MEBIBYTE) -> None:
        self.folder = folder
        self.most_bytes = most_bytes
        self._bytes_since_sweep = 0

    def find(self, key: str) -> bytes | None:
        """The entry, marked as used just now; None when it is absent, cut off or altered (and then removed)."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        entry = _unsealed(key, content)
        if entry is None:
            path.unlink(missing_ok=True)
        return entry

    def keep(self, key: str, entry: bytes) -> None:
        """Write the entry whole or not at all. A store that cannot write keeps nothing and says nothing."""
        if len(entry) > self.most_bytes * SHARE_BETWEEN_SWEEPS:
            return
        with suppress(OSError):
            self._write(self._path(key), _sealed(key, entry))
            self._bytes_since_sweep += len(entry)
            if self._bytes_since_sweep > self.most_bytes * SHARE_BETWEEN_SWEEPS:
                self.sweep()

    def sweep(self) -> None:
        """Remove what a killed process left half-written, then the entries unused for longest until the bound holds."""
        self._bytes_since_sweep = 0
        files = sorted(self._files(), key=lambda file: file.used_at)
        total = sum(file.size for file in files)
        for file in files:
            if file.is_abandoned or total > self.most_bytes * SHARE_KEPT:
                file.path.unlink(missing_ok=True)
                total -= file.size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        descriptor, unfinished = mkstemp(suffix=UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def _files(self) -> Iterator[StoredFile]:
        for path in self.folder.glob("*/*"):
            with suppress(FileNotFoundError):
                facts = path.stat()
                yield StoredFile(path, facts.st_size, facts.st_mtime)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of the store as a sweep finds it."""

    path: Path
    size: int
    used_at: float

    @property
    def is_abandoned(self) -> bool:
        """True for what a writer left behind when it was killed."""
        return self.path.name.endswith(UNFINISHED) and time.time() - self.used_at > SECONDS_A_WRITE_MAY_TAKE


def _sealed(key: str, entry: bytes) -> bytes:
    return MARK + hashlib.sha256(key.encode() + entry).digest() + entry


def _unsealed(key: str, content: bytes) -> bytes | None:
    entry = content[SEAL_LENGTH:]
    return entry if content == _sealed(key, entry) else None
