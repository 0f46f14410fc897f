"""The gallery of blocks: what a worksheet can be made of, as a blank sheet, filled, on a phone and without color."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound
from therapytool.exercises.gallery import GalleryView, entries, entry_job, entry_of, gallery_job, trimmed
from therapytool.exercises.views.blueprint import library, pdf, printer
from therapytool.web.access import Access, access

SCALES = {"small": 1.1, "large": 2.0}


@library.get("/blocks")
@access(Access.SIGNED_IN)
def blocks() -> ResponseReturnValue:
    """Every kind of block in one of its four looks."""
    wanted = request.args.get("view", "")
    view = next((view for view in GalleryView if view.value == wanted), GalleryView.BLANK)
    return render_template("exercises/gallery.html", entries=entries(), view=view, views=GalleryView)


@library.get("/blocks.pdf")
@access(Access.SIGNED_IN)
def blocks_pdf() -> ResponseReturnValue:
    """The gallery as one PDF."""
    return pdf(gallery_job(current_clinician().profile), "blocks.pdf")


@library.get("/blocks/<kind>")
@access(Access.SIGNED_IN)
def block(kind: str) -> ResponseReturnValue:
    """One kind: its looks, how it is written in a file, how it is answered by keyboard and heard."""
    found = entry_of(kind)
    if found is None:
        raise NotFound("there is no such kind of block")
    before, after = _neighbors(kind)
    return render_template("exercises/gallery_entry.html", entry=found, before=before, after=after)


@library.get("/blocks/<kind>/<look>.png")
@access(Access.SIGNED_IN)
def block_picture(kind: str, look: str) -> ResponseReturnValue:
    """A kind on paper, `blank` or `filled`."""
    found = entry_of(kind)
    if found is None or look not in {"blank", "filled"}:
        raise NotFound("there is no such picture")
    job = entry_job(found, is_filled=look == "filled")
    scale = SCALES.get(request.args.get("size", ""), SCALES["large"])
    drawn = printer().picture(job, page=1, scale=scale)
    return send_file(BytesIO(trimmed(drawn, scale=scale)), "image/png")


def _neighbors(kind: str) -> tuple[str, str]:
    kinds = [entry.kind for entry in entries()]
    place = kinds.index(kind)
    return kinds[place - 1], kinds[(place + 1) % len(kinds)]
