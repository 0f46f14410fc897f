"""Packs: what goes out comes in the same; hostile ones are refused with words, in bounded time and memory."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable

import pytest

from therapytool.errors import InvalidContent
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.reading import LARGEST_PACK, read_pack
from therapytool.exercises.packs.strict_json import NotPlainJson, depth, read_json
from therapytool.exercises.packs.writing import write_pack

TERMS = Terms(title="Two for a start", license="CC BY 4.0", credit="Harbor Practice")


@pytest.fixture(scope="module")
def exercises() -> list[ExerciseContent]:
    return [read_file(path, ExerciseContent) for path in exercise_paths()[:2]]


@pytest.fixture(scope="module")
def pack(exercises: list[ExerciseContent]) -> bytes:
    return write_pack(exercises, TERMS)


def members_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_what_goes_out_comes_in_the_same(pack: bytes, exercises: list[ExerciseContent]) -> None:
    read = read_pack(pack)
    assert {version_hash(exercise) for exercise in read.exercises} == {version_hash(exercise) for exercise in exercises}
    assert read.manifest.license == "CC BY 4.0"
    assert read.manifest.credit == "Harbor Practice"


def test_the_same_exercises_give_the_same_bytes(pack: bytes, exercises: list[ExerciseContent]) -> None:
    assert write_pack(list(reversed(exercises)), TERMS) == pack


def _with(name: str, data: bytes) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda members: {**members, name: data}


def _manifest(**changes: object) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(members: dict[str, bytes]) -> dict[str, bytes]:
        manifest = {**json.loads(members["manifest.json"]), **changes}
        return {**members, "manifest.json": json.dumps(manifest).encode()}

    return change


def _first_exercise(change: Callable[[dict[str, object]], object]) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def apply(members: dict[str, bytes]) -> dict[str, bytes]:
        name = next(name for name in members if name.startswith("exercises/"))
        content = json.loads(members[name])
        change(content)
        return {**members, name: json.dumps(content).encode()}

    return apply


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "climbs out": (_with("../../etc/cron.d/x", b"x"), "not named in the manifest"),
    "absolute name": (_with("/etc/passwd", b"x"), "not named in the manifest"),
    "backslashes": (_with("..\\..\\x", b"x"), "not named in the manifest"),
    "stowaway": (_with("exercises/extra.json", b"{}"), "not named in the manifest"),
    "bomb": (_with("manifest.json", b" " * 50_000_000), "larger than 400 kB"),
    "deep manifest": (_with("manifest.json", b"[" * 100_000), "nested deeper than 20"),
    "manifest twice a key": (_with("manifest.json", b'{"format": 1, "format": 2}'), "has 'format' twice"),
    "not a number": (_with("manifest.json", b'{"format": NaN}'), "NaN"),
    "endless number": (_with("manifest.json", b'{"format": ' + b"9" * 5000 + b"}"), "more than 15 digits"),
    "not utf-8": (_with("manifest.json", b"\xff\xfe{}"), "not UTF-8"),
    "no manifest": (lambda members: {"x": b"y"}, "manifest.json: is missing"),
    "other format": (_manifest(format="therapytool-pack/99"), "format"),
    "nothing in it": (_manifest(exercises=[]), "exercises"),
    "too many": (
        _manifest(exercises=[{"slug": f"a{n}", "title": "a", "version": "0" * 64} for n in range(900)]),
        "exercises",
    ),
    "slug with a path": (_manifest(exercises=[{"slug": "../x", "title": "a", "version": "0" * 64}]), "slug"),
    "missing file": (
        _manifest(exercises=[{"slug": "gone", "title": "a", "version": "0" * 64}]),
        "not named in the manifest",
    ),
    "changed words": (_first_exercise(lambda content: content.update(title="Other")), "changed after it was made"),
    "unknown field": (_first_exercise(lambda content: content.update(script="alert(1)")), "script"),
    "unknown block": (
        _first_exercise(lambda content: content["worksheet"]["blocks"].append({"kind": "iframe"})),
        "iframe",
    ),  # type: ignore[index]
    "wrong type": (_first_exercise(lambda content: content.update(intensity={"a": 1})), "intensity"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused_in_words(name: str, pack: bytes) -> None:
    change, message = HOSTILE[name]
    with pytest.raises(InvalidContent) as refused:
        read_pack(zipped(change(members_of(pack))))
    assert message in str(refused.value)


def test_two_files_of_one_name_are_refused(pack: bytes) -> None:
    file = io.BytesIO(pack)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("manifest.json", b"{}")
    with pytest.raises(InvalidContent, match="two files of the same name"):
        read_pack(file.getvalue())


def test_a_pack_over_the_size_is_not_opened() -> None:
    with pytest.raises(InvalidContent, match="larger than 16 MB"):
        read_pack(b"P" * (LARGEST_PACK + 1))


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"PK\x05\x06" + b"\0" * 18, b"%PDF-1.7"])
def test_what_is_no_zip_is_told(data: bytes) -> None:
    with pytest.raises(InvalidContent):
        read_pack(data)


def test_three_hundred_damaged_packs_are_refused_or_whole(pack: bytes, exercises: list[ExerciseContent]) -> None:
    """A flipped bit may fall where a zip keeps nothing of meaning; then the pack must read exactly as made."""
    whole, chance = read_pack(pack), random.Random(7)
    for _ in range(300):
        damaged = bytearray(pack)
        damaged[chance.randrange(len(pack))] ^= 1 << chance.randrange(8)
        try:
            assert read_pack(bytes(damaged)) == whole
        except InvalidContent:
            continue


def test_brackets_inside_texts_do_not_count_as_depth() -> None:
    assert depth('{"a": "[[[[\\"[[[[", "b": [1]}') == 2
    assert read_json(b'{"a": "\\\\"}') == {"a": "\\"}
    with pytest.raises(NotPlainJson, match="not JSON"):
        read_json(b"{")
