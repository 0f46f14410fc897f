"""`therapytool serve` and `therapytool demo`: prepare, say where to go, and serve."""

from __future__ import annotations

import errno
import signal
import socket
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

import click
import waitress
from flask import Flask
from rich.console import Console

from therapytool.accounts.demo import open_demo
from therapytool.accounts.setup import issue_setup_token
from therapytool.cases.samples import load_samples
from therapytool.cli import AppFactory
from therapytool.cli.preparation import prepare
from therapytool.config import Settings
from therapytool.database import writing
from therapytool.errors import TherapytoolError
from therapytool.formatting import in_words
from therapytool.homework.mailing.carrier import Carrier
from therapytool.rendering.fonts.machine_fonts import absent_packages
from therapytool.safekeeping.in_use import preparing, serving
from therapytool.safekeeping.read_only import REASON
from therapytool.web.logs import configure_logs

THREADS = 8
SECONDS_TO_BE_HEARD = 10
LAST_PORT = 65535
NEVER = 2**62
THIS_MACHINE_ALONE = frozenset({"127.0.0.1", "::1", "localhost"})

host_option = click.option("--host", help="Address to listen on; HOST does the same. [default: 127.0.0.1]")
port_option = click.option("--port", type=int, help="Port to listen on; PORT does the same. [default: 8000]")


class PortTaken(TherapytoolError):
    """We cannot listen where we were told to."""


@click.command()
@host_option
@port_option
@click.pass_obj
def serve(create_app: AppFactory, host: str | None, port: int | None) -> None:
    """Prepare everything at need and serve Therapytool."""
    end_tidily_when_told()
    console = Console(stderr=True)
    settings = Settings.load(**_given(host, port))
    check_port(settings)
    app = create_app(settings)
    with preparing(settings.instance):
        prepare(app, console)
    with app.app_context():
        token = issue_setup_token()
    if token:
        console.print("\nNobody has an account yet. Make yours here (works once, on this machine):")
        console.print(f"    {settings.address}/setup#{token}\n", markup=False, highlight=False, soft_wrap=True)
    run_server(app, settings, console)


@click.command()
@host_option
@port_option
@click.pass_obj
def demo(create_app: AppFactory, host: str | None, port: int | None) -> None:
    """Serve a throw-away copy, signed in; nothing is kept.

    It lives in a temporary folder and has a sample caseload. The address that is printed opens it once.
    """
    end_tidily_when_told()
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="therapytool-demo-") as folder:
        settings = Settings.load(instance=Path(folder), database_url="", demo=True, **_given(host, port))
        check_port(settings)
        app = create_app(settings)
        prepare(app, console)
        with app.app_context():
            door = open_demo()
            with writing():
                load_samples(clinician_id=door.clinician_id)
        console.print("\nThe demo is ready. Open (works once):")
        console.print(f"    {settings.address}/demo#{door.code}", markup=False, highlight=False, soft_wrap=True)
        console.print(f"or sign in as {door.email} with the password {door.password}\n", markup=False, highlight=False)
        run_server(app, settings, console)


def check_port(settings: Settings) -> None:
    """Find out before any work that the address is free. Raises PortTaken with what to type."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            told = f"cannot listen on {settings.host}:{settings.port} ({error.strerror})"
            raise PortTaken(f"{told}; {_way_out(error, settings)}") from error


def _way_out(error: OSError, settings: Settings) -> str:
    """What to type when an address cannot be had: another port, or another host."""
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        port = settings.port + 1 if 1024 <= settings.port < LAST_PORT else 8000
        return f"try another port: PORT={port} make run"
    return "try another host: HOST=127.0.0.1 for this machine alone, HOST=0.0.0.0 for every address of it"


def end_tidily_when_told() -> None:
    """Let a service that is stopped and a terminal that is closed end us as Ctrl+C does: a demo's folder goes, too.

    Where SIGHUP is ignored (nohup), it stays ignored. What ends us can get lost in a library that lets no exception
    pass, so it comes again until the server has heard it.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    signal.alarm(SECONDS_TO_BE_HEARD)
    raise SystemExit(128 + number)


def say_which_letters_are_absent(console: Console) -> None:
    """One line for scripts that this machine has no fonts for; sheets in Latin letters need none of it."""
    absent = absent_packages()
    if absent:
        scripts = in_words([package.scripts for package in absent])
        console.print(f"No fonts for {scripts} on this machine; `make fonts` installs them.", markup=False)


def say_who_can_read_along(settings: Settings, console: Console) -> None:
    """One warning where others reach this machine and nothing encrypts what goes over the network."""
    if settings.https or settings.host in THIS_MACHINE_ALONE:
        return
    told = "Without HTTPS whoever is on this network can read along, passwords too."
    console.print(f"{told} Put a server in front that speaks it: docs/security.md", markup=False, soft_wrap=True)


def run_server(app: Flask, settings: Settings, console: Console) -> None:
    """Serve until interrupted; workers end with us."""
    configure_logs()
    printer = app.extensions["rendering"]
    printer.pool.warm_up()
    carrier = Carrier(app)
    if not app.extensions.get(REASON):
        carrier.start()
    say_which_letters_are_absent(console)
    say_who_can_read_along(settings, console)
    console.print(f"Therapytool is at {settings.address} (Ctrl+C stops it)", markup=False, highlight=False)
    try:
        with serving(settings.instance):
            waitress.serve(app, host=settings.host, port=settings.port, _quiet=True, **server_options(settings))
    finally:
        signal.alarm(0)
        if carrier.is_alive():
            carrier.stop()
        printer.pool.close()


def server_options(settings: Settings) -> dict[str, Any]:
    """How the server serves. What proxies write (X-Forwarded-*) reaches the application only where proxies are set.

    The application then believes as many of them as there are; what a visitor writes there herself counts for nothing.
    What comes and goes stays in memory: longer bodies, such as photos of a sheet, would be written to temporary files.
    A body of more than four times what is taken is refused unread; up to there our own page says that it is too large.
    """
    return {
        "threads": THREADS,
        "ident": None,
        "clear_untrusted_proxy_headers": settings.proxy_hops == 0,
        "max_request_body_size": 4 * settings.upload_mebibytes * 2**20,
        "inbuf_overflow": NEVER,
        "outbuf_overflow": NEVER,
    }


def _given(host: str | None, port: int | None) -> dict[str, object]:
    """Only what was said on the command line, so that the environment fills the rest."""
    return {name: value for name, value in (("host", host), ("port", port)) if value is not None}
