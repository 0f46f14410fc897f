"""The shipped typefaces as the engine sees them: taken from where they lie, never copied, nothing else unless needed.

Two sets. The first knows our files alone, so that pages come out the same on every machine and an odd letter in the
library is noticed. The second adds the fonts of the machine, for a name or a word in a script ours do not have.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from weasyprint.logger import LOGGER
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from therapytool.rendering.fetcher import AddressRefused, font_file
from therapytool.shipped import shipped_fonts

OWN_CONFIGURATION = Path(__file__).with_name("fonts.conf")
ORDINARY = ("AtkinsonHyperlegibleNext-Regular.ttf", "TherapytoolSymbols.ttf")
"""The files whose letters all text may use; a heading face alone does not make a letter ordinary."""


class ShippedTypefaces(FontConfiguration):  # type: ignore[misc]  # WeasyPrint ships no types
    """A font configuration that holds our files by reference and takes no font from a document."""

    def __init__(self, *, with_system_fonts: bool) -> None:
        with _configuration_file(None if with_system_fonts else OWN_CONFIGURATION):
            super().__init__()
        for path in shipped_fonts().values():
            fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(path))
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", self.font_map))

    def add_font_face(self, rule_descriptors: Mapping[str, object], url_fetcher: object) -> None:
        """Accept an @font-face rule that names a shipped file, which is here already; warn about any other."""
        if not any(_is_shipped(source) for source in rule_descriptors["src"]):  # type: ignore[attr-defined]  # WeasyPrint's
            LOGGER.warning("Font-face %r is not one of the shipped typefaces", rule_descriptors["font_family"])


@cache
def typefaces(*, with_system_fonts: bool) -> ShippedTypefaces:
    """One set of typefaces, made on first use and kept: a new one for each document would leak."""
    return ShippedTypefaces(with_system_fonts=with_system_fonts)


def letters_beyond_ours(text: str) -> frozenset[str]:
    """The letters of an HTML text, character references included, that our ordinary typefaces do not have."""
    return frozenset(letter for letter in set(html.unescape(text)) - _ordinary_letters() if letter.isprintable())


@cache
def _ordinary_letters() -> frozenset[str]:
    letters: set[str] = set()
    for name in ORDINARY:
        with TTFont(shipped_fonts()[name], lazy=True) as font:
            letters.update(map(chr, font.getBestCmap()))
    return frozenset(letters)


@contextmanager
def _configuration_file(path: Path | None) -> Iterator[None]:
    """Let Fontconfig read `path` meanwhile, or with None what the machine has; it knows no other way to be told."""
    before = os.environ.pop("FONTCONFIG_FILE", None)
    if path is not None:
        os.environ["FONTCONFIG_FILE"] = str(path)
    try:
        yield
    finally:
        os.environ.pop("FONTCONFIG_FILE", None)
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


def _is_shipped(source: tuple[str, str]) -> bool:
    kind, address = source
    try:
        return kind == "external" and font_file(address).is_file()
    except AddressRefused:
        return False
