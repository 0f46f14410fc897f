"""The front door: where a clinician lands who opens the bare address."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from therapytool.web.access import Access, access
from therapytool.web.navigation import ENTRIES


@access(Access.SIGNED_IN)
def home() -> ResponseReturnValue:
    """To the first place of the bar."""
    _, endpoint = ENTRIES[0]
    return redirect(url_for(endpoint), 303)
