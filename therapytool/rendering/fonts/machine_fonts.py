"""The fonts of this machine as far as prints depend on them: what state they are in, and which scripts they lack.

Reads names of files only and loads no layout engine, so that it can be asked before anything is printed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from therapytool.rendering.system import LIBRARIES

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
)
DEEPEST = 4
"""Folders inside folders that are looked into."""


@dataclass(frozen=True, slots=True)
class FontPackage:
    """A Debian package that brings letters: for which scripts, and how its files, or others as good, begin."""

    name: str
    scripts: str
    files: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...] = ()
    """The code points it is for; the first package has no ranges and is for all others."""


PACKAGES = (
    FontPackage(
        "fonts-noto-core",
        "Arabic, Hebrew, Devanagari and most other scripts",
        ("NotoSansDevanagari", "NotoSansArabic"),
    ),
    FontPackage(
        "fonts-noto-cjk",
        "Chinese, Japanese and Korean",
        ("NotoSansCJK", "NotoSerifCJK", "DroidSansFallback", "wqy-", "PingFang", "Hiragino"),
        ((0x2E80, 0x9FFF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
    ),
    FontPackage(
        "fonts-symbola",
        "emoji and signs",
        ("Symbola", "NotoEmoji", "NotoColorEmoji", "Apple Color Emoji"),
        ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF), (0xFE00, 0xFE0F)),
    ),
)


@cache
def machine_fonts() -> str:
    """What line breaks and borrowed letters depend on: the version of Pango, and where there are fonts since when.

    A font that is added or taken away changes the time of its folder. Taken once per process.
    """
    digest = hashlib.sha256(_pango_version().encode())
    for folder in _folders():
        with suppress(OSError):
            digest.update(f"{folder}\0{Path(folder).stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def absent_packages() -> tuple[FontPackage, ...]:
    """The packages for whose scripts this machine has no letters, by the names of its font files."""
    present = [file for folder in _folders() for file in _files(folder)]
    return tuple(each for each in PACKAGES if not any(file.startswith(each.files) for file in present))


def packages_for(code_points: Iterable[int]) -> tuple[FontPackage, ...]:
    """The packages that bring these letters."""
    wanted = {_package_for(point) for point in code_points}
    return tuple(each for each in PACKAGES if each in wanted)


def _package_for(point: int) -> FontPackage:
    ranged = (each for each in PACKAGES if any(low <= point <= high for low, high in each.ranges))
    return next(ranged, PACKAGES[0])


def _folders() -> Iterator[str]:
    """Every folder that may hold fonts, in order of name."""
    for root in FOLDERS:
        top = Path(root).expanduser()
        for folder, inside, _ in os.walk(top):
            inside.sort()
            if len(Path(folder).relative_to(top).parts) >= DEEPEST:
                inside.clear()
            yield folder


def _files(folder: str) -> list[str]:
    with suppress(OSError):
        return [path.name for path in Path(folder).iterdir()]
    return []


def _pango_version() -> str:
    for name in LIBRARIES["Pango"]:
        with suppress(OSError, AttributeError):
            asked = ctypes.CDLL(name).pango_version_string
            asked.restype = ctypes.c_char_p
            return str(asked().decode())
    return ""
