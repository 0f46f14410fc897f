"""What a PDF says, for tests: pages, sizes, text, fonts, tags, outline, fields, links, metadata. Never its bytes.

`read_pdf` reads everything at once, by pikepdf for the objects and by PDFium for the text, into plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
DESCENDANTS = ("/CIDFontType0", "/CIDFontType2")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points as printed, and its text, lines as PDFium joins them."""

    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font by the name it came with, without the letters that mark a subset."""

    name: str
    is_embedded: bool
    is_subset: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure: its kind ("H1", "P", "Table"), replacement text, and what stands in it."""

    kind: str
    alternative: str
    children: tuple[Tag, ...]

    def walk(self) -> Iterator[Tag]:
        """This tag and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; the first level is 1, the first page is 1, 0 when it leads nowhere."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Field:
    """A form field by its full name: kind ("Tx", "Btn", "Ch"), value and tooltip as text, empty when absent."""

    name: str
    kind: str
    value: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; empty where it says nothing. `claims` names standards, such as "pdf/ua-1"."""

    title: str
    author: str
    creator: str
    producer: str
    created: str
    language: str
    shows_title: bool
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pdf:
    """All of it."""

    pages: tuple[Page, ...]
    fonts: tuple[Font, ...]
    tags: tuple[Tag, ...]
    outline: tuple[Bookmark, ...]
    fields: tuple[Field, ...]
    links: tuple[str, ...]
    attachments: tuple[str, ...]
    metadata: Metadata

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(page.text for page in self.pages)

    @property
    def sizes(self) -> set[tuple[float, float]]:
        """The page sizes that occur, in points, to a tenth."""
        return {(round(page.width, 1), round(page.height, 1)) for page in self.pages}

    def tag_counts(self) -> Counter[str]:
        """How often each kind of tag occurs."""
        return Counter(tag.kind for root in self.tags for tag in root.walk())


def read_pdf(content: bytes) -> Pdf:
    """Read a PDF. Raises pikepdf.PdfError when it is none."""
    with pikepdf.Pdf.open(BytesIO(content)) as file:
        return Pdf(
            pages=_pages(content),
            fonts=_fonts(file),
            tags=_children(file.Root.get("/StructTreeRoot")),
            outline=_outline(file),
            fields=tuple(_fields(file)),
            links=tuple(_links(file)),
            attachments=tuple(file.attachments),
            metadata=_metadata(file),
        )


def _pages(content: bytes) -> tuple[Page, ...]:
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(_page(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    width, height = page.get_size()
    found = Page(width, height, text.get_text_range().replace("\r\n", "\n"))
    text.close()
    page.close()
    return found


def _fonts(file: pikepdf.Pdf) -> tuple[Font, ...]:
    whole = [item for item in file.objects if _is(item, "/Font") and item.Subtype not in DESCENDANTS]
    return tuple(sorted({_font(item) for item in whole}, key=lambda font: font.name))


def _font(item: pikepdf.Object) -> Font:
    described = item.DescendantFonts[0] if "/DescendantFonts" in item else item
    descriptor = described.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(item.get("/BaseFont", "/")).removeprefix("/")
    prefix, plus, rest = name.partition("+")
    is_subset = bool(plus) and len(prefix) == 6
    is_embedded = item.get("/Subtype") == "/Type3" or any(file in descriptor for file in FONT_FILES)
    return Font(rest if is_subset else name, is_embedded, is_subset)


def _children(parent: pikepdf.Object | None) -> tuple[Tag, ...]:
    if parent is None or "/K" not in parent:
        return ()
    kids = parent.K if isinstance(parent.K, pikepdf.Array) else [parent.K]
    elements = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return tuple(Tag(str(kid.S).removeprefix("/"), str(kid.get("/Alt", "")), _children(kid)) for kid in elements)


def goal_of(file: pikepdf.Pdf, item: Any) -> Any:
    """Where a link or an entry of the outline leads inside the file: a page and a point on it; None for elsewhere."""
    action = item.get("/A", pikepdf.Dictionary())
    goal = item.get("/Dest", action.get("/D"))
    if isinstance(goal, pikepdf.String):
        goal = pikepdf.NameTree(file.Root.Names.Dests)[str(goal)]
    return goal.D if isinstance(goal, pikepdf.Dictionary) else goal


def _outline(file: pikepdf.Pdf) -> tuple[Bookmark, ...]:
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}

    def walk(items: list[Any], level: int) -> Iterator[Bookmark]:
        for item in items:
            goal = goal_of(file, item.obj)
            yield Bookmark(item.title, level, numbers.get(goal[0].objgen, 0) if goal is not None else 0)
            yield from walk(item.children, level + 1)

    with file.open_outline() as outline:
        return tuple(walk(outline.root, 1))


def _fields(file: pikepdf.Pdf) -> Iterator[Field]:
    form = file.Root.get("/AcroForm", pikepdf.Dictionary())
    yield from _named_fields(form.get("/Fields", pikepdf.Array()), "")


def _named_fields(items: Any, prefix: str) -> Iterator[Field]:
    for item in items:
        name = f"{prefix}{item.get('/T', '')}"
        kids = [kid for kid in item.get("/Kids", pikepdf.Array()) if "/T" in kid]
        if kids:
            yield from _named_fields(kids, f"{name}.")
        else:
            texts = [str(item.get(key, "")).removeprefix("/") for key in ("/FT", "/V", "/TU")]
            yield Field(name, *texts)


def _links(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        for annotation in page.get("/Annots", pikepdf.Array()):
            action = annotation.get("/A", pikepdf.Dictionary())
            if "/URI" in action:
                yield str(action.URI)


def _metadata(file: pikepdf.Pdf) -> Metadata:
    keys = ("Title", "Author", "Creator", "Producer", "CreationDate")
    facts = {key: str(file.docinfo.get(f"/{key}", "")) for key in keys}
    preferences = file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    return Metadata(
        title=facts["Title"],
        author=facts["Author"],
        creator=facts["Creator"],
        producer=facts["Producer"],
        created=facts["CreationDate"],
        language=str(file.Root.get("/Lang", "")),
        shows_title=bool(preferences.get("/DisplayDocTitle", False)),
        claims=frozenset(_claims(file)),
    )


def _claims(file: pikepdf.Pdf) -> Iterator[str]:
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for standard in ("pdfua", "pdfa"):
            part = metadata.get(f"{standard}id:part")
            if part is not None:
                yield f"pdf/{standard.removeprefix('pdf')}-{part}".lower()


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind
