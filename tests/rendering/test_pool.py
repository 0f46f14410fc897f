"""The pool keeps its word: warm workers, bounded waits, killed and replaced ones, plain words for every failure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.eventually import SECONDS
from tests.rendering.samples import ENDLESS, STYLES, page, worksheets
from therapytool.errors import MissingSystemLibrary, RenderingFailed, RenderingTookTooLong
from therapytool.rendering.workers import child
from therapytool.rendering.workers import pool as pool_module
from therapytool.rendering.workers.jobs import Job, LayoutJob, Message, Outcome, PictureJob, PictureRequest
from therapytool.rendering.workers.limits import MEBIBYTE, Limits
from therapytool.rendering.workers.pool import Pool

SMALL = LayoutJob(page(), STYLES)
PATIENT, IMPATIENT = Limits(seconds=SECONDS), Limits(seconds=0.8)


@dataclass
class Handed:
    """Which workers were handed a job, in this order, and whether they were warm."""

    workers: list[int] = field(default_factory=list)
    warm: list[bool] = field(default_factory=list)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Handed:
    handed, usual = Handed(), child.Child.work

    def work(worker: child.Child, job: Job, seconds: float) -> Message:
        handed.workers.append(worker.process_id)
        handed.warm.append(worker.is_warm)
        if isinstance(job, LayoutJob) and job.html == ENDLESS:
            handed.begun.release()
        return usual(worker, job, seconds)

    monkeypatch.setattr(child.Child, "work", work)
    return handed


@contextmanager
def endless_work(pool: Pool, handed: Handed) -> Iterator[Future[Outcome]]:
    """A worker is at a page that never ends."""
    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(pool.run, LayoutJob(ENDLESS, STYLES))
        assert handed.begun.acquire(timeout=SECONDS)
        yield job
        pool.close()


def outcome_of(program: str) -> list[str]:
    """What a program prints, word by word, run in a Python of its own."""
    command = [sys.executable, "-W", "error", "-c", program]
    result = subprocess.run(command, cwd=child.PACKAGE_PARENT, capture_output=True, text=True, check=True, timeout=60)
    return result.stdout.split()


class TestStarting:
    def test_importing_the_pool_does_not_import_the_engine(self):
        program = (
            "import sys, therapytool.rendering.packet; print('weasyprint' in sys.modules, 'pypdfium2' in sys.modules)"
        )
        assert outcome_of(program) == ["False", "False"]

    def test_nothing_runs_before_the_first_job(self):
        with Pool(size=2) as pool:
            assert pool.worker_ids() == ()

    def test_jobs_one_after_the_other_need_one_worker(self):
        with Pool(size=2) as pool:
            for _ in range(3):
                pool.run(SMALL)
            assert len(pool.worker_ids()) == 1

    def test_the_time_to_warm_up_is_not_counted_against_the_first_job(self, handed):
        with Pool(size=1) as pool:
            assert pool.run(SMALL).page_count == 1
        assert handed.warm == [True]

    def test_warming_up_starts_one_worker_without_waiting(self, monkeypatch):
        with Pool(size=2) as pool:
            with monkeypatch.context() as patch:
                patch.delattr(child.Child, "wait_until_warm")
                pool.warm_up()
            (worker,) = pool.worker_ids()
            pool.run(SMALL)
            assert pool.worker_ids() == (worker,)

    def test_a_missing_library_is_told_with_the_line_to_type(self, monkeypatch):
        monkeypatch.setattr(child, "command", lambda limits: [sys.executable, "-c", "raise OSError"])
        monkeypatch.setattr(pool_module, "missing_system_libraries", lambda: "apt-get install it")
        with Pool(size=1) as pool, pytest.raises(MissingSystemLibrary, match="apt-get install it"):
            pool.run(SMALL)

    def test_a_worker_that_cannot_start_says_how_to_see_why(self, monkeypatch):
        monkeypatch.setattr(child, "command", lambda limits: [sys.executable, "-c", "raise OSError"])
        with Pool(size=1) as pool, pytest.raises(RenderingFailed, match=r"-m therapytool\.rendering\.worker"):
            pool.run(SMALL)


class TestTime:
    def test_that_runs_out_ends_the_worker_and_the_next_job_has_another(self):
        with Pool(size=1) as pool:
            pool.run(SMALL)
            (before,) = pool.worker_ids()
            pool.limits = IMPATIENT
            with pytest.raises(RenderingTookTooLong, match=r"over 0\.8 seconds"):
                pool.run(LayoutJob(ENDLESS, STYLES))
            (after,) = pool.worker_ids()
            pool.limits = PATIENT
            assert after != before
            with pytest.raises(ProcessLookupError):
                os.kill(before, 0)
            assert pool.run(SMALL).page_count == 1
            assert pool.worker_ids() == (after,)

    def test_of_waiting_for_a_worker_is_bounded(self, handed):
        with (
            Pool(size=1, queue_seconds=0.1, limits=PATIENT) as pool,
            endless_work(pool, handed),
            pytest.raises(RenderingTookTooLong, match="try again in a moment"),
        ):
            pool.run(SMALL)


class TestMemory:
    def test_that_runs_out_is_told_so_and_the_next_job_is_done(self):
        with Pool(size=1, limits=Limits(memory=200 * MEBIBYTE, seconds=60)) as pool:
            pool.run(SMALL)
            (before,) = pool.worker_ids()
            with pytest.raises(RenderingTookTooLong, match="memory"):
                pool.run(LayoutJob(page("<p>x" * 40_000), STYLES))
            assert pool.run(SMALL).page_count == 1
            assert pool.worker_ids() != (before,)

    def test_a_job_too_long_to_send_is_refused_at_once(self, monkeypatch):
        monkeypatch.setattr("therapytool.rendering.workers.jobs.LARGEST_FRAME", 10_000)
        with Pool(size=1) as pool, pytest.raises(RenderingTookTooLong, match="memory"):
            pool.run(LayoutJob("x" * 10_000, ""))


class TestWorkers:
    def test_are_replaced_after_their_share_of_jobs(self):
        with Pool(size=1, jobs_per_worker=2) as pool:
            seen = {pool.worker_ids() for _ in range(5) if pool.run(SMALL)}
            assert len(seen) == 3

    def test_that_are_warm_are_taken_before_one_that_is_starting(self, handed):
        with Pool(size=2, limits=PATIENT) as pool:
            with ThreadPoolExecutor(1) as threads:
                endless = threads.submit(pool.run, LayoutJob(ENDLESS, STYLES))
                assert handed.begun.acquire(timeout=SECONDS)
                pool.run(SMALL)
                os.kill(handed.workers[0], signal.SIGKILL)
                assert isinstance(endless.exception(), RenderingFailed)
            pool.run(SMALL)
            assert len(pool.worker_ids()) == 2
        first, second, third = handed.workers
        assert first != second == third

    def test_left_in_the_midst_of_a_job_never_answer_the_next_one(self, monkeypatch):
        def interrupted(child: child.Child, count: int, deadline: float) -> bytes:
            raise KeyboardInterrupt

        with Pool(size=1) as pool:
            pool.run(SMALL)
            with monkeypatch.context() as patch:
                patch.setattr(child.Child, "_read", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    pool.run(LayoutJob(worksheets(3), STYLES))
            assert pool.run(SMALL).page_count == 1

    def test_killed_from_outside_while_idle_are_replaced_unnoticed(self):
        with Pool(size=1) as pool:
            pool.run(SMALL)
            (worker,) = pool.worker_ids()
            os.kill(worker, signal.SIGKILL)
            os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
            assert pool.run(SMALL).page_count == 1

    def test_killed_from_outside_at_work_give_a_failure_not_a_hang(self, handed):
        with Pool(size=1, limits=PATIENT) as pool, endless_work(pool, handed) as endless:
            os.kill(pool.worker_ids()[0], signal.SIGKILL)
            with pytest.raises(RenderingFailed, match="Try again"):
                endless.result(SECONDS)

    def test_that_say_something_odd_are_not_believed(self, monkeypatch):
        odd = "import os; os.write(1, bytes(8)); os.read(0, 9)"
        monkeypatch.setattr(child, "command", lambda limits: [sys.executable, "-c", odd])
        with Pool(size=1) as pool, pytest.raises(RenderingFailed):
            pool.run(SMALL)

    def test_are_lent_to_many_threads_one_at_a_time(self):
        jobs = [LayoutJob(page(f"<p>{number}", title=f"Sheet {number}"), STYLES) for number in range(24)]
        with Pool(size=2) as pool, ThreadPoolExecutor(8) as threads:
            together = [outcome.pdf for outcome in threads.map(pool.run, jobs)]
            alone = [pool.run(job).pdf for job in jobs]
            assert len(pool.worker_ids()) == 2
        assert together == alone

    def test_end_with_the_pool(self):
        with Pool(size=1) as pool:
            pool.run(SMALL)
            (worker,) = pool.worker_ids()
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
        with pytest.raises(RenderingFailed, match="shutting down"):
            pool.run(SMALL)

    def test_at_work_end_with_the_pool_too(self, handed):
        with Pool(size=1, limits=PATIENT) as pool, endless_work(pool, handed) as endless:
            pool.close()
            with pytest.raises(RenderingFailed, match="shutting down"):
                endless.result(SECONDS)

    def test_end_with_a_program_that_forgot_to_close_its_pool(self):
        program = f"""
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.pool import Pool
pool = Pool(size=1)
pool.run(LayoutJob({page()!r}, ""))
print(pool.worker_ids()[0])
"""
        (worker,) = outcome_of(program)
        with pytest.raises(ProcessLookupError):
            os.kill(int(worker), 0)


def test_a_forked_process_starts_workers_of_its_own():
    program = f"""
import os
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.pool import Pool
job = LayoutJob({page()!r}, "")
pool = Pool(size=1)
pool.run(job)
parents = pool.worker_ids()
forked = os.fork()
if not forked:
    before = pool.worker_ids()
    pool.run(job)
    print(before, pool.worker_ids() != parents, flush=True)
    pool.close()
    os._exit(0)
os.waitpid(forked, 0)
pool.run(job)
print(pool.worker_ids() == parents)
pool.close()
"""
    assert outcome_of(program) == ["()", "True", "True"]


class TestPictures:
    def test_come_with_the_pages_in_one_job(self, pool):
        outcome = pool.run(LayoutJob(worksheets(3), STYLES, PictureRequest((1, 3), 1.0)))
        assert outcome.page_count == 3
        assert len(outcome.pictures) == 2
        assert outcome.pictures == pool.run(PictureJob(outcome.pdf, PictureRequest((1, 3), 1.0))).pictures

    def test_of_a_broken_file_are_a_plain_failure(self, pool):
        with pytest.raises(RenderingFailed, match="fault in the page engine"):
            pool.run(PictureJob(b"%PDF-1.7 no", PictureRequest()))
