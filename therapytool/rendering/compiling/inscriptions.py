"""The places of inscriptions: what stands in for words that only one copy bears is taken out of the pages.

The page's operators part there into streams, and the linker writes the true words as a stream between them. So colors
and places hold for them as they did for what stood there, and they are read where they belong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydyf

from therapytool.rendering.compiling.bodies import CannotCompile, InscriptionStream
from therapytool.rendering.compiling.glyphs import DrawnFont
from therapytool.rendering.compiling.marked_text import MarkedText, marked_texts
from therapytool.rendering.fragment import Inscription
from therapytool.rendering.inscriptions import MARK, STAND_INS
from therapytool.rendering.layout.drawing import Drawing

SHARES = {"start": 0.0, "left": 0.0, "justify": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}
"""How much of a line stands left of the point it is aligned to, in text that runs from left to right."""


@dataclass(frozen=True, slots=True)
class Written:
    """An element that holds an inscription alone: what that is called, its page (from 0), and the engine's box."""

    name: str
    page: int
    box: Any


@dataclass(frozen=True, slots=True)
class Taken:
    """The inscriptions that can be written, in the order of their streams, and the names of those that cannot."""

    inscriptions: tuple[Inscription, ...] = ()
    unwritten: tuple[str, ...] = ()


def take_inscriptions(
    pages: Sequence[Any], drawing: Drawing, fonts: Mapping[str, DrawnFont], *, count: int, files: Sequence[str]
) -> Taken:
    """Take the stand-ins of so many inscriptions out of the pages.

    `files` are the shipped typefaces of the fragment in their order.
    """
    inscriptions: list[Inscription] = []
    unwritten: list[str] = []
    for page, written in _by_page(pages, count).items():
        cuts = []
        for each in written:
            try:
                found = _drawn(drawing.find(drawing.pages[page]["Contents"]).stream, each, fonts)
                cuts.append((found, _inscription(each, found, files)))
            except CannotCompile:
                unwritten.append(each.name)
        cuts.sort(key=lambda cut: cut[0].start)
        _part(drawing, drawing.pages[page], [found for found, _ in cuts], first=len(inscriptions))
        inscriptions += [inscription for _, inscription in cuts]
    return Taken(tuple(inscriptions), tuple(unwritten))


def _by_page(pages: Sequence[Any], count: int) -> dict[int, list[Written]]:
    found: dict[int, list[Written]] = {}
    for number, page in enumerate(pages):
        if count == sum(map(len, found.values())):
            break
        boxes = list(_written(page._page_box, number))  # see test_engine_seams.py
        if boxes:
            found[number] = boxes
    return found


def _written(box: Any, page: int) -> Iterator[Written]:
    box = getattr(box, "_box", box)
    if box.element is not None and "::" not in str(box.element_tag) and (name := box.element.get(MARK)):
        yield Written(name, page, box)
    else:
        for child in box.all_children():
            yield from _written(child, page)


def _drawn(operators: Sequence[Any], written: Written, fonts: Mapping[str, DrawnFont]) -> MarkedText:
    """What is drawn of an inscription. Raises CannotCompile where that is not one text on the page."""
    found = [each for each in marked_texts(operators, fonts, _is_read) if each.text == STAND_INS[written.name]]
    if len(found) != 1:
        raise CannotCompile("an inscription in pieces")
    return found[0]


def _is_read(properties: Any) -> bool:
    """Whether these are the properties of content that belongs to an element."""
    return isinstance(properties, dict) and "MCID" in properties


def _inscription(written: Written, found: MarkedText, files: Sequence[str]) -> Inscription:
    setting, style = found.setting(), written.box.style
    if style["direction"] != "ltr" or style["text_transform"] != "none" or style["word_spacing"] != 0:
        raise CannotCompile("an inscription that is not plain")
    share = SHARES[style["text_align_all"]]
    spacing = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
    opening = [b"%s<</MCID %d>>BDC" % (found.kind.encode(), found.properties["MCID"])]
    return Inscription(
        name=written.name,
        opening=b" ".join([*opening, *setting.kept[:-1], b"BT", setting.kept[-1]]),
        anchor=found.anchor(share),
        share=share,
        baseline=setting.baseline,
        size=setting.size,
        typeface=files.index(found.file),
        spacing=round(spacing * 1000 / setting.size, 3),
        room=round(written.box.width, 3),
    )


def _part(drawing: Drawing, page: Any, cuts: Sequence[MarkedText], *, first: int) -> None:
    """Part a page's stream at each text, which goes, and have an inscription's stream stand there instead."""
    if not cuts:
        return
    whole = drawing.find(page["Contents"])
    operators = list(whole.stream)
    starts, ends = [0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(operators)]
    contents: list[Any] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if number == 0:
            whole.stream[:] = operators[start:end]
            contents.append(page["Contents"])
        else:
            piece = pydyf.Stream(operators[start:end], compress=whole.compress)
            drawing.pdf.add_object(piece)
            contents += [InscriptionStream(first + number - 1), piece.reference]
    page["Contents"] = contents
