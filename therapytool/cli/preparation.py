"""What happens before the first page is served: libraries checked, database brought up to date, library loaded."""

from __future__ import annotations

from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from therapytool import clock
from therapytool.database import writing
from therapytool.errors import MissingSystemLibrary
from therapytool.exercises.files.library import exercise_paths, read_library
from therapytool.exercises.operations import import_library, renew_index
from therapytool.plans.older_plans import seal_older_plans
from therapytool.rendering.system import missing_system_libraries
from therapytool.safekeeping.older_copies import prune_copies
from therapytool.safekeeping.read_only import stop_if_keys_do_not_fit
from therapytool.safekeeping.upgrading import upgrade_database


def prepare(app: Flask, console: Console) -> None:
    """Make a fresh or older installation ready to serve. Raises MissingSystemLibrary with the exact line to type."""
    line = missing_system_libraries()
    if line:
        raise MissingSystemLibrary(line)
    with app.app_context():
        upgrade_database(app, console)
        reason = stop_if_keys_do_not_fit(app)
        if reason:
            console.print(f"\n[bold red]READ ONLY.[/] {reason}\n")
            return
        prune_copies(app.extensions["settings"], now=clock.now())
        seal_older_plans()
        load_library(console)


def load_library(console: Console) -> int:
    """Read the shipped exercises and bring the database up to them, with a progress bar; returns how many changed."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Loading the library", total=2 * len(exercise_paths()))
        files = []
        for file in read_library():
            files.append(file)
            progress.advance(task)
        with writing():
            renew_index()
            return import_library(files, step=lambda title: progress.advance(task))
