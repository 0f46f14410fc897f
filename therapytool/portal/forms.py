"""What the portal's pages send: the way in, one answer typed, and the questions of the portal itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from werkzeug.datastructures import MultiDict
from wtforms import Form, PasswordField, StringField

from therapytool.blocks.answers import answer_form, answers_in
from therapytool.blocks.base import TICKED, Block, Control
from therapytool.homework.links.issuing import LONGEST_PASSCODE

LONGEST_TEXT = 2**20
MOST_UNACKNOWLEDGED = 20
MOST_HELD = 500

RequestKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,40}$")]
Revision = Annotated[int, Field(ge=0, le=10**9)]
Key = Annotated[str, StringConstraints(max_length=120)]
_revisions = TypeAdapter(dict[Key, Revision])


class DoorForm(Form):
    """The way in: a token that a script took out of the address, or a typed code, and a passcode where one is asked."""

    token = StringField(filters=[lambda text: (text or "").strip()[:100]])
    code = StringField(
        "Your code",
        filters=[lambda text: (text or "").strip()[:40]],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40},
    )
    passcode = PasswordField(
        "Passcode",
        filters=[lambda text: (text or "")[:LONGEST_PASSCODE]],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_PASSCODE},
    )


class TypedAnswer(BaseModel):
    """One answer as the page's script sends it; `waited` is for how many milliseconds it waited to be sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
    revision: Revision
    request: RequestKey
    follows: Annotated[tuple[RequestKey, ...], Field(max_length=MOST_UNACKNOWLEDGED)] = ()
    waited: Annotated[int, Field(ge=0, le=10**10)] = 0

    @property
    def age(self) -> timedelta:
        """How long ago it was typed."""
        return timedelta(milliseconds=self.waited)


class Wish(BaseModel):
    """Whether a block is kept to herself, as the page's script sends it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    private: bool


class Leave(BaseModel):
    """What a page still holds when it is left in a hurry: answers by key, and blocks to keep to herself or not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: Annotated[dict[Key, TypedAnswer], Field(max_length=MOST_HELD)] = {}
    private: Annotated[dict[Key, bool], Field(max_length=MOST_HELD)] = {}


def read_revisions(text: str) -> dict[str, int]:
    """The revisions a form was drawn with, by key; none for what is no such list."""
    try:
        return _revisions.validate_json(text)
    except ValidationError:
        return {}


def sent_answers(block: Block, sent: Mapping[str, str]) -> dict[str, str]:
    """Every answer of a block as a form sent it, by key: "" for what is blank, and for a box that is not checked."""
    return {
        question.key: (TICKED if sent.get(question.key) else "")
        if question.control is Control.TICK
        else sent.get(question.key, "")
        for question in block.questions()
    }


def read_answers(blocks: Sequence[Block], sent: MultiDict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers to the portal's own questions, and a sentence by key for each that is wrong."""
    form = answer_form(blocks)(sent)
    form.validate()
    errors = {name: " ".join(str(message) for message in messages) for name, messages in form.errors.items()}
    answers = answers_in(form)
    return {key: text for key, text in answers.items() if key not in errors}, errors
