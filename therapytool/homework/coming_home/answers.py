"""Fields of a filled PDF as answers: the same keys and texts as if they had been typed on the client's page."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.blocks.base import TICKED, Control, Question
from therapytool.homework.asked import AskedSheet
from therapytool.rendering.fillable.form import FilledCopy, key_and_part, state_name

Parts = Mapping[str, str]
"""What stands in the fields of one question, by the part of it that each asks; "" for a question of one field."""


def returned_answers(sheet: AskedSheet, copy: FilledCopy) -> dict[str, str]:
    """What was filled in, by key in reading order. Blanks, and what no question asks, are left out."""
    fields: dict[str, dict[str, str]] = {}
    for field in copy.fields:
        key, part = key_and_part(field.name)
        fields.setdefault(key, {})[part] = field.value.strip()
    said = {key: _said(question, fields.get(key, {})) for key, question in sheet.questions.items()}
    return {key: text for key, text in said.items() if text}


def _said(question: Question, parts: Parts) -> str:
    if not any(parts.values()):
        return ""
    whole = parts.get("", "")
    if question.options:
        states = {state_name(option, number): option for number, option in enumerate(question.options, 1)}
        return states.get(whole, whole)
    match question.control:
        case Control.TICK:
            return TICKED if whole else ""
        case Control.DATE if not whole:
            return "/".join(parts.get(name, "") for name in ("month", "day", "year"))
        case Control.TIME if not whole:
            return f"{parts.get('hour', '')}:{parts.get('minute', '') or '00'} {parts.get('half', '')}".strip()
        case _:
            return "\n".join(text for _, text in sorted(parts.items(), key=_by_page) if text)


def _by_page(entry: tuple[str, str]) -> int:
    """Lines that run on over a page go on in a part called by its number."""
    return int(entry[0]) if entry[0].isdecimal() else 1
