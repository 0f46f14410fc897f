"""Images of a practice: taken as uploaded pictures, written anew by a worker, shown on sheets as `data:` addresses."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from io import BytesIO

from flask import has_app_context
from PIL import Image
from sqlalchemy import func, select

from therapytool.accounts.current import Clinician
from therapytool.database import db
from therapytool.errors import RenderingFailed
from therapytool.exercises.authoring.changes import refused
from therapytool.exercises.authoring.document import Typed
from therapytool.exercises.authoring.fields.typed import one_line
from therapytool.exercises.authoring.models import PracticeImage
from therapytool.exercises.authoring.queries import find_image
from therapytool.rendering.workers.jobs import LogoJob
from therapytool.rendering.workers.pool import Pool
from therapytool.tokens import new_public_id

LARGEST_UPLOAD = 8 * 1024 * 1024
MOST_IMAGES = 500
LONGEST_NAME = 120


class StoredImages(Mapping[str, str]):
    """Images by id as addresses that need no fetching; what templates look pictures up in."""

    def __getitem__(self, public_id: str) -> str:
        image = find_image(public_id) if public_id and has_app_context() else None
        if image is None:
            raise KeyError(public_id)
        return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode()}"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def keep_image(content: bytes, *, name: str, clinician: Clinician, pool: Pool) -> PracticeImage:
    """Keep a picture for the sheets of a practice. Raises InvalidContent for what cannot be used, in words."""
    if not content:
        raise refused("Choose a picture first.")
    if len(content) > LARGEST_UPLOAD:
        raise refused("This picture is larger than 8 MB. Save it smaller, then try again.")
    if _count(clinician.practice_id) >= MOST_IMAGES:
        raise refused(f"Your practice has {MOST_IMAGES} pictures already, which is the most.")
    written = written_anew(content, pool)
    return keep_picture(written, name=name, practice_id=clinician.practice_id, clinician_id=clinician.id)


def keep_picture(
    written: bytes, *, name: str, practice_id: int, clinician_id: int | None = None, public_id: str = ""
) -> PracticeImage:
    """Keep a picture that a worker has written; under a new id unless one is given."""
    with Image.open(BytesIO(written), formats=("PNG", "JPEG")) as picture:
        kind, width, height = picture.format, picture.width, picture.height
    image = PracticeImage(
        public_id=public_id or new_public_id(),
        practice_id=practice_id,
        clinician_id=clinician_id,
        name=one_line(name)[:LONGEST_NAME] or "Picture",
        media_type="image/png" if kind == "PNG" else "image/jpeg",
        width=width,
        height=height,
        data=written,
    )
    db.session.add(image)
    db.session.flush()
    return image


def measured(values: Typed, practice_id: int) -> Typed:
    """Typed values of a block; where they show an image of the practice, as tall as it is, and called by its name."""
    shows = values.get("shows")
    if not isinstance(shows, dict):
        return values
    image = find_image(str(shows.get("asset") or ""))
    if image is None or image.practice_id != practice_id:
        return values
    named = {"alternative": shows.get("alternative") or image.name, "proportion": proportion_of(image)}
    return {**values, "shows": {**shows, **named}}


def proportion_of(image: PracticeImage) -> float:
    """Its height for a width of 100, within what a sheet can show."""
    return min(max(round(image.height / image.width * 100, 1), 5.1), 140.0)


def written_anew(content: bytes, pool: Pool) -> bytes:
    """The picture as a worker writes it: bounded, without place or device. Raises InvalidContent for what is none."""
    try:
        pictures = pool.run(LogoJob(content, for_sheet=True)).pictures
    except RenderingFailed as failed:
        raise refused("This picture could not be read. Save it as PNG or JPEG, then try again.") from failed
    if not pictures:
        raise refused("This is no PNG or JPEG picture, or it has more than 40 million dots.")
    return pictures[0]


def _count(practice_id: int) -> int:
    wanted = select(func.count()).select_from(PracticeImage).where(PracticeImage.practice_id == practice_id)
    return db.session.scalar(wanted) or 0
