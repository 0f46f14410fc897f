"""The form in which a practice or a case says how its sheets print: every choice may be left as it is anyway."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import FileField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from therapytool.rendering.profiles.choice import KINDS, SWITCHES, ProfileChoice
from therapytool.rendering.profiles.offer import PAPER_ONLY, Option, offers, switches
from therapytool.rendering.profiles.profile import PrintProfile

YES, NO = "yes", "no"
LEFT = ""
"""What a choice is called that is left as it is."""


class PrintSettingsForm(FlaskForm):
    """How sheets print. `left_as` says whose say holds for what is left: "As the practice"."""

    paper = SelectField("Paper")
    type_size = SelectField("Type")
    binding = SelectField("Binding")
    layout = SelectField("On the sheet of paper", description=PAPER_ONLY)
    ink_saver = SelectField("Ink-saver", description="No tints, thin lines.")
    greyscale = SelectField("Grays only", description="For a black-and-white printer.")
    name_field = SelectField("Name and date lines")
    qr = SelectField("QR code", description="On homework that can be done on a phone.")
    commitment = SelectField("Commitment strip", description="On homework.")

    def __init__(self, choice: ProfileChoice, *, usual: PrintProfile, left_as: str, with_paper: bool = True) -> None:
        super().__init__(data=_form_data(choice))
        if not with_paper:
            del self.paper
        offered = offers(usual)
        for field in KINDS:
            if field in self._fields:
                self._fields[field].choices = _kinds(offered[field].options, left_as)
        for switch in switches(usual):
            word = "yes" if switch.is_on else "no"
            choices = [SelectChoice(LEFT, f"{left_as} ({word})"), SelectChoice(YES, "Yes"), SelectChoice(NO, "No")]
            self._fields[switch.field].choices = choices

    def choice(self) -> ProfileChoice:
        """What was chosen."""
        given = {name: field.data for name, field in self._fields.items() if name in ProfileChoice.model_fields}
        switched = {name: given[name] == YES for name in SWITCHES if given.get(name)}
        return ProfileChoice(**{name: given[name] for name in KINDS if given.get(name)}, **switched)


class LogoForm(FlaskForm):
    """A picture to print as the practice's logo."""

    picture = FileField(
        "Picture",
        description="PNG or JPEG, at most 4 MB. It is made small, and everything but its dots is dropped.",
        render_kw={"accept": "image/png,image/jpeg"},
    )


def _form_data(choice: ProfileChoice) -> dict[str, Any]:
    words = {True: YES, False: NO, None: LEFT}
    kinds = {name: getattr(choice, name).value if getattr(choice, name) else LEFT for name in KINDS}
    return kinds | {name: words[getattr(choice, name)] for name in SWITCHES}


def _kinds(options: tuple[Option, ...], left_as: str) -> list[SelectChoice]:
    usual = next(option.label for option in options if option.is_chosen)
    named = [SelectChoice(each.value, f"{each.label}: {each.note}" if each.note else each.label) for each in options]
    return [SelectChoice(LEFT, f"{left_as} ({usual})"), *named]
