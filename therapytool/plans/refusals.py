"""What was wrong with a field of a plan, in words for the person who filled it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from therapytool.errors import InvalidContent, Problem

LABELS = {
    "at": "Place",
    "by": "Place",
    "change": "Change",
    "copies": "Copies",
    "dose": "Dose",
    "exercise": "Exercise",
    "format": "Who is in the room",
    "homework": "Sheets to take home",
    "items": "Items",
    "materials": "Materials",
    "minutes": "Minutes",
    "notes": "Notes",
    "number": "Sheet",
    "part": "Part",
    "role": "Who does it",
    "slots": "The client’s own words",
    "starts_at": "Start",
    "summary": "What it is for",
    "title": "Title",
    "to": "Place",
}
MESSAGES: dict[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda limits: f"give {limits['ge']} or more",
    "less_than_equal": lambda limits: f"give {limits['le']} or less",
    "int_parsing": lambda limits: "give a whole number",
    "int_parsing_size": lambda limits: "that number is too large",
    "int_from_float": lambda limits: "give a whole number",
    "int_type": lambda limits: "give a whole number",
    "string_too_long": lambda limits: f"use at most {limits['max_length']} letters",
    "string_too_short": lambda limits: "write something",
    "string_type": lambda limits: "write something",
    "too_long": lambda limits: f"{limits['max_length']} is the most",
    "time_parsing": lambda limits: "give a time like 16:00",
    "enum": lambda limits: "choose one of those offered",
    "missing": lambda limits: "this is missing",
}
OTHERWISE = "this does not fit"


def refused(error: ValidationError) -> InvalidContent:
    """Pydantic's findings as ours: each field by its label, with what to do about it; each said once."""
    problems = dict.fromkeys(_problem(detail) for detail in error.errors(include_url=False))
    return InvalidContent(tuple(problems))


def _problem(detail: Any) -> Problem:
    names = [part for part in detail["loc"] if part in LABELS]
    say = MESSAGES.get(detail["type"])
    return Problem("", None, LABELS[names[-1]] if names else "", say(detail.get("ctx", {})) if say else OTHERWISE)
