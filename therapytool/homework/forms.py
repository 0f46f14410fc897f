"""Forms of homework: giving it, making links, saying how it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from therapytool import clock
from therapytool.accounts.forms import typed
from therapytool.blocks.answers import OneOrNone
from therapytool.blocks.dose import Dose
from therapytool.cases.forms import OFF, one_line
from therapytool.cases.queries import PersonView
from therapytool.exercises.content import Slot
from therapytool.exercises.sheets.choice import LONGEST_WORDS
from therapytool.homework.commitment import Commitment
from therapytool.homework.handing_out.giving import Keeping
from therapytool.homework.lifecycle import Outcome
from therapytool.homework.links.issuing import LONGEST_PASSCODE

REPEATS = {
    "": "Does not repeat",
    "1": "Every day",
    "7": "Every week",
    "14": "Every two weeks",
    "28": "Every four weeks",
}
SLOT_FIELD = "slot_"
LONGEST_REASON = 1_000
LONGEST_NOTE = 20_000
FARTHEST = timedelta(days=2 * 365)
LINK_ENDS_AFTER_DUE = timedelta(days=14)
LINK_ENDS_AFTER_GIVING = timedelta(days=30)


class Ticks(SelectMultipleField):
    """Several choices as ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GiveForm(FlaskForm):
    """What is given, to whom, and when; each person's own part is a form of `part_form`."""

    people = Ticks("Who gets it", [InputRequired("Choose at least one person.")])
    dose = RadioField("Dose", choices=[SelectChoice(dose.value, dose.value.capitalize()) for dose in Dose])
    due_on = DateField("Due on", [Optional()])
    not_before = DateField("Not before", [Optional()])
    every = SelectField("Repeats", choices=[SelectChoice(days, words) for days, words in REPEATS.items()])
    until = DateField("Until", [Optional()])
    keeping = SelectField("Keep what comes back", choices=[SelectChoice(each.value, each.label) for each in Keeping])
    reminds = BooleanField(
        "Remind by e-mail the day before",
        description="Only who agreed to be written to, was sent the link by e-mail and has not answered.",
    )
    cleared = Ticks("Cleared")
    smaller = SubmitField("Give the shorter dose")
    request_key = HiddenField(validators=[Length(max=40)])

    def __init__(self, people: Iterable[PersonView], gates: Iterable[str], **given: Any) -> None:
        super().__init__(**given)
        self.people.choices = [SelectChoice(person.public_id, person.title) for person in people]
        self.cleared.choices = [SelectChoice(gate, gate) for gate in gates]

    def validate_due_on(self, field: Field) -> None:
        """Refuse a day that is over, and one that is years away."""
        _check_soon(field.data)

    def validate_not_before(self, field: Field) -> None:
        """Refuse a beginning after the end."""
        _check_soon(field.data)
        if field.data and self.due_on.data and field.data > self.due_on.data:
            raise ValidationError("It begins after it is due.")

    def validate_until(self, field: Field) -> None:
        """Refuse a day that is over, and one that is years away."""
        _check_soon(field.data)

    def validate_every(self, field: Field) -> None:
        """What repeats needs a due day and an end after it."""
        due_on, until = self.due_on.data, self.until.data
        if field.data and due_on is None:
            raise ValidationError("What repeats needs a due day.")
        if field.data and due_on and (until is None or until <= due_on):
            raise ValidationError("Say until which later day it repeats.")

    def validate_cleared(self, field: Ticks) -> None:
        """Every gate before this work has to be ticked."""
        if set(field.data or ()) != {gate for gate, *_ in field.iter_choices()}:
            raise ValidationError("Clear this before you give it, or give something else.")


def strip_form(person: PersonView, commitment: Commitment, formdata: Any) -> Form:
    """The commitment strip alone, as it now stands, under her id as prefix."""
    sure = commitment.confidence
    said = {**commitment.model_dump(), "confidence": "" if sure is None else str(sure)}
    return part_form(person, (), {}, formdata, said=said)


