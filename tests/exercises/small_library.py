"""A library small enough to reason about: exercises of one step and one question, and the people who read them."""

from __future__ import annotations

from typing import Any

from therapytool.accounts.current import Clinician
from therapytool.accounts.models import User
from therapytool.database import writing
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.operations import keep_exercise
from therapytool.rendering.document import Paper


def small_exercise(slug: str, **fields: Any) -> ExerciseContent:
    """An exercise with as little in it as the types allow; `fields` replace what is said here."""
    usual: dict[str, Any] = {
        "slug": slug,
        "title": slug.replace("-", " ").title(),
        "summary": "A line for the card.",
        "themes": ["A"],
        "formats": ["individual"],
        "audience": "client",
        "intensity": 1,
        "aims": ["Begin."],
        "mechanism": "Because.",
        "steps": [{"text": "Go.", "minutes": {"short": 10, "standard": 20, "long": 30}}],
        "debrief": ["And now?"],
        "homework": "Again.",
        "references": ["wong2017"],
        "worksheet": {
            "purpose": "To begin.",
            "minutes": {"short": 5, "standard": 10, "long": 15},
            "setting": "a pen",
            "blocks": [{"kind": "short_text", "id": "answer", "label": "Mine"}],
        },
    }
    return ExerciseContent.model_validate(usual | fields)


def keep(*exercises: ExerciseContent, practice_id: int | None = None) -> None:
    """Put exercises into the library, shipped ones unless they belong to a practice."""
    with writing():
        for exercise in exercises:
            keep_exercise(exercise, practice_id=practice_id)


def as_clinician(user: User) -> Clinician:
    """A person as the queries take her."""
    return Clinician(
        id=user.id,
        name=user.name,
        email=user.email,
        practice_id=user.practice_id,
        practice_name="Harbor Practice",
        practice_contact="",
        paper=Paper.LETTER,
        region="US",
    )
