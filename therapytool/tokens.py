"""Random names and secrets, and the one-way form in which secrets are kept."""

from __future__ import annotations

import hashlib
import secrets

PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_public_id(length: int = 12) -> str:
    """A short name for addresses: about 59 bits at 12 letters, without look-alikes (no 0/o, 1/i/l, u)."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(length))


def new_secret() -> str:
    """A secret of 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """SHA-256 of a secret as hex: what is stored and compared in its place."""
    return hashlib.sha256(secret.encode()).hexdigest()
