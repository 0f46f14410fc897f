"""E-mail addresses as names to sign in with; whether mail arrives there is nobody's business."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from therapytool.errors import TherapytoolError


class NotAnEmail(TherapytoolError):
    """This does not look like an e-mail address."""


def valid_email(text: str) -> str:
    """The address in the one form in which it is kept. Raises NotAnEmail.

    Nothing is looked up over the network, and an address of the practice's own network will do.
    """
    try:
        return validate_email(text.strip(), check_deliverability=False, globally_deliverable=False).normalized.lower()
    except EmailNotValidError as refused:
        raise NotAnEmail(f"'{text}' does not look like an e-mail address.") from refused
