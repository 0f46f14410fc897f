"""The structure of a PDF with the words that stand in it, and whether every reference of it leads where it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


@dataclass(frozen=True, slots=True)
class Read:
    """An element as it is read out: its kind, its own words, alternative text, attributes, and what stands in it."""

    kind: str
    words: tuple[str, ...]
    alternative: str
    attributes: str
    children: tuple[Read, ...]


def structure_with_words(content: bytes) -> tuple[Read, ...]:
    """The structure below the Document, each element with the text its marked content shows."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        words = {page.obj.objgen: _words(page) for page in file.pages}
        return tuple(_read(kid, words) for kid in _kids(file.Root.StructTreeRoot.K[0]))


def lost_references(content: bytes) -> list[str]:
    """What is wrong between pages, annotations and structure, in words; nothing when all references lead both ways."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        root = file.Root.StructTreeRoot
        tree = pikepdf.NumberTree(root.ParentTree)
        wrong = [f"{kid.S} does not know its parent" for parent, kid in _family(root.K[0]) if parent != kid.P]
        for number, page in enumerate(file.pages, start=1):
            wrong += [f"page {number}: {problem}" for problem in _page_problems(page, tree)]
        keys = [key for key, _ in tree.items()]
        return wrong + ([] if keys == sorted(set(keys)) else ["keys of the parent tree out of order"])


def artifact_words(content: bytes, page: int) -> list[str]:
    """What the running heads and feet of a page say; the first page is 0."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        return [words for key, words in _words(file.pages[page]).items() if isinstance(key, str)]


def _read(element: Any, words: dict[tuple[int, int], dict[int | str, str]]) -> Read:
    kids = _items(element)
    own = [words[element.Pg.objgen].get(kid, "nothing is marked so") for kid in kids if isinstance(kid, int)]
    attributes = {key: value for key, value in dict(element.get("/A", {})).items() if key != "/Headers"}
    return Read(
        str(element.S),
        tuple(own),
        str(element.get("/Alt", "")),
        repr(sorted((key, str(value)) for key, value in attributes.items() if key != "/BBox")),
        tuple(_read(kid, words) for kid in _kids(element)),
    )


def _items(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _kids(element: Any) -> list[Any]:
    return [kid for kid in _items(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _family(parent: Any) -> Iterator[tuple[Any, Any]]:
    for kid in _kids(parent):
        yield parent, kid
        yield from _family(kid)


def _page_problems(page: Any, tree: Any) -> Iterator[str]:
    owners = {number: owner for number, owner in enumerate(tree[int(page.obj.StructParents)]) if owner is not None}
    shown = {key for key in _words(page) if isinstance(key, int)}
    yield from (f"content {number} belongs to nothing" for number in shown - owners.keys())
    yield from (f"content {number} is not there" for number in owners.keys() - shown)
    for number, owner in owners.items():
        if number not in _items(owner) or owner.Pg.objgen != page.obj.objgen:
            yield f"content {number} does not belong to its {owner.S}"
    for annotation in page.obj.get("/Annots", []):
        owner = tree[int(annotation.StructParent)]
        if not any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == annotation for kid in _items(owner)):
            yield f"{annotation.Subtype} does not belong to its {owner.S}"


def _words(page: Any) -> dict[int | str, str]:
    """Text by the number of its marked content; that of running heads and feet by a name of its own."""
    fonts = {str(name): _characters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    found: dict[int | str, str] = {}
    open_content: list[int | str | None] = []
    characters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                open_content.append(_mark(operands, len(found)))
                if open_content[-1] is not None:
                    found.setdefault(open_content[-1], "")
            case "BMC":
                open_content.append(None)
            case "EMC":
                open_content.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "TJ" if open_content and open_content[-1] is not None:
                found[open_content[-1]] += _text(operands[0], characters)
    return found


def _mark(operands: Any, count: int) -> int | str | None:
    properties = operands[1]
    if "/MCID" in properties:
        return int(properties.MCID)
    return f"running {count}" if properties.get("/Type") == "/Pagination" else None


def _text(shown: Any, characters: dict[int, str]) -> str:
    codes = b"".join(bytes(item) for item in shown if isinstance(item, pikepdf.String))
    return "".join(characters.get(int.from_bytes(codes[at : at + 2]), "?") for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[int, str]:
    mappings = MAPPING.findall(font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2])
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in mappings}
