"""Who is here to fill in a measure: by its own link, or by the link of a homework of the same person."""

from __future__ import annotations

from flask import g

from therapytool.errors import NotFound
from therapytool.homework.answers.answering import LATE_BY
from therapytool.homework.links.failures import NoSuchLink
from therapytool.homework.links.opening import pass_for
from therapytool.portal.cookies import Pass, pass_secret
from therapytool.progress.links import may_fill_in, may_fill_in_beside, note_measure_visit

MEASURE = "measure"
"""The argument that names a measure in the addresses of its pages."""


def let_to_questions(name: str, *, is_change: bool) -> None:
    """Let a browser to a measure its pass is for. Raises the LinkRefused that fits, and NotFound for any other."""
    g.filled_id = _find(name, is_change=is_change)


def filled_here() -> int:
    """The row of the measure of this request."""
    row: int = g.filled_id
    return row


def still_here() -> None:
    """Note that this browser was heard of; for requests that write anyway."""
    note_measure_visit(pass_secret(Pass.QUESTIONS))


def _find(name: str, *, is_change: bool) -> int:
    late = {"late_by": LATE_BY} if is_change else {}
    to_homework = pass_secret()
    try:
        return may_fill_in(name, pass_secret(Pass.QUESTIONS), **late)
    except (NoSuchLink, NotFound):
        if not to_homework:
            raise
    return may_fill_in_beside(name, pass_for(to_homework, **late).response_id)
