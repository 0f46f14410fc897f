"""Passkeys: signing in with what a device keeps and unlocks by finger, face or PIN.

A passkey is two steps in one (having the device and unlocking it), so it signs in by itself; an account that has one
asks for it, or for a recovery code, also after the right password. Challenges are of 256 bits, kept as fingerprints for
five minutes, bound to the browser that asked, and spent by the first answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from sqlalchemy import delete, func, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import InvalidAuthenticationResponse, InvalidJSONStructure, InvalidRegistrationResponse
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from therapytool import clock
from therapytool.accounts.models import OneUseCode, User, WebAuthn
from therapytool.accounts.one_use import Purpose
from therapytool.database import db
from therapytool.errors import Conflict, NotFound, TherapytoolError
from therapytool.tokens import fingerprint, new_secret

TIME_TO_ANSWER = timedelta(minutes=5)
MOST_PASSKEYS = 20
LONGEST_NAME = 64
LONGEST_ANSWER = 20_000
ISSUER = "Therapytool"


class PasskeyRefused(TherapytoolError):
    """A passkey's answer does not hold: another site's, an old one, a forged one, or of an unknown passkey."""

    def __init__(self) -> None:
        super().__init__("That passkey was not accepted. Try again, or sign in another way.")


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong: the host's name and the whole origin a browser reports."""

    host: str
    origin: str

    @property
    def can_have_passkeys(self) -> bool:
        """Whether browsers allow passkeys here: never for a bare network address."""
        try:
            ip_address(self.host.strip("[]"))
        except ValueError:
            return bool(self.host)
        return False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is asked: the options as JSON, and the challenge in them, to be kept in its session."""

    options: str
    challenge: str


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey in the list: its name, since when, when it was last used, whether it is copied between devices."""

    number: int
    name: str
    added_at: datetime
    used_at: datetime
    is_synced: bool


def ask_to_register(clinician: User, site: Site) -> Asked:
    """What a browser needs to make a passkey for a clinician. Raises Conflict when she has more than enough."""
    known = _rows(clinician)
    if len(known) >= MOST_PASSKEYS:
        raise Conflict(f"You have {MOST_PASSKEYS} passkeys. Remove one you no longer use first.")
    if clinician.fs_webauthn_user_handle is None:
        clinician.fs_webauthn_user_handle = new_secret()
    challenge = _new_challenge(clinician.id)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=ISSUER,
        user_id=clinician.fs_webauthn_user_handle.encode(),
        user_name=clinician.email,
        user_display_name=clinician.name,
        challenge=base64url_to_bytes(challenge),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=row.credential_id) for row in known],
    )
    return Asked(options_to_json(options), challenge)


def register(clinician: User, answer: str, *, name: str, challenge: str, site: Site) -> None:
    """Keep the passkey that a browser has made. Raises PasskeyRefused, or Conflict for a name she has used."""
    _spend(challenge, clinician.id)
    if any(row.name.casefold() == name.casefold() for row in _rows(clinician)):
        raise Conflict("You have a passkey of this name already. Give this one another.")
    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (InvalidRegistrationResponse, InvalidJSONStructure) as error:
        raise PasskeyRefused from error
    if _find(made.credential_id) is not None:
        raise PasskeyRefused
    now = clock.now().replace(tzinfo=None)
    db.session.add(
        WebAuthn(
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            backup_state=made.credential_backed_up,
            device_type=made.credential_device_type.value,
            create_datetime=now,
            lastuse_datetime=now,
            name=name,
            usage="first",
            user_id=clinician.id,
        )
    )
    db.session.flush()


def ask_to_sign_in(site: Site) -> Asked:
    """What a browser needs to offer its passkeys; it says nothing of who has an account."""
    challenge = _new_challenge(None)
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=base64url_to_bytes(challenge),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(options_to_json(options), challenge)


