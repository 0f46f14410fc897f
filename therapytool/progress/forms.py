"""Forms of progress: giving a measure, noting what an alert led to, taking the device back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, Optional

from therapytool import clock
from therapytool.exercises.measures.content import Measure
from therapytool.homework.forms import REPEATS, LinkForm
from therapytool.progress.operations import Way

LONGEST_NOTE = 4_000


class GiveMeasureForm(FlaskForm):
    """Which measure, and how the answers come."""

    measure = RadioField("Measure", [InputRequired("Choose a measure.")])
    way = RadioField(
        "How",
        choices=[
            SelectChoice(Way.HERE.value, "On this device, handed over now"),
            SelectChoice(Way.LINK.value, "By a link, filled in elsewhere"),
            SelectChoice(Way.PAPER.value, "I type in what stands on the paper"),
        ],
        default=Way.HERE.value,
    )

    def __init__(self, measures: Iterable[Measure], **given: Any) -> None:
        super().__init__(**given)
        self.measure.choices = [SelectChoice(measure.slug, measure.title) for measure in measures]


class SendMeasureForm(LinkForm):
    """How a measure is sent: how often it comes, until when the link opens, behind which passcode."""

    every = SelectField("Comes again", choices=[SelectChoice(days, words) for days, words in REPEATS.items()])
    until = DateField("Until", [Optional()])
    told = BooleanField(
        "I have said that this is not read at once, and whom to call until then",
        description="Some of these answers can be about danger, and nobody is watching for them.",
    )

    def __init__(self, measure: Measure, **given: Any) -> None:
        super().__init__(**given)
        if not measure.asks_about_safety:
            del self.told

    def validate_every(self, field: Field) -> None:
        """What comes again needs an end, and the link has to open until then."""
        until, ends_on = self.until.data, self.ends_on.data
        if not field.data:
            return
        if until is None or until <= clock.today():
            raise ValidationError("Say until which later day it comes again.")
        if ends_on and ends_on < until:
            raise ValidationError("The link ends before that. Let it end later.")

    def validate_told(self, field: Field) -> None:
        """Somebody who is asked about danger knows that nobody looks at once."""
        if not field.data:
            raise ValidationError("Say it first, then tick this.")


class AcknowledgeForm(FlaskForm):
    """What the clinician did about an alert, for herself."""

    note = TextAreaField(
        "What you did",
        [Length(max=LONGEST_NOTE)],
        description="Sealed, for you alone. Never printed, never part of what a client gets.",
        render_kw={"rows": 3, "maxlength": LONGEST_NOTE, "autocomplete": "off", "spellcheck": "false"},
    )


class AlertMailForm(FlaskForm):
    """Whether she is told by e-mail that something waits."""

    is_wanted = BooleanField("Send me an e-mail when an answer that came by a link is about safety")


class ConditionsForm(FlaskForm):
    """That the practice keeps the conditions of a measure."""

    keeps = BooleanField("My practice keeps all of these conditions", [InputRequired("Tick this to switch it on.")])


class TakeBackForm(FlaskForm):
    """The clinician's password, before a device that was handed over shows anything but the measure."""

    password = PasswordField("Your password", render_kw={"autocomplete": "current-password"})

    def validate_password(self, field: Field) -> None:
        """Something has to be typed."""
        if not field.data:
            raise ValidationError("Type your password.")
