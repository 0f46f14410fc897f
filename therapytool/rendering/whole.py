"""Whole layout: all documents of a packet as one HTML text, laid out together.

Slower than compiling and linking, with nothing between the engine and the file: what packets fall back to, and what
tests hold linked packets against.
"""

from __future__ import annotations

from dataclasses import replace

from therapytool.errors import NotFound
from therapytool.rendering import html
from therapytool.rendering.binding.contents import lists_pages, pages_of, told, unknown_pages
from therapytool.rendering.binding.leaves import on_leaves
from therapytool.rendering.document import Document
from therapytool.rendering.keeping.cache import Ingredients, PrintCache, engine_version, fonts_fingerprint
from therapytool.rendering.request import PageWanted, Printed, Request, Workshop
from therapytool.rendering.workers.jobs import (
    BrokenFrame,
    LayoutJob,
    Outcome,
    PictureJob,
    PictureRequest,
    decode,
    encode,
)


def print_whole(request: Request) -> Printed:
    """All documents as one PDF. Raises RenderingFailed, RenderingTookTooLong or MissingSystemLibrary."""
    outcome = _made(_job(request), request.workshop)
    return Printed(outcome.pdf, outcome.page_count, outcome.warnings)


def draw_whole(request: Request, wanted: PageWanted) -> bytes:
    """One page as PNG. Raises NotFound when there is no such page, and what `print_whole` raises."""
    job, workshop = _job(request), request.workshop
    key = _key(f"picture {wanted.page} {wanted.scale:g}", job)
    drawn = workshop.cache.find(key)
    if drawn is None:
        pictures = _made(job, workshop, PictureRequest((wanted.page,), wanted.scale)).pictures
        if not pictures:
            raise NotFound(f"There is no page {wanted.page}.")
        drawn = pictures[0]
        workshop.cache.keep(key, drawn, on_disk=workshop.on_disk)
    return drawn


def _job(request: Request) -> LayoutJob:
    documents = _told(request) if lists_pages(request.documents) else request.documents
    bound = on_leaves(documents, request.profile)
    text = html.to_html(bound, request.profile, title=request.title, author=request.author)
    return LayoutJob(text, html.stylesheet())


def _told(request: Request) -> tuple[Document, ...]:
    """The documents with contents pages that know their numbers, for which each is laid out alone first."""
    unnumbered = told(request.documents, unknown_pages(request.documents))
    alone = [replace(request, documents=(replace(document, lists_pages=False),)) for document in unnumbered]
    lengths = [_made(_job(each), request.workshop).page_count for each in alone]
    return told(request.documents, pages_of(on_leaves(request.documents, request.profile), lengths))


def _key(kind: str, job: LayoutJob) -> str:
    return Ingredients(kind, job.html, job.styles, fonts_fingerprint(), engine_version()).key()


def _made(job: LayoutJob, workshop: Workshop, pictures: PictureRequest | None = None) -> Outcome:
    """The pages as kept, or laid out now by one thread while others that want the same ones wait."""
    key = _key("pages", job)
    with workshop.cache.turn(key):
        kept = _kept(workshop.cache, key)
        if kept is None:
            outcome = workshop.pool.run(replace(job, pictures=pictures))
            workshop.cache.keep(key, encode(replace(outcome, pictures=())), on_disk=workshop.on_disk)
            return outcome
    return workshop.pool.run(PictureJob(kept.pdf, pictures)) if pictures else kept


def _kept(cache: PrintCache, key: str) -> Outcome | None:
    entry = cache.find(key)
    try:
        message = decode(entry) if entry is not None else None
    except BrokenFrame:
        return None
    return message if isinstance(message, Outcome) else None
