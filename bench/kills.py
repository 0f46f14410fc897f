"""Kills: a server that is killed without warning while clients save, over and over, and what is there afterwards.

The server is the application under waitress, as `therapytool serve` runs it, in a process of its own; it is forked from
one that has loaded the application already, or 500 starts would take half an hour. It gets SIGKILL while saves are
under way. Each save is an HTTP request; it counts as acknowledged when its answer, 200, has been read to the end.
Before the next start every answer is opened and held against what was acknowledged: each question's answer must be the
last one acknowledged or the one whose acknowledgment was cut off, and its revision must count every save acknowledged.
"""

from __future__ import annotations

import http.client
import json
import logging
import os
import random
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import waitress
from flask import Flask
from sqlalchemy import select

from therapytool.database import db
from therapytool.homework.models import Answer

PATIENCE = 20.0
PUT_FAILURES = (OSError, http.client.HTTPException)


@dataclass
class Place:
    """One question of one client: its revision and words as last acknowledged, and words that may have gone through."""

    response_id: int
    key: str
    revision: int = 0
    words: str = ""
    pending: str = ""


@dataclass
class Client:
    """A client's browser: her cookie and token, and her questions."""

    name: str
    headers: dict[str, str]
    places: list[Place]
    acknowledged: int = 0
    refused: int = 0


@dataclass
class Tally:
    """What came of all of it."""

    kills: int = 0
    acknowledged: int = 0
    refused: int = 0
    cut_off: int = 0
    went_through: int = 0
    lost: int = 0
    torn: int = 0
    broken: int = 0


def run(app: Flask, clients: list[Client], *, kills: int, saves: int, tell: Callable[[str], None]) -> Tally:
    """Let clients save until so many saves are acknowledged, with so many kills spread over them."""
    chance, tally = random.Random(1), Tally()  # noqa: S311  # the same moments every time, as far as threads allow
    database = Path(app.instance_path) / "therapytool.db"
    for number in range(kills):
        left = (saves - tally.acknowledged) / (kills - number)
        wanted = max(1, round(left * chance.uniform(0.5, 1.5)))
        tally.acknowledged += _one_life(app, clients, saves=wanted, chance=chance)
        tally.kills += 1
        _look(app, clients, database, tally)
        tell(f"{tally.kills} kills, {tally.acknowledged} saves acknowledged, {tally.lost} lost")
    tally.refused = sum(client.refused for client in clients)
    return tally


def _one_life(app: Flask, clients: list[Client], *, saves: int, chance: random.Random) -> int:
    """Start a server, let every client save, kill it while they do; returns how many saves were acknowledged."""
    before = sum(client.acknowledged for client in clients)
    server, port = _start(app)
    stop = threading.Event()
    savers = [threading.Thread(target=_save_on, args=(client, port, stop)) for client in clients]
    for saver in savers:
        saver.start()
    until = time.monotonic() + PATIENCE + saves
    while sum(client.acknowledged for client in clients) - before < saves and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.02))
    os.kill(server, signal.SIGKILL)
    stop.set()
    os.waitpid(server, 0)
    for saver in savers:
        saver.join()
    return sum(client.acknowledged for client in clients) - before


def _start(app: Flask) -> tuple[int, int]:
    """Fork a server on a free port and wait until it listens; returns its process and port."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    process = os.fork()
    if not process:
        logging.getLogger("waitress").setLevel(logging.ERROR)
        waitress.serve(app, sockets=[listening], threads=8, ident=None, _quiet=True)
        os._exit(1)
    listening.close()
    return process, port


def _save_on(client: Client, port: int, stop: threading.Event) -> None:
    """Save one answer after the other until the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    number = 0
    with closing(connection):
        while not stop.is_set():
            place = client.places[number % len(client.places)]
            number += 1
            try:
                _save(connection, client, place)
            except PUT_FAILURES:
                return


def _save(connection: http.client.HTTPConnection, client: Client, place: Place) -> None:
    """One save, on top of the last acknowledged; a save that was cut off is sent again as the page does."""
    place.pending = place.pending or sealed_words()
    body = {"text": place.pending, "revision": place.revision, "request": str(uuid4())}
    address = f"/w/{client.name}/answers/{place.key}"
    connection.request("PUT", address, body=json.dumps(body), headers=client.headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    if answer.status != 200:
        client.refused += 1
        return
    place.revision, place.words, place.pending = told["revision"], place.pending, ""
    client.acknowledged += 1


def sealed_words() -> str:
    """Words that say themselves whether they are whole."""
    words = f"{uuid4()} " * 3
    return f"{words}{sha256(words.encode()).hexdigest()}"


def are_whole(words: str) -> bool:
    """Whether words are as they were typed."""
    typed, _, check = words.rpartition(" ")
    return sha256(f"{typed} ".encode()).hexdigest() == check


def _look(app: Flask, clients: list[Client], database: Path, tally: Tally) -> None:
    """Hold what is kept against what was acknowledged."""
    with closing(sqlite3.connect(database)) as connection:
        tally.broken += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    with app.app_context():
        rows = {(row.response_id, row.key): row for row in db.session.scalars(select(Answer))}
        for place in (place for client in clients for place in client.places):
            row = rows.get((place.response_id, place.key))
            kept, revision = (row.text, row.revision) if row else ("", 0)
            tally.torn += bool(kept) and not are_whole(kept)
            tally.cut_off += bool(place.pending)
            is_last, is_pending = kept == place.words, bool(place.pending) and kept == place.pending
            tally.lost += (not is_last and not is_pending) or revision < place.revision
            if is_pending:
                tally.went_through += 1
                place.revision, place.words, place.pending = revision, kept, ""
        db.session.remove()
        db.engine.dispose()
