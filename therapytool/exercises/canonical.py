"""The canonical form of an exercise and its hash, which names the version."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from therapytool.exercises.content import ExerciseContent


def canonical(exercise: ExerciseContent) -> dict[str, Any]:
    """The exercise as plain JSON values, defaults left out so that new optional fields do not change old hashes."""
    return exercise.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def version_hash(exercise: ExerciseContent) -> str:
    """SHA-256 of the canonical JSON as 64 hex letters: same content, same version, on every machine."""
    text = json.dumps(canonical(exercise), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
