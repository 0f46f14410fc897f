"""Whether a server runs on an instance folder: it holds a lock as long as it lives, even when it is killed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from therapytool.errors import TherapytoolError

LOCK = "serving.lock"


class InUse(TherapytoolError):
    """A server runs on this installation, and what was asked for needs it to stand still."""

    def __init__(self) -> None:
        super().__init__("Therapytool is running on this folder. Stop it (Ctrl+C, or its service), then try again.")


@contextmanager
def serving(instance: Path) -> Iterator[None]:
    """Say that a server runs here; several may."""
    with _lock(instance, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Have the folder alone. Raises InUse."""
    with _lock(instance, fcntl.LOCK_EX):
        yield


@contextmanager
def _lock(instance: Path, kind: int) -> Iterator[None]:
    handle = os.open(instance / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse from error
        yield
    finally:
        os.close(handle)
