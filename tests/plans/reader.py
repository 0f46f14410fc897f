"""A clinician who reads the editor's HTML and presses what she finds there, without scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from tests.accounts.visitor import Visitor

FROM_SCRIPTS = {"HX-Request": "true"}
XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(html: str) -> Element:
    """The HTML as a tree; raises for what a strict reader does not accept."""
    tree: Element = html5lib.HTMLParser(strict=True).parse(html)
    return tree


def text_of(element: Element) -> str:
    """The words inside an element on one line."""
    return " ".join("".join(element.itertext()).split())


def with_class(tree: Element, name: str) -> list[Element]:
    """Every element of a class."""
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


def by_id(tree: Element, name: str) -> Element:
    """The element of an id."""
    (found,) = [element for element in tree.iter() if element.get("id") == name]
    return found


def form_with(tree: Element, control: Element) -> Element:
    """The form around a control."""
    (found,) = [form for form in tree.iter(f"{XHTML}form") if control in list(form.iter())]
    return found


def fields_of(form: Element, pressed: Element | None = None) -> list[tuple[str, str]]:
    """What a browser would send of a form, with the button that was pressed."""
    fields = []
    for control in form.iter():
        name, kind = control.get("name"), control.get("type")
        if not name or "disabled" in control.attrib or control.tag == f"{XHTML}button":
            continue
        if kind in {"checkbox", "radio"} and "checked" not in control.attrib:
            continue
        text = "".join(control.itertext()) if control.tag == f"{XHTML}textarea" else control.get("value", "")
        fields.append((name, text))
    if pressed is not None and pressed.get("name"):
        fields.append((pressed.get("name", ""), pressed.get("value", "")))
    return fields


class Reader:
    """One window with one plan in it."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor = visitor
        self.address = address
        self.load()

    def load(self) -> None:
        """Open the page, or open it again."""
        self.take(self.visitor.open(self.address))

    def take(self, answer: TestResponse) -> TestResponse:
        """Look at the page of an answer, following a redirect as a browser does."""
        while answer.status_code == 303:
            answer = self.visitor.open(answer.location.partition("#")[0])
        self.html = answer.text
        self.tree = parsed(answer.text)
        return answer

    def press(self, button: str, **typed: str) -> TestResponse:
        """Press a button by its id, with words typed into fields of its form; returns the page one is on then."""
        control = by_id(self.tree, button)
        return self._send(form_with(self.tree, control), control, typed)

    def type(self, field: str, words: str) -> TestResponse:
        """Type into a field by its id and press Enter."""
        control = by_id(self.tree, field)
        return self._send(form_with(self.tree, control), None, {control.get("name", ""): words})

    def choose(self, words: str) -> TestResponse:
        """Press the first button that says this."""
        buttons = [each for each in self.tree.iter(f"{XHTML}button") if words in text_of(each)]
        return self._send(form_with(self.tree, buttons[0]), buttons[0], {})

    def post(self, path: str = "/changes", *, live: bool = False, **fields: str) -> TestResponse:
        """Send exactly these fields with this page's token and revision; the page stays as it is."""
        usual = {"csrf_token": self.token, "revision": self.revision}
        headers = FROM_SCRIPTS if live else None
        return self.visitor.post(f"{self.address}{path}", usual | fields, headers=headers)

    @property
    def token(self) -> str:
        """The token of the page's forms."""
        return self._value("csrf_token")

    @property
    def revision(self) -> str:
        """The revision the page shows."""
        return self._value("revision")

    @property
    def titles(self) -> list[str]:
        """The rows of the agenda."""
        return [text_of(button) for button in with_class(self.tree, "item-name")]

    @property
    def keys(self) -> list[str]:
        """The keys of the rows."""
        return [row.get("data-key", "") for row in with_class(self.tree, "item")]

    @property
    def total(self) -> str:
        """ "84 of 80 minutes"."""
        return text_of(by_id(self.tree, "plan-total"))

    @property
    def said(self) -> str:
        """The message left by the last request."""
        return " ".join(text_of(message) for message in with_class(self.tree, "alert"))

    def _value(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
        assert found, name
        return unescape(found[1])

    def _send(self, form: Element, pressed: Element | None, typed: dict[str, str]) -> TestResponse:
        fields: dict[str, Any] = {}
        for name, text in fields_of(form, pressed):
            fields.setdefault(name, []).append(text)
        return self.take(self.visitor.post(form.get("action", ""), fields | typed))
