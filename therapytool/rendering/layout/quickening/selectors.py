"""Which rules apply to an element, found once for all elements that are alike and stand in elements alike.

A selector that asks for names, classes and attributes alone, of an element and of those around it, answers alike for
every such element: they are of one `Kind`. What else it may ask for (`:first-child`, `~`, `:has`) is asked of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from types import CodeType
from typing import Any, NamedTuple

from weasyprint.css import declaration_precedence

READING = frozenset({"get", "lower", "startswith", "endswith", "split_whitespace", "ascii_lower"})
"""How a selector reads an attribute's value; without them it asks only whether the attribute is there."""
ASKED_OF_A_KIND = READING | {
    *("classes", "local_name", "namespace_url", "in_html_document", "ancestors", "parent", "any", "next"),
    *("etree_element", "attrib", "tag"),
}
"""What a selector may ask of an element so that its kind answers."""

Cascade = dict[str, tuple[Any, Any]]
"""Of each property the value that wins, and its weight."""


class Entry(NamedTuple):
    """A selector of a sheet with its rule. Entries sort in the order in which they apply."""

    sheet: int
    specificity: tuple[int, int, int]
    order: int
    pseudo: str | None
    rule: Any
    test: Callable[[Any], bool]


@dataclass(eq=False, slots=True)
class Match:
    """The rules that apply to an element, and what they make of its properties and of those of its pseudo-elements."""

    cascades: Mapping[str | None, Cascade]


@dataclass(eq=False, slots=True)
class Kind:
    """Elements that are alike, in elements alike."""

    sure: tuple[Entry, ...] = ()
    asked: tuple[Entry, ...] = ()
    below: dict[tuple[str | None, ...], Kind] = field(default_factory=dict)
    answers: dict[tuple[int, ...], Match] = field(default_factory=dict)


class Rules:
    """The rules of some style sheets. `sheets` are the engine's: (sheet, origin, specificity)."""

    def __init__(self, sheets: Sequence[tuple[Any, str, Any]]) -> None:
        self._sheets = sheets
        self._top = Kind()
        self._matches: dict[tuple[tuple[int, int], ...], Match] = {}
        self._read, self._noticed = _attributes_asked_for(sheet.matcher for sheet, _, _ in sheets)
        self.kinds = 0

    def kind(self, element: Any, parent: Kind | None) -> Kind:
        """The kind of a wrapped element below one of the kind `parent`; None for the root."""
        around = parent or self._top
        found = element.etree_element
        key: tuple[str | None, ...] = (found.tag, found.get("class"))
        for name, value in found.attrib.items():
            if name in self._read:
                key += (name, value)
            elif name in self._noticed:
                key += (name,)
        kind = around.below.get(key)
        if kind is None:
            kind = around.below[key] = self._new_kind(element)
            self.kinds += 1
        return kind

    def match(self, element: Any, kind: Kind) -> Match:
        """What applies to a wrapped element of this kind."""
        said = tuple([place for place, entry in enumerate(kind.asked) if entry.test(element)])
        match = kind.answers.get(said)
        if match is None:
            entries = (*kind.sure, *(kind.asked[place] for place in said))
            match = kind.answers[said] = self._match(sorted(entries, key=lambda entry: entry[:3]))
        return match

    def _new_kind(self, element: Any) -> Kind:
        sure, asked = [], []
        for entry in self._candidates(element):
            if not _kind_answers(entry.test.__code__):
                asked.append(entry)
            elif entry.test(element):
                sure.append(entry)
        return Kind(tuple(sure), tuple(asked))

    def _candidates(self, element: Any) -> Iterator[Entry]:
        """Every rule that might apply; ids and languages are no part of a kind, so rules for them always might."""
        name = element.local_name.lower()
        for number, (sheet, _, _) in enumerate(self._sheets):
            rules = sheet.matcher
            lists: list[Iterable[Any]] = [rules.class_selectors.get(found, ()) for found in element.classes]
            lists += [rules.lower_local_name_selectors.get(name, ()), rules.other_selectors, rules.lang_attr_selectors]
            lists += [rules.namespace_selectors.get(element.namespace_url, ()), *rules.id_selectors.values()]
            for test, specificity, order, pseudo, rule in (each for found in lists for each in found):
                yield Entry(number, specificity, order, pseudo, rule, test)

    def _match(self, entries: Sequence[Entry]) -> Match:
        key = tuple((entry.sheet, entry.order) for entry in entries)
        if key not in self._matches:
            cascades: dict[str | None, Cascade] = {None: {}}
            for entry in entries:
                self._apply(entry, cascades.setdefault(entry.pseudo, {}))
            self._matches[key] = Match(cascades)
        return self._matches[key]

    def _apply(self, entry: Entry, cascade: Cascade) -> None:
        sheet, origin, sheet_specificity = self._sheets[entry.sheet]
        declarations, layer = entry.rule
        order = inf if layer is None else sheet.layers.index(layer)
        for name, value, importance in declarations:
            weight = (declaration_precedence(origin, importance), order, sheet_specificity or entry.specificity)
            declare(cascade, name, value, weight)


def declare(cascade: Cascade, name: str, value: Any, weight: Any) -> None:
    """Set a property, unless what is there weighs more."""
    before = cascade.get(name)
    if before is None or before[1] <= weight:
        cascade[name] = value, weight


def _kind_answers(code: CodeType) -> bool:
    """Whether a compiled selector, and what is written inside it, asks for nothing that tells alike elements apart."""
    return set(code.co_names) <= ASKED_OF_A_KIND and all(map(_kind_answers, _inside(code)))


def _inside(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _attributes_asked_for(matchers: Iterable[Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Names of attributes whose values selectors read, and of those whose presence they notice, and some names more."""
    read: set[str] = set()
    noticed: set[str] = set()
    for code in (code for matcher in matchers for test in _tests(matcher) for code in _all_of(test.__code__)):
        words = {constant for constant in code.co_consts if isinstance(constant, str)}
        (read if READING & set(code.co_names) else noticed).update(words)
    return frozenset(read - {"class"}), frozenset(noticed - {"class"})


def _tests(matcher: Any) -> Iterator[Any]:
    """All compiled selectors of a style sheet."""
    named = (matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors)
    kept = [entries for names in (*named, matcher.namespace_selectors) for entries in names.values()]
    for entries in (*kept, matcher.lang_attr_selectors, matcher.other_selectors):
        yield from (entry[0] for entry in entries)


def _all_of(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in _inside(code):
        yield from _all_of(part)
