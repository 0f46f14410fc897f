"""What starts a program."""

from __future__ import annotations

from therapytool.plans.operations import create_plan
from therapytool.programs.files import get_program


def start_program(slug: str, *, clinician_id: int) -> tuple[str, ...]:
    """Make one plan for each session, hers to change; returns their public ids, first session first.

    The last session is made first, so that the first one stands on top of her plans. Raises NotFound for a program, or
    one of its exercises, that is not there; then nothing is made.
    """
    made = [create_plan(plan, clinician_id=clinician_id) for plan in reversed(get_program(slug).plans)]
    return tuple(reversed(made))
