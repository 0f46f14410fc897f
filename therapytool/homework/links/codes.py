"""Short codes to be read from paper and typed: eight letters, 40 bits, without look-alikes ("K7QX-M2PD")."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without I, L, O and U; typed ones are read as the digit they look like."""
LENGTH = 8
LOOK_ALIKES = str.maketrans("ILOU", "110V")


def new_code() -> str:
    """A fresh code as it prints: "K7QX-M2PD"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def plain_code(typed: str) -> str:
    """A typed code in the one form in which it is compared: capitals alone, look-alikes put right; "" for no code.

    Spaces, dashes and small letters are fine: "k7qx m2pd" is "K7QXM2PD".
    """
    letters = "".join(letter for letter in typed[:40].upper() if letter.isalnum()).translate(LOOK_ALIKES)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""
