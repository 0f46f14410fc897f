"""The styles of elements, shared by all to which the same rules apply, in all documents of a process.

The engine computes each property of a style once, for elements of one document that have the same parent's style and
the same rules. Sheets of one practice have the same few hundred styles over and over: here they are a tree that stays.
What a style holds depends on the rules and on the styles above it, never on words of a document.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import css
from weasyprint.css import (
    ZERO_PIXELS,
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)

from therapytool.rendering.layout.quickening.selectors import Cascade, Kind, Match, Rules, declare
from therapytool.rendering.layout.quickening.shortcut import Shortcut

MOST_STYLES = 8_000
"""Styles and kinds of elements of one tree, some 6 KiB each; then it begins anew."""
MOST_TREES = 6
"""Style sheets, sets of typefaces."""

SHAREABLE = frozenset({"before", "after", "marker", "first-line", "first-letter"})
"""Pseudo-elements whose styles the engine leaves as they are; it writes into those of notes."""

SIDES = ("top", "bottom", "left", "right")
SVG = "{http://www.w3.org/2000/svg}svg"

Own = tuple[str | None, ...]
"""What an element says of its style by attributes of its own."""


class Known:
    """A style, those of its pseudo-elements, and the styles below it: of elements, or of a page's margins."""

    __slots__ = ("below", "cascades", "pages", "pseudo", "style")

    def __init__(self, style: Any, cascades: dict[str | None, Cascade]) -> None:
        self.style = style
        self.cascades = cascades
        self.pseudo: dict[str, Any] = {}
        self.below: dict[tuple[Match, Own | None], Known] = {}
        self.pages: dict[frozenset[Any], Known] = {}

    def of_pseudo(self, name: str) -> Any:
        """The style of a pseudo-element, None where no rule is for it."""
        if name not in self.cascades:
            return None
        if name not in SHAREABLE:
            return _settled(_computed(self.style, self.cascades[name], name))
        if name not in self.pseudo:
            self.pseudo[name] = _settled(_computed(self.style, self.cascades[name], name))
        return self.pseudo[name]

    def of_page(self, cascade: Cascade, name: str | None) -> Known:
        """The style of a page, or of one of its margins, below this one."""
        said = [(name, key, _hashable(value), *weight[:2], *weight[2]) for key, (value, weight) in cascade.items()]
        known = self.pages.get(frozenset(said))
        if known is None:
            known = self.pages[frozenset(said)] = Known(_computed(self.style, cascade, name), {})
        return known


class Tree:
    """All styles known for some style sheets, from the root element's downwards."""

    def __init__(self, sheets: Sequence[Any], *, base_url: str, fonts: Any) -> None:
        self.rules = Rules(sheets)
        self.size = 0
        self._base_url = base_url
        self._fonts = fonts
        self._roots: dict[tuple[Match, Own | None, str | None], Known] = {}

    @property
    def is_full(self) -> bool:
        return self.size + self.rules.kinds > MOST_STYLES

    def root(self, element: Element, match: Match) -> Known:
        """The style of a root element. Classes that say which paper it is for part one tree from another."""
        own = _own_attributes(element)
        key = (match, own, element.get("class"))
        if key not in self._roots:
            self._roots[key] = self._new(element, match, own, None)
        return self._roots[key]

    def below(self, parent: Known, element: Element, match: Match) -> Known:
        """The style of an element below another."""
        own = _own_attributes(element)
        known = parent.below.get((match, own))
        if known is None:
            known = parent.below[match, own] = self._new(element, match, own, parent)
        return known

    def _new(self, element: Element, match: Match, own: Own | None, parent: Known | None) -> Known:
        self.size += 1
        cascades: dict[str | None, Cascade] = dict(match.cascades)
        if own is not None:
            cascades[None] = _with_own(element, cascades[None], self._base_url)
        if parent is None:
            sizes = {"box": None, "area": None}
            before = InitialStyle(self._fonts)
            style = ComputedStyle(None, cascades[None], None, before, self._base_url, self._fonts, sizes)
        else:
            style = _computed(parent.style, cascades[None], None)
        return Known(_settled(style), cascades)


class PageStyle(ComputedStyle):  # type: ignore[misc]  # WeasyPrint ships no types
    """The style of one page or of one of its margins, which the engine writes into: a known one and what it wrote."""

    def __init__(self, known: Any, parent: Any) -> None:
        about = known.base_url, known.font_config, known.initial_page_sizes
        super().__init__(parent, known.cascaded, known.pseudo_type, known.root_style, *about)
        self._known = known
        self.written_down = known.__dict__

    def __missing__(self, name: str) -> Any:
        value = self[name] = self._known[name]
        return value


