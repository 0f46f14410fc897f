"""Hangs the audit trail on requests: what a changing request did is noted in its own transaction, an export before it
is sent."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from therapytool.accounts.auditing.actions import Group
from therapytool.accounts.auditing.routes import EXPORTS, QUIET_FEATURES, SILENT, TRACES, Trace
from therapytool.accounts.auditing.trail import CLIENT, NOTHING, STRANGER, Actor, Subject, clinician_actor, note
from therapytool.database import db
from therapytool.web.access import Access, access_of
from therapytool.web.transactions import SAFE_METHODS, before_commit

FindSubject = Callable[[str], Subject]


def init_audit(app: Flask) -> None:
    """Watch the requests of this application."""
    app.before_request(look_up_subject)
    before_commit(app, note_change)
    app.after_request(note_export)


def name_subjects(app: Flask, kind: str, find: FindSubject) -> None:
    """Let a feature say whose a thing of its kind is, by its public id; NOTHING for one that is not there."""
    _finders(app)[kind] = find


def here() -> Actor:
    """Who this request is of."""
    if request.endpoint and access_of(current_app, request.endpoint) is Access.CLIENT:
        return CLIENT
    return clinician_actor(current_user.public_id) if current_user.is_authenticated else STRANGER


def look_up_subject() -> None:
    """Before the view: what the request is about, while it is still there."""
    trace = _trace()
    argument = (request.view_args or {}).get(trace.argument) if trace else None
    if trace is not None and argument is not None:
        g.audit_subject = _subject(trace.kind, str(argument))


def note_change(answer: object) -> None:
    """At the end of a changing view: one line, unless it was refused or is one of those that leave none."""
    endpoint = request.endpoint or ""
    if request.method in SAFE_METHODS or endpoint in SILENT:
        return
    response = current_app.make_response(answer)  # type: ignore[arg-type]  # what a view may return
    trace = TRACES.get(endpoint)
    if response.status_code >= 400 or _was_refused() or (trace is None and request.blueprint in QUIET_FEATURES):
        return
    if trace is None:
        note(f"{Group.OTHER.value}.{endpoint}", by=here())
        return
    subject = g.pop("audit_subject", None) or _made(trace, response)
    came_in = request.blueprint == "portal"
    if came_in and subject is NOTHING:
        return
    note(trace.action, by=CLIENT if came_in else here(), subject=subject)


def note_export(response: Response) -> Response:
    """After a view that hands a client's words out: one line, before anything is sent."""
    trace = EXPORTS.get(request.endpoint or "")
    if trace is not None and response.status_code == 200:
        note(trace.action, by=here(), subject=g.pop("audit_subject", None) or NOTHING)
        db.session.commit()
    return response


def _was_refused() -> bool:
    """Whether the page it leads to will say why nothing was done."""
    told = session.get("_flashes", [])
    return bool(told) and told[-1][0] == "error"


def _trace() -> Trace | None:
    endpoint = request.endpoint or ""
    return EXPORTS.get(endpoint) or (None if request.method in SAFE_METHODS else TRACES.get(endpoint))


def _made(trace: Trace, response: Response) -> Subject:
    """What a request has made, as the page it leads to names it."""
    if not trace.kind or not response.location:
        return NOTHING
    try:
        _, values = current_app.create_url_adapter(request).match(  # type: ignore[union-attr]  # there is a request
            response.location.partition("?")[0], method="GET"
        )
    except HTTPException:
        return NOTHING
    named = values.get(trace.argument)
    return _subject(trace.kind, str(named)) if named else NOTHING


def _subject(kind: str, public_id: str) -> Subject:
    finder = _finders(current_app).get(kind)
    return finder(public_id) if finder else NOTHING


def _finders(app: Flask) -> dict[str, FindSubject]:
    finders: dict[str, FindSubject] = app.extensions.setdefault("audit_subjects", {})
    return finders
