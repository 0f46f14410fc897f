"""Why a file that was sent back is not taken, in words that say what to do."""

from __future__ import annotations

from collections.abc import Sequence

from therapytool.errors import TherapytoolError
from therapytool.rendering.fillable.form import Arrival, Obstacle

MOST_FILES = 8
"""In one go: a sheet photographed page by page."""

IN_WORDS = {
    Obstacle.UNREADABLE: "This file cannot be read. It has to be a PDF, or a photo as JPEG, PNG or HEIC.",
    Obstacle.LOCKED: "This PDF is locked with a password. Save it without one, and send it again.",
    Obstacle.TOO_LARGE: "This picture is too large. Take a photo of one page at a time, or scan it.",
    Obstacle.TOO_MANY_PAGES: "This file has too many pages, or none. Send one sheet at a time.",
    Obstacle.NOT_OURS: "This PDF is not a sheet from here.",
}


class FileRefused(TherapytoolError):
    """A file is not taken; the message says why."""


class NoFile(FileRefused):
    """Nothing was chosen."""

    def __init__(self) -> None:
        super().__init__("Choose a file first.")


class NotFromHere(FileRefused):
    """A form, but none of this installation's."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF has fields, but it was not made here. Take the fillable PDF of this homework, or a photo of "
            "the pages."
        )


class AsksNothing(FileRefused):
    """A filled PDF for a handout."""

    def __init__(self) -> None:
        super().__init__(
            "This is a handout: it asks nothing, so no answers can be taken for it from a filled PDF. Photos of pages "
            "that somebody wrote on are kept with it."
        )


class OtherSheet(FileRefused):
    """A sheet of ours that belongs elsewhere."""

    def __init__(self) -> None:
        super().__init__("This sheet belongs to another homework or another person, so nothing was taken from it.")


class TwoSheets(FileRefused):
    """One picture shows sheets of two homework, which nobody can take apart again."""

    def __init__(self) -> None:
        super().__init__(
            "One photo shows two sheets. Take a photo of each by itself, so that neither person's words end up with "
            "the other's."
        )


class OtherVersion(FileRefused):
    """The right exercise as it once was, or at another length."""

    def __init__(self) -> None:
        super().__init__(
            "This sheet was made from another version or another length of the exercise. Its answers do not fit; "
            "take a photo of the pages instead."
        )


class NotAmongThem(FileRefused):
    """A packet or workbook without this sheet, or with it as it once was or at another length."""

    def __init__(self) -> None:
        super().__init__(
            "This file holds several sheets, but this one is not among them, or it was made from another version or "
            "another length of the exercise. Take a photo of the pages instead."
        )


class FilledTwice(FileRefused):
    """A packet in which more than one copy of the sheet was filled in."""

    def __init__(self) -> None:
        super().__init__(
            "More than one copy of this sheet is filled in here, and the file cannot tell whose is whose. Take the "
            "fillable PDF of each person’s homework, or a photo of the pages."
        )


class Altered(FileRefused):
    """Fields are missing, new or renamed."""

    def __init__(self) -> None:
        super().__init__(
            "The fields of this PDF were changed after it was made here, so its answers cannot be trusted to stand in "
            "the right place. Take a photo of the pages instead."
        )


def check_arrivals(arrivals: Sequence[Arrival]) -> None:
    """Raise FileRefused for the first file that could not be read, and for none at all."""
    if not arrivals:
        raise NoFile
    for arrival in arrivals:
        if arrival.obstacle:
            raise FileRefused(IN_WORDS[Obstacle(arrival.obstacle)])
