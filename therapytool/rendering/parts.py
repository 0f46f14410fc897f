"""Documents as parts of a packet: each compiled once, found again by what went into it.

A document that an edit has not touched costs one look into the cache, whatever packet it stands in.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from therapytool.rendering import html
from therapytool.rendering.cache import Ingredients, PrintCache, engine_version, fonts_fingerprint
from therapytool.rendering.document import Document
from therapytool.rendering.fragment import BrokenFragment, Fragment
from therapytool.rendering.fragment_encoding import MARK, decode_fragment
from therapytool.rendering.jobs import CompileJob
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.page_numbers import UnnumberedStyles, without_numbers
from therapytool.rendering.request import Request, Workshop

KIND = MARK.decode().strip()
"""Names the format too, so that fragments of another version are never found."""


def parts_of(request: Request) -> tuple[Part, ...]:
    """Every document as a part, in order; what is missing is compiled, several at once when several are missing.

    Raises RenderingFailed, RenderingTookTooLong, MissingSystemLibrary; OnlyWhole or UnknownNumbering when these
    documents can only be laid out whole.
    """
    styles = _unnumbered(html.stylesheet())
    jobs = [_job(document, request, styles) for document in request.documents]
    keys = [_key(job) for job in jobs]
    wanted = dict(zip(keys, jobs, strict=True))
    found = {key: fragment for key in wanted if (fragment := _kept(key, request.workshop.cache)) is not None}
    found |= _made({key: job for key, job in wanted.items() if key not in found}, request.workshop)
    return tuple(Part(key, found[key]) for key in keys)


def _job(document: Document, request: Request, styles: UnnumberedStyles) -> CompileJob:
    """The document alone; its own title, so that the packet's is no part of what it depends on."""
    text = html.to_html([document], request.profile, title=document.title, author=request.author)
    return CompileJob(text, styles.styles, styles.stand_in.text, styles.stand_in.share)


def _key(job: CompileJob) -> str:
    return Ingredients(KIND, job.html, _fingerprint(job.styles), fonts_fingerprint(), engine_version()).key()


def _kept(key: str, cache: PrintCache) -> Fragment | None:
    """The fragment as it was found last, or as it was stored; a damaged one counts as absent."""
    fragment = cache.fragments.find(key)
    if fragment is not None:
        return fragment
    entry = cache.find(key)
    try:
        fragment = decode_fragment(entry) if entry is not None else None
    except BrokenFragment:
        return None
    if fragment is not None:
        cache.fragments.keep(key, fragment)
    return fragment


def _made(jobs: dict[str, CompileJob], workshop: Workshop) -> dict[str, Fragment]:
    """The fragments of these jobs, spread over as many workers as is worth it."""
    workers = workshop.pool.workers_for(len(jobs))
    if workers == 1:
        return {key: _compiled(key, job, workshop) for key, job in jobs.items()}
    with ThreadPoolExecutor(workers) as threads:
        fragments = threads.map(lambda key: _compiled(key, jobs[key], workshop), jobs)
        return dict(zip(jobs, fragments, strict=True))


def _compiled(key: str, job: CompileJob, workshop: Workshop) -> Fragment:
    """The fragment as made now by one thread, while others that want the same one wait for it."""
    with workshop.cache.turn(key):
        fragment = _kept(key, workshop.cache)
        if fragment is None:
            entry = workshop.pool.run(job).fragment
            fragment = decode_fragment(entry)
            workshop.cache.keep(key, entry, on_disk=workshop.on_disk)
            workshop.cache.fragments.keep(key, fragment)
        return fragment


@lru_cache(maxsize=4)
def _unnumbered(styles: str) -> UnnumberedStyles:
    return without_numbers(styles)


@lru_cache(maxsize=4)
def _fingerprint(styles: str) -> str:
    return hashlib.sha256(styles.encode()).hexdigest()
