"""A PostgreSQL server of a test run's own: a cluster in memory that nobody else sees and that goes with the run.

Nothing in it outlives the run, so it need not wait for a disk.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from tests.eventually import SECONDS

SYSTEM = Path("/usr/lib/postgresql")
OWNER = "therapytool"
QUICK = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=60", "shared_buffers=32MB")


def programs() -> Path | None:
    """The folder of the server's programs, the newest version's; None where there are none or no driver."""
    if find_spec("psycopg") is None:
        return None
    on_path = shutil.which("initdb")
    folders = sorted(SYSTEM.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = Path(on_path) if on_path else folders[-1] if folders else None
    return found.parent if found else None


class Server:
    """A running server and its databases."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self.folder = folder
        as_user = unprivileged(folder)
        cluster = folder / "cluster"
        initialize = [bin_folder / "initdb", "-D", cluster, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*initialize, "--locale=C.UTF-8"], check=True, capture_output=True, cwd=folder, user=as_user)
        settings = [part for setting in (*QUICK, f"unix_socket_directories={folder}") for part in ("-c", setting)]
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [bin_folder / "postgres", "-D", cluster, *settings], stdout=log, stderr=log, cwd=folder, user=as_user
            )
        self._wait()

    def address(self, name: str) -> str:
        """A database of the server as a setting."""
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"

    def create(self, name: str, *, like: str = "template0") -> None:
        """Make a database anew, empty or a copy of another that nobody is connected to."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {like}")

    def has(self, name: str) -> bool:
        """Whether there is such a database."""
        return bool(self.run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def run(self, *statements: str) -> list[tuple[object, ...]]:
        """Run statements outside any transaction; returns the rows of the last."""
        import psycopg  # noqa: PLC0415  # not everywhere

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """End it without ceremony; the folder goes too."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        import psycopg  # noqa: PLC0415  # not everywhere

        until = time.monotonic() + SECONDS
        while True:
            try:
                self.run("SELECT 1")
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)


def unprivileged(folder: Path) -> str | None:
    """The server does not run as root: give the folder to somebody else and say who; None for ourselves."""
    if os.geteuid() != 0:
        return None
    name = "nobody"
    shutil.chown(folder, name)
    return name


@cache
def server_of_this_run(place: Path | None) -> Server | None:
    """The server of this process, started once and stopped with it; None where that cannot be."""
    bin_folder = programs()
    if bin_folder is None:
        return None
    server = Server(bin_folder, Path(tempfile.mkdtemp(prefix="therapytool-pg-", dir=place)))
    atexit.register(server.stop)
    return server


def name_for(folder: Path) -> str:
    """The database of an instance folder."""
    return f"t{sha256(str(folder).encode()).hexdigest()[:20]}"
