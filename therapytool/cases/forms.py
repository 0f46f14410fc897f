"""Forms of cases. Every name asked for is a code name."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, EmailField, Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from therapytool import clock
from therapytool.accounts.forms import an_email, typed
from therapytool.cases.vocabulary import CaseKind

LONGEST_NAME = 60
LONGEST_WORDS = 80
MOST_IN_GROUP = CaseKind.GROUP.most_people
NAME_NEEDED = "Give a code name."
TOO_LONG = f"Use at most {LONGEST_NAME} characters."
OFF = {"autocomplete": "off", "spellcheck": "false"}


def one_line(text: str | None) -> str:
    """Typed words on one line: control characters and runs of space become single spaces."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text or "")
    return " ".join(printable.split())


def code_name(label: str, **given: Any) -> StringField:
    """A field for a code name that must be filled."""
    validators = [DataRequired(NAME_NEEDED), Length(max=LONGEST_NAME, message=TOO_LONG)]
    return StringField(label, validators, filters=[one_line], render_kw={**OFF, "maxlength": LONGEST_NAME}, **given)


class CaseForm(FlaskForm):
    """A case to open: its code name and those of its people, in fields for one or two, line by line for a group."""

    name = code_name("Code name of the case")
    first = code_name("Client")
    second = code_name("Partner B")
    group = TextAreaField("Code names, one on each line", render_kw={**OFF, "rows": 6})

    def __init__(self, kind: CaseKind, *, name: str = "", suggested: tuple[str, ...] = ()) -> None:
        self.kind = kind
        offered = (*suggested, "", "")
        super().__init__(data={"name": name, "first": offered[0], "second": offered[1], "group": "\n".join(suggested)})
        if kind is CaseKind.GROUP:
            del self.first
        else:
            del self.group
        if kind is CaseKind.COUPLE:
            self.first.label.text = "Partner A"
        else:
            del self.second

    def names(self) -> tuple[str, ...]:
        """The code names of the people, in order; blank lines of a group are none."""
        if self.kind is CaseKind.GROUP:
            return tuple(name for line in typed(self.group).splitlines() if (name := one_line(line)))
        return tuple(typed(self._fields[name]) for name in ("first", "second") if name in self._fields)

    def validate_group(self, field: Field) -> None:
        """Refuse an empty group, one with too many people, and names that are too long."""
        names = self.names()
        if not names:
            raise ValidationError("Give at least one code name.")
        if len(names) > MOST_IN_GROUP:
            raise ValidationError(f"A group has room for {MOST_IN_GROUP} people; these are {len(names)}.")
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(TOO_LONG)


class NameForm(FlaskForm):
    """Another code name."""

    name = code_name("Code name")


class PersonForm(FlaskForm):
    """Who a person is, as little as is needed: code name, pronouns, and how she speaks of her partner."""

    name = code_name("Code name")
    pronouns = StringField(
        "Pronouns",
        [Length(max=40)],
        filters=[one_line],
        description="For example she/her, he/him, they/them. Fills the wording of sheets.",
        render_kw={**OFF, "maxlength": 40, "list": "pronouns"},
    )
    partner_words = StringField(
        "How this person speaks of the partner",
        [Length(max=LONGEST_WORDS)],
        filters=[one_line],
        description="For example “my wife” or “my husband”. Fills the wording of sheets. No names.",
        render_kw={**OFF, "maxlength": LONGEST_WORDS},
    )


class ConsentForm(FlaskForm):
    """That a person agreed to be written to, and where."""

    email = EmailField(
        "E-mail address",
        [DataRequired("Give the address this person agreed to."), Length(max=255), an_email],
        filters=[lambda text: (text or "").strip()],
        render_kw={**OFF, "maxlength": 255},
    )
    agreed = BooleanField(
        "This person told me that I may write to this address",
        [InputRequired("Tick this once the person has agreed.")],
        description="A mail carries a link and a date, never a word about therapy. Others may read a shared inbox.",
    )


class GateForm(FlaskForm):
    """A gate recorded as cleared on a day, or closed; the note is the clinician's alone."""

    on_day = DateField("On which day", [Optional()])
    note = TextAreaField(
        "Private note",
        [Length(max=2_000)],
        description="Optional, sealed, for you alone. What was said in private is better left out.",
        render_kw={**OFF, "rows": 2, "maxlength": 2_000},
    )

    def validate_on_day(self, field: Field) -> None:
        """Refuse a day that has not come."""
        if field.data and field.data > clock.today():
            raise ValidationError("Give a day that has come.")


class EraseForm(FlaskForm):
    """The code name typed once more, before something is gone for good."""

    typed_name = StringField("Type the code name", filters=[one_line], render_kw=OFF)

    def __init__(self, *, name: str, **given: Any) -> None:
        super().__init__(**given)
        self._name = name
        self.typed_name.label.text = f"Type {name} to confirm"

    def validate_typed_name(self, field: Field) -> None:
        """Refuse anything but the very code name."""
        if typed(field) != self._name:
            raise ValidationError(f"That is not “{self._name}”. Nothing was erased.")
