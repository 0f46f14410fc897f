"""What the sheet's script sends as one types: one answer, or the wish to keep a block to oneself.

A save is acknowledged after it is committed, never before. What is refused comes back with words for the person.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError

from therapytool import clock
from therapytool.extensions import limiter
from therapytool.homework.answers.answering import (
    AnswerChanged,
    AnswerRefused,
    Saved,
    Typed,
    keep_to_myself,
    save_answer,
)
from therapytool.portal.answers_in_words import in_words
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.forms import TypedAnswer, Wish
from therapytool.portal.views.blueprint import CHANGE_LIMIT, browser, portal
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

LARGEST_BODY = 2**21

Sent = TypeVar("Sent", bound=BaseModel)


@portal.put("/<name>/answers/<key>")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def save(name: str, key: str) -> ResponseReturnValue:
    """Save one answer: 200 with its new revision, 409 with what stands instead, 422 with what to change."""
    sent = _read(TypedAnswer)
    if sent is None:
        return _refused("This could not be read. Take out unusual characters, or shorten it.")
    try:
        return jsonify(_told(keep(key, sent)))
    except AnswerRefused as refused:
        return _refused(str(refused))
    except AnswerChanged as changed:
        return jsonify(_both(changed, sent.text)), 409


@portal.put("/<name>/private/<block>")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def wish(name: str, block: str) -> ResponseReturnValue:
    """Keep a block to oneself, or no longer."""
    sent = _read(Wish)
    if sent is None:
        return _refused("This could not be read.")
    begun_in_time(current_client().began_at)
    keep_to_myself(current_client().response_id, block, is_private=sent.private)
    return jsonify(private=sent.private)


def keep(key: str, sent: TypedAnswer) -> Saved:
    """Save an answer that was typed a while ago, by the server's clock."""
    client = current_client()
    begun_at: datetime = begun_in_time(clock.now() - sent.age)
    typed = Typed(key, sent.text, sent.revision, sent.request, begun_at, frozenset(sent.follows))
    return save_answer(client.response_id, typed, link_expires_at=client.link_pass.expires_at)


def _read(kind: type[Sent]) -> Sent | None:
    request.max_content_length = LARGEST_BODY
    try:
        return kind.model_validate_json(request.get_data())
    except ValidationError:
        return None


def _told(saved: Saved) -> dict[str, object]:
    return {"revision": saved.revision, "saved_at": saved.saved_at.isoformat(), "late": saved.arrived_late}


def _both(changed: AnswerChanged, typed: str) -> dict[str, object]:
    """Both texts, as they are kept and as they read."""
    stands, question = changed.stands, changed.question
    return {
        "problem": "changed",
        "message": str(changed),
        "label": question.label,
        **_told(stands),
        "kept": stands.text,
        "kept_in_words": in_words(question, stands.text),
        "typed_in_words": in_words(question, typed),
    }


def _refused(message: str) -> ResponseReturnValue:
    return jsonify(problem="refused", message=message), 422