def part_form(
    person: PersonView,
    slots: Iterable[Slot],
    offered: dict[str, str],
    formdata: Any,
    *,
    said: dict[str, str] | None = None,
) -> Form:
    """The form of one person's part: her words in the slots and the commitment strip, under her id as prefix."""
    fields: dict[str, Any] = {f"{SLOT_FIELD}{slot.name}": _slot_field(slot) for slot in slots}
    fields |= {name: _line(label, name) for name, label in COMMITMENT_LINES.items()}
    fields["confidence"] = OneOrNone(
        "How sure am I that I will do it?", choices=[SelectChoice(str(point), str(point)) for point in range(11)]
    )
    made = cast("type[Form]", type("PartForm", (Form,), fields))
    data = {f"{SLOT_FIELD}{name}": words for name, words in offered.items()}
    return made(formdata, prefix=f"{person.public_id}-", data={**data, **(said or {})})


COMMITMENT_LINES = {
    "what": "I will",
    "when": "When",
    "where": "Where",
    "with_whom": "With whom",
    "obstacle": "What could get in the way",
    "plan": "And then I will",
}


def slots_in(form: Form) -> dict[str, str]:
    """The words typed into slots; those left to their defaults are not kept."""
    given = {name.removeprefix(SLOT_FIELD): typed(field) for name, field in _named(form) if name.startswith(SLOT_FIELD)}
    return {name: words for name, words in given.items() if words}


def commitment_in(form: Form) -> Commitment:
    """The commitment strip as filled in."""
    lines = {name: typed(field) for name, field in _named(form) if name in COMMITMENT_LINES}
    sure = typed(form["confidence"])
    return Commitment(**lines, confidence=int(sure) if sure else None)


class LinkForm(FlaskForm):
    """How a link is made: until when, and behind which passcode."""

    ends_on = DateField("The link ends on", [InputRequired("Say on which day it ends.")])
    passcode = StringField(
        "Passcode",
        [Length(max=LONGEST_PASSCODE)],
        filters=[one_line],
        description="Agree on it by voice; it is not shown again. Useful where others may see the link.",
        render_kw={**OFF, "maxlength": LONGEST_PASSCODE},
    )

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a day that is over, and one that is years away."""
        _check_soon(field.data)

    def last_day(self) -> date:
        """The chosen day."""
        return cast("date", self.ends_on.data)

    def expires_at(self) -> datetime:
        """The end of the chosen day, here."""
        return datetime.combine(self.last_day() + timedelta(days=1), time()).astimezone()


def usual_end(due_on: date | None) -> date:
    """The day a link ends unless said otherwise: two weeks after the homework is due, or a month from now."""
    return due_on + LINK_ENDS_AFTER_DUE if due_on else clock.today() + LINK_ENDS_AFTER_GIVING


class OutcomeForm(FlaskForm):
    """How it went, as told in the room."""

    outcome = RadioField(
        "How did it go?",
        [InputRequired("Choose one.")],
        choices=[SelectChoice(each.value, each.in_words.capitalize()) for each in Outcome],
    )
    reason = StringField("Because", [Length(max=LONGEST_REASON)], filters=[one_line], render_kw=OFF)


class NoteForm(FlaskForm):
    """The clinician's own note."""

    text = TextAreaField(
        "My notes",
        [Length(max=LONGEST_NOTE)],
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip()],
        render_kw={"rows": 6, "maxlength": LONGEST_NOTE, "autocomplete": "off"},
    )


def _slot_field(slot: Slot) -> StringField:
    attributes = {**OFF, "maxlength": LONGEST_WORDS, "placeholder": slot.default}
    return StringField(slot.label, [Length(max=LONGEST_WORDS)], filters=[one_line], render_kw=attributes)


def _line(label: str, name: str) -> StringField:
    longest = next(rule.max_length for rule in Commitment.model_fields[name].metadata if hasattr(rule, "max_length"))
    return StringField(label, [Length(max=longest)], filters=[one_line], render_kw={**OFF, "maxlength": longest})


def _named(form: Form) -> Iterable[tuple[str, Field]]:
    """The fields of a form by their names without the prefix."""
    fields: dict[str, Field] = cast("Any", form)._fields
    return fields.items()


def _check_soon(day: date | None) -> None:
    """Refuse a day that is over or more than two years away."""
    if day and day < clock.today():
        raise ValidationError("That day is over.")
    if day and day > clock.today() + FARTHEST:
        raise ValidationError("That is more than two years away.")
