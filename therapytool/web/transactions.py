"""The transaction boundary: one decorator on the views that change something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request

from therapytool.database import db, write_from_the_start

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def writes(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Commit when the view returns, roll back when it raises. Nothing below a view ever commits.

    What was hung on with `before_commit` becomes part of the same transaction.
    """

    @wraps(view)
    def committing(*arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        try:
            answer = view(*arguments, **named)
            for hook in _hooks(current_app):
                hook(answer)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        return answer

    return committing


def before_commit(app: Flask, hook: Callable[[object], None]) -> None:
    """Let something look at the answer of every changing view, and write, before the view's transaction ends."""
    _hooks(app).append(hook)


def _hooks(app: Flask) -> list[Callable[[object], None]]:
    hooks: list[Callable[[object], None]] = app.extensions.setdefault("before_commit", [])
    return hooks


def write_again() -> None:
    """After a while of only reading, let what follows take the write lock when it begins."""
    db.session.rollback()
    write_from_the_start(True)


def choose_lock() -> None:
    """Before each request: unsafe methods take the database's write lock when they begin."""
    write_from_the_start(request.method not in SAFE_METHODS)
