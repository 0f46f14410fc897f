"""A pool and a cache as one thing that features print with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from therapytool.errors import RenderingFailed
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fillable.form import Arrival
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.packet import Printed, picture, places, print_packet
from therapytool.rendering.profiles.profile import SheetLayout
from therapytool.rendering.request import Request, Watch, Workshop, nobody
from therapytool.rendering.workers.jobs import TakeInJob
from therapytool.rendering.workers.pool import Pool

CANNOT_TELL = "This file takes too long to read, or too much room. Send it in smaller parts, or a photo of each page."


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

    @property
    def layout(self) -> SheetLayout:
        """How its pages go on paper: as pages where fields would be lost, or the size of what is cut out."""
        stay = any(document.form or document.has_exact_size for document in self.documents)
        return SheetLayout.PAGES if stay else self.profile.layout

    @property
    def bound_documents(self) -> Sequence[Document]:
        """The documents; where left and right pages differ, each begins on the front of a leaf of its own."""
        if not self.profile.faces_pages:
            return self.documents
        return tuple(replace(document, own_leaves=True) for document in self.documents)


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints jobs and draws their pages."""

    pool: Pool
    cache: PrintCache

    def print(self, job: PrintJob, *, watch: Watch = nobody, most_workers: int | None = None) -> Printed:
        """The job as one PDF. Raises RenderingFailed or MissingSystemLibrary in words for the person.

        `watch` is told of each document that stands ready; the work is spread over `most_workers` at most.
        """
        printed = print_packet(
            job.bound_documents,
            job.profile,
            title=job.title,
            author=job.author,
            pool=self.pool,
            cache=self.cache,
            cacheable=job.cacheable,
            watch=watch,
            most_workers=most_workers,
        )
        from therapytool.rendering.binding.imposition import imposed  # noqa: PLC0415  # slow, and rarely needed

        return replace(printed, pdf=imposed(printed.pdf, job.layout, title=job.title, author=job.author))

    def places(self, job: PrintJob) -> dict[str, int]:
        """The pages (from 1) on which named elements begin; none where a job can only be laid out whole.

        Raises RenderingFailed or MissingSystemLibrary.
        """
        workshop = Workshop(self.pool, self.cache, on_disk=job.cacheable)
        return places(Request(job.bound_documents, job.profile, job.title, job.author, workshop))

    def take_in(self, content: bytes) -> Arrival:
        """What is in a file that somebody sent back. Raises RenderingFailed when a worker could not tell in time."""
        try:
            return self.pool.run(TakeInJob(content))
        except RenderingFailed as failed:
            raise RenderingFailed(CANNOT_TELL) from failed

    def picture(self, job: PrintJob, *, page: int, scale: float = 1.5) -> bytes:
        """One page (from 1) as PNG, `scale` pixels per point. Raises NotFound for a page that is not there."""
        return picture(
            job.bound_documents,
            job.profile,
            title=job.title,
            author=job.author,
            page=page,
            scale=scale,
            pool=self.pool,
            cache=self.cache,
            cacheable=job.cacheable,
        )
