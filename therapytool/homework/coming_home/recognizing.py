"""Whose a file is: a filled PDF by the token in it, pages on paper by the QR on them.

A token or a code only says where something belongs. Who may put it there was settled before, by signing in or by the
client's own link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from sqlalchemy import select

from therapytool.database import db
from therapytool.exercises.sheet_form import SheetToken
from therapytool.homework.asked import AskedSheet
from therapytool.homework.coming_home.refusals import Altered, NotFromHere, OtherSheet, OtherVersion
from therapytool.homework.models import HomeworkLink, Response
from therapytool.rendering.fillable.form import FilledCopy, mark_of
from therapytool.tokens import fingerprint

LONGEST_CODE = 1_000


def named_responses(copies: Iterable[FilledCopy]) -> list[str]:
    """The responses that the sheets of a file name, in order; none for sheets of the library and of elsewhere."""
    tokens = (_token(copy) for copy in copies)
    return [token.copy for token in tokens if token is not None and token.copy]


def copy_for(response_id: str, sheet: AskedSheet, copies: Sequence[FilledCopy]) -> FilledCopy:
    """The sheet among `copies` that is this response's, checked to be as it was made. Raises FileRefused.

    A sheet of the library is nobody's in particular, and is taken by whoever sends it back.
    """
    known = [(token, copy) for copy in copies if (token := _token(copy)) is not None]
    if not known:
        raise NotFromHere
    fitting = [(token, copy) for token, copy in known if token.copy in (response_id, "")]
    if not fitting:
        raise OtherSheet
    token, copy = max(fitting, key=lambda each: bool(each[0].copy))
    if (token.version, token.dose) != (sheet.version, sheet.dose):
        raise OtherVersion
    if copy.token.rpartition(".")[2] != mark_of(field.name for field in copy.fields):
        raise Altered
    return copy


def find_response_by_codes(codes: Iterable[str]) -> str | None:
    """The response whose link stands in one of these codes, whether it still opens or not; None for no such link."""
    secrets = (urlsplit(code).fragment for code in codes if len(code) <= LONGEST_CODE and "#" in code)
    fingerprints = [fingerprint(secret) for secret in secrets if secret]
    return db.session.scalar(
        select(Response.public_id)
        .join(HomeworkLink, HomeworkLink.response_id == Response.id)
        .where(HomeworkLink.token_fingerprint.in_(fingerprints))
        .limit(1)
    )


def _token(copy: FilledCopy) -> SheetToken | None:
    """The token of a sheet without the mark of its fields; None when it has none of ours."""
    try:
        return SheetToken.read(copy.token.rpartition(".")[0])
    except ValueError:
        return None
