"""Pages that came home, among all that is kept on a person."""

from __future__ import annotations

from therapytool.cases.queries import get_case_of
from therapytool.homework.coming_home.pages import files_of_person
from therapytool.homework.exports.everything import add_files


def init_coming_home() -> None:
    """Let pages go along with everything else."""
    add_files(_pages)


def _pages(person_id: str, clinician_id: int) -> dict[str, bytes]:
    return files_of_person(person_id, clinician_id, get_case_of(person_id, clinician_id).public_id)
