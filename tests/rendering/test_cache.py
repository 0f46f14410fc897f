"""What a print depends on is all in its key, and only library material reaches the disk."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from therapytool.rendering.keeping import cache as cache_module
from therapytool.rendering.keeping.cache import Ingredients, Memory, PrintCache, engine_version, fonts_fingerprint

PRINT = Ingredients(kind="pages", html="<p>words</p>", styles="p { }", fonts="abc", engine="weasyprint 70.0")


class TestTheKey:
    @pytest.mark.parametrize("part", [field.name for field in fields(Ingredients)])
    def test_changes_with_every_ingredient(self, part):
        assert replace(PRINT, **{part: getattr(PRINT, part) + "."}).key() != PRINT.key()

    def test_is_the_same_for_the_same_ingredients(self):
        assert replace(PRINT).key() == PRINT.key()
        assert len(PRINT.key()) == 64

    def test_does_not_confuse_the_end_of_one_with_the_start_of_the_next(self):
        assert replace(PRINT, html="ab", styles="c").key() != replace(PRINT, html="a", styles="bc").key()
        assert replace(PRINT, html="1:a", styles="").key() != replace(PRINT, html="", styles="1:a").key()


class TestTheFingerprintOfTheFonts:
    def test_changes_with_the_content_and_the_name_of_any(self, tmp_path, monkeypatch):
        def fingerprint(files: dict[str, bytes]) -> str:
            paths = {name: tmp_path / name for name in files}
            for name, content in files.items():
                paths[name].write_bytes(content)
            monkeypatch.setattr(cache_module, "shipped_fonts", lambda: paths)
            return fonts_fingerprint.__wrapped__()

        first = fingerprint({"a.ttf": b"1", "b.ttf": b"2"})
        assert fingerprint({"a.ttf": b"1", "b.ttf": b"2"}) == first
        assert fingerprint({"a.ttf": b"1", "b.ttf": b"3"}) != first
        assert fingerprint({"a.ttf": b"1", "c.ttf": b"2"}) != first
        assert fingerprint({"a.ttf": b"1"}) != first


def test_the_engine_is_named_with_the_versions_of_its_parts_and_ours():
    names = engine_version().split()[::2]
    assert names == ["therapytool", "weasyprint", "pydyf", "pypdfium2"]


class TestOnDisk:
    def test_stands_only_what_the_caller_says_may(self, tmp_path):
        cache = PrintCache(tmp_path / "prints")
        cache.keep("aa" * 32, b"a client's words", on_disk=False)
        assert not (tmp_path / "prints").exists()
        cache.keep("bb" * 32, b"library", on_disk=True)
        contents = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"library" in contents
        assert b"words" not in contents

    def test_is_what_another_process_finds(self, tmp_path):
        first = PrintCache(tmp_path / "prints")
        first.keep("aa" * 32, b"private", on_disk=False)
        first.keep("bb" * 32, b"library", on_disk=True)
        second = PrintCache(tmp_path / "prints")
        assert (second.find("aa" * 32), second.find("bb" * 32)) == (None, b"library")
        assert first.find("aa" * 32) == b"private"

    def test_is_nothing_without_a_folder(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        PrintCache().keep("aa" * 32, b"library", on_disk=True)
        assert list(Path().iterdir()) == []


class TestMemory:
    def test_forgets_what_was_unused_for_longest(self):
        memory = Memory(most_bytes=30, seconds=60)
        for key in "abc":
            memory.keep(key, bytes(10))
        memory.find("a")
        memory.keep("d", bytes(10))
        assert [memory.find(key) is not None for key in "abcd"] == [True, False, True, True]

    def test_forgets_what_is_old(self, monkeypatch):
        hour = iter((0.0, 60.0, 60.1))
        monkeypatch.setattr(cache_module, "time", SimpleNamespace(monotonic=lambda: next(hour)))
        memory = Memory(most_bytes=30, seconds=60)
        memory.keep("a", b"x")
        assert memory.find("a") == b"x"
        assert memory.find("a") is None

    def test_forgets_each_in_its_time(self, monkeypatch):
        hour = iter((0.0, 30.0, 61.0, 61.0, 91.0))
        monkeypatch.setattr(cache_module, "time", SimpleNamespace(monotonic=lambda: next(hour)))
        memory = Memory(most_bytes=30, seconds=60)
        memory.keep("a", b"x")
        memory.keep("b", b"x")
        assert [memory.find(key) for key in "abb"] == [None, b"x", None]

    def test_does_not_keep_what_is_larger_than_all_of_it(self):
        memory = Memory(most_bytes=30, seconds=60)
        memory.keep("a", bytes(31))
        assert memory.find("a") is None
        memory.keep("b", bytes(30))
        assert memory.find("b") == bytes(30)

    def test_counts_an_entry_kept_again_once(self):
        memory = Memory(most_bytes=30, seconds=60)
        for _ in range(10):
            memory.keep("a", bytes(10))
        memory.keep("b", bytes(10))
        memory.keep("c", bytes(10))
        assert memory.find("a") is not None

    def test_stands_up_to_many_threads(self):
        memory = Memory(most_bytes=1_000, seconds=60)

        def use(number: int) -> None:
            for turn in range(300):
                memory.keep(str((number * turn) % 50), bytes(turn % 90))
                memory.find(str(turn % 50))

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(use, range(6)))
        memory.keep("last", bytes(1_000))
        assert memory.find("last") == bytes(1_000)


def test_one_thread_makes_a_print_while_the_others_wait_for_it():
    cache = PrintCache()
    made = []
    key = PRINT.key()
    together = threading.Barrier(8)

    def ask() -> bytes | None:
        together.wait()
        with cache.turn(key):
            if cache.find(key) is None:
                made.append(1)
                time.sleep(0.05)
                cache.keep(key, b"pages", on_disk=False)
        return cache.find(key)

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(ask) for _ in range(8)]
    assert {answer.result() for answer in answers} == {b"pages"}
    assert len(made) == 1
