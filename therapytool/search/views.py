"""The palette: as a dialog over any page with scripts, as a page of its own without.

What is typed is posted, since a code name has no business in an address, a history or a log.
"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, has_request_context, render_template, request, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.full_text.words import LONGEST_TEXT
from therapytool.search.commands import commands_among
from therapytool.search.queries import find_anything
from therapytool.web.access import Access, access

search = Blueprint("search", __name__, url_prefix="/search")


def init_search(app: Flask) -> None:
    """Hang the palette on the application, and the way to it on every page."""
    app.register_blueprint(search)
    app.context_processor(lambda: {"search_url": url_for("search.show")} if has_request_context() else {})


@search.get("/")
@access(Access.SIGNED_IN)
def show() -> ResponseReturnValue:
    """The page with its field, and what was used last."""
    return _answer("")


@search.post("/")
@access(Access.SIGNED_IN)
def find() -> ResponseReturnValue:
    """What answers to the words typed; only the results when a script asks."""
    return _answer(request.form.get("q", "")[:LONGEST_TEXT].strip())


def _answer(text: str) -> str:
    may_open = current_app.extensions["may_open"]
    offered = commands_among({endpoint for endpoint in current_app.view_functions if may_open(endpoint)})
    groups = find_anything(text, clinician=current_clinician(), commands=offered)
    template = "search/results.html" if "HX-Request" in request.headers else "search/show.html"
    return render_template(template, groups=groups, search_text=text)
