"""An exercise's client side as a print document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from therapytool.blocks.base import Answers, Block
from therapytool.blocks.branches import still_possible
from therapytool.blocks.computed import with_computed
from therapytool.blocks.dose import Dose
from therapytool.blocks.sections import sections
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.letterhead import Letterhead
from therapytool.exercises.sheets.form import SheetToken, worksheet_form
from therapytool.exercises.slots import with_words
from therapytool.rendering.document import Document, Paper
from therapytool.rendering.inscriptions import CODE_NAME, LABEL


@dataclass(frozen=True, slots=True)
class WayIn:
    """How the person reaches the same sheet on a phone: where to go, what to type there, and both as a QR picture."""

    page: str
    """Where the code is typed, as it prints: "therapy.example.org/w"."""
    code: str
    picture: str
    """The QR of the whole address, as a `data:` address."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How one copy of a sheet prints: for whom, whether it goes home, and what is already filled in."""

    dose: Dose = Dose.STANDARD
    copy_label: str = ""
    """"Partner A", "Copy 2": printed beside the name line; empty for a single copy."""
    is_homework: bool = False
    """Homework sheets carry the commitment strip; a handout does where something was agreed."""
    code_name: str = ""
    """Printed on the name line; empty leaves the line to write on."""
    way_in: WayIn | None = None
    token: SheetToken | None = None
    """Makes it a sheet to fill in on a screen, known again by this; None is paper, and so is every handout."""


def worksheet_document(
    exercise: ExerciseContent,
    *,
    version: str,
    options: SheetOptions,
    letterhead: Letterhead,
    slots: Mapping[str, str],
    answers: Answers,
) -> Document:
    """The worksheet of one exercise at one dose with the client's words in its slots.

    `version` is the exercise version's hash; its first seven letters print in the foot.
    """
    worded = with_words(exercise, slots)
    blocks = still_possible(worded.blocks_at(options.dose), answers)
    token = None if worded.is_handout else options.token
    return Document(
        template="worksheet.html",
        title=worded.title,
        running_title=f"{worded.title}, {version[:7]}" if version else worded.title,
        own_leaves=has_pages_to_cut(blocks),
        has_exact_size=has_pages_to_cut(blocks),
        values={
            "exercise": worded,
            "blocks": blocks,
            "sections": sections(blocks),
            "minutes": worded.worksheet.minutes.of(options.dose),
            "options": options,
            "letterhead": letterhead,
            "answers": with_computed(blocks, answers),
            "fillable": token is not None,
            "is_handout": worded.is_handout,
            "has_strip": options.is_homework and (not worded.is_handout or any(map(_is_agreed, answers))),
        },
        inscriptions=_inscriptions(options),
        form=worksheet_form(blocks, token) if token else None,
    )


def _inscriptions(options: SheetOptions) -> dict[str, str]:
    """What tells this copy from others of the sheet."""
    words = {LABEL: options.copy_label, CODE_NAME: options.code_name}
    return {name: text for name, text in words.items() if text}


def _is_agreed(key: str) -> bool:
    """Whether an answer is one of the commitment strip's."""
    return key.startswith("commitment.")


def has_pages_to_cut(blocks: Iterable[Block]) -> bool:
    """Whether pages to cut out follow the sheet, which need leaves of their own."""
    return any(block.pages_apart(*Paper.LETTER.size_in_points) for block in blocks)
