"""Documents as parts of a packet: each compiled once, found again by what went into it.

A document that an edit has not touched costs one look into the cache, whatever packet it stands in.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from functools import lru_cache

from therapytool.rendering import html
from therapytool.rendering.document import Document
from therapytool.rendering.fragment import BEGINNING, BrokenFragment, Fragment
from therapytool.rendering.fragment_encoding import MARK, decode_fragment
from therapytool.rendering.keeping.cache import Ingredients, PrintCache, engine_version, fonts_fingerprint
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.page_numbers import UnnumberedStyles, without_numbers
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.jobs import CompileJob

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
    _make_the_rest(found, wanted, request.workshop)
    return tuple(
        Part(key, found[key], document.name, document.level)
        for key, document in zip(keys, request.documents, strict=True)
    )


def _job(document: Document, request: Request, styles: UnnumberedStyles) -> CompileJob:
    """The document alone under its own title: what it is called in the packet is no part of what it depends on."""
    alone = replace(document, name=BEGINNING, level=1, own_leaves=False)
    text = _written(alone, request)
    return CompileJob(text, styles.styles, styles.stand_in.text, styles.stand_in.share, document.form)


def _written(document: Document, request: Request) -> str:
    """The document as HTML, from memory where its templates had the same values before."""
    written = request.workshop.cache.written
    values = pickle.dumps((document, request.profile, request.author), protocol=5)
    key = hashlib.sha256(values).hexdigest()
    text = written.find(key)
    if text is None:
        text = html.to_html([document], request.profile, title=document.title, author=request.author)
        written.keep(key, text)
    return text


def _key(job: CompileJob) -> str:
    kind = f"{KIND} {job.form}" if job.form else KIND
    return Ingredients(kind, job.html, _fingerprint(job.styles), fonts_fingerprint(), engine_version()).key()


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


def _make_the_rest(found: dict[str, Fragment], wanted: Mapping[str, CompileJob], workshop: Workshop) -> None:
    """Compile what is wanted and not found yet, telling the watch of each."""
    workshop.watch(len(found), len(wanted))
    for key, fragment in _made({key: job for key, job in wanted.items() if key not in found}, workshop):
        found[key] = fragment
        workshop.watch(len(found), len(wanted))


def _made(jobs: Mapping[str, CompileJob], workshop: Workshop) -> Iterator[tuple[str, Fragment]]:
    """The fragments of these jobs as they get ready, spread over as many workers as is worth it."""
    workers = min(workshop.pool.workers_for(len(jobs)), workshop.most_workers or len(jobs) or 1)
    if workers == 1:
        yield from ((key, _compiled(key, job, workshop)) for key, job in jobs.items())
        return
    with ThreadPoolExecutor(workers) as threads:
        futures = {threads.submit(_compiled, key, job, workshop): key for key, job in jobs.items()}
        try:
            yield from ((futures[done], done.result()) for done in as_completed(futures))
        finally:
            threads.shutdown(cancel_futures=True)


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
