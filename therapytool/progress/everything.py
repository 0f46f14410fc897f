"""Measures among everything that is kept on a person: what she answered and the totals, without alerts or bands."""

from __future__ import annotations

import json

from therapytool.homework.exports.everything import add_files
from therapytool.progress.answers import answers_in_words
from therapytool.progress.queries import FilledView, list_filled
from therapytool.progress.series import scored

FILE = "measures.json"


def init_measures_in_everything() -> None:
    """Let a person's measures go along with everything else."""
    add_files(measures_of)


def measures_of(person_id: str, clinician_id: int) -> dict[str, bytes]:
    """The file of the measures a person has filled in, oldest first; none when there are none."""
    filled = [_record(each) for each in list_filled(person_id, clinician_id) if each.completed_at]
    return {FILE: json.dumps(filled, ensure_ascii=False, indent=1).encode()} if filled else {}


def _record(filled: FilledView) -> dict[str, object]:
    measure = filled.measure
    return {
        "measure": measure.title,
        "credit": measure.credit,
        "given": filled.given_at.isoformat(),
        "filled_in": filled.completed_at.isoformat() if filled.completed_at else None,
        "answers": [
            {"item": item.text, "answer": answer}
            for item, answer in answers_in_words(measure, filled.answers)
            if answer
        ],
        "totals": {scale.title: scale.total for scale in scored(measure, filled.taken).scales},
    }
