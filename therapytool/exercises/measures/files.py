"""Measures as files: all of worksheets/measures, one by its slug, their problems, the hash that locks the wording."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from therapytool.errors import InvalidContent, NotFound, Problem
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.measures.content import Measure
from therapytool.shipped import folder


def measure_paths() -> list[Path]:
    """The measures' files, in the order of their names."""
    return sorted((folder("worksheets") / "measures").glob("*.yaml"))


@cache
def read_measures() -> dict[str, Measure]:
    """Every measure by its slug, read once; raises InvalidContent at the first file that is refused."""
    return {path.stem: read_file(path, Measure) for path in measure_paths()}


def get_measure(slug: str) -> Measure:
    """The measure of this slug, enabled or not. Raises NotFound."""
    found = read_measures().get(slug)
    if found is None:
        raise NotFound("there is no such measure")
    return found


def check_measure_files(paths: Iterable[Path]) -> list[Problem]:
    """Problems of measure files: what the type refuses, and a slug that is not the file's name."""
    problems: list[Problem] = []
    for path in paths:
        try:
            slug = read_file(path, Measure).slug
        except InvalidContent as refused:
            problems.extend(refused.problems)
            continue
        if slug != path.stem:
            problems.append(Problem(str(path), None, "slug", f"is '{slug}' but the file is called '{path.name}'"))
    return problems


def wording_hash(measure: Measure) -> str:
    """SHA-256 of every word a person reads and of what each answer is worth, as 64 hex letters."""
    parts = [part.model_dump(mode="json") for part in measure.parts]
    text = json.dumps([parts, measure.credit], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
