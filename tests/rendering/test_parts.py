"""Documents are compiled once for all that goes into them, kept where they may be, and spread over the workers."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.eventually import SECONDS
from tests.rendering import odd_documents
from therapytool.errors import RenderingFailed
from therapytool.rendering import html
from therapytool.rendering.binding import parts
from therapytool.rendering.binding.parts import parts_of
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.workers.jobs import Answer, Compiled, Job
from therapytool.rendering.workers.pool import JOBS_WORTH_A_START, Pool

SHORT, WIDE, LISTS = (odd_documents.document(name) for name in ("short", "wide", "lists"))


class SlowPool(Pool):
    """Hands its jobs to another pool and notes how many were under way at once."""

    def __init__(self, other: Pool, *, size: int, together: int = 1) -> None:
        super().__init__(size=0)
        self.size, self.other = size, other
        self.jobs: list[Job] = []
        self._under_way: list[Job] = []
        self.most = 0
        self._together = threading.Barrier(together)

    def workers_for(self, jobs: int) -> int:
        return max(1, min(jobs, self.size))

    def run(self, job: Job) -> Answer:
        self.jobs.append(job)
        self._under_way.append(job)
        self.most = max(self.most, len(self._under_way))
        self._together.wait(timeout=SECONDS)
        try:
            return self.other.run(job)
        finally:
            self._under_way.remove(job)


@pytest.fixture(autouse=True)
def odd_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "to_html", odd_documents.to_html)
    monkeypatch.setattr(html, "stylesheet", lambda: odd_documents.STYLES)


def request_for(pool: Pool, *documents, cache: PrintCache | None = None, on_disk: bool = False) -> Request:
    workshop = Workshop(pool, cache or PrintCache(), on_disk=on_disk)
    return Request(documents or (SHORT,), PrintProfile(), "Packet", "Practice", workshop)


def key(request: Request) -> str:
    (part,) = parts_of(request)
    return part.key


class TestTheKey:
    def test_is_the_same_in_any_packet(self, pool):
        request = request_for(pool)
        assert key(replace(request, title="Another packet")) == key(request)
        first, second = parts_of(replace(request, documents=(WIDE, SHORT)))
        assert second.key == key(request) != first.key

    def test_changes_with_the_words_and_the_practice(self, pool, monkeypatch):
        request = request_for(pool)
        other = replace(SHORT, values={"body": "<p>other"})
        assert key(replace(request, documents=(other,))) != key(request)
        assert key(replace(request, author="Another practice")) != key(request)

    def test_is_found_without_writing_the_same_values_again(self, pool, monkeypatch):
        written = []
        monkeypatch.setattr(
            html, "to_html", lambda *given, **more: written.append(given) or odd_documents.to_html(*given, **more)
        )
        request = request_for(pool)
        same = replace(SHORT, values=dict(SHORT.values))
        assert key(request) == key(replace(request, documents=(same,)))
        assert len(written) == 1
        key(replace(request, profile=PrintProfile(Paper.A4)))
        key(replace(request, author="Another practice"))
        assert len(written) == 3

    def test_changes_with_the_styles(self, pool, monkeypatch):
        before = key(request_for(pool))
        monkeypatch.setattr(html, "stylesheet", lambda: odd_documents.STYLES + "p { color: red }")
        assert key(request_for(pool)) != before

    @pytest.mark.parametrize("part", ["fonts_fingerprint", "engine_version"])
    def test_changes_with_the_typefaces_and_the_engine(self, part, pool, monkeypatch):
        before = key(request_for(pool))
        monkeypatch.setattr(parts, part, lambda: "another")
        assert key(request_for(pool)) != before

    def test_changes_with_the_format_of_fragments(self, pool, monkeypatch):
        before = key(request_for(pool))
        monkeypatch.setattr(parts, "KIND", "therapytool fragment 99")
        assert key(request_for(pool)) != before

    def test_changes_with_the_paper(self, pool, monkeypatch):
        monkeypatch.undo()
        cover = replace(SHORT, template="worksheet_care.html")
        keys = set()
        for paper in Paper:
            text = html.to_html([], PrintProfile(paper), title=cover.title, author="")
            keys.add(parts._key(parts.CompileJob(text, "")))
        assert len(keys) == len(Paper)


class TestKeeping:
    def test_reaches_the_disk_for_library_material_alone(self, pool, tmp_path):
        parts_of(request_for(pool, SHORT, cache=PrintCache(tmp_path / "prints")))
        assert list(tmp_path.iterdir()) == []
        parts_of(request_for(pool, SHORT, cache=PrintCache(tmp_path / "prints"), on_disk=True))
        assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1

    def test_makes_what_another_process_stored_unnecessary(self, pool, tmp_path):
        counting = SlowPool(pool, size=1)
        first, second = (
            parts_of(request_for(counting, SHORT, cache=PrintCache(tmp_path / "prints"), on_disk=True))
            for _ in range(2)
        )
        assert first == second
        assert len(counting.jobs) == 1

    def test_survives_a_damaged_store(self, pool, tmp_path: Path):
        counting = SlowPool(pool, size=1)
        cache = PrintCache(tmp_path / "prints")
        (first,) = parts_of(request_for(counting, SHORT, cache=cache, on_disk=True))
        PrintCache(tmp_path / "prints").keep(first.key, b"therapytool fragment 1\nnonsense", on_disk=True)
        (second,) = parts_of(request_for(counting, SHORT, cache=PrintCache(tmp_path / "prints"), on_disk=True))
        assert first == second
        assert len(counting.jobs) == 2

    def test_is_in_memory_for_a_while_only(self, pool):
        cache = PrintCache(seconds_in_memory=0.0)
        counting = SlowPool(pool, size=1)
        for _ in range(2):
            parts_of(request_for(counting, SHORT, cache=cache))
        assert len(counting.jobs) == 2

    def test_gives_copies_one_fragment(self, pool):
        counting = SlowPool(pool, size=1)
        first, second = parts_of(request_for(counting, SHORT, SHORT))
        assert first == second
        assert len(counting.jobs) == 1


class TestSeveralMissing:
    def test_are_compiled_at_once(self, pool):
        both = SlowPool(pool, size=2, together=2)
        assert len(parts_of(request_for(both, SHORT, WIDE))) == 2

    def test_begin_with_the_first_while_the_next_is_still_to_be_written(self, pool, monkeypatch):
        slow = SlowPool(pool, size=1)
        under_way = threading.Event()
        monkeypatch.setattr(slow, "run", lambda job: (under_way.set(), pool.run(job))[1])

        def write(documents: list[Document], *given: object, **named: object) -> str:
            assert documents[0].values == SHORT.values or under_way.wait(SECONDS)
            return odd_documents.to_html(documents, *given, **named)

        monkeypatch.setattr(html, "to_html", write)
        assert len(parts_of(request_for(slow, SHORT, WIDE))) == 2

    def test_leave_a_worker_to_others_where_that_is_asked(self, pool):
        alone = SlowPool(pool, size=2, together=1)
        request = request_for(alone, SHORT, WIDE, LISTS)
        most = replace(request, workshop=replace(request.workshop, most_workers=1))
        assert len(parts_of(most)) == len(alone.jobs) == 3
        assert alone.most == 1

    def test_come_back_in_the_order_of_the_documents(self, pool):
        made = parts_of(request_for(SlowPool(pool, size=3), SHORT, WIDE, LISTS, SHORT))
        labels = [part.fragment.headings[0].label for part in made]
        assert labels == ["Short", "Wide", "Lists", "Short"]

    def test_fail_together_when_one_fails(self, pool):
        broken = replace(SHORT, values={"body": '<img src="file:///etc/hostname" alt="">'})
        with pytest.raises(RenderingFailed):
            parts_of(request_for(SlowPool(pool, size=2), SHORT, broken))

    def test_are_few_for_one_warm_worker_and_many_for_all(self):
        with Pool(size=2) as two:
            assert two.workers_for(1) == two.workers_for(JOBS_WORTH_A_START - 1) == 1
            assert two.workers_for(JOBS_WORTH_A_START) == 2
            assert two.workers_for(0) == 1


def test_bytes_of_a_worker_that_are_no_fragment_are_not_kept(pool, tmp_path, monkeypatch):
    counting = SlowPool(pool, size=1)
    monkeypatch.setattr(counting, "run", lambda job: Compiled(b"nonsense"))
    cache = PrintCache(tmp_path / "prints")
    with pytest.raises(parts.BrokenFragment):
        parts_of(request_for(counting, SHORT, cache=cache, on_disk=True))
    assert list(tmp_path.iterdir()) == []
