"""The blueprint of programs, and what its pages print and bind with."""

from __future__ import annotations

from flask import Blueprint, current_app

from therapytool.rendering.bindery import Bindery

programs = Blueprint("programs", __name__, url_prefix="/programs")


def bindery() -> Bindery:
    """Where this application binds long prints."""
    found: Bindery = current_app.extensions["bindery"]
    return found
