"""What a picture shows: one of our drawings by its name, or an image that a practice has stored."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from therapytool.blocks.base import Content, Label, Slug
from therapytool.blocks.drawings.drawn import FULL_WIDTH, Drawing, Ink, Shape, Word, Zone
from therapytool.blocks.drawings.geometry import rounded
from therapytool.blocks.drawings.shipped_drawings import ShippedDrawing, shipped_drawing

AssetId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class ShownImage(Content):
    """Either `drawing` or `asset`; a stored image needs its alternative text, and its height for a width of 100."""

    drawing_name: Slug | None = Field(
        default=None, alias="drawing", description="A drawing of worksheets/images/.", title="One of our drawings"
    )
    asset: AssetId | None = Field(default=None, description="A stored image.", title="Or a picture of your own")
    alternative: Label | None = Field(
        default=None, description="What it shows, for those who do not see it.", title="What it shows, in words"
    )
    proportion: float | None = Field(
        default=None,
        gt=5,
        le=140,
        description="Height of a stored image, its width 100.",
        title="Height for a width of 100",
    )

    @model_validator(mode="after")
    def there_is_one_to_show(self) -> Self:
        if (self.drawing_name is None) == (self.asset is None):
            raise ValueError("name one thing to show: a 'drawing' or an 'asset'")
        if self.asset and not (self.alternative and self.proportion):
            raise ValueError("a stored image needs 'alternative' (what it shows, in words) and 'proportion'")
        if self.drawing_name:
            shipped_drawing(self.drawing_name)
        return self

    @property
    def height(self) -> float:
        """How tall it is at full width."""
        shipped = self._shipped
        return shipped.height if shipped else FULL_WIDTH * (self.proportion or 0.0) / 100

    def drawing(self, parts: tuple[Word | Zone, ...] = ()) -> Drawing:
        """It as a drawing, with words and zones over it; a frame stands where a stored image is not at hand."""
        shipped = self._shipped
        return Drawing(
            width=FULL_WIDTH,
            height=self.height,
            title=self.alternative or (shipped.title if shipped else ""),
            description=shipped.description if shipped and not self.alternative else "",
            shapes=shipped.shapes if shipped else (Shape(rounded(0, 0, FULL_WIDTH, self.height), Ink.DASHED),),
            parts=parts,
            asset=self.asset or "",
        )

    @property
    def _shipped(self) -> ShippedDrawing | None:
        return shipped_drawing(self.drawing_name) if self.drawing_name else None
