"""Which page of a scan belongs to which homework: the square stands at the end of a sheet, after pages without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from therapytool.homework.coming_home.refusals import TwoSheets
from therapytool.rendering.fillable.form import Arrival


def pages_by_home(arrivals: Sequence[Arrival], homes: Mapping[str, str]) -> dict[str, list[bytes]]:
    """The pictures of files under the response they belong to; `homes` says whose each code is.

    Pages without a known code go with the next page that has one, those after the last with it. Nothing is known of any
    page: nothing is returned. Raises TwoSheets for a picture with codes of two.
    """
    pages = [each for arrival in arrivals for each in zip(arrival.pictures, arrival.page_codes, strict=True)]
    named = named_homes([_home(codes, homes) for _, codes in pages])
    sorted_pages: dict[str, list[bytes]] = {}
    for home, (picture, _) in zip(named, pages, strict=True):
        if home is not None:
            sorted_pages.setdefault(home, []).append(picture)
    return sorted_pages


def named_homes(marks: Sequence[str | None]) -> list[str | None]:
    """Where each page belongs, given what stands on it itself; all None when nothing stands on any."""
    homes: list[str | None] = []
    coming = next((mark for mark in reversed(marks) if mark), None)
    for mark in reversed(marks):
        coming = mark or coming
        homes.append(coming)
    return homes[::-1]


def _home(codes: Sequence[str], homes: Mapping[str, str]) -> str | None:
    found = {homes[code] for code in codes if code in homes}
    if len(found) > 1:
        raise TwoSheets
    return next(iter(found), None)
