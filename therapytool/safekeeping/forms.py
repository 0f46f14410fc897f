"""The form for the key that opens backups."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from therapytool.accounts.forms import trimmed


class RecipientForm(FlaskForm):
    """The public half of a key pair."""

    recipient = StringField(
        "Recipient",
        [DataRequired("Paste the line that begins with age1."), Length(max=120)],
        filters=[trimmed],
        description="The public half, which begins with age1.",
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )
