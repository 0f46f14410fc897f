"""Answers sent as a form, without scripts: each is saved by itself, and what cannot be kept is shown again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from therapytool.homework.answers.answering import AnswerChanged, AnswerRefused, Saved, Typed, save_answer
from therapytool.tokens import new_public_id


@dataclass(slots=True)
class FormResult:
    """What became of a form: sentences for what was refused, and what stands now where somebody else was faster."""

    errors: dict[str, str] = field(default_factory=dict)
    changed: dict[str, Saved] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """Whether everything is kept as it was sent."""
        return not self.errors and not self.changed


@dataclass(frozen=True, slots=True)
class SentForm:
    """What a form sent: words by key, the revisions it was drawn with, and the answers to leave as they are kept."""

    answers: Mapping[str, str]
    revisions: Mapping[str, int]
    left_alone: frozenset[str]
    begun_at: datetime


def save_form(response_id: int, sent: SentForm, *, link_expires_at: datetime) -> FormResult:
    """Save what a form sent. Raises AlreadyHandedIn."""
    result = FormResult()
    for key, text in sent.answers.items():
        if key in sent.left_alone:
            continue
        typed = Typed(key, text, sent.revisions.get(key, 0), new_public_id(), sent.begun_at)
        if not text.strip() and not typed.base_revision:
            continue
        try:
            save_answer(response_id, typed, link_expires_at=link_expires_at)
        except AnswerRefused as refused:
            result.errors[key] = str(refused)
        except AnswerChanged as changed:
            result.changed[key] = changed.stands
    return result
