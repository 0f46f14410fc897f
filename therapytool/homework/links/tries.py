"""Codes and passcodes that are tried: counted before they are looked at, and forgotten only where they were right.

Each count is committed by itself, so that no rolled-back request forgets one.
"""

from __future__ import annotations

from argon2.exceptions import InvalidHashError, VerificationError

from therapytool.accounts.signing_in.attempts import Counter, count_try, forgive, network, time_to_wait
from therapytool.database import db, write_from_the_start
from therapytool.homework.links.failures import NeedsPasscode, TooManyTries, WrongPasscode
from therapytool.homework.links.issuing import LONGEST_PASSCODE, hasher
from therapytool.tokens import fingerprint

FREE_TRIES_OF_LINK = 5
FREE_TRIES_OF_ADDRESS = 20
"""A household or a clinic may share one address."""


def count_code(address: str) -> None:
    """Note a typed code as wrong until it has turned out right. Raises TooManyTries while nothing is heard."""
    _count((_of_address(address),))


def forgive_code(address: str) -> None:
    """The code was right."""
    forgive((_of_address(address),))


def check_passcode(link_id: str, known: str | None, given: str, address: str) -> None:
    """Let the right passcode of a link through; `known` is its hash, None where there is no passcode.

    Hashing takes a while, and nobody's save waits for it. Raises NeedsPasscode, WrongPasscode or TooManyTries.
    """
    if known is None:
        return
    if not given:
        raise NeedsPasscode
    counted = (Counter(fingerprint(f"passcode of link {link_id}"), FREE_TRIES_OF_LINK), _of_address(address))
    _count(counted)
    write_from_the_start(False)
    is_right = _matches(known, given)
    db.session.commit()
    write_from_the_start(True)
    if not is_right:
        raise WrongPasscode
    forgive(counted)


def _count(counted: tuple[Counter, ...]) -> None:
    wait = time_to_wait(counted)
    if wait:
        raise TooManyTries(wait)
    count_try(counted)
    db.session.commit()


def _of_address(address: str) -> Counter:
    return Counter(fingerprint(f"homework from {network(address)}"), FREE_TRIES_OF_ADDRESS, forgiving=False)


def _matches(known: str, passcode: str) -> bool:
    try:
        return hasher.verify(known, passcode[:LONGEST_PASSCODE])
    except (VerificationError, InvalidHashError):
        return False
