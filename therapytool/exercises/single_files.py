"""The files of worksheets/ that stand alone: bibliography, vocabulary, words of the search, pages of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from therapytool.blocks.base import Content
from therapytool.errors import InvalidContent, Problem
from therapytool.exercises.files.catalog import Catalog
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.files.references import Bibliography, read_references
from therapytool.exercises.finding.notices import SearchNoticeFile
from therapytool.exercises.finding.synonyms import SynonymFile
from therapytool.exercises.grounding import GroundingPage
from therapytool.exercises.private_interview import PrivateInterview
from therapytool.shipped import folder

SINGLE_FILES: dict[str, type[Content]] = {
    "grounding.yaml": GroundingPage,
    "private-interview.yaml": PrivateInterview,
    "references.yaml": Bibliography,
    "search-notices.yaml": SearchNoticeFile,
    "synonyms.yaml": SynonymFile,
    "vocabulary.yaml": Catalog,
}


def single_paths() -> list[Path]:
    """These files of the library."""
    return [folder("worksheets") / name for name in SINGLE_FILES]


def is_single_file(path: Path) -> bool:
    """Whether a file is one of these, by its name and the folder it lies in."""
    return path.name in SINGLE_FILES and path.resolve().parent == folder("worksheets").resolve()


def check_single_files(paths: Iterable[Path]) -> list[Problem]:
    """Problems of these files: what their types refuse, and works that are not in the bibliography."""
    problems: list[Problem] = []
    for path in paths:
        try:
            read = read_file(path, SINGLE_FILES[path.name])
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
