"""Where the databases of the tests are: a file in each instance folder, or one on a PostgreSQL server of the run's own.

`TEST_DATABASE=postgresql` runs any test on the latter; tests that look into the file itself are for the former.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.postgresql_server import Server, name_for, server_of_this_run

DATABASE = "therapytool.db"
MEMORY = Path("/dev/shm")
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"


def database_of(instance: Path) -> str:
    """The setting that names the database of an instance folder."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{instance / DATABASE}"
    server, name = the_server(), name_for(instance)
    if not server.has(name):
        server.create(name)
    return server.address(name)


def copy_instance(source: Path, target: Path) -> Path:
    """Copy an instance folder with its database, which nobody is connected to."""
    shutil.copytree(source, target)
    if ON_POSTGRESQL:
        the_server().create(name_for(target), like=name_for(source))
    return target


def the_server() -> Server:
    """The server of this run; a run that asks for it and has none ends here."""
    server = server_of_this_run(MEMORY if MEMORY.is_dir() else None)
    if server is None:
        raise RuntimeError("TEST_DATABASE asks for PostgreSQL: install its server, and psycopg into .venv")
    return server
