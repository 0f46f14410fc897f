"""`python -m bench.library`: what pages of the library cost with 48 exercises and with thousands of own ones.

The same questions are asked of the same installation before and after the own exercises come in, as whole requests of
a signed-in clinician, and the middle of the rounds counts. Own exercises are ours with other titles, themes and
keywords, and with nearly all of their words: harder for a search than real ones, which differ more. Takes some minutes,
nearly all of them to make the exercises.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from rich.console import Console
from rich.progress import track
from werkzeug.test import TestResponse

from bench.rendering import machine
from therapytool.accounts.operations import create_owner
from therapytool.app import create_app
from therapytool.cli.preparation import load_library, upgrade_database
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import read_library
from therapytool.exercises.operations import keep_exercise
from therapytool.exercises.vocabulary import Audience, Theme
from therapytool.web.logs import configure_logs

EMAIL, PASSWORD = "bench@example.org", "a lantern by the harbor wall"
QUESTIONS = {
    "browse": "/library/",
    "next page": "/library/?page=2",
    "filter by theme and format": "/library/?theme=C&format=couple",
    "filter by minutes, intensity, what is needed": "/library/?minutes=20&intensity=2&material=paper",
    "search, a rare word": "/library/?q=breadwinner",
    "search, a word in nearly every sheet": "/library/?q=feeling",
    "search, as one says it": "/library/?q=shuts+down+when+she+cries",
    "search, misspelled": "/library/?q=stonewaling",
    "search and filter": "/library/?q=listen&theme=C&minutes=20",
    "second page of a search": "/library/?q=feeling&page=2",
    "one exercise": "/library/listen-dont-fix",
    "one exercise by its neighbors": "/library/selection?exercise=listen-dont-fix",
}
GOAL = 2.0
"""Times as long at most, with all those exercises."""
FIRST = "Quiet Brave Slow Open Small Plain Warm Steady New Old Long Short Spare Even Loud Soft Late Early".split()  # noqa: SIM905
LAST = "Harbor Ladder Letter Kitchen Bridge River Map Window Table Lantern Garden Signal Anchor Thread Road".split()  # noqa: SIM905


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=int, default=10_000, help="own exercises (10,000)")
    parser.add_argument("--rounds", type=int, default=15, help="how often each question is asked (15)")
    options = parser.parse_args()
    configure_logs(logging.WARNING)
    with installation() as (app, practice_id):
        client = app.test_client()
        sign_in(client)
        before = ask(client, options.rounds)
        seconds = timed(lambda: fill(options.own, practice_id))
        first = timed(lambda: visit(client, "/library/"))
        after = ask(client, options.rounds)
    report(before, after, own=options.own, seconds=seconds, first=first)


@contextmanager
def installation() -> Iterator[tuple[Flask, int]]:
    """A fresh installation in a temporary folder, with the shipped library and one practice."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings.load(instance=Path(folder) / "instance"))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
        with app.app_context():
            upgrade_database(app, Console(file=StringIO()))
            load_library(Console(file=StringIO()))
            with writing():
                practice_id = create_owner(name="Bench", email=EMAIL, password=PASSWORD).practice.id
            yield app, practice_id
            db.session.remove()
            db.engine.dispose()


def sign_in(client: FlaskClient) -> None:
    """Sign in through the real form."""
    answer = Context().run(client.post, "/sign-in", data={"email": EMAIL, "password": PASSWORD})
    if answer.status_code != 303:
        sys.exit(f"could not sign in: {answer.status}")


def visit(client: FlaskClient, address: str) -> TestResponse:
    """A page, asked for as a server does: nothing is left from the request before."""
    return Context().run(client.get, address)


def ask(client: FlaskClient, rounds: int) -> dict[str, tuple[float, int]]:
    """Milliseconds of each question, the middle of the rounds, and how many it finds; each is asked once before."""
    found = {}
    for name, address in QUESTIONS.items():
        page = visit(client, address).get_data(as_text=True)
        times = [timed(lambda address=address: visit(client, address)) for _ in range(rounds)]
        count = re.search(r"([\d,]+) exercises?", page)
        found[name] = (1000 * median(times), int(count[1].replace(",", "")) if count else 0)
    return found


def timed(act: Callable[[], object]) -> float:
    """Seconds an act takes."""
    begins = time.perf_counter()
    act()
    return time.perf_counter() - begins


def fill(count: int, practice_id: int) -> None:
    """Make own exercises of a practice out of the shipped ones, the same ones in every run."""
    chance = random.Random(3)  # noqa: S311  # the same exercises each time, nothing secret
    ours = [file.content for file in read_library()]
    console = Console(stderr=True)
    for start in track(range(0, count, 250), "Writing exercises", console=console, transient=True):
        with writing():
            for number in range(start, min(start + 250, count)):
                keep_exercise(own_exercise(number, ours, chance), practice_id=practice_id)
        db.session.expunge_all()


def own_exercise(number: int, ours: list[ExerciseContent], chance: random.Random) -> ExerciseContent:
    """One of ours under another title, theme, audience and intensity, with the keywords and aims of another."""
    model, other = chance.choice(ours), chance.choice(ours)
    title = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
    return model.model_copy(
        update={
            "slug": f"own-{number}",
            "title": title,
            "summary": other.summary,
            "themes": (chance.choice(list(Theme)),),
            "audience": chance.choice(list(Audience)),
            "intensity": chance.randint(1, 4),
            "keywords": other.keywords,
            "aims": other.aims,
            "materials": other.materials,
        }
    )


def report(
    before: dict[str, tuple[float, int]],
    after: dict[str, tuple[float, int]],
    *,
    own: int,
    seconds: float,
    first: float,
) -> None:
    """The table in Markdown under a line that says when, where and of what."""
    lines = [
        f"{own:,} own exercises, made in {seconds:.0f} s; {datetime.now(UTC):%Y-%m-%d}, {machine()}. The first page "
        f"after a change of the library counts it anew: {1000 * first:.0f} ms.",
        "",
        f"| question | found of 48 | ms | found of {48 + own:,} | ms | times as long |",
        "|---|---|---|---|---|---|",
    ]
    for name, (ms, found) in before.items():
        later, more = after[name]
        lines.append(
            f"| {name} | {found or '–'} | {ms:.1f} | {f'{more:,}' if more else '–'} | {later:.1f} | {later / ms:.2f} |"
        )
    lines += ["", f"Goal: at most {GOAL:g} times as long, whatever the library holds."]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
