"""What a pack says of itself: the first member of the file, from which everything else is checked."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from therapytool.blocks.base import Content, Label, Slug
from therapytool.blocks.drawings.shown_image import AssetId
from therapytool.exercises.content import ExerciseContent

FORMAT: Final = "therapytool-pack/1"
SCHEMA: Final = "therapytool-exercise/1"
MANIFEST = "manifest.json"

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PackedExercise(Content):
    """One exercise of a pack. `version` is the hash of its canonical content, which the file must have."""

    slug: Slug
    title: Label
    version: Hash
    license: Label | None = Field(default=None, description="Where it differs from that of the pack.")
    credit: Label | None = Field(default=None, description="Where it differs from that of the pack.")

    @property
    def member(self) -> str:
        """The name of its file inside the pack."""
        return f"exercises/{self.slug}.json"


class PackedImage(Content):
    """One picture of a pack. `sha256` is the hash of its bytes, which the file must have."""

    id: AssetId
    name: Label
    media_type: Literal["image/png", "image/jpeg"]
    sha256: Hash

    @property
    def member(self) -> str:
        """The name of its file inside the pack."""
        return f"images/{self.id}.{self.media_type.removeprefix('image/')}"


class Terms(Content):
    """Under what name and terms a pack is shared, and whose work it is."""

    title: Label
    license: Label
    credit: Label


class Manifest(Terms):
    """The pack's table of contents."""

    format: Literal["therapytool-pack/1"]
    content: Literal["therapytool-exercise/1"]
    exercises: tuple[PackedExercise, ...] = Field(min_length=1, max_length=500)
    images: tuple[PackedImage, ...] = Field(default=(), max_length=500)

    def terms_of(self, entry: PackedExercise) -> Terms:
        """Whose work one exercise is and on what terms: its own words for that, else those of the pack."""
        return Terms(title=self.title, license=entry.license or self.license, credit=entry.credit or self.credit)


class Pack(Content):
    """A pack as read: its manifest and its exercises and images, in the same order."""

    manifest: Manifest
    exercises: tuple[ExerciseContent, ...]
    images: tuple[bytes, ...] = ()
