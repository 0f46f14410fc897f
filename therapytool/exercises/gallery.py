"""The gallery of blocks: each kind with its words, its sample, how it is written, and its pages for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO, StringIO

from PIL import Image, ImageChops
from ruamel.yaml import YAML

from therapytool.blocks.base import Answers, Block
from therapytool.blocks.computed import with_computed
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.gallery.texts import (
    ANSWERED_WITH,
    FAMILIES,
    KIND_TEXTS,
    KindText,
    controls_of,
    keyboard_use,
    read_aloud,
)
from therapytool.blocks.references_between import reference_problems
from therapytool.exercises.vocabulary import Theme
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.printer import PrintJob

AUTHOR = "Therapytool"
MARGIN = 12
"""Points of white left above and below a picture."""
SIDES = (44, 39)
"""Points taken off at the left and the right: the page's own margins but for a rim."""
TITLE = "Blocks of a worksheet"


class GalleryView(StrEnum):
    """The looks of a kind."""

    BLANK = "blank"
    FILLED = "filled"
    PHONE = "phone"
    GRAY = "gray"

    @property
    def label(self) -> str:
        """As on the switch."""
        return {"blank": "Blank sheet", "filled": "Filled", "phone": "On a phone", "gray": "Without color"}[self.value]


@dataclass(frozen=True, slots=True)
class GalleryEntry:
    """One kind of block as the gallery shows it. `companions` are blocks it needs beside it to make sense."""

    kind: str
    text: KindText
    theme: Theme
    block: Block
    companions: tuple[Block, ...]
    answers: Answers

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands on the sample sheet, in order."""
        return (*self.companions, self.block)

    @property
    def answered_with(self) -> tuple[str, ...]:
        """With what it is answered, in words; nothing for kinds that only tell."""
        return tuple(ANSWERED_WITH[control] for control in controls_of(self.block))

    @property
    def keyboard(self) -> tuple[str, ...]:
        """How it is answered with the keyboard alone."""
        return tuple(keyboard_use(self.block))

    @property
    def heard(self) -> tuple[str, ...]:
        """What a screen reader says at its first fields."""
        return read_aloud(self.block)

    @property
    def yaml(self) -> str:
        """The block as it stands in a file."""
        text = StringIO()
        writer = YAML()
        writer.default_flow_style = False
        writer.width = 90
        writer.indent(mapping=2, sequence=4, offset=2)
        writer.dump([_plain(self.block)], text)
        return "\n".join(line[2:] for line in text.getvalue().splitlines())


@cache
def entries() -> tuple[GalleryEntry, ...]:
    """Every kind, family by family, each family in a theme's color."""
    order = {kind: place for place, kind in enumerate(KIND_TEXTS)}
    kinds = sorted(SAMPLES, key=lambda kind: (FAMILIES.index(KIND_TEXTS[kind].family), order[kind]))
    return tuple(_entry(kind) for kind in kinds)


def entry_of(kind: str) -> GalleryEntry | None:
    """The entry of one kind; None when there is no such kind."""
    return next((entry for entry in entries() if entry.kind == kind), None)


def entry_job(entry: GalleryEntry, *, is_filled: bool) -> PrintJob:
    """The kind alone on a slip as wide as a sheet, blank or filled."""
    profile = PrintProfile()
    return PrintJob((_slip(entry, is_filled=is_filled),), profile, title=TITLE, author=AUTHOR, cacheable=True)


def trimmed(picture: bytes, *, scale: float) -> bytes:
    """A picture of a page without the white around what is on it, as wide as the text of a sheet."""
    with Image.open(BytesIO(picture)) as page:
        paper = page.convert("RGB")
    _, top, _, bottom = ImageChops.invert(paper).getbbox() or (0, 0, paper.width, paper.height)
    left, right = (round(points * scale) for points in SIDES)
    rim = round(MARGIN * scale)
    box = (left, max(0, top - rim), paper.width - right, min(paper.height, bottom + rim))
    kept = BytesIO()
    paper.crop(box).save(kept, "PNG")
    return kept.getvalue()


def gallery_job(profile: PrintProfile) -> PrintJob:
    """The whole gallery as one PDF."""
    return PrintJob(gallery_documents(), profile, title=TITLE, author=AUTHOR, cacheable=True)


def gallery_documents() -> tuple[Document, ...]:
    """A page or two for each kind: its words, blank, filled, and as it is written in a file."""
    return tuple(
        Document("gallery_entry.html", entry.text.title, _values(entry), running_title=TITLE) for entry in entries()
    )


def _slip(entry: GalleryEntry, *, is_filled: bool) -> Document:
    values = {**_values(entry), "shown": entry.answers if is_filled else {}}
    return Document("gallery_slip.html", entry.text.title, values, running_title=TITLE)


def _values(entry: GalleryEntry) -> dict[str, object]:
    return {"entry": entry, "exercise": entry, "answers": {}, "filled": entry.answers}


def _entry(kind: str) -> GalleryEntry:
    text, sample = KIND_TEXTS[kind], SAMPLES[kind]
    companions = _companions(sample.block)
    theme = list(Theme)[FAMILIES.index(text.family)]
    blocks = (*companions, sample.block)
    answers: Mapping[str, str] = dict(sample.answers)
    for other in companions:
        answers = {**SAMPLES[other.kind].answers, **answers}
    return GalleryEntry(kind, text, theme, sample.block, companions, with_computed(blocks, answers))


def _companions(block: Block) -> tuple[Block, ...]:
    """The sample whose answers this one reads, when it reads any: what hangs on nothing shows nothing."""
    if not reference_problems((block,)):
        return ()
    for sample in SAMPLES.values():
        if not reference_problems((sample.block, block)):
            return (sample.block,)
    return ()


def _plain(block: Block) -> dict[str, object]:
    written = block.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"kind": written.pop("kind", block.kind), **written}
