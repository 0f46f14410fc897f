"""In which order the files of tests begin, so that the processes of a run end together and none crowds the browser."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
IN_A_BROWSER = "browser"
SLOWEST = ("rendering", "hostile", "blocks", "programs", "exercises", "homework", "portal", "plans", "site")
"""Folders whose files take longest, the longest first; short files at the end even out what is left."""


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The longest files first, every other one in a browser as long as there are any; a file’s tests as they were."""
    files: dict[Path, list[pytest.Item]] = defaultdict(list)
    for item in items:
        files[item.path].append(item)
    shown = [path for path in files if folder_of(path) == IN_A_BROWSER]
    others = sorted((path for path in files if folder_of(path) != IN_A_BROWSER), key=place_of)
    pairs = zip_longest(others, shown)
    return [item for pair in pairs for path in pair if path is not None for item in files[path]]


def place_of(path: Path) -> int:
    """Its folder's place among the slowest, or behind them."""
    folder = folder_of(path)
    return SLOWEST.index(folder) if folder in SLOWEST else len(SLOWEST)


def folder_of(path: Path) -> str:
    """The folder of tests that a file lies in; its own name where it lies in none."""
    return path.relative_to(TESTS).parts[0]
