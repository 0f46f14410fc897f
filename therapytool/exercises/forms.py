"""Forms of the library: the terms of a pack, and the file of one."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

LONGEST = 300


def one_line(text: str | None) -> str:
    """Typed words on one line: control characters and runs of space become single spaces."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text or "")
    return " ".join(printable.split())


class TermsForm(FlaskForm):
    """Under what name and terms a pack is shared, and whose work it is."""

    title = StringField(
        "Title", validators=[InputRequired("Give the pack a title."), Length(max=LONGEST)], filters=[one_line]
    )
    credit = StringField(
        "Whose work it is",
        description="Name the people or the practice. This goes wherever the exercises go.",
        validators=[InputRequired("Say whose work this is."), Length(max=LONGEST)],
        filters=[one_line],
    )
    license = StringField(
        "What others may do with it",
        description="In a sentence, or a license by its name: “CC BY 4.0”, “Only for our two sites”.",
        validators=[InputRequired("Say what others may do with it."), Length(max=LONGEST)],
        filters=[one_line],
    )


class PackForm(FlaskForm):
    """The file of a pack."""

    pack = FileField("The pack", validators=[FileRequired("Choose the file of a pack.")])
