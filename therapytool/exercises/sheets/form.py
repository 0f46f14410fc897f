"""A worksheet as a form: its fields by the keys of its questions, and the token that says which sheet a file is.

A token names an exercise's version, a dose and, for homework, whose copy it is, by an identifier that means nothing to
anybody but this installation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from therapytool.blocks.base import LONG_ANSWER_LENGTH, SHORT_ANSWER_LENGTH, Block, Control
from therapytool.blocks.dose import Dose
from therapytool.rendering.fillable.form import Form, FormField

TOKEN = re.compile(r"tt1\.(?P<version>[0-9a-f]{0,64})\.(?P<dose>[a-z]{1,20})\.(?P<copy>[0-9A-Za-z_-]{0,40})")
LONG = (Control.LINES, Control.CELL)
BESIDES = (
    FormField("sheet.name", "Name or code", SHORT_ANSWER_LENGTH),
    FormField("sheet.date", "Date", SHORT_ANSWER_LENGTH),
    FormField("sheet.notes", "Notes", LONG_ANSWER_LENGTH),
    FormField("commitment.what", "I will", SHORT_ANSWER_LENGTH),
    FormField("commitment.when", "When and where", SHORT_ANSWER_LENGTH),
    FormField("commitment.obstacle", "What could get in the way, and then I will", SHORT_ANSWER_LENGTH),
    FormField("commitment.confidence", "How sure am I that I will do it?", SHORT_ANSWER_LENGTH),
)
"""What a sheet asks beside the worksheet's own questions. It prints; only the worksheet's answers come home."""


@dataclass(frozen=True, slots=True)
class SheetToken:
    """Which sheet a file is. `copy` names the response it belongs to; empty for a sheet of the library."""

    version: str
    dose: Dose
    copy: str = ""

    @property
    def text(self) -> str:
        """As the file carries it."""
        return f"tt1.{self.version}.{self.dose}.{self.copy}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The token in this text. Raises ValueError for anything else."""
        found = TOKEN.fullmatch(text)
        if found is None:
            raise ValueError("not a token of ours")
        return cls(found["version"], Dose(found["dose"]), found["copy"])


def worksheet_form(blocks: Sequence[Block], token: SheetToken) -> Form:
    """The fields of a worksheet. One that the paper has no place for has none in the file either."""
    return Form(token.text, (*(field for block in blocks for field in _fields(block)), *BESIDES))


def _fields(block: Block) -> Iterator[FormField]:
    """Those of one block. Where it asks several questions, each is heard with what they are all about."""
    questions = block.questions()
    group = getattr(block, "label", "") if len(questions) > 1 else ""
    for question in questions:
        longest = LONG_ANSWER_LENGTH if question.control in LONG else SHORT_ANSWER_LENGTH
        yield FormField(question.key, question.label, min(question.max_length, longest), group)
