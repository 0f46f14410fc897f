"""The grounding page on the phone: open to anybody, for it says nothing of anyone."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from therapytool.exercises.grounding import read_grounding
from therapytool.portal.pages import draw
from therapytool.portal.views.blueprint import portal
from therapytool.web.access import Access, access


@portal.get("/steady")
@access(Access.PUBLIC)
def steady() -> ResponseReturnValue:
    """Ways to steady oneself, and people to call; the browser's own way back leads to where one was."""
    return draw("steady.html", page=read_grounding())
