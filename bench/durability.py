"""`python -m bench.durability [--full]`: is what was acknowledged still there, over kills and over power cuts?

Both halves use the real thing: the application, its pages' way of saving, SQLite as it is opened here. Each is also run
against something that must fail, so that a table of zeros means something.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from flask import Flask
from rich.console import Console

from bench import kills, power_cuts
from bench.disk_log import DiskLog
from bench.kills import Client, Place, Tally
from bench.power_cuts import Verdict
from tests.application import make_app, quick_place
from tests.portal.browser import ClientBrowser
from tests.portal.given import LADDER, GivenHomework, give, row
from therapytool.blocks.base import Control
from therapytool.database import db, writing
from therapytool.exercises.files.library import read_library
from therapytool.exercises.operations import import_library
from therapytool.extensions import limiter
from therapytool.homework.asked import asked_sheet
from therapytool.safekeeping.upgrading import upgrade_database

PEOPLE = ("Heron", "Finch", "Wren", "Teal")
QUESTIONS, ROOM = 3, 180
COOKIES = ("homework", "homework-form")
USUAL_KILLS, USUAL_SAVES, USUAL_CUTS, RECORDED = 40, 4_000, 2_000, 60
FULL_KILLS, FULL_SAVES, FULL_CUTS, FULL_RECORDED = 500, 100_000, 20_000, 400
CONTROL_CUTS = 400


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    started = time.monotonic()
    with _installation() as app:
        clients = [_client(app, given) for given in give(*PEOPLE)]
        tally = kills.run(app, clients, kills=arguments.kills, saves=arguments.saves, tell=_tell)
    killing = time.monotonic() - started
    _print(_kill_rows(tally, killing))
    with _installation() as app:
        (given,) = give(PEOPLE[0])
        cut, lying, recorded = _cut(app, _client(app, given), arguments)
    cutting = time.monotonic() - started - killing
    _print(_cut_rows(cut, lying, recorded, cutting))
    failed = tally.lost + tally.torn + tally.broken + cut.lost + cut.torn + cut.broken
    sys.exit(1 if failed or not lying.lost + lying.broken else 0)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--full", action="store_true", help="all counts of the scoreboard; a quarter of an hour")
    reader.add_argument("--kills", type=int)
    reader.add_argument("--saves", type=int)
    reader.add_argument("--cuts", type=int)
    given = reader.parse_args()
    given.kills = given.kills or (FULL_KILLS if given.full else USUAL_KILLS)
    given.saves = given.saves or (FULL_SAVES if given.full else USUAL_SAVES)
    given.cuts = given.cuts or (FULL_CUTS if given.full else USUAL_CUTS)
    given.recorded = FULL_RECORDED if given.full else RECORDED
    return given


@contextmanager
def _installation() -> Iterator[Flask]:
    """An installation with one exercise, in memory: neither half needs a real disk, and one would only be slow."""
    with tempfile.TemporaryDirectory(prefix="therapytool-durability-", dir=quick_place()) as folder:
        app = make_app(Path(folder) / "instance")
        limiter.enabled = False
        with app.app_context():
            upgrade_database(app, Console(quiet=True))
            with writing():
                import_library([file for file in read_library() if file.content.slug == LADDER])
            yield app
            db.session.remove()
            db.engine.dispose()


def _client(app: Flask, given: GivenHomework) -> Client:
    """A client who came in by her link, with what her browser then sends."""
    browser = ClientBrowser(app)
    browser.enter(given)
    headers = {"X-CSRFToken": browser.token(), "Content-Type": "application/json", "Accept": "application/json"}
    cookies = [cookie for name in COOKIES if (cookie := browser.client.get_cookie(name))]
    headers["Cookie"] = "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies)
    asked = asked_sheet(row(given)).questions
    wordy = {Control.LINE, Control.LINES}
    keys = [key for key, each in asked.items() if each.control in wordy and each.max_length >= ROOM]
    return Client(given.name, headers, [Place(given.response_id, key) for key in keys[:QUESTIONS]])


def _cut(app: Flask, client: Client, arguments: argparse.Namespace) -> tuple[Verdict, Verdict, int]:
    """Record saves of one client and cut the power over them, on an honest disk and on one that lies."""
    database = Path(app.instance_path) / "therapytool.db"
    db.session.remove()
    db.engine.dispose()
    before = {str(database): database.read_bytes(), f"{database}-journal": b""}
    log, browser = DiskLog(), app.test_client(use_cookies=False)

    def save(number: int) -> bool:
        place = client.places[number % len(client.places)]
        body = {"text": kills.sealed_words(), "revision": place.revision, "request": str(uuid4())}
        address = f"/w/{client.name}/answers/{place.key}"
        answer = browser.put(address, data=json.dumps(body), headers=client.headers)
        if answer.status_code == 200:
            place.revision, place.words = answer.json["revision"], body["text"]
        return bool(answer.status_code == 200)

    with log:
        told = power_cuts.record(log, save, saves=arguments.recorded, database=database)
        db.session.remove()
        db.engine.dispose()
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder:
        honest = power_cuts.replay(before, log.events, told, states=arguments.cuts, folder=Path(folder))
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder:
        lying = power_cuts.replay(before, log.events, told, states=CONTROL_CUTS, folder=Path(folder), lies=True)
    return honest, lying, len(log.events)


def _kill_rows(tally: Tally, seconds: float) -> Iterator[str]:
    yield "| kills of the server | saves acknowledged | cut off, of these kept | refused | lost | torn | broken |"
    yield "|---|---|---|---|---|---|---|"
    yield (
        f"| {tally.kills} | {tally.acknowledged} | {tally.cut_off}, {tally.went_through} | {tally.refused} "
        f"| {tally.lost} | {tally.torn} | {tally.broken} |"
    )
    yield f"\n{seconds:.0f} seconds."


def _cut_rows(honest: Verdict, lying: Verdict, recorded: int, seconds: float) -> Iterator[str]:
    yield "| power cuts | states | promises looked at | rolled back | lost | torn | broken |"
    yield "|---|---|---|---|---|---|---|"
    for name, verdict in (("as SQLite asks of a disk", honest), ("on a disk that ignores syncs (must fail)", lying)):
        yield (
            f"| {name} | {verdict.states} | {verdict.promises} | {verdict.rolled_back} | {verdict.lost} "
            f"| {verdict.torn} | {verdict.broken} |"
        )
    yield f"\n{recorded} recorded events, {seconds:.0f} seconds."


def _print(rows: Iterator[str]) -> None:
    sys.stdout.write("\n".join(["", *rows, ""]))
    sys.stdout.flush()


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words.ljust(shutil.get_terminal_size().columns - 1)}")


if __name__ == "__main__":
    main()
