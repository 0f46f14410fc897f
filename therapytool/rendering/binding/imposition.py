"""Finished pages put on larger sheets: two on a side, or as a booklet to fold. For paper alone.

What is imposed loses its tags, links and fields, since a page that is part of another has none. So this is done last,
to a file that goes to a printer, and said so wherever it is offered.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf

from therapytool.rendering.profiles.profile import SheetLayout

SIDES_OF_A_LEAF = 4
"""Pages on one folded leaf."""


def imposed(pdf: bytes, layout: SheetLayout, *, title: str, author: str) -> bytes:
    """The pages of a finished PDF on landscape sheets of the same paper; the file itself where no layout is asked for.

    Pages keep their order side by side, or are arranged so that the printed pile, turned over its short edge, folds
    to a booklet. A turned page is turned upright into its half.
    """
    if layout is SheetLayout.PAGES:
        return pdf
    with pikepdf.Pdf.open(BytesIO(pdf)) as source, pikepdf.Pdf.new() as target:
        width, height = _largest(source)
        for left, right in sides(len(source.pages), layout):
            _add_side(source, target, (left, right), width=width, height=height)
        _describe(target, title, author)
        return _bytes_of(target)


def sides(pages: int, layout: SheetLayout) -> list[tuple[int | None, int | None]]:
    """Which pages stand left and right on each printed side, counted from 0; None where nothing stands."""
    if layout is SheetLayout.TWO_UP:
        return [(left, left + 1 if left + 1 < pages else None) for left in range(0, pages, 2)]
    whole = -(-pages // SIDES_OF_A_LEAF) * SIDES_OF_A_LEAF
    found = []
    for side in range(whole // 2):
        outer, inner = whole - 1 - side, side
        pair = (outer, inner) if side % 2 == 0 else (inner, outer)
        found.append((_there(pair[0], pages), _there(pair[1], pages)))
    return found


def _there(page: int, pages: int) -> int | None:
    return page if page < pages else None


def _largest(source: pikepdf.Pdf) -> tuple[float, float]:
    """The sides of the paper, long one first: a landscape sheet holds two halves."""
    boxes = [page.mediabox for page in source.pages]
    sizes = [sorted((float(box[2] - box[0]), float(box[3] - box[1]))) for box in boxes]
    return max(long for _, long in sizes), max(short for short, _ in sizes)


def _add_side(
    source: pikepdf.Pdf, target: pikepdf.Pdf, pages: tuple[int | None, int | None], *, width: float, height: float
) -> None:
    target.add_blank_page(page_size=(width, height))
    side = target.pages[-1]
    for half, number in enumerate(pages):
        if number is not None:
            room = pikepdf.Rectangle(half * width / 2, 0, (half + 1) * width / 2, height)
            form = target.copy_foreign(_upright(source, number).as_form_xobject())
            name = side.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Half{half + 1}"))
            placed = side.calc_form_xobject_placement(
                form, name, room, invert_transformations=True, allow_shrink=True, allow_expand=True
            )
            side.contents_add(placed)


def _upright(source: pikepdf.Pdf, number: int) -> pikepdf.Page:
    page = source.pages[number]
    box = page.mediabox
    if float(box[2] - box[0]) > float(box[3] - box[1]):
        page.rotate(90, relative=True)
    return page


def _describe(target: pikepdf.Pdf, title: str, author: str) -> None:
    target.docinfo["/Title"] = title
    target.docinfo["/Author"] = author


def _bytes_of(target: pikepdf.Pdf) -> bytes:
    content = BytesIO()
    target.save(content, deterministic_id=True)
    return content.getvalue()
