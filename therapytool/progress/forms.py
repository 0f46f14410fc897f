"""Forms of progress: giving a measure, noting what an alert led to, taking the device back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, PasswordField, RadioField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length

from therapytool.exercises.measures import Measure
from therapytool.progress.operations import Way

LONGEST_NOTE = 4_000


class GiveMeasureForm(FlaskForm):
    """Which measure, and how the answers come."""

    measure = RadioField("Measure", [InputRequired("Choose a measure.")])
    way = RadioField(
        "How",
        choices=[
            SelectChoice(Way.HERE.value, "On this device, handed over now"),
            SelectChoice(Way.PAPER.value, "I type in what stands on the paper"),
        ],
        default=Way.HERE.value,
    )

    def __init__(self, measures: Iterable[Measure], **given: Any) -> None:
        super().__init__(**given)
        self.measure.choices = [SelectChoice(measure.slug, measure.title) for measure in measures]


class AcknowledgeForm(FlaskForm):
    """What the clinician did about an alert, for herself."""

    note = TextAreaField(
        "What you did",
        [Length(max=LONGEST_NOTE)],
        description="Sealed, for you alone. Never printed, never part of what a client gets.",
        render_kw={"rows": 3, "maxlength": LONGEST_NOTE, "autocomplete": "off", "spellcheck": "false"},
    )


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
