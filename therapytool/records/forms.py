"""Forms of records: narrowing the trail, how long a case is kept, what is erased."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Form, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from therapytool.accounts.auditing.actions import Group
from therapytool.accounts.forms import typed
from therapytool.records.trail import Asked


class TrailForm(Form):
    """What of the trail is shown; it stands in the address, so it can be kept."""

    who = SelectField("Who", validate_choice=False)
    what = SelectField("What", validate_choice=False)
    since = DateField("From", [Optional()])
    until = DateField("To", [Optional()])

    def __init__(self, *arguments: Any, people: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.who.choices = [SelectChoice("", "Everybody"), *(SelectChoice(key, name) for key, name in people)]
        self.what.choices = [
            SelectChoice("", "Everything"),
            *(SelectChoice(group.value, group.label) for group in Group),
        ]

    def asked(self) -> Asked:
        """What is asked for; what names nothing asks for nothing."""
        group = Group(typed(self.what)) if typed(self.what) in set(Group) else None
        return Asked(typed(self.who), group, self.since.data, self.until.data)


class KeepForm(FlaskForm):
    """Until when one case is kept."""

    until = DateField("Keep until", [Optional()])


class EraseDueForm(FlaskForm):
    """The cases whose time is over, each with a tick."""

    cases = SelectMultipleField("Cases", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())

    def __init__(self, offered: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(**given)
        self.cases.choices = [SelectChoice(public_id, name) for public_id, name in offered]

    def validate_cases(self, field: SelectMultipleField) -> None:
        """Refuse an empty choice."""
        if not field.data:
            raise ValidationError("Tick the cases to erase.")
