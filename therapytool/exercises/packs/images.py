"""Pictures in packs: those that exercises show go along, and are written anew by the worker where they come in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import select

from therapytool.database import db
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.authoring.images import keep_picture, written_anew
from therapytool.exercises.authoring.models import PracticeImage
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.packs.manifest import Pack, PackedImage
from therapytool.rendering.workers.pool import Pool
from therapytool.tokens import new_public_id

PNG: Literal["image/png"] = "image/png"
JPEG: Literal["image/jpeg"] = "image/jpeg"


def shown_in(content: ExerciseContent) -> frozenset[str]:
    """The stored images an exercise shows, by id."""
    shown = (getattr(block, "shows", None) for block in content.worksheet.blocks)
    return frozenset(each.asset for each in shown if each is not None and each.asset)


def images_for(exercises: Iterable[ExerciseContent], *, practice_id: int) -> dict[PackedImage, bytes]:
    """The practice's images that these exercises show, in the order of their ids."""
    names = {name for content in exercises for name in shown_in(content)}
    rows = db.session.scalars(
        select(PracticeImage)
        .where(PracticeImage.practice_id == practice_id, PracticeImage.public_id.in_(names))
        .order_by(PracticeImage.public_id)
    )
    return {_packed(row): row.data for row in rows}


def check_images(pack: Pack, pool: Pool) -> None:
    """Let the worker read each picture before anything is decided. Raises InvalidContent naming those that are none."""
    problems = []
    for image, data in zip(pack.manifest.images, pack.images, strict=True):
        try:
            written_anew(data, pool)
        except InvalidContent as refused:
            problems += [Problem(image.member, None, "", problem.message) for problem in refused.problems]
    if problems:
        raise InvalidContent(tuple(problems))


def take_images(pack: Pack, *, practice_id: int, pool: Pool) -> dict[str, str]:
    """Keep a pack's images as the practice's own; answers under which id each that its exercises name is kept now.

    An id that another practice already has is given up for a new one, so that no sheet ever shows a picture of theirs.
    Raises InvalidContent for a member that is no picture.
    """
    packed = dict(zip(pack.manifest.images, pack.images, strict=True))
    named = {name for content in pack.exercises for name in shown_in(content)}
    owners = _owners(named | {image.id for image in packed})
    kept = {name: name if owners.get(name, practice_id) == practice_id else new_public_id() for name in named}
    for image, data in packed.items():
        if owners.get(image.id) != practice_id:
            keep_picture(
                written_anew(data, pool),
                name=image.name,
                practice_id=practice_id,
                public_id=kept.get(image.id, new_public_id()),
            )
    return kept


def with_images(content: ExerciseContent, kept: Mapping[str, str]) -> ExerciseContent:
    """The exercise naming its images as they are kept here; the same value when nothing changed."""
    if all(kept.get(name, name) == name for name in shown_in(content)):
        return content
    values = content.model_dump(by_alias=True)
    for block in values["worksheet"]["blocks"]:
        shows = block.get("shows")
        if shows and shows.get("asset"):
            shows["asset"] = kept.get(shows["asset"], shows["asset"])
    return ExerciseContent.model_validate(values)


def _packed(row: PracticeImage) -> PackedImage:
    return PackedImage(
        id=row.public_id,
        name=row.name,
        media_type=PNG if row.media_type == PNG else JPEG,
        sha256=hashlib.sha256(row.data).hexdigest(),
    )


def _owners(names: Iterable[str]) -> dict[str, int]:
    rows = db.session.execute(
        select(PracticeImage.public_id, PracticeImage.practice_id).where(PracticeImage.public_id.in_(set(names)))
    )
    return {row.public_id: row.practice_id for row in rows}
