"""The disk store keeps what it was given or nothing: through damage, crowds, kills, a full disk."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from therapytool.rendering.keeping.disk_store import UNFINISHED, DiskStore
from therapytool.rendering.workers.child import PACKAGE_PARENT

KEY, OTHER = sha256(b"one").hexdigest(), sha256(b"two").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "prints", most_bytes=100_000)


def files_of(store: DiskStore) -> list[Path]:
    """Every file in the store."""
    return [path for path in store.folder.rglob("*") if path.is_file()]


def mode(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


class TestAnEntry:
    def test_comes_back_as_it_was_kept(self, store):
        store.keep(KEY, b"\x00pages\xff")
        assert store.find(KEY) == b"\x00pages\xff"
        assert store.find(OTHER) is None

    def test_is_found_by_another_process(self, store):
        store.keep(KEY, b"pages")
        assert DiskStore(store.folder).find(KEY) == b"pages"

    def test_may_be_empty(self, store):
        store.keep(KEY, b"")
        assert store.find(KEY) == b""

    def test_kept_twice_is_the_later_one(self, store):
        store.keep(KEY, b"first")
        store.keep(KEY, b"second")
        assert store.find(KEY) == b"second"
        assert len(files_of(store)) == 1

    def test_is_readable_by_nobody_else(self, store):
        before = os.umask(0)
        try:
            store.keep(KEY, b"pages")
        finally:
            os.umask(before)
        (file,) = files_of(store)
        assert [mode(file), mode(file.parent), mode(store.folder)] == [0o600, 0o700, 0o700]


class TestDamage:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda content: b"",
            lambda content: content[:-1],
            lambda content: content[:20],
            lambda content: content + b"x",
            lambda content: b"%PDF-1.7",
            lambda content: bytes(reversed(content)),
        ],
        ids=["emptied", "one byte short", "cut off", "one byte long", "replaced", "reversed"],
    )
    def test_is_noticed_and_the_entry_dropped(self, damage, store):
        store.keep(KEY, b"pages of words")
        (file,) = files_of(store)
        file.write_bytes(damage(file.read_bytes()))
        assert store.find(KEY) is None
        assert files_of(store) == []

    def test_of_any_one_bit_is_noticed(self, store):
        store.keep(KEY, b"pages")
        (file,) = files_of(store)
        whole = file.read_bytes()
        for place in range(len(whole)):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            assert store.find(KEY) is None

    def test_an_entry_under_another_name_is_not_believed(self, store):
        store.keep(KEY, b"pages")
        (file,) = files_of(store)
        moved = store.folder / OTHER[:2] / OTHER
        moved.parent.mkdir()
        file.rename(moved)
        assert store.find(OTHER) is None

    def test_a_folder_in_the_place_of_an_entry_is_a_miss(self, store):
        (store.folder / KEY[:2] / KEY).mkdir(parents=True)
        assert store.find(KEY) is None
        store.keep(KEY, b"pages")


class TestTheBound:
    def test_gives_up_what_was_unused_for_longest(self, store):
        keys = [sha256(bytes([number])).hexdigest() for number in range(30)]
        for age, key in enumerate(keys):
            store.keep(key, bytes(4_000))
            used_at = time.time() - 1000 + age
            os.utime(store.folder / key[:2] / key, (used_at, used_at))
            store.find(keys[0])
        assert store.find(keys[0]) is not None
        assert store.find(keys[-1]) is not None
        assert store.find(keys[1]) is None

    def test_holds_but_for_a_twentieth(self, store):
        for number in range(200):
            store.keep(sha256(bytes([number])).hexdigest(), random.randbytes(random.randrange(4_500)))
            assert sum(file.stat().st_size for file in files_of(store)) < 100_000 * 1.05 + 10_000

    def test_an_entry_that_would_fill_a_twentieth_is_not_kept(self, store):
        store.keep(KEY, bytes(6_000))
        assert store.find(KEY) is None

    def test_what_a_killed_writer_left_is_swept_away_but_not_what_one_is_writing(self, store):
        store.keep(KEY, b"pages")
        shelf = store.folder / KEY[:2]
        old, new = shelf / f"old{UNFINISHED}", shelf / f"new{UNFINISHED}"
        old.write_bytes(b"x")
        new.write_bytes(b"x")
        os.utime(old, (time.time() - 4000,) * 2)
        store.sweep()
        assert not old.exists()
        assert new.exists()
        assert store.find(KEY) == b"pages"


class TestTrouble:
    def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_nothing(self, tmp_path):
        (tmp_path / "file").write_text("in the way")
        store = DiskStore(tmp_path / "file" / "prints")
        store.keep(KEY, b"pages")
        assert store.find(KEY) is None

    def test_a_full_disk_leaves_no_half_of_a_file(self, store, monkeypatch):
        def full(*arguments: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        store.keep(KEY, b"pages")
        assert files_of(store) == []

    def test_a_sweep_of_a_store_that_is_gone_is_no_error(self, store):
        store.keep(KEY, b"pages")
        for file in files_of(store):
            file.unlink()
            file.parent.rmdir()
        store.folder.rmdir()
        store.sweep()


WRITER = """
import random, sys
from hashlib import sha256
from pathlib import Path
from therapytool.rendering.keeping.disk_store import DiskStore
store = DiskStore(Path(sys.argv[1]), most_bytes=200_000)
while True:
    number = random.randrange(200)
    key = sha256(bytes([number])).hexdigest()
    found = store.find(key)
    assert found is None or found == bytes([number]) * 5_000, "a wrong entry"
    store.keep(key, bytes([number]) * 5_000)
"""


def test_writers_killed_in_crowds_leave_only_whole_entries(store):
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(store.folder)]
        writers = [subprocess.Popen(command, cwd=PACKAGE_PARENT, stderr=subprocess.PIPE) for _ in range(3)]
        time.sleep(0.7)
        for writer in writers:
            assert writer.poll() is None
            writer.kill()
            _, complaint = writer.communicate()
            assert complaint == b""
    for number in range(200):
        assert store.find(sha256(bytes([number])).hexdigest()) in (None, bytes([number]) * 5_000)
    unfinished = [file for file in files_of(store) if file.name.endswith(UNFINISHED)]
    assert len(unfinished) <= 12
