"""Pictures in packs: they go along, come in as the practice's own, and never show another practice's."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from tests.exercises.authoring.images import png
from tests.exercises.packs.whole import take_pack
from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import make_clinician
from therapytool.accounts.current import Clinician
from therapytool.accounts.models import Practice
from therapytool.database import db, writing
from therapytool.errors import InvalidContent
from therapytool.exercises.authoring.images import keep_image
from therapytool.exercises.authoring.queries import find_image, images_of
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.packs.bundling import bundle
from therapytool.exercises.packs.images import check_images, shown_in
from therapytool.exercises.packs.manifest import MANIFEST, Terms
from therapytool.exercises.packs.reading import read_pack
from therapytool.exercises.queries import get_exercise
from therapytool.rendering.workers.pool import Pool

TERMS = Terms(title="With a picture", license="CC BY 4.0", credit="Hill Practice")


@pytest.fixture
def pool(app: Flask) -> Pool:
    return app.extensions["rendering"].pool


@pytest.fixture
def clinician(app: Flask) -> Clinician:
    return as_clinician(make_clinician())


@pytest.fixture
def pictured(clinician: Clinician, pool: Pool) -> ExerciseContent:
    """An own exercise that shows a picture of the practice."""
    with writing():
        image = keep_image(png().read(), name="A tree", clinician=clinician, pool=pool)
        shows = {"asset": image.public_id, "alternative": "A tree", "proportion": 66.7}
    block = {"kind": "image", "shows": shows}
    values = small_exercise("pictured").model_dump(by_alias=True)
    values["worksheet"]["blocks"] = [*values["worksheet"]["blocks"], block]
    content = ExerciseContent.model_validate(values)
    keep(content, practice_id=clinician.practice_id)
    return content


def elsewhere(clinician: Clinician) -> Clinician:
    with writing():
        practice = Practice(name="Across the river")
        db.session.add(practice)
        db.session.flush()
        return replace(clinician, practice_id=practice.id)


def packed(content: ExerciseContent, clinician: Clinician) -> bytes:
    return bundle([content], TERMS, practice_id=clinician.practice_id)


def test_a_picture_goes_along_with_its_words(pictured, clinician):
    pack = read_pack(packed(pictured, clinician))
    assert [image.name for image in pack.manifest.images] == ["A tree"]
    assert pack.images[0].startswith(b"\x89PNG")


def test_it_comes_in_as_the_other_practice_s_own(pictured, clinician, pool):
    pack, other = read_pack(packed(pictured, clinician)), elsewhere(clinician)
    with writing():
        take_pack(pack, {}, practice_id=other.practice_id, pool=pool)
    (name,) = shown_in(get_exercise("pictured", clinician=other).content)
    assert images_of(other.practice_id, [name]) == {name}
    assert name not in shown_in(pictured)
    assert find_image(name).data.startswith(b"\x89PNG")


def test_it_comes_home_under_its_old_id(pictured, clinician, pool):
    pack = read_pack(packed(pictured, clinician))
    with writing():
        db.session.delete(find_image(*shown_in(pictured)))
    with writing():
        take_pack(pack, {}, practice_id=clinician.practice_id, pool=pool)
    assert images_of(clinician.practice_id, shown_in(pictured)) == shown_in(pictured)


def test_naming_another_practice_s_picture_shows_nothing_of_it(pictured, clinician, pool):
    bare = read_pack(without_images(packed(pictured, clinician)))
    other = elsewhere(clinician)
    with writing():
        take_pack(bare, {}, practice_id=other.practice_id, pool=pool)
    (name,) = shown_in(get_exercise("pictured", clinician=other).content)
    assert find_image(name) is None


def test_a_picture_that_was_changed_on_the_way_is_refused(pictured, clinician):
    with pytest.raises(InvalidContent, match="not the picture the manifest names"):
        read_pack(rewritten(packed(pictured, clinician), lambda name, data: data + b"!" if "images/" in name else data))


def test_what_is_no_picture_is_refused_before_anything_is_decided(pictured, clinician, pool):
    pack = read_pack(packed(pictured, clinician))
    with pytest.raises(InvalidContent, match="no PNG or JPEG"):
        check_images(pack.model_copy(update={"images": (b"<svg onload=x>",)}), pool)


def rewritten(pack: bytes, change) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(pack)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return file.getvalue()


def without_images(pack: bytes) -> bytes:
    def change(name: str, data: bytes) -> bytes | None:
        if name == MANIFEST:
            manifest = json.loads(data)
            del manifest["images"]
            return json.dumps(manifest).encode()
        return None if "images/" in name else data

    return rewritten(pack, change)
