"""Lengths in a drawing, written as text, and read a dozen times for each of its shapes."""

from __future__ import annotations

from functools import lru_cache

from weasyprint.svg import utils

from therapytool.rendering.layout.quickening.shortcut import everywhere

MOST_KNOWN = 8192

SHORTCUTS = everywhere(utils.size, lru_cache(maxsize=MOST_KNOWN)(utils.size))
