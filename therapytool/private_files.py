"""Small files for their owner alone: written whole or not at all, there after a power cut, made once whoever asks."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file, mode 0600, so that what was there before stays until the new one is whole and on the disk."""
    unfinished = path.with_name(f"{path.name}.new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync_folder(path.parent)


def make_once(path: Path, text: Callable[[], str]) -> None:
    """Write a file that is not there yet; of several processes that want it at once, one writes and the others wait."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not path.exists():
            write_private(path, text())
    finally:
        os.close(folder)


def _sync_folder(path: Path) -> None:
    """Have the new name on the disk as well: what is sealed with a key must not outlive the key."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
