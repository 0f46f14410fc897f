"""However it is served, a running server keeps a restore from running under it, and a restore keeps servers out."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.eventually import SECONDS
from therapytool.safekeeping.in_use import InUse, alone, serving


@contextmanager
def under_gunicorn(instance: Path, *, workers: int) -> Iterator[str]:
    """A real server of somebody else's with several processes; gives its address, where callers wait until it is up."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        command = [sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", f"fd://{door.fileno()}"]
        command += ["--timeout", f"{SECONDS:.0f}", "--worker-tmp-dir", str(instance.parent), "--log-level", "warning"]
        environment = {**os.environ, "THERAPYTOOL_INSTANCE": str(instance), "DATABASE_URL": ""}
        with subprocess.Popen(
            [*command, "therapytool.wsgi:served()"],
            env=environment,
            stdout=subprocess.DEVNULL,
            pass_fds=(door.fileno(),),
        ) as server:
            try:
                yield f"http://127.0.0.1:{door.getsockname()[1]}"
            finally:
                server.terminate()


def test_processes_of_another_server_prepare_in_turn_and_hold_the_lock(library_instance: Path, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(library_instance, instance)
    with under_gunicorn(instance, workers=2) as address:
        with urlopen(f"{address}/healthz", timeout=SECONDS) as answer:
            assert b"ok" in answer.read()
        with pytest.raises(InUse), alone(instance):
            pass
    with alone(instance):
        pass


def test_while_a_restore_is_under_way_no_server_starts(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(InUse), serving(tmp_path):
        pass
    with serving(tmp_path), serving(tmp_path):
        pass
