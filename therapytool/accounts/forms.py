"""Forms of set-up and of the account page; those of the door itself are in `sign_in_forms`."""

from __future__ import annotations

from typing import Any

from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, StopValidation

from therapytool.accounts.emails import NotAnEmail, valid_email
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.practice.regions import regions
from therapytool.accounts.queries import find_clinician
from therapytool.accounts.signing_in.passwords import LONGEST, problems_with_password
from therapytool.rendering.document import Paper

NAME_NEEDED = "Type your name."
NEW_PASSWORD = {"autocomplete": "new-password", "maxlength": LONGEST}
PASSWORD_HELP = "At least 12 characters. Three or four words in a row work well."  # noqa: S105  # a help text
PASSWORDS_DIFFER = "The two passwords differ."  # a message


def trimmed(text: str | None) -> str | None:
    """Text without space around it; what pasted words bring along is no part of a name."""
    return text.strip() if isinstance(text, str) else text


def typed(field: Field) -> str:
    """What was typed into a field; "" for nothing."""
    return field.data if isinstance(field.data, str) else ""


def an_email(form: FlaskForm, field: Field) -> None:
    """Bring an address into the form in which it is kept, or refuse it."""
    try:
        field.data = valid_email(typed(field))
    except NotAnEmail as refused:
        raise StopValidation("That does not look like an e-mail address.") from refused


def new_password(label: str = "Password") -> PasswordField:
    """A password chosen anew, held against the rules of `passwords`; its form says what it must not be made of."""

    def strong(form: NewPasswordForm, field: Field) -> None:
        problems = problems_with_password(typed(field), about=form.about())
        if problems:
            raise ValidationError(" ".join(problems))

    validators = [InputRequired("Choose a password."), strong]
    return PasswordField(label, validators, description=PASSWORD_HELP, render_kw=NEW_PASSWORD)


def new_password_again() -> PasswordField:
    """The new password once more, against slips of the finger."""
    return PasswordField("Password again", [EqualTo("password", PASSWORDS_DIFFER)], render_kw=NEW_PASSWORD)


class NewPasswordForm(FlaskForm):
    """A form in which a password is chosen."""

    def about(self) -> tuple[str, ...]:
        """Name and address of the one who chooses."""
        raise NotImplementedError


