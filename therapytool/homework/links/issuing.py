"""Making links to homework, and ending them: what the clinician hands over. How they open stands in `links`.

Kept are SHA-256 of the token, a keyed fingerprint of the short code and Argon2 of the passcode; the rest is shown once.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from argon2 import PasswordHasher
from flask import current_app
from sqlalchemy import delete, select, update

from therapytool import clock
from therapytool.database import db
from therapytool.homework.links.codes import new_code, plain_code
from therapytool.homework.models import HomeworkLink, LinkVisit, Response
from therapytool.tokens import fingerprint, new_secret

LONGEST_PASSCODE = 64

hasher = PasswordHasher()


class MadeFor(StrEnum):
    """The way a link was handed over; making another for the same way ends the one before."""

    LINK = "link"
    PAPER = "paper"
    MAIL = "mail"

    @property
    def in_words(self) -> str:
        """ "link", "printed sheet", "e-mail"."""
        return {"link": "link", "paper": "printed sheet", "mail": "e-mail"}[self.value]


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """How a link is made: for which way, until when, and behind which passcode ("" for none)."""

    made_for: MadeFor
    expires_at: datetime
    passcode: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A fresh link, to be shown this once: its token goes into a fragment, its code beside it."""

    public_id: str
    token: str = field(repr=False)
    code: str = field(repr=False)


def issue_link(response: Response, terms: LinkTerms) -> NewLink:
    """Make a link; an earlier one made for the same way is dead from now on. Hashing a passcode takes a moment."""
    revoke_links(response, made_for=terms.made_for)
    token, code = new_secret(), new_code()
    link = HomeworkLink(
        response_id=response.id,
        made_for=terms.made_for.value,
        token_fingerprint=fingerprint(token),
        code_fingerprint=code_fingerprint(code),
        passcode_hash=hasher.hash(terms.passcode) if terms.passcode else None,
        created_at=clock.now(),
        expires_at=terms.expires_at,
    )
    db.session.add(link)
    db.session.flush()
    return NewLink(link.public_id, token, code)


def revoke_links(response: Response, *, made_for: MadeFor | None = None, public_id: str = "") -> int:
    """End the links of a response (of one way, or one link, when named); returns how many were open till now."""
    wanted = [HomeworkLink.response_id == response.id, HomeworkLink.revoked_at.is_(None)]
    if made_for is not None:
        wanted.append(HomeworkLink.made_for == made_for.value)
    if public_id:
        wanted.append(HomeworkLink.public_id == public_id)
    ids = list(db.session.scalars(select(HomeworkLink.id).where(*wanted)))
    db.session.execute(update(HomeworkLink).where(HomeworkLink.id.in_(ids)).values(revoked_at=clock.now()))
    db.session.execute(delete(LinkVisit).where(LinkVisit.link_id.in_(ids)))
    return len(ids)


def code_fingerprint(code: str) -> str:
    """What is kept of a code: HMAC under the installation's secret, since 40 bits alone could be tried through."""
    key = hmac.digest(current_app.config["SECRET_KEY"].encode(), b"homework code", "sha256")
    return hmac.digest(key, plain_code(code).encode(), "sha256").hex()
