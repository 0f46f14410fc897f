"""Whether a server runs on an instance folder: it holds a lock as long as it lives, and no longer when it is killed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from therapytool.errors import TherapytoolError

LOCK = "serving.lock"
PREPARING = "preparing.lock"


class InUse(TherapytoolError):
    """A server runs on this installation, and what was asked for needs it to stand still."""

    def __init__(self) -> None:
        super().__init__("Therapytool is running on this folder. Stop it (Ctrl+C, or its service), then try again.")


@contextmanager
def serving(instance: Path) -> Iterator[None]:
    """Say that a server runs here; several may."""
    with _lock(instance, fcntl.LOCK_SH):
        yield


def serve_from_now_on(instance: Path) -> None:
    """Say so for the whole life of this process and of those it forks. Raises InUse while a restore is under way."""
    _take(instance / LOCK, fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextmanager
def preparing(instance: Path) -> Iterator[None]:
    """Prepare one process at a time; the others wait."""
    handle = _take(instance / PREPARING, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Have the folder alone. Raises InUse."""
    with _lock(instance, fcntl.LOCK_EX):
        yield


@contextmanager
def _lock(instance: Path, kind: int) -> Iterator[None]:
    handle = _take(instance / LOCK, kind | fcntl.LOCK_NB)
    try:
        yield
    finally:
        os.close(handle)


def _take(path: Path, kind: int) -> int:
    """A file with a lock on it, which ends when the file is closed. Raises InUse."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind)
    except BlockingIOError as error:
        os.close(handle)
        raise InUse from error
    return handle
