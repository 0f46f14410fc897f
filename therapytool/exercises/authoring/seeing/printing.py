"""A draft's sheet as a job for the printer, and which view of it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from therapytool.accounts.current import Clinician
from therapytool.blocks.dose import Dose, is_within
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.seeing.preview import preview_of
from therapytool.exercises.letterhead import letterhead_for
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.rendering.document import Paper
from therapytool.rendering.printer import PrintJob

PHONE = "phone"
LARGEST_PAGE = 999


@dataclass(frozen=True, slots=True)
class View:
    """What is shown beside the form: a dose, on a paper and one page of it, or as on a phone."""

    dose: Dose
    paper: Paper
    page: int = 1
    is_phone: bool = False

    @classmethod
    def read(cls, values: Mapping[str, str], *, paper: Paper) -> Self:
        """The view an address asks for; what it leaves out or says wrongly is as usual."""
        number = values.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
        return cls(
            dose=next((dose for dose in Dose if dose.value == values.get("dose")), Dose.STANDARD),
            paper=next((each for each in Paper if each.value == values.get("paper")), paper),
            page=min(max(page, 1), LARGEST_PAGE),
            is_phone=values.get("view") == PHONE,
        )

    def arguments(self) -> dict[str, str]:
        """The view as values of an address."""
        chosen = {"dose": self.dose.value, "paper": self.paper.value}
        return chosen | ({"page": str(self.page)} if self.page > 1 else {}) | ({"view": PHONE} if self.is_phone else {})

    def at(self, **other: Any) -> Self:
        """The same but for what is named; another sheet begins with its first page."""
        changed: dict[str, Any] = {"page": 1, **other}
        return replace(self, **changed)


def draft_job(draft: Draft, view: View, *, clinician: Clinician) -> PrintJob:
    """The sheet as far as it stands, under the letterhead of her practice. Nothing of a draft is kept on disk."""
    document = worksheet_document(
        preview_of(draft),
        version="",
        options=SheetOptions(dose=view.dose),
        letterhead=letterhead_for(clinician),
        slots={},
        answers={},
    )
    profile = replace(clinician.profile, paper=view.paper)
    marked = replace(document, values={**document.values, "marks_places": True})
    return PrintJob((marked,), profile, title=document.title, author=clinician.practice_name)


def page_beside(draft: Draft, key: str, view: View, places: Mapping[str, int]) -> int:
    """The page to show beside a block: the one that is shown if the block may stand on it, else the one it begins on.

    `places` are those of the draft's job, whose sheet counts the blocks it shows from 1.
    """
    blocks = zip(draft.blocks, preview_of(draft).worksheet.blocks, strict=False)
    keys = [block.key for block, each in blocks if is_within(view.dose, each.first_dose, each.last_dose)]
    number = keys.index(key) + 1 if key in keys else 0
    begins = places.get(f"place-{number}")
    later = (places.get(f"place-{each}") for each in range(number + 1, len(keys) + 1))
    follows = next((page for page in later if page), LARGEST_PAGE + 1)
    return view.page if begins is None or begins <= view.page < follows else begins
