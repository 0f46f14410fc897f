"""The child process by itself: its manners, its limits, and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.eventually import SECONDS, eventually
from tests.rendering.samples import ENDLESS, STYLES, page, worksheets
from therapytool.rendering.workers.child import PACKAGE_PARENT, Child, command, environment
from therapytool.rendering.workers.jobs import Failure, LayoutJob, Outcome, Ready, Reason, receive
from therapytool.rendering.workers.limits import MEBIBYTE, Limits
from therapytool.rendering.workers.worker import another_follows

SECRET = "something only a client said"
on_linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child(Limits())
    child.wait_until_warm(SECONDS)
    yield child
    child.stop()


def fact(process_id: int, file: str, name: str) -> int:
    """A number of a process in /proc: kilobytes or a limit."""
    lines = Path(f"/proc/{process_id}/{file}").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith(name))
    return int(line.removeprefix(name).split()[0])


def ended_after(frames: bytes) -> subprocess.CompletedProcess[bytes]:
    """A worker that was given these bytes and no more, over plain pipes."""
    return subprocess.run(
        command(Limits()), input=frames, capture_output=True, check=False, env=environment(), timeout=60
    )


class TestManners:
    def test_says_first_that_it_is_ready(self):
        with subprocess.Popen(command(Limits()), stdin=-1, stdout=-1, env=environment()) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert receive(process.stdout.read) == Ready()

    def test_ends_quietly_when_its_input_ends(self):
        result = ended_after(b"")
        assert (result.returncode, result.stderr) == (0, b"")

    def test_ends_at_bytes_that_are_no_job(self):
        assert ended_after(b"\x00" * 100).returncode == 0

    @pytest.mark.parametrize("broken", [f"<img src='{SECRET}'>", f"<p>{SECRET}{'<div>' * 3000}"])
    def test_quotes_nothing_of_a_document_in_a_failure(self, broken, child):
        answer = child.work(LayoutJob(page(broken), STYLES), SECONDS)
        assert isinstance(answer, Failure)
        assert answer.detail
        assert SECRET not in answer.detail

    def test_takes_an_answer_for_no_job(self, child):
        assert child.work(Outcome(b"", 0), SECONDS) == Failure(Reason.FAILED, "not a job")

    @on_linux
    def test_is_warm_before_it_says_so(self):
        new = Child(Limits())
        new.wait_until_warm(SECONDS)
        to_start = processor_time(new.process_id)
        new.work(LayoutJob(page(), STYLES), SECONDS)
        assert processor_time(new.process_id) - to_start < to_start / 4
        new.stop()


class TestSurroundings:
    def test_hold_no_secret_of_the_parent(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "x")
        monkeypatch.setenv("HOME", "/root")
        assert environment().keys() & {"SECRET_KEY", "HOME", "PATH"} == set()

    @on_linux
    def test_are_what_the_process_really_has(self, child):
        names = {line.split(b"=")[0].decode() for line in proc(child, "environ").split(b"\0") if line}
        assert names == set(environment())
        assert Path(f"/proc/{child.process_id}/cwd").readlink() == Path("/")

    @on_linux
    def test_lead_nowhere_but_to_the_parent(self, child):
        opened = Path(f"/proc/{child.process_id}/fd")
        targets = [str(file.readlink()) for file in opened.iterdir()]
        inherited = [target for target in targets if not target.startswith(("/dev/null", "socket:", "/usr", "/proc"))]
        assert [target for target in inherited if str(PACKAGE_PARENT / "fonts") not in target] == []
        assert sum(target.startswith("socket:") for target in targets) == 2

    @on_linux
    def test_are_a_session_of_its_own(self, child):
        assert os.getsid(child.process_id) == child.process_id != os.getsid(0)


@on_linux
class TestLimits:
    def test_stand_in_the_kernel(self, child):
        assert fact(child.process_id, "limits", "Max address space") == 768 * MEBIBYTE
        assert fact(child.process_id, "limits", "Max core file size") == 0
        assert fact(child.process_id, "limits", "Max file size") == 0
        assert fact(child.process_id, "limits", "Max open files") == 64

    def test_of_processor_time_move_on_with_each_job(self, child):
        child.work(LayoutJob(page(), STYLES), SECONDS)
        before = fact(child.process_id, "limits", "Max cpu time")
        later = before
        while later == before:
            child.work(LayoutJob(worksheets(20), STYLES), SECONDS)
            later = fact(child.process_id, "limits", "Max cpu time")
        assert before < later < before + 10

    def test_leave_an_ordinary_packet_half_the_memory(self, child):
        answer = child.work(LayoutJob(worksheets(30), STYLES), SECONDS)
        assert isinstance(answer, Outcome)
        assert answer.page_count == 30
        assert fact(child.process_id, "status", "VmPeak:") * 1024 < Limits().memory / 2

    def test_keep_memory_level_over_many_jobs(self, child):
        most = []
        for _ in range(2):
            for _ in range(12):
                child.work(LayoutJob(worksheets(8), STYLES), SECONDS)
            most.append(fact(child.process_id, "status", "VmHWM:"))
        assert most[1] - most[0] < 8 * 1024


def test_tidying_waits_while_more_of_a_packet_comes():
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as jobs, os.fdopen(writer, "wb", buffering=0) as parent:
        assert not another_follows(jobs)
        parent.write(b"the next job")
        assert another_follows(jobs)


@on_linux
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_killed_parent_even_in_the_midst_of_a_job(ending, tmp_path):
    script = """
import sys, threading
from pathlib import Path
from tests.rendering.samples import ENDLESS, page
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.pool import Pool
pool = Pool(size=1)
pool.run(LayoutJob(page(), ""))
Path(sys.argv[1]).write_text(str(pool.worker_ids()[0]))
pool.run(LayoutJob(ENDLESS, ""))
"""
    told = tmp_path / "worker"
    with subprocess.Popen([sys.executable, "-c", script, str(told)], cwd=PACKAGE_PARENT) as parent:
        worker = int(eventually(lambda: told.read_text() if told.exists() else ""))
        idle = processor_time(worker)
        eventually(lambda: processor_time(worker) > idle + 0.1)
        parent.send_signal(ending)
        parent.wait(SECONDS)
    assert eventually(lambda: not is_running(worker))


def processor_time(process_id: int) -> float:
    """The seconds of processor that a process has used."""
    after_its_name = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in after_its_name[11:13]) / os.sysconf("SC_CLK_TCK")


def is_running(process_id: int) -> bool:
    """Whether a process lives; one that has ended but was not fetched does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process_id}/status").read_text()
    except FileNotFoundError:
        return False


def proc(child: Child, file: str) -> bytes:
    """A file of the child in /proc."""
    return Path(f"/proc/{child.process_id}/{file}").read_bytes()


def test_the_endless_page_is_endless(child):
    assert len(ENDLESS) < 5_000
