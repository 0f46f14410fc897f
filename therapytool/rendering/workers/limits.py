"""What a worker process may use: memory, seconds, files, and nothing of the network. Set from inside, once, for good.

The engine reads nothing it was not given (see `fetcher`); this is the second fence behind it. The third is the parent,
who kills a worker that outstays its time.
"""

from __future__ import annotations

import os
import resource
import select
import sys
import sysconfig
import threading
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from therapytool.shipped import folder

MEBIBYTE = 1024 * 1024
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "shutil.",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: address space of its worker in bytes, and seconds by the clock and by the processor."""

    memory: int = 768 * MEBIBYTE
    seconds: float = 10.0


class OutsideTheFence(PermissionError):
    """The engine tried to open a file, a connection or a process that no document needs."""


def set_limits(limits: Limits) -> None:
    """Bound memory and open files, and forbid core dumps and any writing to a file. A system may not know them all."""
    _bound(resource.RLIMIT_AS, limits.memory)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_NOFILE, 64)


def allow_seconds(seconds: float) -> None:
    """Let the processor work `seconds` more from now; past that the system ends the process. Counts all jobs so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    allowed = ceil(usage.ru_utime + usage.ru_stime + seconds) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed if most == resource.RLIM_INFINITY else min(allowed, most), most))


def raise_fence() -> None:
    """From here on Python refuses connections, processes, writing, and reading outside its own libraries and our fonts.

    Cannot be taken back in this process.
    """
    readable = _readable_folders()

    def judge(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            _judge_opening(arguments, readable)
        elif event.startswith(REFUSED_EVENTS):
            raise OutsideTheFence(event)

    sys.addaudithook(judge)


def end_with_parent(descriptor: int) -> None:
    """End this process the moment the other end of `descriptor` closes, even in the midst of a job.

    A watching thread, because the system's own signal for this follows the parent's thread, not the parent.
    """
    threading.Thread(target=_wait_for_hang_up, args=(descriptor,), daemon=True).start()


def _bound(kind: int, value: int) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def _readable_folders() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    installed = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    installed += [path for path in sys.path if path.endswith(("site-packages", "dist-packages", "lib-dynload"))]
    own = [str(Path(__file__).resolve().parents[2]), str(folder("fonts"))]
    return tuple(f"{os.path.realpath(path)}{os.sep}" for path in (*installed, *own))


def _judge_opening(arguments: tuple[object, ...], readable: tuple[str, ...]) -> None:
    path, _, flags = arguments
    if isinstance(path, int):
        return
    if isinstance(flags, int) and flags & WRITING:
        raise OutsideTheFence("writing a file")
    if not os.path.realpath(os.fsdecode(path)).startswith(readable):  # type: ignore[arg-type]  # audited by the interpreter
        raise OutsideTheFence("reading a file")


def _wait_for_hang_up(descriptor: int) -> None:
    watch = select.poll()
    watch.register(descriptor, 0)
    watch.poll()
    os._exit(0)
