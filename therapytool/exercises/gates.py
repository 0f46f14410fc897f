"""Which gates stand before a piece of work: the exercise's own, and the private screening before any joint work."""

from __future__ import annotations

from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.vocabulary import Format, Gate


def gates_for(exercise: ExerciseContent, format: Format) -> tuple[Gate, ...]:
    """The gates to clear, each once. Before joint work each partner has been seen alone, whatever is listed."""
    joint = (Gate.IPV_CLEARED,) if format is Format.COUPLE else ()
    return tuple(dict.fromkeys((*joint, *exercise.gates)))
