"""A pack to exercises: every member by its expected name, with its bytes counted while they are read."""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.packs.manifest import MANIFEST, Manifest, Pack, PackedExercise, PackedImage
from therapytool.exercises.packs.strict_json import NotPlainJson, read_json

LARGEST_PACK = 16 * 2**20
LARGEST_MEMBER = 400_000
LARGEST_TOGETHER = 64 * 2**20
LARGEST_IMAGE = 8 * 2**20
MOST_MEMBERS = 1001
CHUNK = 65_536
ENTRY = b"PK\x01\x02"
"""How each entry of a zip's table of contents begins; counted before the table is read."""

Model = TypeVar("Model", bound=BaseModel)


def read_pack(data: bytes, *, step: Callable[[str], None] = lambda title: None) -> Pack:
    """Read and check a whole pack; `step` hears each title. Raises InvalidContent with every problem.

    Nothing is ever written to disk, so names that climb out of a folder have nowhere to climb.
    """
    if len(data) > LARGEST_PACK:
        raise _refused("", f"is larger than {LARGEST_PACK // 2**20} MB")
    if data.count(ENTRY) > 2 * MOST_MEMBERS:
        raise _refused("", f"holds more than {MOST_MEMBERS} files")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(_Members(archive), step)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise _refused("", "is damaged, encrypted or not a pack (a zip file that Therapytool wrote)") from error


class _Members:
    """The members of an archive, each read at most once and never beyond its bound."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = archive.namelist()
        if len(names) > MOST_MEMBERS:
            raise _refused("", f"holds more than {MOST_MEMBERS} files")
        if len(set(names)) < len(names):
            raise _refused("", "holds two files of the same name")
        for member in archive.infolist():
            if stat.S_ISLNK(member.external_attr >> 16):
                raise _refused(member.filename[:100], "is a link to somewhere else; a pack holds only its own files")
        self.archive = archive
        self.names = set(names)
        self.left = LARGEST_TOGETHER

    def read(self, name: str, *, largest: int = LARGEST_MEMBER) -> bytes:
        """One member's bytes, counted as they come: what the archive says of its size is not believed."""
        if name not in self.names:
            raise _refused(name, "is missing from the pack")
        parts: list[bytes] = []
        size = 0
        with self.archive.open(name) as file:
            while part := file.read(CHUNK):
                size += len(part)
                self.left -= len(part)
                if size > largest or self.left < 0:
                    raise _refused(name, f"is larger than {largest // 1000} kB")
                parts.append(part)
        return b"".join(parts)


def _read(members: _Members, step: Callable[[str], None]) -> Pack:
    manifest = _typed(members.read(MANIFEST), MANIFEST, Manifest)
    named = [*(entry.member for entry in manifest.exercises), *(image.member for image in manifest.images)]
    expected = {MANIFEST, *named}
    if len(expected) <= len(named):
        raise _refused(MANIFEST, "names the same exercise or picture twice")
    for name in sorted(members.names - expected):
        raise _refused(name[:100], "is not named in the manifest")
    problems: list[Problem] = []
    exercises: list[ExerciseContent] = []
    for entry in manifest.exercises:
        try:
            exercises.append(_exercise(members, entry))
        except InvalidContent as refused:
            problems.extend(refused.problems)
        step(entry.title)
    if problems:
        raise InvalidContent(tuple(problems))
    images = tuple(_image(members, entry) for entry in manifest.images)
    return Pack(manifest=manifest, exercises=tuple(exercises), images=images)


def _image(members: _Members, entry: PackedImage) -> bytes:
    data = members.read(entry.member, largest=LARGEST_IMAGE)
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise _refused(entry.member, "is not the picture the manifest names; the pack was changed after it was made")
    return data


def _exercise(members: _Members, entry: PackedExercise) -> ExerciseContent:
    exercise = _typed(members.read(entry.member), entry.member, ExerciseContent)
    if exercise.slug != entry.slug or version_hash(exercise) != entry.version:
        raise _refused(entry.member, "is not the version the manifest names; the pack was changed after it was made")
    return exercise


def _typed(data: bytes, name: str, kind: type[Model]) -> Model:
    try:
        return kind.model_validate(read_json(data))
    except NotPlainJson as error:
        raise _refused(name, str(error)) from error
    except ValidationError as error:
        problems = [
            Problem(name, None, ".".join(str(part) for part in detail["loc"]), detail["msg"])
            for detail in error.errors(include_url=False, include_input=False)
        ]
        raise InvalidContent(tuple(problems)) from error


def _refused(name: str, message: str) -> InvalidContent:
    return InvalidContent((Problem(name or "This file", None, "", message),))
