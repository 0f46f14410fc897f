"""The files of worksheets/ that stand alone: the grounding page, and the private interview."""

from __future__ import annotations

from pathlib import Path

from therapytool.blocks.base import Content
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.grounding import GroundingPage
from therapytool.exercises.private_interview import PrivateInterview
from therapytool.exercises.reading import read_file
from therapytool.exercises.references import read_references
from therapytool.shipped import folder

SINGLE_FILES: dict[str, type[Content]] = {
    "grounding.yaml": GroundingPage,
    "private-interview.yaml": PrivateInterview,
}


def check_single_files() -> list[Problem]:
    """Problems of these files: what their types refuse, and works that are not in the bibliography."""
    problems: list[Problem] = []
    for name, kind in SINGLE_FILES.items():
        path = folder("worksheets") / name
        try:
            read = read_file(path, kind)
        except InvalidContent as refused:
            problems.extend(refused.problems)
            continue
        problems.extend(_unknown_works(path, read))
    return problems


def _unknown_works(path: Path, read: Content) -> list[Problem]:
    known = read_references()
    cited = read.references if isinstance(read, PrivateInterview) else ()
    unknown = [key for key in cited if key not in known]
    return [Problem(str(path), None, "references", f"'{key}' is not in worksheets/references.yaml") for key in unknown]
