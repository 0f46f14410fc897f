"""One worker process as its parent sees it: start it, hand it a job, hear the answer in time or end it."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

from therapytool.rendering.system import library_folders
from therapytool.rendering.workers.jobs import BrokenFrame, Failure, Job, Message, Ready, Reason, encode, receive
from therapytool.rendering.workers.limits import Limits

PACKAGE_PARENT = Path(__file__).resolve().parents[3]
FONT_CONFIGURATION = Path(__file__).parents[1] / "fonts" / "fonts.conf"
PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT")


class ChildTimedOut(Exception):
    """No answer within the time; the child has been ended."""


class ChildDied(Exception):
    """The child ended instead of answering: out of memory or processor time, ended from outside, or crashed."""


class Child:
    """A started worker. Not for two threads at once: the pool lends it to one at a time."""

    def __init__(self, limits: Limits) -> None:
        self.jobs_done = 0
        self.is_spent = False
        self.is_warm = False
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603  # this Python, our own module
                command(limits),
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                env=environment(),
                cwd="/",
                start_new_session=True,
            )

    @property
    def process_id(self) -> int:
        """The number the system knows it by."""
        return self._process.pid

    def is_alive(self) -> bool:
        """False once the process has ended or hung up, so that a job is not wasted on it."""
        if self._process.poll() is not None:
            return False
        watch = select.poll()
        watch.register(self._channel, select.POLLIN)
        return not watch.poll(0) or not self.is_warm

    def wait_until_warm(self, seconds: float) -> None:
        """Hear that it is ready. Raises ChildTimedOut, ChildDied."""
        if not self.is_warm:
            self.is_warm = isinstance(self._hear(time.monotonic() + seconds), Ready)

    def work(self, job: Job, seconds: float) -> Message:
        """Hand over one job and wait for the answer.

        Raises ChildTimedOut and ChildDied, after which the child is gone, and BrokenFrame for a job too long to send.
        """
        deadline = time.monotonic() + seconds
        frame = encode(job)
        self.jobs_done += 1
        try:
            self._channel.settimeout(seconds)
            self._channel.sendall(frame)
        except TimeoutError:
            raise self._timed_out() from None
        except OSError:
            raise self._died() from None
        answer = self._hear(deadline)
        self.is_spent = isinstance(answer, Failure) and answer.reason is Reason.MEMORY
        return answer

    def stop(self) -> None:
        """End it at once; it has nothing to lose."""
        self._process.kill()
        self._process.wait()
        self._channel.close()

    def forget(self) -> None:
        """Let go without ending it: after a fork it belongs to the other process."""
        self._channel.close()

    def _hear(self, deadline: float) -> Message:
        try:
            return receive(lambda count: self._read(count, deadline))
        except TimeoutError:
            raise self._timed_out() from None
        except (OSError, BrokenFrame):
            raise self._died() from None
        except BaseException:
            self.stop()
            raise

    def _read(self, count: int, deadline: float) -> bytes:
        received = bytearray(count)
        view, done = memoryview(received), 0
        while done < count:
            self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
            got = self._channel.recv_into(view[done:])
            if not got:
                return bytes(view[:done])
            done += got
        return bytes(received)

    def _timed_out(self) -> ChildTimedOut:
        self.stop()
        return ChildTimedOut()

    def _died(self) -> ChildDied:
        self.stop()
        return ChildDied()


def command(limits: Limits) -> list[str]:
    """How a worker is started: this Python, without the current folder, with its limits as numbers."""
    numbers = [str(limits.memory), str(limits.seconds)]
    return [sys.executable, "-P", "-m", "therapytool.rendering.workers.worker", *numbers]


def environment() -> dict[str, str]:
    """All a worker knows of its surroundings: no secrets, no home, and one order of hashes so that output repeats."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    if folders := library_folders():
        passed_on.setdefault("DYLD_FALLBACK_LIBRARY_PATH", folders)
    return {
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(PACKAGE_PARENT),
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        "FONTCONFIG_FILE": str(FONT_CONFIGURATION),
        "MALLOC_ARENA_MAX": "1",
        **passed_on,
    }
