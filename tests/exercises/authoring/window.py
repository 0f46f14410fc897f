"""A clinician who reads the editor's HTML, fills in what she finds there and presses its buttons, without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor
from tests.plans.reader import XHTML, Reader, by_id, form_with, text_of, with_class
from therapytool.exercises.authoring.posted import PREFIX

TEXTAREA, SELECT, OPTION, BUTTON = (f"{XHTML}{tag}" for tag in ("textarea", "select", "option", "button"))


class Window(Reader):
    """One window with one draft in it."""

    def open(self, part: str) -> None:
        """Open a part of the outline."""
        self.take(self.visitor.open(f"{self.address}?part={part}"))

    def add(self, kind: str) -> str:
        """Add a block at the end with the picker; returns the name of its part."""
        self.open("add")
        self.press(f"add-{kind}")
        return self.part

    @property
    def part(self) -> str:
        """The part that is open."""
        return with_class(self.tree, "part")[0].get("id", "").removeprefix("part-")

    @property
    def form(self) -> Element:
        """The form of the open part."""
        return by_id(self.tree, f"form-of-{self.part}")

    @property
    def blocks(self) -> list[str]:
        """The blocks in the outline."""
        entries = with_class(self.tree, "outline-block")
        return [text_of(with_class(entry, "outline-title")[0]) for entry in entries]

    @property
    def problems(self) -> list[str]:
        """What is said to be wrong in the open part."""
        return [text_of(each) for each in with_class(self.tree, "field-error")]

    def has_field(self, name: str) -> bool:
        """Whether the open part has a control of this name."""
        return any(each.get("name") == f"{PREFIX}{name}" for each in self.form.iter())

    def save(self, values: Mapping[str, Any], *, rows: str = "") -> TestResponse:
        """Fill in fields of the open part, by name, and save; `rows` is a button pressed with it."""
        assert not rows or rows in self.row_buttons, f"no button {rows!r} among {self.row_buttons}"
        sent: dict[str, Any] = {}
        for name, text in fields_of(self.form):
            sent.setdefault(name, []).append(text)
        for name, value in values.items():
            assert self.has_field(name), f"no field {name!r} in {self.part}"
            sent.pop(f"{PREFIX}{name}", None)
            if value is not False:
                sent[f"{PREFIX}{name}"] = "yes" if value is True else value
        return self.take(self.visitor.post(self.form.get("action", ""), {**sent, "rows": rows}))

    def value_of(self, name: str) -> str:
        """What stands in a field of the open part."""
        return next(text for field, text in fields_of(self.form) if field == f"{PREFIX}{name}")

    @property
    def row_buttons(self) -> list[str]:
        """What can be pressed beside rows."""
        buttons = (
            each for each in self.form.iter(BUTTON) if each.get("name") == "rows" and "disabled" not in each.attrib
        )
        return [each.get("value", "") for each in buttons]

    def rows_of(self, name: str) -> int:
        """How many rows a list has."""
        names = {each.get("name") for each in self.form.iter()}
        return next(number for number in range(1000) if f"{PREFIX}{name}.{number}" not in names)

    def _send(self, form: Element, pressed: Element | None, typed: dict[str, str]) -> TestResponse:
        fields: dict[str, Any] = {}
        for name, text in fields_of(form, pressed):
            fields.setdefault(name, []).append(text)
        return self.take(self.visitor.post(form.get("action", ""), fields | typed))


def fields_of(form: Element, pressed: Element | None = None) -> Iterator[tuple[str, str]]:
    """What a browser would send of a form, with the button that was pressed."""
    for control in form.iter():
        name, kind = control.get("name"), control.get("type")
        if not name or "disabled" in control.attrib or control.tag == BUTTON:
            continue
        if kind in {"checkbox", "radio"} and "checked" not in control.attrib:
            continue
        if control.tag == SELECT:
            chosen = [option for option in control.iter(OPTION) if "selected" in option.attrib]
            yield name, (chosen or list(control.iter(OPTION)))[0].get("value", "")
        else:
            yield name, "".join(control.itertext()) if control.tag == TEXTAREA else control.get("value", "")
    if pressed is not None and pressed.get("name"):
        yield pressed.get("name", ""), pressed.get("value", "")


def begin(visitor: Visitor, **fields: str) -> Window:
    """Begin an exercise of one's own and open it."""
    answer = visitor.send("/library/write/new", **fields)
    assert answer.status_code == 303, answer.text
    return Window(visitor, answer.location.partition("?")[0])


__all__ = ["Window", "begin", "by_id", "fields_of", "form_with", "text_of", "with_class"]
