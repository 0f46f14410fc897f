"""The first set-up: while nobody has an account, each start prints an address with a code that makes the first one."""

from __future__ import annotations

from therapytool.accounts.models import User
from therapytool.accounts.one_use import Door, Purpose, close_door, issue_code
from therapytool.accounts.operations import create_owner
from therapytool.accounts.queries import has_accounts
from therapytool.database import writing


def issue_setup_token() -> str | None:
    """A new set-up code for the address `/setup#code`, valid once within a day; None when somebody has an account.

    Codes printed by earlier starts are dead from now on. For the terminal: it is a transaction of its own.
    """
    with writing():
        return None if has_accounts() else issue_code(Purpose.SETUP)


def open_first_account(door: Door, *, name: str, email: str, password: str) -> User:
    """Make the owner and close the door behind her, both or neither. Raises Conflict when somebody was faster."""
    owner = create_owner(name=name, email=email, password=password)
    close_door(door)
    return owner
