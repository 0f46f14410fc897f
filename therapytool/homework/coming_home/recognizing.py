"""Whose a file is: a filled PDF by the token in it, pages on paper by the QR on them.

A token or a code only says where something belongs. Who may put it there was settled before, by signing in or by the
client's own link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from sqlalchemy import or_, select

from therapytool import clock
from therapytool.database import db
from therapytool.exercises.sheets.form import SheetToken
from therapytool.homework.asked import AskedSheet
from therapytool.homework.coming_home.answers import returned_answers
from therapytool.homework.coming_home.refusals import (
    Altered,
    AsksNothing,
    FilledTwice,
    NotAmongThem,
    NotFromHere,
    OtherSheet,
    OtherVersion,
)
from therapytool.homework.models import Homework, HomeworkLink, Response
from therapytool.rendering.fillable.form import FilledCopy, mark_of
from therapytool.tokens import fingerprint

LONGEST_CODE = 1_000


def named_responses(copies: Iterable[FilledCopy]) -> list[str]:
    """The responses that the sheets of a file name, in order; none for sheets of the library and of elsewhere."""
    tokens = (_token(copy) for copy in copies)
    return [token.copy for token in tokens if token is not None and token.copy]


def copy_for(response_id: str, sheet: AskedSheet, copies: Sequence[FilledCopy]) -> FilledCopy:
    """The sheet among `copies` that is this response's, checked to be as it was made. Raises FileRefused.

    A sheet of the library is nobody's in particular, and is taken by whoever sends it back. In a packet or a workbook
    it is found by version and dose; of several such copies it is the one that was filled in.
    """
    known = [(token, copy) for copy in copies if (token := _token(copy)) is not None]
    if sheet.exercise.is_handout:
        raise AsksNothing
    if not known:
        raise NotFromHere
    hers = [each for each in known if each[0].copy == response_id] or [each for each in known if not each[0].copy]
    if not hers:
        raise OtherSheet
    fitting = [copy for token, copy in hers if (token.version, token.dose) == (sheet.version, sheet.dose)]
    if not fitting:
        raise NotAmongThem if len(hers) > 1 else OtherVersion
    copy = _only_one_filled(sheet, fitting)
    if copy.token.rpartition(".")[2] != mark_of(field.name for field in copy.fields):
        raise Altered
    return copy


def responses_by_codes(codes: Iterable[str]) -> dict[str, str]:
    """The response whose link stands in each of these codes, whether it still opens or not; others are left out."""
    secrets = {code: urlsplit(code).fragment for code in codes if len(code) <= LONGEST_CODE and "#" in code}
    by_fingerprint = {fingerprint(secret): code for code, secret in secrets.items() if secret}
    rows = db.session.execute(
        select(HomeworkLink.token_fingerprint, Response.public_id)
        .join(Response, HomeworkLink.response_id == Response.id)
        .where(HomeworkLink.token_fingerprint.in_(list(by_fingerprint)))
    )
    return {by_fingerprint[found]: name for found, name in rows}


def rounds_with(response_id: str) -> frozenset[str]:
    """A response and those of the same person's other rounds: one printed sheet may serve for each of them."""
    own = select(Homework.series, Response.person_id).join(Response).where(Response.public_id == response_id)
    found = db.session.execute(own).first()
    if found is None or found.series is None:
        return frozenset({response_id})
    same = Homework.series == found.series, Response.person_id == found.person_id
    return frozenset(db.session.scalars(select(Response.public_id).join(Homework).where(*same)))


def check_belongs(response_id: str, codes: Iterable[str]) -> None:
    """Raise OtherSheet when any of these codes leads to another person's sheet, or to another homework."""
    if set(responses_by_codes(codes).values()) - rounds_with(response_id):
        raise OtherSheet


def round_now(response_id: str) -> str:
    """The round that a printed sheet is for today: the newest that has begun and is not handed in, else itself."""
    begun = or_(Homework.not_before.is_(None), Homework.not_before <= clock.today())
    open_ones = (
        select(Response.public_id)
        .join(Homework)
        .where(Response.public_id.in_(rounds_with(response_id)), begun, Response.outcome.is_(None))
        .order_by(Homework.id.desc())
    )
    return db.session.scalar(open_ones.limit(1)) or response_id


def _only_one_filled(sheet: AskedSheet, copies: Sequence[FilledCopy]) -> FilledCopy:
    """The copy that was filled in, or the first where none was. Raises FilledTwice for more than one."""
    filled = [copy for copy in copies if returned_answers(sheet, copy)]
    if len(filled) > 1:
        raise FilledTwice
    return filled[0] if filled else copies[0]


def _token(copy: FilledCopy) -> SheetToken | None:
    """The token of a sheet without the mark of its fields; None when it has none of ours."""
    try:
        return SheetToken.read(copy.token.rpartition(".")[0])
    except ValueError:
        return None
