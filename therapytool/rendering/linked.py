"""A packet by compiling and linking: each document laid out once, then bound into any packet it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.errors import NotFound
from therapytool.rendering.binding.assembly import assembled
from therapytool.rendering.keeping.cache import Ingredients, engine_version, fonts_fingerprint
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.request import PageWanted, Printed, Request
from therapytool.rendering.workers.jobs import PictureJob, PictureRequest


def print_linked(request: Request) -> Printed:
    """All documents as one PDF. Raises what `assembled` and `link` raise."""
    parts = assembled(request)
    pdf = link(parts, _facts(request), shelf=request.workshop.cache.relocated)
    return Printed(pdf, sum(part.length for part in parts), _warnings(parts))


def places_linked(request: Request) -> dict[str, int]:
    """The pages (from 1) on which named elements begin. Raises what `assembled` raises."""
    found: dict[str, int] = {}
    before = 0
    for part in assembled(request):
        for place in part.fragment.destinations:
            found.setdefault(place.name, before + place.page + 1)
        before += part.length
    return found


def draw_linked(request: Request, wanted: PageWanted) -> bytes:
    """One page as PNG: only its document is linked, as it stands in the packet.

    Raises NotFound when there is no such page, and what `print_linked` raises.
    """
    parts, cache = assembled(request), request.workshop.cache
    part, before = _part_with(parts, wanted.page)
    total = sum(part.length for part in parts)
    kind = f"picture {wanted.page} {before} {total} {wanted.scale:g} {dict(part.inscriptions)}"
    key = Ingredients(kind, part.key, "", fonts_fingerprint(), engine_version()).key()
    drawn = cache.find(key)
    if drawn is None:
        pdf = link([part], _facts(request), pages_before=before, page_total=total, shelf=cache.relocated)
        job = PictureJob(pdf, PictureRequest((wanted.page - before,), wanted.scale))
        drawn = request.workshop.pool.run(job).pictures[0]
        cache.keep(key, drawn, on_disk=request.workshop.on_disk)
    return drawn


def _part_with(parts: Sequence[Part], page: int) -> tuple[Part, int]:
    """The part that holds a page, and how many pages stand before it. Raises NotFound."""
    before = 0
    for part in parts:
        if before < page <= before + part.length:
            return part, before
        before += part.length
    raise NotFound(f"There is no page {page}.")


def _facts(request: Request) -> Facts:
    return Facts(request.title, request.author, request.profile.language)


def _warnings(parts: Sequence[Part]) -> tuple[str, ...]:
    """What the engine complained about, each complaint once."""
    return tuple(dict.fromkeys(warning for part in parts for warning in part.fragment.warnings))
