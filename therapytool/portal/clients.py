"""Who is here: the client whose browser was let in, and which of her homework the address names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import g, request

from therapytool import clock
from therapytool.homework.answers.answering import LATE_BY
from therapytool.homework.links.failures import Expired
from therapytool.homework.links.opening import LinkPass, note_seen, pass_for
from therapytool.portal.cookies import pass_secret
from therapytool.portal.form_tokens import check_form_token
from therapytool.portal.queries import find_named_response
from therapytool.portal.questioned import MEASURE, let_to_questions
from therapytool.web.transactions import SAFE_METHODS


@dataclass(frozen=True, slots=True)
class Client:
    """A client at one of her homework; `began_at` is when this browser was last heard of before this request."""

    secret: str
    link_pass: LinkPass
    response_id: int
    name: str

    @property
    def began_at(self) -> datetime:
        """What a form without scripts was begun at, at the latest."""
        return self.link_pass.seen_at

    @property
    def is_late(self) -> bool:
        """Whether the link has ended meanwhile."""
        return clock.now() >= self.link_pass.expires_at


def let_client_in() -> None:
    """The guard of the client's routes: a form of ours, a pass, and the homework or the measure the pass is for.

    Reading ends with the link. What was begun before is taken a day longer. Raises the LinkRefused that fits, and
    NotFound for homework that is not hers.
    """
    named = request.view_args or {}
    name = str(named.get(MEASURE) or named.get("name", ""))
    is_change = request.method not in SAFE_METHODS
    if is_change:
        check_form_token(name)
    if MEASURE in named:
        let_to_questions(name, is_change=is_change)
        return
    secret = pass_secret()
    link_pass = pass_for(secret, late_by=LATE_BY) if is_change else pass_for(secret)
    response_id = find_named_response(name, (link_pass.response_id, *link_pass.earlier))
    g.client = Client(secret, link_pass, response_id, name)


def current_client() -> Client:
    """The client of this request; only for routes of hers."""
    client: Client = g.client
    return client


def begun_in_time(begun_at: datetime) -> datetime:
    """The moment a change was begun, if that was before the link's end. Raises Expired.

    A browser heard of before the end stays so until it is gone: being late is not noted as being here.
    """
    client = current_client()
    if client.is_late and begun_at >= client.link_pass.expires_at:
        raise Expired
    if not client.is_late:
        note_seen(client.secret)
    return begun_at
