"""Layout: HTML to pages and to PDF by WeasyPrint. Only worker processes import this module and what stands on it."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from therapytool.rendering.fetcher import AddressRefused, asset
from therapytool.rendering.fonts.letters import note_of
from therapytool.rendering.fonts.typefaces import letters_beyond_ours, typefaces
from therapytool.rendering.layout.drawing import Drawing
from therapytool.rendering.layout.elastic import fitted
from therapytool.rendering.layout.frames import close_frames
from therapytool.rendering.layout.heard.origins import note_origins
from therapytool.rendering.layout.heard.turned_words import mark_turned_words
from therapytool.rendering.layout.quickening import quicken
from therapytool.rendering.layout.quickening.embedding import typefaces_left_whole
from therapytool.rendering.layout.tagging import complete_tags

LARGEST_PICTURE = 8_000_000
"""Pixels of a picture written into a document; twice as many and it is refused unread."""

MOST_ELEMENTS = 60_000
"""Of a document; six hundred pages of ours have so many, and no worker has the time for more."""

MOST_WARNINGS = 50
LONGEST_WARNING = 300
MISSING_LETTER = ".notdef glyph"
"""How the engine begins its complaint about a letter that no font has."""
MOST_MISSING = 2_000

BASE_ADDRESS = "asset:"

quicken()
note_origins()
mark_turned_words()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A finished PDF, its number of pages, and what the engine complained about (nothing, if all is well)."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]


class AssetFetcher:
    """Hands the engine what `fetcher` allows and remembers a refusal, since the engine forgives it in some places.

    It stands for the engine's own fetcher and shares nothing with it: it could not open an address if it would.
    """

    _fail_on_errors = False

    def __init__(self) -> None:
        self.refusal: AddressRefused | None = None

    def __call__(self, url: str) -> URLFetcherResponse:
        try:
            found = asset(url)
        except AddressRefused as refused:
            self.refusal = refused
            raise FatalURLFetchingError(str(refused)) from refused
        return URLFetcherResponse(url, found.content, {"Content-Type": found.media_type})


class WarningCollector(logging.Handler):
    """Keeps the engine's first warnings, cut short, so that a test or a person can see them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._missing: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith(MISSING_LETTER) and isinstance(record.args, tuple):
            self._note_letter(int(str(record.args[-1])))
        elif len(self.messages) < MOST_WARNINGS:
            self.messages.append(record.getMessage()[:LONGEST_WARNING])

    def _note_letter(self, point: int) -> None:
        """One note for all letters that are missing, in the place of the one before."""
        if len(self._missing) < MOST_MISSING:
            before = note_of(self._missing)
            self._missing.add(point)
            self.messages[:] = [message for message in self.messages if message != before] + [note_of(self._missing)]


class TooManyElements(MemoryError):
    """A document that would only end when its time or its memory does."""


class _Drawn(Exception):
    """Thrown from inside the engine once everything is drawn, to leave before it writes a file."""


def lay_out(html: str, styles: str) -> LaidOut:
    """Turn one HTML text into a tagged PDF; the same texts always give the same bytes.

    Raises AddressRefused when the text names anything we do not ship.
    """
    with pages_of(html, styles) as (document, warnings):

        def finish(_: object, pdf: object) -> None:
            try:
                complete_tags(Drawing(pdf))
            except Exception as error:  # noqa: BLE001  # pages with lesser tags are better than none
                warnings.append(f"Tags are as the engine leaves them ({type(error).__name__})")

        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, finisher=finish)
        return LaidOut(pdf, len(document.pages), tuple(warnings))


@contextmanager
def pages_of(html: str, styles: str) -> Iterator[tuple[Any, list[str]]]:
    """The engine's document of an HTML text, laid out, and what the engine complained about so far.

    Styles and typefaces are read once per process. The garbage collector rests meanwhile: the caller lets it work
    when the pages are handed over. Raises AddressRefused when the text names anything we do not ship, TooManyElements
    before any work is done on a text of monstrous length.
    """
    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE
    fetcher = AssetFetcher()
    borrowed = letters_beyond_ours(html)
    fonts = typefaces(with_system_fonts=bool(borrowed))
    with _collected_warnings() as warnings, _resting_collector(), _refusals_raised(fetcher):
        source = HTML(string=html, url_fetcher=fetcher, base_url=BASE_ADDRESS)
        if sum(1 for _ in source.etree_element.iter()) > MOST_ELEMENTS:
            raise TooManyElements
        document = fitted(lambda: _rendered(source, styles, fonts))
        if borrowed:
            warnings.append(_borrowed_note(borrowed))
        yield document, warnings


def _rendered(source: Any, styles: str, fonts: Any) -> Any:
    """The tree of elements as it is, laid out.

    Where rows that are to stay together are higher than a page, the engine may find no place to part them and give up.
    Then rows may part anywhere: answers print, if less well.
    """
    options = {"stylesheets": [_parsed(styles)], "font_config": fonts, "pdf_tags": True}
    try:
        document = source.render(**options)
    except AssertionError:
        body = source.etree_element.find("body")
        body.set("class", f"{body.get('class') or ''} loose".strip())
        document = source.render(**options)
    close_frames(document.pages)
    return document


def drawn(document: Any) -> Drawing:
    """Draw the pages of a document that `pages_of` has laid out, and stop before a file is written."""
    taken: list[Drawing] = []

    def take(_: object, pdf: object) -> None:
        taken.append(Drawing(pdf))
        raise _Drawn

    with suppress(_Drawn), typefaces_left_whole():
        document.write_pdf(finisher=take, pdf_tags=True)
    complete_tags(taken[0])
    return taken[0]


@lru_cache(maxsize=4)
def _parsed(styles: str) -> CSS:
    fonts = typefaces(with_system_fonts=False)
    return CSS(string=styles, font_config=fonts, url_fetcher=AssetFetcher(), base_url=BASE_ADDRESS)


def _borrowed_note(letters: frozenset[str]) -> str:
    first = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(letters)[:8])
    return f"{len(letters)} letters that the shipped typefaces lack come from fonts of this machine ({first})"


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    collector = WarningCollector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


@contextmanager
def _resting_collector() -> Iterator[None]:
    was_working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_working:
            gc.enable()


@contextmanager
def _refusals_raised(fetcher: AssetFetcher) -> Iterator[None]:
    try:
        yield
    except FatalURLFetchingError as fatal:
        raise AddressRefused(str(fatal)) from fatal
    if fetcher.refusal is not None:
        raise fetcher.refusal