def recognize(answer: str, *, challenge: str, site: Site) -> User:
    """The clinician whose passkey answered. Raises PasskeyRefused."""
    _spend(challenge, None)
    given = _read(answer)
    row = _find(_credential_id(given))
    if row is None or not row.user.active:
        raise PasskeyRefused
    try:
        shown = verify_authentication_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count or 0,
            require_user_verification=True,
        )
    except (InvalidAuthenticationResponse, InvalidJSONStructure) as error:
        raise PasskeyRefused from error
    row.sign_count = shown.new_sign_count
    row.backup_state = shown.credential_backed_up
    row.lastuse_datetime = clock.now().replace(tzinfo=None)
    db.session.flush()
    found: User = row.user
    return found


def list_passkeys(clinician: User) -> list[PasskeyView]:
    """Her passkeys, by name."""
    rows = sorted(_rows(clinician), key=lambda row: row.name.casefold())
    return [
        PasskeyView(row.id, row.name, row.create_datetime, row.lastuse_datetime, bool(row.backup_state)) for row in rows
    ]


def has_passkeys(clinician_id: int) -> bool:
    """Whether a clinician has any."""
    return bool(db.session.scalar(select(func.count()).where(WebAuthn.user_id == clinician_id)))


def require_passkey(clinician: User, number: int) -> None:
    """Raise NotFound for a passkey that is not hers."""
    _own(clinician, number)


def rename_passkey(clinician: User, number: int, *, name: str) -> None:
    """Call a passkey something else. Raises NotFound for one that is not hers, Conflict for a name in use."""
    if any(row.name.casefold() == name.casefold() and row.id != number for row in _rows(clinician)):
        raise Conflict("You have a passkey of this name already.")
    _own(clinician, number).name = name
    db.session.flush()


def remove_passkey(clinician: User, number: int) -> None:
    """Let a passkey open nothing any more. Raises NotFound for one that is not hers."""
    db.session.delete(_own(clinician, number))
    db.session.flush()


def remove_all_passkeys(clinician: User) -> None:
    """Let none of her passkeys open anything any more."""
    db.session.execute(delete(WebAuthn).where(WebAuthn.user_id == clinician.id))


def _new_challenge(clinician_id: int | None) -> str:
    challenge, now = new_secret(), clock.now()
    db.session.execute(delete(OneUseCode).where(OneUseCode.expires_at <= now))
    db.session.add(
        OneUseCode(
            fingerprint=fingerprint(challenge),
            purpose=Purpose.PASSKEY,
            clinician_id=clinician_id,
            expires_at=now + TIME_TO_ANSWER,
        )
    )
    db.session.flush()
    return challenge


def _spend(challenge: str, clinician_id: int | None) -> None:
    row = db.session.scalar(
        select(OneUseCode).where(
            OneUseCode.fingerprint == fingerprint(challenge),
            OneUseCode.purpose == Purpose.PASSKEY,
            OneUseCode.clinician_id.is_not_distinct_from(clinician_id),
            OneUseCode.expires_at > clock.now(),
        )
    )
    if row is None:
        raise PasskeyRefused
    db.session.delete(row)
    db.session.flush()


def _read(answer: str) -> dict[str, object]:
    """What a browser sent, as far as it is an object of a sensible size."""
    try:
        given = json.loads(answer) if len(answer) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise PasskeyRefused
    return given


def _credential_id(given: dict[str, object]) -> bytes:
    named = given.get("id")
    try:
        return base64url_to_bytes(named) if isinstance(named, str) else b""
    except ValueError as error:
        raise PasskeyRefused from error


def _find(credential_id: bytes) -> WebAuthn | None:
    return db.session.scalar(select(WebAuthn).where(WebAuthn.credential_id == credential_id))


def _rows(clinician: User) -> list[WebAuthn]:
    return list(db.session.scalars(select(WebAuthn).where(WebAuthn.user_id == clinician.id)))


def _own(clinician: User, number: int) -> WebAuthn:
    row = db.session.scalar(select(WebAuthn).where(WebAuthn.id == number, WebAuthn.user_id == clinician.id))
    if row is None:
        raise NotFound("there is no such passkey")
    return row
