"""A practice's logo: taken as an uploaded picture, made small and clean in a worker, kept as PNG, printed on sheets."""

from __future__ import annotations

import base64
from contextlib import closing
from io import BytesIO
from typing import IO

from flask import current_app

from therapytool.accounts.models import Practice
from therapytool.database import db
from therapytool.errors import RenderingFailed
from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.jobs import LogoJob

LARGEST_UPLOAD = 4 * 1024 * 1024
"""Bytes of a picture that is taken as a logo."""


class NotALogo(ValueError):
    """What was uploaded is no picture that can be used; the message says why, for the person."""


def logo_address(png: bytes | None) -> str:
    """A stored logo as a `data:` address for pages; empty when there is none."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""


def read_upload(stream: IO[bytes] | None) -> bytes:
    """What was uploaded, bounded; its stream is closed. Raises NotALogo when there is nothing or too much of it."""
    with closing(stream or BytesIO()) as opened:
        content = opened.read(LARGEST_UPLOAD + 1)
    if not content:
        raise NotALogo("Choose a picture first.")
    if len(content) > LARGEST_UPLOAD:
        raise NotALogo("This picture is larger than 4 MB. Save it smaller, then try again.")
    return content


def cleaned(content: bytes) -> bytes:
    """The picture as a small PNG with nothing but its dots. Raises NotALogo for what is no PNG or JPEG."""
    printer: Printer = current_app.extensions["rendering"]
    try:
        pictures = printer.pool.run(LogoJob(content)).pictures
    except RenderingFailed as failed:
        raise NotALogo(f"This picture could not be read. {failed}") from failed
    if not pictures:
        raise NotALogo("This is no PNG or JPEG picture, or it has more than 40 million dots.")
    return pictures[0]


def set_logo(practice: Practice, png: bytes) -> None:
    """Print this logo from now on."""
    practice.logo = png
    db.session.flush()


def remove_logo(practice: Practice) -> None:
    """Print no logo any more."""
    practice.logo = None
    db.session.flush()