class SharedStyleFor(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """Answers for the style of an element as the engine's own does. Those of pages stay with the engine."""

    def __init__(self, html: Any, sheets: Any, hints: bool, font_config: Any, target_collector: Any) -> None:
        self._known: dict[Any, Known] = {}
        self._notes: dict[tuple[Any, str], Any] = {}
        if hints:
            super().__init__(html, sheets, hints, font_config, target_collector)
            return
        self._known = _styles(html, _tree(sheets, html.base_url, font_config))
        for known in self._known.values():
            if anchor := known.style["anchor"]:
                target_collector.collect_anchor(anchor)
        self._pages: dict[Any, Known] = {html.etree_element: self._known[html.etree_element]}
        root = self._known[html.etree_element].style
        self._sheets, self.font_config = sheets, font_config
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles = {(html.etree_element, None): root}
        self.initial_page_sizes = root.initial_page_sizes

    def set_computed_styles(self, element: Any, parent: Any, *others: Any, **named: Any) -> None:
        """Of a page, or of one of its margins: elements have theirs from the tree."""
        if not self._known:
            super().set_computed_styles(element, parent, *others, **named)
            return
        pseudo = named.get("pseudo_type")
        known = self._pages[parent].of_page(self._cascaded_styles.get((element, pseudo), {}), pseudo)
        if pseudo is None:
            self._pages[element] = known
        self._computed_styles[element, pseudo] = PageStyle(known.style, self._computed_styles[parent, None])

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        known = self._known.get(element)
        if known is None:
            return super().__call__(element, pseudo_type)
        if pseudo_type is None:
            return known.style
        if pseudo_type in SHAREABLE:
            return known.of_pseudo(pseudo_type)
        key = element, pseudo_type
        if key not in self._notes:
            self._notes[key] = known.of_pseudo(pseudo_type)
        return self._notes[key]


def _styles(html: Any, tree: Tree) -> dict[Any, Known]:
    """The style of each element, in the order of the document."""
    styles: dict[Any, Known] = {}
    kinds: dict[Any, Kind] = {}
    for element in html.wrapper_element.iter_subtree():
        found, around = element.etree_element, element.parent
        kind = kinds[found] = tree.rules.kind(element, kinds[around.etree_element] if around else None)
        match = tree.rules.match(element, kind)
        styles[found] = tree.below(styles[around.etree_element], found, match) if around else tree.root(found, match)
        if around is None or around.parent is None:
            _forget_what_was_handed_to_the_page(styles[found].style)
    return styles


def _forget_what_was_handed_to_the_page(style: Any) -> None:
    """The engine writes into these two of the root's and the body's styles."""
    style.pop("overflow", None)
    style.pop("display", None)


_trees: OrderedDict[tuple[Any, ...], Tree] = OrderedDict()


def _tree(sheets: Sequence[tuple[Any, str, Any]], base_url: str, fonts: Any) -> Tree:
    """The tree of some style sheets and typefaces; sheets that say nothing of elements do not count."""
    for_elements = [sheet for sheet in sheets if sheet[0].matcher.order]
    key = (base_url, id(fonts), *[(id(sheet), origin, specificity) for sheet, origin, specificity in for_elements])
    if key not in _trees or _trees[key].is_full:
        _trees[key] = Tree(for_elements, base_url=base_url, fonts=fonts)
    _trees.move_to_end(key)
    while len(_trees) > MOST_TREES:
        _trees.popitem(last=False)
    return _trees[key]


def _own_attributes(element: Element) -> Own | None:
    """What the engine reads of an element besides the rules, None where there is nothing."""
    get = element.get
    if get("style") or get("lang") or get("id") or element.tag == SVG or (element.tag == "a" and get("name")):
        return (element.tag, *map(get, ("style", "lang", "id", "name", "width", "height")))
    return None


def _with_own(element: Element, cascade: Cascade, base_url: str) -> Cascade:
    """A cascade together with what an element says by attributes of its own, as if that had come first."""
    alone = Element(element.tag, element.attrib)
    found: Cascade = {}
    for specificity, _, declarations, _ in find_style_attributes(alone, False, base_url):
        for name, value, importance in preprocess_declarations(base_url, declarations):
            declare(found, name, value, (declaration_precedence("author", importance), inf, specificity))
    for name, (value, weight) in cascade.items():
        declare(found, name, value, weight)
    return found


def _hashable(value: Any) -> Any:
    """A value, or in place of one that cannot be a key which one it is: the style made of it keeps it."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value


def _computed(parent: Any, cascade: Cascade, pseudo: str | None) -> Any:
    root = parent if parent.is_root_element else parent.root_style
    return ComputedStyle(parent, cascade, pseudo, root, parent.base_url, parent.font_config, parent.initial_page_sizes)


def _settled(style: Any) -> Any:
    """Paddings do not apply to collapsed tables, nor margins to parts of tables."""
    display = style["display"]
    if "table" in display and style["border_collapse"] == "collapse":
        for side in SIDES:
            style[f"padding_{side}"] = ZERO_PIXELS
    if len(display) == 1 and display[0].startswith("table-") and display[0] != "table-caption":
        for side in SIDES:
            style[f"margin_{side}"] = ZERO_PIXELS
    return style


SHORTCUTS = (Shortcut(css, "StyleFor", SharedStyleFor),)
