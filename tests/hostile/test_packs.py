"""Packs made to do harm: refused in words, in bounded time and memory, with nothing of them kept."""

from __future__ import annotations

import io
import json
import random
import stat
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator

import pytest

from tests.exercises.small_library import small_exercise
from therapytool.errors import InvalidContent
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.reading import LARGEST_TOGETHER, read_pack
from therapytool.exercises.packs.writing import write_pack

MOST_SECONDS = 20.0
MOST_MEMORY = 300 * 2**20
TERMS = Terms(title="A pack", license="CC BY 4.0", credit="Someone")


@pytest.fixture(scope="module")
def pack() -> bytes:
    return write_pack([small_exercise("one"), small_exercise("two")], TERMS)


def members_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda member: None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            change(member)
            archive.writestr(member, data)
    return file.getvalue()


def refuse(data: bytes) -> str:
    """What the refusal says; fails when it takes long or much memory."""
    begins = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(InvalidContent) as refused:
            read_pack(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - begins < MOST_SECONDS
    assert most < MOST_MEMORY
    return str(refused.value)


def test_a_symbolic_link_is_refused(pack):
    def link(member: zipfile.ZipInfo) -> None:
        if member.filename.endswith("one.json"):
            member.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert "is a link to somewhere else" in refuse(zipped(members_of(pack), link))


@pytest.mark.parametrize(
    "name", ["../manifest.json", "..\\x.json", "/etc/passwd", "C:\\x", "exercises/../../x", "a\x00b"]
)
def test_a_name_that_climbs_out_is_refused(pack, name):
    assert refuse(zipped({**members_of(pack), name: b"{}"}))


def test_a_lying_size_does_not_let_more_in(pack):
    """The table of contents says 100 bytes; the member unfolds to 40 MB."""
    data = bytearray(zipped({**members_of(pack), "manifest.json": b" " * 40_000_000}))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refuse(bytes(data))


def test_members_that_are_small_one_by_one_are_counted_together(pack):
    """Two hundred members of 399 kB, each below its own bound."""
    members = members_of(pack)
    manifest = json.loads(members["manifest.json"])
    manifest["exercises"] = [{"slug": f"e{n}", "title": "e", "version": "0" * 64} for n in range(200)]
    filler = b'{"a": "' + b"x" * 398_000 + b'"}'
    members = {"manifest.json": json.dumps(manifest).encode()} | {f"exercises/e{n}.json": filler for n in range(200)}
    assert 200 * len(filler) > LARGEST_TOGETHER
    assert "is larger than" in refuse(zipped(members))


def test_a_hundred_thousand_empty_members_are_not_even_listed():
    entry = b"PK\x01\x02" + b"\0" * 42
    assert "holds more than" in refuse(b"PK\x03\x04" + entry * 100_000)


def test_a_pack_within_a_pack_is_no_exercise(pack):
    assert "UTF-8" in refuse(zipped({**members_of(pack), "exercises/one.json": pack}))


HOSTILE_JSON = {
    "deep": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "keys twice": b'{"slug": "one", "slug": "two"}',
    "infinite": b'{"intensity": Infinity}',
    "endless number": b'{"intensity": 1' + b"0" * 10_000 + b"}",
    "lone surrogate": b'{"title": "\\ud800"}',
    "a list": b"[1, 2]",
    "nothing": b"",
    "byte order mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("name", HOSTILE_JSON)
def test_hostile_json_is_refused(pack, name):
    assert refuse(zipped({**members_of(pack), "exercises/one.json": HOSTILE_JSON[name]})).startswith(
        "exercises/one.json"
    )


def variations(pack: bytes, count: int) -> Iterator[bytes]:
    """Packs with values swapped for hostile ones, anywhere in them."""
    chance = random.Random(11)
    poisons = [None, True, -1, 10**14, "", "x" * 6_000, "\x00", "{nowhere}", "<script>", [], {}, [[[]]], {"kind": "x"}]
    members = members_of(pack)
    names = [name for name in members if name.startswith("exercises/")]
    for _ in range(count):
        name = chance.choice(names)
        content = json.loads(members[name])
        place = content
        while True:
            key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
            if isinstance(place[key], (dict, list)) and place[key] and chance.random() < 0.7:
                place = place[key]
            else:
                break
        place[key] = chance.choice(poisons)
        yield zipped({**members, name: json.dumps(content).encode()})


def test_two_hundred_poisoned_packs_are_refused_in_words_or_read_as_they_were(pack):
    """`true` where 1 stood is the same content; whatever is not is refused."""
    whole, told = read_pack(pack), []
    for number, data in enumerate(variations(pack, 200)):
        try:
            assert read_pack(data) == whole, number
        except InvalidContent as problem:
            told.append(str(problem))
    assert len(told) > 150
    assert all(words.startswith("exercises/") for words in told)
