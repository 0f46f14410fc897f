"""Documents as parts of a packet: each compiled once, found again by what went into it.

A document that an edit has not touched costs one look into the cache, whatever packet it stands in.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from therapytool.rendering import html
from therapytool.rendering.binding.inscribing import can_be_inscribed, to_be_inscribed, words_to_write
from therapytool.rendering.binding.making import Making
from therapytool.rendering.document import Document
from therapytool.rendering.fragment import BEGINNING, BrokenFragment, Fragment
from therapytool.rendering.fragment_encoding import MARK, decode_fragment
from therapytool.rendering.keeping.cache import Ingredients, PrintCache, engine_version, fonts_fingerprint
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.page_numbers import UnnumberedStyles, without_numbers
from therapytool.rendering.request import Request, Watch, Workshop
from therapytool.rendering.workers.jobs import CompileJob

KIND = MARK.decode().strip()
"""Names the format too, so that fragments of another version are never found."""


def parts_of(request: Request) -> tuple[Part, ...]:
    """Every document as a part, in order; what is missing is compiled, several at once when several are missing.

    A document is compiled while the next ones are written and looked up.

    Raises RenderingFailed, RenderingTookTooLong, MissingSystemLibrary; OnlyWhole or UnknownNumbering when these
    documents can only be laid out whole.
    """
    open_documents = [to_be_inscribed(document) for document in request.documents]
    parts = _parts(request, open_documents)
    if not all(map(can_be_inscribed, parts)):
        laid_out = [
            before if can_be_inscribed(part) else document
            for document, before, part in zip(request.documents, open_documents, parts, strict=True)
        ]
        parts = _parts(request, laid_out)
    return parts


def _parts(request: Request, documents: Sequence[Document]) -> tuple[Part, ...]:
    """These documents, which stand for those of the request, as parts. Raises what `parts_of` raises."""
    styles = _unnumbered(html.stylesheet())
    keys: list[str] = []
    found: dict[str, Fragment] = {}
    with Making(request.workshop, _compiled) as making:
        for document in documents:
            job = _job(document, request, styles)
            keys.append(_key(job))
            if (fragment := _kept(keys[-1], request.workshop.cache)) is not None:
                found[keys[-1]] = fragment
            else:
                making.begin(keys[-1], job)
        _gather(found, making, total=len(set(keys)), watch=request.workshop.watch)
    return tuple(
        Part(key, found[key], wanted.name, wanted.level, words_to_write(wanted, document))
        for key, wanted, document in zip(keys, request.documents, documents, strict=True)
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


def _gather(found: dict[str, Fragment], making: Making, *, total: int, watch: Watch) -> None:
    """What is made joins what was found, and the watch is told of each."""
    watch(len(found), total)
    for key, fragment in making.made():
        found[key] = fragment
        watch(len(found), total)


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
