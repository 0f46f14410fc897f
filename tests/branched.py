"""A sheet with questions for some answers only, one of them hanging on another, for the tests of every medium."""

from __future__ import annotations

from typing import Any

from tests.shipped_exercises import shipped_exercises
from therapytool.database import db, writing
from therapytool.exercises.canonical import canonical, version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.operations import keep_version

BLOCKS: list[dict[str, Any]] = [
    {"kind": "choice", "id": "told", "label": "Did you tell anybody?", "options": ["Yes", "No"]},
    {
        "kind": "conditional",
        "id": "more",
        "when": "told",
        "equals": "Yes",
        "text": "That took something.",
        "parts": [
            {"kind": "short_text", "id": "whom", "label": "Whom?"},
            {"kind": "number", "id": "times", "label": "How often?"},
        ],
    },
    {
        "kind": "conditional",
        "id": "often",
        "when": "more.times",
        "at_least": 3,
        "parts": [{"kind": "short_text", "id": "best", "label": "Which time was best?"}],
    },
    {"kind": "short_text", "id": "next", "label": "One small thing to try"},
]
TOLD = {"told": "Yes", "more.whom": "my sister", "more.times": "4", "often.best": "in the car", "next": "call her"}
SINCE_CHANGED = {**TOLD, "told": "No"}


def branched() -> ExerciseContent:
    """The exercise; its sheet is the same at every dose."""
    content = canonical(shipped_exercises()["listen-dont-fix"])
    content["worksheet"]["blocks"], content["slots"] = BLOCKS, []
    return ExerciseContent.model_validate(content)


def branched_version() -> str:
    """Keep it as a version that can be given."""
    content = branched()
    digest = version_hash(content)
    with writing():
        keep_version(content, digest=digest)
    db.session.remove()
    return digest
