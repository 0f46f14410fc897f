"""However it is served, a running server keeps a restore from running under it, and a restore keeps servers out."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from therapytool.safekeeping.in_use import InUse, alone, serving

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def under_gunicorn(instance: Path, *, workers: int) -> Iterator[str]:
    """A real server of somebody else's with several processes; gives its address."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", address]
    command += ["--worker-tmp-dir", str(instance.parent), "--log-level", "warning", "therapytool.wsgi:served()"]
    environment = {**os.environ, "THERAPYTOOL_INSTANCE": str(instance), "DATABASE_URL": ""}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            yield f"http://{address}"
        finally:
            server.terminate()


def wait_for(address: str) -> bytes:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address) as answer:
                body: bytes = answer.read()
                return body
        except URLError:
            assert time.monotonic() < until, "it never answered"
            time.sleep(0.1)


def test_processes_of_another_server_prepare_in_turn_and_hold_the_lock(library_instance: Path, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(library_instance, instance)
    with under_gunicorn(instance, workers=2) as address:
        assert b"ok" in wait_for(f"{address}/healthz")
        with pytest.raises(InUse), alone(instance):
            pass
    with alone(instance):
        pass


def test_while_a_restore_is_under_way_no_server_starts(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(InUse), serving(tmp_path):
        pass
    with serving(tmp_path), serving(tmp_path):
        pass
