"""How a fresh link is shown: its address, where its short code is typed, and the QR of the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import segno

from therapytool.exercises.sheets.sheet import WayIn
from therapytool.homework.links.issuing import NewLink

PORTAL = "/w"


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link as it is shown this once. `page` is where the code is typed, without "https://"."""

    address: str = field(repr=False)
    page: str
    code: str = field(repr=False)
    picture: str = field(repr=False)
    """The QR as SVG markup."""


def shown(link: NewLink, *, base: str) -> ShownLink:
    """A fresh link at an installation's address ("https://therapy.example.org")."""
    address = f"{base.rstrip('/')}{PORTAL}#{link.token}"
    return ShownLink(address, page_in_words(base), link.code, _square(address).svg_inline(**_LOOK))


def on_paper(link: NewLink, *, base: str) -> WayIn:
    """A fresh link as it prints on a sheet."""
    address = f"{base.rstrip('/')}{PORTAL}#{link.token}"
    return WayIn(page_in_words(base), link.code, _square(address).svg_data_uri(border=0, omitsize=True))


def page_in_words(base: str) -> str:
    """Where codes are typed, as short as it can be said: "therapy.example.org/w"."""
    parts = urlsplit(base)
    return f"{parts.netloc}{parts.path.rstrip('/')}{PORTAL}"


_LOOK = {"border": 2, "omitsize": True, "light": "#fff", "svgclass": "qr", "lineclass": None}


def _square(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)


def is_this_computer(base: str) -> bool:
    """Whether an address leads only to the machine it is typed on, so that no phone can follow it."""
    return urlsplit(base).hostname in {"localhost", "127.0.0.1", "::1"}
