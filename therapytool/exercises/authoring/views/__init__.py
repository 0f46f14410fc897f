"""Pages on which a practice writes exercises of its own."""

from __future__ import annotations

from flask import Flask

from therapytool.exercises.authoring.images import StoredImages
from therapytool.exercises.authoring.views import collection, editing, history, images, pages
from therapytool.exercises.authoring.views.blueprint import authoring
from therapytool.rendering.html import environment

__all__ = ["collection", "editing", "history", "images", "init_authoring", "pages"]


def init_authoring(app: Flask) -> None:
    """Hang writing on the application, and let every page and sheet show the images of a practice."""
    app.register_blueprint(authoring)
    stored = StoredImages()
    app.jinja_env.globals["images"] = stored
    environment().globals["images"] = stored
