"""The entry for features: documents to a PDF and its pictures, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.pdf import read_pdf
from tests.rendering import samples
from therapytool.errors import NotFound, RenderingFailed
from therapytool.rendering import html, packet
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.packet import picture, print_packet
from therapytool.rendering.workers.jobs import CompileJob, Job, Outcome
from therapytool.rendering.workers.pool import OnlyWhole, Pool

DOCUMENTS = [Document("one.html", "One"), Document("two.html", "Two")]


class CountingPool(Pool):
    """Counts the jobs it is given and hands them to another pool."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(size=0)
        self.jobs: list[str] = []
        self._other = pool

    def run(self, job: Job) -> Outcome:
        self.jobs.append(type(job).__name__)
        return self._other.run(job)


@pytest.fixture
def counting(pool: Pool) -> CountingPool:
    return CountingPool(pool)


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages without our templates, one for each document, so that only this stage is on trial."""

    def to_html(documents: Sequence[Document], profile: PrintProfile, *, title: str, author: str) -> str:
        body = "".join(f"<h1>{document.title}</h1><p>words" for document in documents)
        return samples.page(body, title=title, author=author)

    monkeypatch.setattr(html, "to_html", to_html)
    monkeypatch.setattr(html, "stylesheet", lambda: samples.STYLES)


def printed(pool: Pool, cache: PrintCache, documents: Sequence[Document] = DOCUMENTS, *, cacheable: bool = False):
    """A packet of these documents."""
    return print_packet(
        documents,
        PrintProfile(),
        title="Packet",
        author="Practice",
        pool=pool,
        cache=cache,
        cacheable=cacheable,
    )


def drawn(pool: Pool, cache: PrintCache, page: int, *, scale: float = 0.5, cacheable: bool = False) -> bytes:
    """A picture of one of its pages."""
    return picture(
        DOCUMENTS,
        PrintProfile(),
        title="Packet",
        author="Practice",
        page=page,
        scale=scale,
        pool=pool,
        cache=cache,
        cacheable=cacheable,
    )


class TestAPacket:
    def test_binds_all_documents_with_title_and_author(self, counting):
        result = printed(counting, PrintCache())
        read = read_pdf(result.pdf)
        assert (result.page_count, result.warnings) == (2, ())
        assert [bookmark.title for bookmark in read.outline] == ["One", "Two"]
        assert (read.metadata.title, read.metadata.author) == ("Packet", "Practice")

    def test_is_made_once(self, counting):
        cache = PrintCache()
        assert printed(counting, cache) == printed(counting, cache)
        assert counting.jobs == ["CompileJob", "CompileJob"]

    def test_lays_out_again_only_the_document_in_which_a_word_changes(self, counting):
        cache = PrintCache()
        printed(counting, cache)
        counting.jobs.clear()
        changed = printed(counting, cache, [Document("one.html", "One!"), *DOCUMENTS[1:]])
        assert [bookmark.title for bookmark in read_pdf(changed.pdf).outline] == ["One!", "Two"]
        assert counting.jobs == ["CompileJob"]

    def test_in_another_order_or_under_another_title_lays_nothing_out(self, counting):
        cache = PrintCache()
        printed(counting, cache)
        counting.jobs.clear()
        turned = printed(counting, cache, [*reversed(DOCUMENTS), DOCUMENTS[0]])
        assert [bookmark.title for bookmark in read_pdf(turned.pdf).outline] == ["Two", "One", "One"]
        assert counting.jobs == []

    def test_keeps_its_warnings_in_the_cache(self, counting, monkeypatch):
        monkeypatch.setattr(html, "stylesheet", lambda: "p { colour: red }")
        cache = PrintCache()
        assert printed(counting, cache).warnings == printed(counting, cache).warnings != ()

    def test_asked_for_by_many_at_once_is_made_once(self, counting):
        cache = PrintCache()
        with ThreadPoolExecutor(6) as threads:
            results = list(threads.map(lambda _: printed(counting, cache), range(6)))
        assert len({result.pdf for result in results}) == 1
        assert counting.jobs == ["CompileJob", "CompileJob"]

    def test_that_failed_is_tried_again(self, counting):
        cache = PrintCache()
        broken = [Document("one.html", '<img src="file:///etc/passwd">')]
        for _ in range(2):
            with pytest.raises(RenderingFailed):
                printed(counting, cache, broken)
        assert len(counting.jobs) == 2


class TestOnDisk:
    def test_a_packet_of_library_material_outlives_the_process(self, counting, tmp_path):
        first = printed(counting, PrintCache(tmp_path / "prints"), cacheable=True)
        assert printed(counting, PrintCache(tmp_path / "prints"), cacheable=True) == first
        drawn(counting, PrintCache(tmp_path / "prints"), 1, cacheable=True)
        drawn(counting, PrintCache(tmp_path / "prints"), 1, cacheable=True)
        assert counting.jobs == ["CompileJob", "CompileJob", "PictureJob"]

    def test_nothing_of_any_other_packet_is_ever_written(self, counting, tmp_path):
        cache = PrintCache(tmp_path / "prints")
        printed(counting, cache)
        drawn(counting, cache, 1)
        assert list(tmp_path.iterdir()) == []

    def test_a_damaged_entry_is_made_again(self, counting, tmp_path):
        first = printed(counting, PrintCache(tmp_path / "prints"), cacheable=True)
        for file in (path for path in tmp_path.rglob("*") if path.is_file()):
            file.write_bytes(file.read_bytes()[:-100])
        assert printed(counting, PrintCache(tmp_path / "prints"), cacheable=True) == first
        assert counting.jobs == ["CompileJob"] * 4


class TestAPicture:
    def test_is_a_png_of_the_page_asked_for(self, counting):
        cache = PrintCache()
        first, second = (drawn(counting, cache, page) for page in (1, 2))
        assert first.startswith(b"\x89PNG")
        assert first != second

    def test_lays_out_once_for_all_pages_and_draws_each_once(self, counting):
        cache = PrintCache()
        for page in (1, 2, 1, 2):
            drawn(counting, cache, page)
        assert counting.jobs == ["CompileJob", "CompileJob", "PictureJob", "PictureJob"]

    def test_at_another_scale_is_another_picture(self, counting):
        cache = PrintCache()
        assert len(drawn(counting, cache, 1, scale=1.0)) > len(drawn(counting, cache, 1, scale=0.25))

    def test_makes_the_packet_too(self, counting):
        cache = PrintCache()
        drawn(counting, cache, 1)
        assert printed(counting, cache).page_count == 2
        assert counting.jobs == ["CompileJob", "CompileJob", "PictureJob"]

    @pytest.mark.parametrize("page", [0, 3, -1])
    def test_of_a_page_that_is_not_there_is_not_found(self, page, counting):
        with pytest.raises(NotFound, match=str(page)):
            drawn(counting, PrintCache(), page)


def test_a_cache_entry_of_another_kind_is_not_taken_for_pages(counting, tmp_path: Path):
    cache = PrintCache(tmp_path / "prints")
    printed(counting, cache, cacheable=True)
    keys = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    other = PrintCache(tmp_path / "prints")
    for key in keys:
        other.keep(key, b"nonsense", on_disk=True)
    assert printed(counting, other).page_count == 2
    assert len(counting.jobs) == 2 * len(keys)


class TestWhatCannotBeCompiled:
    """Pages numbered in a way that only whole layout follows."""

    @pytest.fixture(autouse=True)
    def odd_numbering(self, monkeypatch):
        monkeypatch.setattr(
            html, "stylesheet", lambda: samples.STYLES.replace("counter(pages)", "counter(pages, upper-roman)")
        )

    def test_is_laid_out_whole(self, counting):
        result = printed(counting, PrintCache())
        assert "1 of II" in read_pdf(result.pdf).text
        assert counting.jobs == ["LayoutJob"]

    def test_is_drawn_whole(self, counting):
        cache = PrintCache()
        first, second = (drawn(counting, cache, page) for page in (1, 2))
        assert first != second
        assert counting.jobs == ["LayoutJob", "PictureJob"]

    def test_is_told_to_the_log_once(self, counting):
        packet._note.cache_clear()
        with capture_logs() as entries:
            for title in ("One", "Two"):
                printed(counting, PrintCache(), [Document("one.html", title)])
        assert entries == [
            {"event": "laid_out_whole", "stage": "link", "reason": "UnknownNumbering", "log_level": "warning"}
        ]


def test_a_fault_of_the_compiler_is_one_of_time_only(counting, monkeypatch):
    def only_whole(job: Job) -> Outcome:
        if isinstance(job, CompileJob):
            raise OnlyWhole("AttributeError at therapytool.rendering.compiling.links:30")
        return CountingPool.run(counting, job)

    monkeypatch.setattr(counting, "run", only_whole)
    assert printed(counting, PrintCache()).page_count == 2
    assert counting.jobs == ["LayoutJob"]
