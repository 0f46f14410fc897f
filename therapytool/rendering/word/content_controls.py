"""Content controls of Word: places that a person fills in, each with a name for machines and one for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from therapytool.rendering.word.scripts import Script, by_script, mark_run

WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
LONGEST_NAME = 64
"""Word refuses longer titles and tags."""
ROOM_IN_A_CELL = 6
TO_TAB_STOP = "\t"
PLACEHOLDER = "PlaceholderText"
CHECKED, UNCHECKED = "☒", "☐"
BOX_FONT = "MS Gothic"
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
KEPT = "\n\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
"""The line break, and what says of letters how they join and which way they run."""

Element = Any


@dataclass(frozen=True, slots=True)
class Field:
    """What a template says of one content control; `room` is how many letters of blank line a pen gets."""

    kind: str
    key: str
    label: str
    value: str = ""
    hint: str = ""
    room: int = 0
    options: tuple[str, ...] = ()
    reaches_margin: bool = False
    """Whether its blank line goes on to the tab stop of its paragraph."""

    @classmethod
    def read(cls, node: Element) -> Field:
        """From a `w-field` element; what it is one of several of, if anything, says what stands around it."""
        attributes: Mapping[str, str] = node.attrib
        groups = [each.get("data-table") for each in node.iterancestors() if each.get("data-table")]
        label, group = attributes["label"], groups[0] if groups else ""
        return cls(
            kind=attributes["kind"],
            key=attributes["key"],
            label=label if not group or label.startswith(group) else f"{label} ({group})",
            value=attributes.get("value", ""),
            hint=attributes.get("hint", ""),
            room=int(attributes.get("room", "0")),
            options=tuple(json.loads(attributes.get("options", "[]"))),
        )

    @property
    def is_blank_line(self) -> bool:
        """Whether it shows nothing but a line for a pen."""
        return self.kind == "text" and bool(self.room) and not self.value and not self.hint

    @property
    def blank(self) -> str:
        """What stands in an empty control: the hint, a line for a pen, or a little empty room in a cell."""
        line = TO_TAB_STOP if self.reaches_margin else "_" * self.room or "\u2002" * ROOM_IN_A_CELL
        return f"{self.hint} {line}".strip(" ") if self.hint else line


class ContentControls:
    """Makes the controls of one file, each with a number of its own."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers = count(1001)
        self._makers: dict[str, Callable[[Field], Element]] = {
            "text": self._text,
            "lines": self._lines,
            "tick": self._tick,
            "pick": self._pick,
            "date": self._date,
        }

    def make(self, field: Field) -> Element:
        """One control, to stand among the words of a paragraph."""
        return self._makers[field.kind](field)

    def _text(self, field: Field) -> Element:
        return self._control(field, _element("w:text"))

    def _lines(self, field: Field) -> Element:
        return self._control(field, _element("w:text", {"w:multiLine": "1"}))

    def _pick(self, field: Field) -> Element:
        chooser = _element("w:dropDownList")
        chooser.append(_element("w:listItem", {"w:displayText": "Choose", "w:value": ""}))
        for option in dict.fromkeys(field.options):
            chooser.append(_element("w:listItem", {"w:displayText": option, "w:value": option}))
        return self._control(field, chooser)

    def _date(self, field: Field) -> Element:
        chooser = _element("w:date")
        facts = {
            "dateFormat": "MMMM d, yyyy", "lid": self._language, "storeMappedDataAs": "date", "calendar": "gregorian",
        }  # fmt: skip
        for name, value in facts.items():
            chooser.append(_element(f"w:{name}", {"w:val": value}))
        return self._control(field, chooser)

    def _tick(self, field: Field) -> Element:
        box = OxmlElement("w14:checkbox", nsdecls={"w14": WORD_2010})
        states = {"checked": "1" if field.value else "0", "checkedState": "2612", "uncheckedState": "2610"}
        for name, value in states.items():
            state = OxmlElement(f"w14:{name}", nsdecls={"w14": WORD_2010})
            state.set(f"{{{WORD_2010}}}val", value)
            if name != "checked":
                state.set(f"{{{WORD_2010}}}font", BOX_FONT)
            box.append(state)
        fonts = {f"w:{name}": BOX_FONT for name in ("ascii", "hAnsi", "eastAsia")}
        look = _element("w:rPr", children=[_element("w:rFonts", fonts)])
        return self._assembled(field, box, _run(CHECKED if field.value else UNCHECKED, look), is_empty=False)

    def _control(self, field: Field, kind: Element) -> Element:
        if field.value:
            return self._assembled(field, kind, *_runs("\n".join(field.value.splitlines())), is_empty=False)
        look = _element("w:rPr", children=[_element("w:rStyle", {"w:val": PLACEHOLDER})])
        return self._assembled(field, kind, _run(field.blank, look), is_empty=True)

    def _assembled(self, field: Field, kind: Element, *runs: Element, is_empty: bool) -> Element:
        """The parts in the order the schema asks for."""
        facts = _element("w:sdtPr")
        facts.append(_element("w:alias", {"w:val": field.label[:LONGEST_NAME]}))
        facts.append(_element("w:tag", {"w:val": field.key[:LONGEST_NAME]}))
        facts.append(_element("w:id", {"w:val": str(next(self._numbers))}))
        if is_empty:
            facts.append(_element("w:showingPlcHdr"))
        facts.append(kind)
        return _element("w:sdt", children=[facts, _element("w:sdtContent", children=list(runs))])


def printable(text: str) -> str:
    """Without the letters that XML cannot hold and nobody can see; what joins, parts and turns letters stays."""
    return "".join(letter for letter in text if letter in KEPT or unicodedata.category(letter) not in UNSEEN)


def _runs(text: str) -> list[Element]:
    return [_run(words, script=script) for words, script in by_script(text)]


def _run(text: str, look: Element | None = None, script: Script = Script.PLAIN) -> Element:
    run = _element("w:r", children=[look] if look is not None else [])
    mark_run(run, text, script)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_element("w:br"))
        words = _element("w:t", {"xml:space": "preserve"})
        words.text = printable(line)
        run.append(_element("w:tab") if line == TO_TAB_STOP else words)
    return run


def _element(name: str, attributes: Mapping[str, str] | None = None, children: list[Element] | None = None) -> Element:
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    made.extend(children or [])
    return made
