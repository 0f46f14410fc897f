"""The chain of the audit trail: each line's seal covers its fields and the seal before, so none can be changed unseen.

The seal is an HMAC under a key of this installation, so somebody who can write to the database alone cannot forge the
rest of the chain. Lines taken off the end leave a whole chain; they are found by comparing with an end noted before
(backups carry theirs).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

BEGINNING = "0" * 64
"""What stands before the first line."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line tells. `at` is aware, in UTC."""

    number: int
    at: datetime
    actor_kind: str
    actor: str
    action: str
    subject_kind: str
    subject: str
    whose: str
    about_case: str
    detail: str


@dataclass(frozen=True, slots=True)
class SealedLine:
    """A line with the seal before it and its own."""

    line: Line
    previous: str
    seal: str


@dataclass(frozen=True, slots=True)
class End:
    """The end of a trail: how many lines there are and the seal of the last."""

    count: int
    seal: str

    def __str__(self) -> str:
        return f"{self.count}:{self.seal}"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line that does not fit, and why, in words."""

    number: int
    reason: str


def chain_key(secret: str) -> bytes:
    """The key of the chain, derived from the installation's secret for nothing but this."""
    return hmac.digest(secret.encode(), b"therapytool audit trail 1", hashlib.sha256)


def seal_line(line: Line, *, previous: str, key: bytes) -> str:
    """The seal of a line that follows `previous`, as hex."""
    told = [value.isoformat() if isinstance(value, datetime) else value for value in astuple(line)]
    return hmac.new(key, json.dumps([previous, *told]).encode(), hashlib.sha256).hexdigest()


def check_chain(lines: Iterable[SealedLine], *, key: bytes) -> End | Broken:
    """Walk the whole trail; its end when every line fits, else the first that does not."""
    count, seal = 0, BEGINNING
    for each in lines:
        if each.line.number != count + 1:
            return Broken(each.line.number, f"line {count + 1} is missing")
        if each.previous != seal:
            return Broken(each.line.number, "it does not follow the line before it")
        if not hmac.compare_digest(each.seal, seal_line(each.line, previous=seal, key=key)):
            return Broken(each.line.number, "it was changed, or this is not the installation that wrote it")
        count, seal = count + 1, each.seal
    return End(count, seal)