class OneUseCodeForm(FlaskForm):
    """The code out of a printed address; a script fills it in, a person can."""

    code = StringField(
        "Code",
        [DataRequired("Paste the code."), Length(max=100)],
        filters=[trimmed],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class FirstAccountForm(NewPasswordForm):
    """Who the first clinician is."""

    name = StringField(
        "Your name",
        [DataRequired(NAME_NEEDED), Length(max=120)],
        filters=[trimmed],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        "E-mail address",
        [DataRequired("Type your e-mail address."), Length(max=255), an_email],
        filters=[trimmed],
        description="You sign in with it. No mail is sent.",
        render_kw={"autocomplete": "username"},
    )
    password = new_password()
    again = new_password_again()

    def about(self) -> tuple[str, ...]:
        return (typed(self.name), typed(self.email))


class ChosenPasswordForm(NewPasswordForm):
    """A password chosen by somebody who came with a one-use code."""

    password = new_password()
    again = new_password_again()

    def __init__(self, *, about: tuple[str, ...], **given: Any) -> None:
        super().__init__(**given)
        self._about = about

    def about(self) -> tuple[str, ...]:
        return self._about


class ChangePasswordForm(NewPasswordForm):
    """A new password for the one who still knows the old."""

    current = PasswordField(
        "Your password now",
        [InputRequired("Type the password you have now.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = new_password("New password")
    again = new_password_again()

    def about(self) -> tuple[str, ...]:
        return (current_user.name, current_user.email)


class NameForm(FlaskForm):
    """How the clinician is called."""

    name = StringField(
        "Your name",
        [DataRequired(NAME_NEEDED), Length(max=120)],
        filters=[trimmed],
        render_kw={"autocomplete": "name"},
    )


class EmailForm(FlaskForm):
    """The address the clinician signs in with."""

    email = EmailField(
        "E-mail address",
        [DataRequired("Type your e-mail address."), Length(max=255), an_email],
        filters=[trimmed],
        description="You sign in with it. No mail is sent.",
        render_kw={"autocomplete": "email"},
    )

    def validate_email(self, field: Field) -> None:
        """Refuse an address that another account has."""
        other = find_clinician(field.data)
        if other is not None and other.id != current_user.id:
            raise ValidationError("This address belongs to another account here.")


class PracticeForm(FlaskForm):
    """What the practice prints."""

    name = StringField(
        "Practice name",
        [Length(max=120)],
        filters=[trimmed],
        description="Printed at the foot of every page.",
        render_kw={"autocomplete": "organization"},
    )
    contact = StringField(
        "Contact line",
        [Length(max=200)],
        filters=[trimmed],
        description="For example a phone number and an address. Printed on covers and homework.",
    )
    paper = RadioField("Paper", choices=[SelectChoice(paper.value, paper.label) for paper in Paper])
    region = SelectField("Region", description="Its emergency and crisis numbers are printed on client pages.")

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.region.choices = [SelectChoice(region.code, region.name) for region in regions()]


class ContactForm(FlaskForm):
    """One crisis contact of the practice's list."""

    name = StringField("Who", [DataRequired("Say who answers."), Length(max=120)], filters=[trimmed])
    number = StringField("Number", [DataRequired("Give the number."), Length(max=60)], filters=[trimmed])
    how = StringField(
        "How and when", [Length(max=160)], filters=[trimmed], description="For example: call or text, 24/7."
    )
    is_printed = BooleanField("Print it")
    is_confirmed = BooleanField("I looked this up today, on its own site or by calling")


class AppCodeForm(FlaskForm):
    """The first code of a new authenticator app, to show that it works."""

    code = StringField(
        "Code the app shows",
        [DataRequired("Type the six digits the app shows."), Length(max=20)],
        filters=[trimmed],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class PasskeyAnswerForm(FlaskForm):
    """What a passkey answered; a script fills it in."""

    credential = HiddenField(validators=[DataRequired("Your browser sent no passkey.")])


class PasskeyNameForm(FlaskForm):
    """What a passkey is called."""

    name = StringField(
        "Name",
        [DataRequired("Give it a name, such as the device it is on."), Length(max=64)],
        filters=[trimmed],
        description="Such as “My phone” or “Blue key”.",
        render_kw={"autocomplete": "off"},
    )


class PasskeyForm(PasskeyAnswerForm, PasskeyNameForm):
    """A new passkey with its name."""


class InviteForm(FlaskForm):
    """Somebody to invite into the practice."""

    name = StringField("Name", [DataRequired("Type the name."), Length(max=120)], filters=[trimmed])
    email = EmailField(
        "E-mail address", [DataRequired("Type the e-mail address."), Length(max=255), an_email], filters=[trimmed]
    )
    role = RadioField(
        "Role",
        choices=[SelectChoice(role.value, role.label) for role in ClinicianRole],
        default=ClinicianRole.CLINICIAN.value,
    )

    def validate_email(self, field: Field) -> None:
        """Refuse an address that somebody has."""
        if find_clinician(field.data) is not None:
            raise ValidationError("This address has an account here already.")


class RoleForm(FlaskForm):
    """What somebody is from now on."""

    role = RadioField("Role", choices=[SelectChoice(role.value, role.label) for role in ClinicianRole])


class ColleagueForm(FlaskForm):
    """One of the colleagues."""

    colleague = SelectField("Colleague", [DataRequired("Choose a colleague.")])

    def __init__(self, offered: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(**given)
        self.colleague.choices = [SelectChoice(public_id, name) for public_id, name in offered]


class ButtonForm(FlaskForm):
    """A button that changes something: no field but the token that shows it was ours."""
