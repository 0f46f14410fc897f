"""The one entry for features: documents in, a finished PDF or a picture of one of its pages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from therapytool.errors import NotFound
from therapytool.rendering.cache import Ingredients, PrintCache, engine_version, fonts_fingerprint
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.html import stylesheet, to_html
from therapytool.rendering.jobs import (
    BrokenFrame,
    LayoutJob,
    Outcome,
    PictureJob,
    PictureRequest,
    decode,
    encode,
)
from therapytool.rendering.pool import Pool


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, its number of pages, and the engine's complaints: none, or something is wrong with a template."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]


def print_packet(
    documents: Sequence[Document],
    profile: PrintProfile,
    *,
    title: str,
    author: str,
    pool: Pool,
    cache: PrintCache,
    cacheable: bool = False,
) -> Printed:
    """Bind the documents into one tagged PDF with title, author and language set.

    `cacheable` says that the documents are library material without a word of a client: only then may the print be
    kept on disk. Raises RenderingFailed, RenderingTookTooLong or MissingSystemLibrary.
    """
    layout = _layout(documents, profile, title, author)
    outcome = _made(layout, pool, cache, on_disk=cacheable)
    return Printed(outcome.pdf, outcome.page_count, outcome.warnings)


def picture(
    documents: Sequence[Document],
    profile: PrintProfile,
    *,
    title: str,
    author: str,
    page: int,
    scale: float = 1.5,
    pool: Pool,
    cache: PrintCache,
    cacheable: bool = False,
) -> bytes:
    """A PNG of one page (the first is 1) of what `print_packet` gives, at `scale` pixels per PDF point.

    Raises NotFound when the packet has no such page, and what `print_packet` raises.
    """
    layout = _layout(documents, profile, title, author)
    key = _key(f"picture {page} {scale:g}", layout)
    drawn = cache.find(key)
    if drawn is None:
        request = PictureRequest((page,), scale)
        pictures = _made(layout, pool, cache, on_disk=cacheable, pictures=request).pictures
        if not pictures:
            raise NotFound(f"There is no page {page}.")
        drawn = pictures[0]
        cache.keep(key, drawn, on_disk=cacheable)
    return drawn


def _layout(documents: Sequence[Document], profile: PrintProfile, title: str, author: str) -> LayoutJob:
    return LayoutJob(to_html(documents, profile, title=title, author=author), stylesheet())


def _key(kind: str, layout: LayoutJob) -> str:
    return Ingredients(kind, layout.html, layout.styles, fonts_fingerprint(), engine_version()).key()


def _made(
    layout: LayoutJob, pool: Pool, cache: PrintCache, *, on_disk: bool, pictures: PictureRequest | None = None
) -> Outcome:
    """The pages as kept, or laid out now by one thread while others that want the same ones wait."""
    key = _key("pages", layout)
    with cache.turn(key):
        kept = _kept(cache, key)
        if kept is None:
            outcome = pool.run(replace(layout, pictures=pictures))
            cache.keep(key, encode(replace(outcome, pictures=())), on_disk=on_disk)
            return outcome
    return pool.run(PictureJob(kept.pdf, pictures)) if pictures else kept


def _kept(cache: PrintCache, key: str) -> Outcome | None:
    entry = cache.find(key)
    try:
        message = decode(entry) if entry is not None else None
    except BrokenFrame:
        return None
    return message if isinstance(message, Outcome) else None
