"""Exercises to a pack: the same exercises always give the same bytes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from therapytool.exercises.canonical import canonical, version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.packs.manifest import FORMAT, MANIFEST, SCHEMA, Manifest, PackedExercise, PackedImage, Terms

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every member: a pack says what it holds, not when it was made."""


def write_pack(
    exercises: Sequence[ExerciseContent],
    terms: Terms,
    *,
    own_terms: Mapping[str, Terms] | None = None,
    images: Mapping[PackedImage, bytes] | None = None,
    step: Callable[[str], None] = lambda title: None,
) -> bytes:
    """One file with a manifest and an exercise a member, in the order of their slugs; `step` hears each title.

    `own_terms` are those of exercises, by slug, that came from somewhere else: their credit goes on with them.
    `images` are those the exercises show.
    """
    ordered = sorted(exercises, key=lambda exercise: exercise.slug)
    packed = tuple(_entry(exercise, terms, (own_terms or {}).get(exercise.slug, terms)) for exercise in ordered)
    shown = images or {}
    manifest = Manifest(format=FORMAT, content=SCHEMA, exercises=packed, images=tuple(shown), **terms.model_dump())
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(
            archive, MANIFEST, manifest.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        )
        for entry, exercise in zip(packed, ordered, strict=True):
            _add(archive, entry.member, canonical(exercise))
            step(exercise.title)
        for image, data in shown.items():
            archive.writestr(_member(image.member), data)
    return file.getvalue()


def _entry(exercise: ExerciseContent, terms: Terms, own: Terms) -> PackedExercise:
    return PackedExercise(
        slug=exercise.slug,
        title=exercise.title,
        version=version_hash(exercise),
        license=own.license if own.license != terms.license else None,
        credit=own.credit if own.credit != terms.credit else None,
    )


def _add(archive: zipfile.ZipFile, name: str, value: Any) -> None:
    archive.writestr(_member(name), json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, LONG_AGO)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
