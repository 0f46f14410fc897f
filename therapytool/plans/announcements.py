"""What a screen reader hears after a change: what was done, where a moved item now stands, and how the time stands."""

from __future__ import annotations

from therapytool.formatting import clock_time
from therapytool.plans.editor import Editor
from therapytool.plans.timing.agenda import Agenda


def announcement(editor: Editor, said: str, *, moved: str = "") -> str:
    """ "Moved Check-in up: now 1 of 6, at 16:00. 84 of 80 minutes, 4 over.". `moved` is the key of a moved item."""
    row = next((row for row in editor.rows if row.key == moved), None)
    where = ""
    if row is not None:
        where = f": now {row.number} of {len(editor.rows)}"
        where += f", at {clock_time(row.row.starts_at)}" if row.row.starts_at else ""
    return f"{said}{where}. {time_in_words(editor.agenda)}."


def time_in_words(agenda: Agenda) -> str:
    """ "84 of 80 minutes, 4 over", "76 of 80 minutes, 4 to spare", "80 of 80 minutes"."""
    words = f"{agenda.total} of {agenda.minutes} minutes"
    if agenda.over > 0:
        return f"{words}, {agenda.over} over"
    return f"{words}, {-agenda.over} to spare" if agenda.over < 0 else words
