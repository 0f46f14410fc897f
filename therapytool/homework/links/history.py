"""What became of the links made so far: until when they open, who opened them and when, where their mail is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from therapytool import clock
from therapytool.homework.lifecycle import last_day
from therapytool.homework.links.issuing import MadeFor
from therapytool.homework.links.opening import LinkEvent
from therapytool.homework.models import HomeworkLink, OutgoingMail


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened with a link, and when."""

    event: LinkEvent
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as its maker sees it; never what opens it. `mail` says why its message is not out yet, if it is not."""

    public_id: str
    made_for: MadeFor
    has_passcode: bool
    created_at: datetime
    expires_at: datetime
    is_open: bool
    is_revoked: bool
    mail: str
    events: tuple[EventView, ...]

    @property
    def last_day(self) -> date:
        """The last day on which it opens, or opened."""
        return last_day(self.expires_at)


def link_view(link: HomeworkLink) -> LinkView:
    """A link row as a plain value."""
    return LinkView(
        public_id=link.public_id,
        made_for=MadeFor(link.made_for),
        has_passcode=link.passcode_hash is not None,
        created_at=link.created_at,
        expires_at=link.expires_at,
        is_open=link.revoked_at is None and clock.now() < link.expires_at,
        is_revoked=link.revoked_at is not None,
        mail=_mail_in_words(link.mail),
        events=tuple(EventView(LinkEvent(use.kind), use.at) for use in reversed(link.uses)),
    )


def _mail_in_words(mail: OutgoingMail | None) -> str:
    if mail is None:
        return ""
    if mail.gave_up_at is not None:
        return "could not be sent"
    return "waits to be sent again" if mail.tries else "waits to be sent"
