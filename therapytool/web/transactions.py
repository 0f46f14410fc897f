"""The transaction boundary: one decorator on the views that change something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import request

from therapytool.database import db, write_from_the_start

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def writes(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Commit when the view returns, roll back when it raises. Nothing below a view ever commits."""

    @wraps(view)
    def committing(*arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        try:
            answer = view(*arguments, **named)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        return answer

    return committing


def choose_lock() -> None:
    """Before each request: unsafe methods take the database's write lock when they begin."""
    write_from_the_start(request.method not in SAFE_METHODS)
