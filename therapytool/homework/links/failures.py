"""Why a link to homework does not open; each message is for the client and says nothing of what lies behind."""

from __future__ import annotations

from datetime import date, timedelta

from therapytool.accounts.signing_in.waits import wait_in_words
from therapytool.errors import TherapytoolError


class LinkRefused(TherapytoolError):
    """A link does not open; subclasses say why, the message is for the client."""


class NoSuchLink(LinkRefused):
    """No link has this token or code, or this browser was not let in; all read the same."""

    def __init__(self) -> None:
        super().__init__("This link or code does not open anything. Check it, or ask the person who gave it to you.")


class NotYet(LinkRefused):
    """The homework begins on a later day."""

    def __init__(self, opens_on: date) -> None:
        self.opens_on = opens_on
        super().__init__(f"This opens on {opens_on:%A, %B} {opens_on.day}.")


class Expired(LinkRefused):
    """The link has reached its end."""

    def __init__(self) -> None:
        super().__init__("This link has ended. Ask the person who gave it to you for a new one.")


class Revoked(LinkRefused):
    """The clinician ended the link, or made a new one in its place."""

    def __init__(self) -> None:
        super().__init__("This link was ended or replaced. Ask the person who gave it to you for the new one.")


class NeedsPasscode(LinkRefused):
    """The link opens with a passcode, and none was given yet."""

    def __init__(self) -> None:
        super().__init__("This opens with the passcode you agreed on.")


class WrongPasscode(LinkRefused):
    """The passcode given is not the link's."""

    def __init__(self) -> None:
        super().__init__("That is not the passcode of this link.")


class TooManyTries(LinkRefused):
    """Wrong codes or passcodes came too fast; `wait` says how long nothing is heard."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"Too many wrong tries. Wait {wait_in_words(wait)}, then try again.")
