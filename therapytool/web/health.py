"""Is it alive: an address for machines that watch."""

from __future__ import annotations

from sqlalchemy import text

from therapytool.database import db
from therapytool.web.access import Access, access


@access(Access.PUBLIC)
def health() -> dict[str, str]:
    """Answers when the application runs and its database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
