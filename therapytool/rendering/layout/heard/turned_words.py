"""Words that run aslant say which they are: some readers find only the letters, and make of "frustrated" four words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from therapytool.rendering.layout.quickening.shortcut import Shortcut

LEVEL = 0.001
"""So little of a turn is none."""


def mark_turned_words() -> None:
    """Have the engine mark them from now on, in this process."""
    MARKING.take()


@contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    """As the engine's method, which notes what is drawn as the next content of its page, if it has tags at all."""
    if stream._tags is None:
        yield
        return
    number = len(stream._tags)
    stream._tags[box] = {"tag": tag, "mcid": number}
    properties = pydyf.Dictionary({"MCID": number})
    if tag == "Span" and abs(stream.ctm.values[1]) > LEVEL:
        properties["ActualText"] = pydyf.String(box.text)
    stream.begin_marked_content(tag, properties)
    try:
        yield
    finally:
        stream.end_marked_content()


MARKING = Shortcut(Stream, "marked", _marked)
