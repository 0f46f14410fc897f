"""`therapytool library export` and `import`: exercises of this installation to a pack and back."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy import select

from therapytool.accounts.models import Practice
from therapytool.cli import AppFactory
from therapytool.cli.people import installation
from therapytool.cli.printing import out_option, write_file
from therapytool.database import db, writing
from therapytool.errors import NotFound
from therapytool.exercises.packs.bundling import bundle
from therapytool.exercises.packs.comparing import Arrival, Choice, arrivals
from therapytool.exercises.packs.manifest import Terms
from therapytool.exercises.packs.reading import LARGEST_PACK, read_pack
from therapytool.exercises.packs.taking import Taken, take_each
from therapytool.exercises.queries import contents_named
from therapytool.formatting import counted

practice_option = click.option(
    "--practice", "name", default="", help="Whose exercises; needed where there are several."
)


@click.command("export")
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG...")
@out_option
@click.option("--title", required=True, help="What the pack is called.")
@click.option("--license", "license_", required=True, help="What others may do with it.")
@click.option("--credit", required=True, help="Whose work it is.")
@practice_option
@click.pass_obj
def export_pack(
    create_app: AppFactory, slugs: tuple[str, ...], output: Path, title: str, license_: str, credit: str, name: str
) -> None:
    """Write exercises to a pack; the practice's own one of a slug goes before the one that ships."""
    terms = Terms(title=title, license=license_, credit=credit)
    with installation(create_app), _progress() as progress:
        practice_id = find_practice(name)
        task = progress.add_task("Writing the pack", total=len(slugs))
        exercises = contents_named(slugs, practice_id=practice_id)
        data = bundle(exercises, terms, practice_id=practice_id, step=lambda title: progress.advance(task))
    write_file(output, data)
    click.echo(f"{output}: {counted(len(exercises), 'exercise')}", err=True)


@click.command("import")
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--on-clash",
    type=click.Choice([choice.value for choice in Choice]),
    default=Choice.KEEP_MINE.value,
    show_default=True,
    help="What to do where yours differs.",
)
@click.option("--look", is_flag=True, help="Show what would come in and what clashes; take nothing in.")
@practice_option
@click.pass_obj
def import_pack(create_app: AppFactory, pack: Path, on_clash: str, look: bool, name: str) -> None:
    """Take a pack in, all of it or nothing."""
    if pack.stat().st_size > LARGEST_PACK:
        raise click.ClickException(f"{pack} is larger than {LARGEST_PACK // 2**20} MB")
    with installation(create_app), _progress() as progress:
        practice_id = find_practice(name)
        reading = progress.add_task("Reading the pack", total=None)
        read = read_pack(pack.read_bytes(), step=lambda title: progress.advance(reading))
        found = arrivals(read, practice_id=practice_id)
        if look:
            progress.stop()
            Console().print(_table(found))
            return
        taken, choices = Taken(), {arrival.slug: Choice(on_clash) for arrival in found}
        task = progress.add_task("Taking it in", total=len(found))
        pool = current_app.extensions["rendering"].pool
        with writing():
            for _ in take_each(read, choices, practice_id=practice_id, pool=pool, taken=taken):
                progress.advance(task)
    click.echo(taken.in_words, err=True)


def find_practice(name: str) -> int:
    """The one practice there is, or the one of this name. Raises NotFound naming those there are."""
    practices = list(db.session.scalars(select(Practice).order_by(Practice.id)))
    wanted = [practice for practice in practices if not name or practice.name == name]
    if len(wanted) != 1:
        known = ", ".join(f"“{practice.name}”" for practice in practices) or "none yet; make the first account"
        raise NotFound(f"Say whose exercises they are with --practice. There are: {known}")
    return wanted[0].id


def _table(found: tuple[Arrival, ...]) -> Table:
    table = Table("Slug", "Title", "Here", box=None, pad_edge=False)
    for arrival in found:
        table.add_row(arrival.slug, arrival.title, arrival.standing.words)
    return table


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
