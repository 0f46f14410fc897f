"""Keys and secrets are written whole, for their owner alone, and once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from therapytool.private_files import make_once, write_private


def test_what_was_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys"
    write_private(path, "first")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("therapytool.private_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(path, "second")
    assert path.read_text() == "first"
    assert path.stat().st_mode & 0o077 == 0


def test_of_many_who_make_a_file_at_once_one_does(tmp_path: Path) -> None:
    path, together, made = tmp_path / "keys", Barrier(8), []

    def make(number: int) -> str:
        together.wait()
        make_once(path, lambda: made.append(number) or f"made by {number}")
        return path.read_text()

    with ThreadPoolExecutor(8) as threads:
        read = set(threads.map(make, range(8)))
    assert read == {f"made by {made[0]}"}
    assert len(made) == 1


def test_a_writing_that_was_killed_half_way_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "keys.new").write_text("{hal")
    make_once(tmp_path / "keys", lambda: "whole")
    assert (tmp_path / "keys").read_text() == "whole"
