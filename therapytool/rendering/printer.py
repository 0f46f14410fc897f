"""A pool and a cache as one thing that features print with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from therapytool.rendering.cache import PrintCache
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.packet import Printed, picture, print_packet
from therapytool.rendering.pool import Pool


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print: the documents in order, the paper, and what the file says of itself.

    `cacheable` says that it is library material without a word of a client, which alone may be kept on disk.
    """

    documents: Sequence[Document]
    profile: PrintProfile
    title: str
    author: str
    cacheable: bool = False


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints jobs and draws their pages."""

    pool: Pool
    cache: PrintCache

    def print(self, job: PrintJob) -> Printed:
        """The job as one PDF. Raises RenderingFailed or MissingSystemLibrary in words for the person."""
        return print_packet(
            job.documents,
            job.profile,
            title=job.title,
            author=job.author,
            pool=self.pool,
            cache=self.cache,
            cacheable=job.cacheable,
        )

    def picture(self, job: PrintJob, *, page: int, scale: float = 1.5) -> bytes:
        """One page (from 1) as PNG, `scale` pixels per point. Raises NotFound for a page that is not there."""
        return picture(
            job.documents,
            job.profile,
            title=job.title,
            author=job.author,
            page=page,
            scale=scale,
            pool=self.pool,
            cache=self.cache,
            cacheable=job.cacheable,
        )
