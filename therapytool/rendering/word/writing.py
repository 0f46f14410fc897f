"""A walk over the HTML of a document that writes each element as Word has it."""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import nullcontext
from typing import Any

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from therapytool.rendering.word.content_controls import ContentControls, Field
from therapytool.rendering.word.inline import (
    FIELD,
    SPACE,
    Piece,
    Words,
    evened,
    pieces_of,
    to_margin,
    write_pieces,
)
from therapytool.rendering.word.lists import NUMBERED, new_numbering, number_paragraph
from therapytool.rendering.word.pictures import add_picture
from therapytool.rendering.word.sections import in_columns, rule_to_margin
from therapytool.rendering.word.styles import OF_A_CLASS, turn_page
from therapytool.rendering.word.tables import IN_TABLE, add_table

HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}


class Writer:
    """Writes into one file; `container` in its methods is the file itself or a cell of one of its tables.

    Lists of the classes `beside` stand in two columns.
    """

    def __init__(self, document: WordDocument, language: str, *, beside: Set[str] = frozenset()) -> None:
        self._document = document
        self._controls = ContentControls(language)
        self._beside = beside
        self._stands_beside = False
        self._label = "Table"
        self._is_landscape = False
        self._begins_page = False
        self._writers: dict[str, Callable[[Any, Any], None]] = {
            "div": self._division,
            "section": self._section,
            "figcaption": self._paragraph,
            "figure": self._figure,
            "h1": self._heading,
            "h2": self._heading,
            "h3": self._heading,
            "hr": lambda container, node: None,
            "ol": self._numbered,
            "p": self._paragraph,
            "table": self._table,
            "ul": self._bulleted,
        }

    def write(self, node: Any, container: Any) -> None:
        """What an element holds: its blocks one by one, and the words between them as paragraphs."""
        loose: list[Piece] = [Words(SPACE.sub(" ", node.text))] if node.text else []
        for child in node:
            if not isinstance(child.tag, str):
                pass
            elif self._is_block(child):
                self._write_loose(container, loose)
                self._block(container, child)
            else:
                loose += pieces_of(child)
            if child.tail:
                loose.append(Words(SPACE.sub(" ", child.tail)))
        self._write_loose(container, loose)

    def _is_block(self, node: Any) -> bool:
        return node.tag in self._writers or (node.tag == FIELD and node.get("kind") == "lines")

    def _block(self, container: Any, node: Any) -> None:
        self._writers.get(node.tag, self._lines)(container, node)

    def _write_loose(self, container: Any, loose: list[Piece], style: str | None = None) -> Paragraph | None:
        """Words between blocks become a paragraph; nothing but space becomes none."""
        pieces = evened(loose)
        loose.clear()
        if not pieces:
            return None
        paragraph: Paragraph = _empty_paragraph(container, style)
        if self._begins_page and container is self._document:
            paragraph.paragraph_format.page_break_before = True
            self._begins_page = False
        if container is self._document and not self._stands_beside and (ruled := to_margin(pieces)):
            rule_to_margin(self._document, paragraph)
            pieces = ruled
        write_pieces(paragraph, pieces, self._controls)
        return paragraph

    def _division(self, container: Any, node: Any) -> None:
        if "page-break" in node.get("class", "").split():
            self._begins_page = True
            return
        outer = self._label
        self._label = node.get("data-table", outer)
        self.write(node, container)
        self._label = outer

    def _section(self, container: Any, node: Any) -> None:
        is_landscape = "data-landscape" in node.attrib
        if is_landscape != self._is_landscape:
            turn_page(self._document, landscape=is_landscape)
            self._is_landscape = is_landscape
        self.write(node, container)

    def _heading(self, container: Any, node: Any) -> None:
        self._write_loose(container, list(pieces_of(node)), HEADINGS[node.tag])

    def _paragraph(self, container: Any, node: Any) -> None:
        classes = (*node.get("class", "").split(), *node.getparent().get("class", "").split())
        named = [OF_A_CLASS[name] for name in classes if name in OF_A_CLASS]
        self._write_loose(container, list(pieces_of(node)), next(iter(named), None))

    def _lines(self, container: Any, node: Any) -> None:
        """A control of several lines with the rules a pen needs; written answers take the room they take."""
        field = Field.read(node)
        paragraph = _empty_paragraph(container, "Writing Line")
        write_pieces(paragraph, [Field("lines", field.key, field.label, field.value)], self._controls)
        for _ in range(0 if field.value else field.room - 1):
            container.add_paragraph(style="Writing Line")

    def _bulleted(self, container: Any, node: Any) -> None:
        self._stands_beside = container is self._document and bool(self._beside & set(node.get("class", "").split()))
        with in_columns(self._document, 2) if self._stands_beside else nullcontext():
            self._entries(container, node)
        self._stands_beside = False

    def _entries(self, container: Any, node: Any) -> None:
        for entry in node.iterchildren("li"):
            first = next(entry.iterchildren(), None)
            is_ticked = first is not None and first.tag == FIELD
            self._entry(container, entry, "Tick" if is_ticked else "List Bullet")

    def _numbered(self, container: Any, node: Any) -> None:
        numbering = new_numbering(self._document)
        for entry in node.iterchildren("li"):
            if (paragraph := self._entry(container, entry, NUMBERED)) is not None:
                number_paragraph(paragraph, numbering)

    def _entry(self, container: Any, entry: Any, style: str | None) -> Paragraph | None:
        """One entry of a list: its first words in the list's style, blocks inside it below."""
        if any(self._is_block(child) for child in entry if isinstance(child.tag, str)):
            lead = next((child for child in entry.iterchildren("p")), None)
            paragraph = self._write_loose(container, list(pieces_of(lead)), style) if lead is not None else None
            if lead is not None:
                entry.remove(lead)
            self.write(entry, container)
            return paragraph
        return self._write_loose(container, list(pieces_of(entry)), style)

    def _figure(self, container: Any, node: Any) -> None:
        if node.find("svg") is not None or node.find("img") is not None:
            add_picture(container, node)
            return
        self.write(node, container)

    def _table(self, container: Any, node: Any) -> None:
        add_table(container, node, lambda cell, inner: self.write(inner, cell), label=self._label)


def _empty_paragraph(container: Any, style: str | None) -> Any:
    """The empty paragraph that every new cell has, or else a new one."""
    paragraphs = container.paragraphs if not isinstance(container, WordDocument) else []
    style = style or (IN_TABLE if paragraphs else None)
    if len(paragraphs) == 1 and not len(paragraphs[0]._p):
        if style:
            paragraphs[0].style = style
        return paragraphs[0]
    return container.add_paragraph(style=style)
