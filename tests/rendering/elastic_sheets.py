"""Blocks to lay out, and what became of the writing space on them, measured in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.blocks.printing import sheet
from therapytool.blocks.dialogue import DialogueBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.blocks.table import TableBlock
from therapytool.rendering import html
from therapytool.rendering.layout import engine
from therapytool.rendering.layout.elastic import fitted
from therapytool.rendering.layout.engine import pages_of
from therapytool.rendering.layout.geometry import PIXELS_PER_MM, MeasuredSheet, measured_sheets
from therapytool.rendering.page_numbers import without_numbers
from therapytool.rendering.profiles.profile import PrintProfile


def lines(name: str, count: int, **more: Any) -> LinesBlock:
    return LinesBlock(kind="lines", id=name, label=f"About {name}", lines=count, **more)


def filler(paragraphs: int) -> ProseBlock:
    return ProseBlock(kind="prose", text="\n\n".join(["Take your time with this one."] * paragraphs))


def table(rows: int) -> TableBlock:
    columns = ({"head": "When", "answer": "words", "width": 1}, {"head": "What", "answer": "words", "width": 2})
    return TableBlock.model_validate(
        {"kind": "table", "id": "log", "label": "Log", "columns": columns, "blank_rows": rows}
    )


def script(turns: int) -> DialogueBlock:
    said = [{"who": who, "says": "Take your time with this one, and say it in your own words. " * 2} for who in "AB"]
    return DialogueBlock.model_validate(
        {"kind": "dialogue", "id": "script", "label": "Say it", "roles": ("A", "B"), "turns": said * turns}
    )


@dataclass
class Laid:
    """A document laid out in this process: every layout it took, and what came of them, measured."""

    layouts: list[MeasuredSheet] = field(default_factory=list)
    results: list[MeasuredSheet] = field(default_factory=list)

    @property
    def last(self) -> MeasuredSheet:
        return self.results[-1]

    def counts(self) -> list[int]:
        """The lines of each place, in order, as they are drawn."""
        rooms = [room for page in self.last.pages for room in page.rooms if not room.is_row]
        assert all(abs(room.height - int(room.element.get("data-lines")) * room.step) < 0.1 for room in rooms)
        return [int(room.element.get("data-lines")) for room in rooms]

    def row_heights(self) -> list[float]:
        """The heights of the rows in millimeters."""
        return [room.height / PIXELS_PER_MM for page in self.last.pages for room in page.rooms if room.is_row]


def laid_out(
    monkeypatch: pytest.MonkeyPatch, *blocks: Any, answers: dict[str, str] | None, profile: PrintProfile | None
) -> Laid:
    """These blocks as a sheet, with all its layouts."""
    laid = Laid()

    def watched(once: Callable[[], Any]) -> Any:
        def again() -> Any:
            result = once()
            laid.layouts += measured_sheets(result.pages)
            return result

        result = fitted(again)
        laid.results += measured_sheets(result.pages)
        return result

    monkeypatch.setattr(engine, "fitted", watched)
    text = html.to_html([sheet(blocks, answers)], profile or PrintProfile(), title="", author="")
    with pages_of(text, without_numbers(html.stylesheet()).styles) as (_, warnings):
        assert warnings == []
    return laid
