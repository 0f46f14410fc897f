"""The one entry for features: documents in, a finished PDF or a picture of one of its pages out.

Documents are compiled and linked. Those that cannot be, and a layout engine that no longer draws as the compiler
expects, cost only time: the packet is then laid out whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache as once
from typing import TypeVar

import structlog

from therapytool.errors import RenderingFailed
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fragment import BrokenFragment
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.linked import draw_linked, places_linked, print_linked
from therapytool.rendering.linking.binding import CannotLink
from therapytool.rendering.page_numbers import UnknownNumbering
from therapytool.rendering.request import PageWanted, Printed, Request, Watch, Workshop, nobody
from therapytool.rendering.whole import draw_whole, print_whole
from therapytool.rendering.workers.pool import OnlyWhole, Pool

log = structlog.get_logger(__name__)
Made = TypeVar("Made")

NOT_FILLABLE = "This sheet cannot be made fillable just now. Print it on paper, or hand over a link."

__all__ = ["Printed", "picture", "places", "print_packet"]


def print_packet(
    documents: Sequence[Document],
    profile: PrintProfile,
    *,
    title: str,
    author: str,
    pool: Pool,
    cache: PrintCache,
    cacheable: bool = False,
    watch: Watch = nobody,
    most_workers: int | None = None,
) -> Printed:
    """Bind the documents into one tagged PDF with title, author and language set.

    `cacheable` says that the documents are library material without a word of a client: only then may anything of the
    print be kept on disk. Raises RenderingFailed, RenderingTookTooLong or MissingSystemLibrary.
    """
    workshop = Workshop(pool, cache, on_disk=cacheable, watch=watch, most_workers=most_workers)
    request = Request(documents, profile, title, author, workshop)
    return _linked_or_whole(lambda: print_linked(request), lambda: print_whole(_without_fields(request)))


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
    request = Request(documents, profile, title, author, Workshop(pool, cache, on_disk=cacheable))
    wanted = PageWanted(page, scale)
    return _linked_or_whole(lambda: draw_linked(request, wanted), lambda: draw_whole(request, wanted))


def places(request: Request) -> dict[str, int]:
    """The pages (from 1) on which named elements begin. Raises what `print_packet` raises."""
    return _linked_or_whole(lambda: places_linked(request), dict[str, int])


def _linked_or_whole(linked: Callable[[], Made], whole: Callable[[], Made]) -> Made:
    try:
        return linked()
    except OnlyWhole as reason:
        _note("compile", str(reason))
    except (BrokenFragment, CannotLink, UnknownNumbering) as reason:
        _note("link", type(reason).__name__)
    return whole()


def _without_fields(request: Request) -> Request:
    """The request, unless it asks for fields, which only compiling makes. Raises RenderingFailed then."""
    if any(document.form for document in request.documents):
        raise RenderingFailed(NOT_FILLABLE)
    return request


@once
def _note(stage: str, reason: str) -> None:
    """Tell the log once what made whole layout necessary; never in words of a document."""
    log.warning("laid_out_whole", stage=stage, reason=reason)
