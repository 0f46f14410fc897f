"""Wrong tries, counted in the database, so that every worker knows them and a restart forgets none.

What is counted depends on where the try comes from:

- from a browser known to the account (see `devices`): on that browser's own counter and no other;
- from anywhere else: on the account's counter for strangers and on the counter of the network address.

So a stranger who hammers an account makes strangers wait, while its owner signs in on her own browser as ever. A known
browser has a counter too, so a stolen one guesses no faster. Accounts that do not exist are counted like those that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from sqlalchemy import Select, delete, select, update

from therapytool import clock
from therapytool.accounts.models import FailedTries
from therapytool.accounts.signing_in.waits import FORGOTTEN_AFTER, still_to_wait
from therapytool.database import db
from therapytool.tokens import fingerprint

FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 20
"""A practice may share one address, so it gets more."""


class Secret(StrEnum):
    """What can be guessed at."""

    PASSWORD = "password"  # noqa: S105  # its name, not its value
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter: the key of its row, how many failures cost nothing, and whether success sets it to nothing."""

    key: str
    free: int
    forgiving: bool = True


def counters(secret: Secret, *, email: str, device: str | None, address: str) -> tuple[Counter, ...]:
    """The counters that a try at one of an account's secrets falls on.

    `device` is the fingerprint of a browser known to the account, None for strangers.
    """
    account = email.strip().lower()
    if device is not None:
        return (Counter(fingerprint(f"{secret} of {account} from device {device}"), FREE_TRIES),)
    return (
        Counter(fingerprint(f"{secret} of {account}"), FREE_TRIES),
        Counter(fingerprint(f"address {network(address)}"), FREE_TRIES_OF_ADDRESS, forgiving=False),
    )


def time_to_wait(counted: tuple[Counter, ...]) -> timedelta:
    """How long until the next try is heard; zero when it is heard now."""
    now = clock.now()
    rows = {row.key: row for row in db.session.scalars(_rows(counted))}
    waits = [
        still_to_wait(row.failures, free=counter.free, last_at=row.last_at, now=now)
        for counter in counted
        if (row := rows.get(counter.key)) is not None
    ]
    return max(waits, default=timedelta(0))


def count_try(counted: tuple[Counter, ...]) -> None:
    """Note one try as wrong before it is looked at, so that tries at the same moment are all counted.

    Counters that have been quiet for a day are dropped.
    """
    now = clock.now()
    db.session.execute(delete(FailedTries).where(FailedTries.last_at < now - FORGOTTEN_AFTER))
    rows = {row.key: row for row in db.session.scalars(_rows(counted).with_for_update())}
    for counter in counted:
        row = rows.get(counter.key)
        if row is None:
            db.session.add(FailedTries(key=counter.key, failures=1, last_at=now))
        else:
            row.failures += 1
            row.last_at = now
    db.session.flush()


def forgive(counted: tuple[Counter, ...]) -> None:
    """The try was right: set the account's counter back and take the try off the address's.

    The address's other failures stay, or one own account would clear the way to others.
    """
    forgiven = [counter.key for counter in counted if counter.forgiving]
    others = [counter.key for counter in counted if not counter.forgiving]
    db.session.execute(delete(FailedTries).where(FailedTries.key.in_(forgiven)))
    db.session.execute(update(FailedTries).where(FailedTries.key.in_(others)).values(failures=FailedTries.failures - 1))


def network(address: str) -> str:
    """The part of an address that one person commands: all of IPv4, the first 64 bits of IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Address(int(known) >> 64 << 64))
    return str(known)


def _rows(counted: tuple[Counter, ...]) -> Select[FailedTries]:
    return select(FailedTries).where(FailedTries.key.in_([counter.key for counter in counted]))
