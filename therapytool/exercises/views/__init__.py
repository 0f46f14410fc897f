"""Pages of the library: browse and search, one exercise, collections, packs, the gallery of blocks."""

from __future__ import annotations

from flask import Flask

from therapytool.exercises.views import (
    browse,
    collections,
    gallery,
    grounding,
    one,
    packs_in,
    packs_out,
    private_interview,
    selection,
)
from therapytool.exercises.views.blueprint import library
from therapytool.web.navigation import add_place

__all__ = [
    "browse",
    "collections",
    "gallery",
    "grounding",
    "init_exercises",
    "one",
    "packs_in",
    "packs_out",
    "private_interview",
    "selection",
]


def init_exercises(app: Flask) -> None:
    """Hang the library on the application."""
    app.register_blueprint(library)
    add_place("Library", "exercises.browse")
