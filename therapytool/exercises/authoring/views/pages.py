"""The pages beside the form: pictures of the very PDF, and the sheet as a client meets it on a phone."""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.blocks.dose import Dose
from therapytool.errors import MissingSystemLibrary, RenderingFailed
from therapytool.exercises.authoring.queries import OpenDraft, get_draft
from therapytool.exercises.authoring.seeing.phone import styles_in_a_frame
from therapytool.exercises.authoring.seeing.preview import preview_of
from therapytool.exercises.authoring.seeing.printing import View, draft_job, page_beside
from therapytool.exercises.authoring.views.blueprint import authoring, is_live, printer
from therapytool.exercises.slots import with_words
from therapytool.rendering.document import Paper
from therapytool.web.access import Access, access

PICTURE_SCALE = 1.6
"""Pixels per PDF point."""


@authoring.get("/<name>/pages")
@access(Access.SIGNED_IN)
def show_pages(name: str) -> ResponseReturnValue:
    """The pane of pages: a part of the editor, or without scripts a page of its own."""
    opened, view = _asked(name)
    template = "exercises/authoring/pages.html" if is_live() else "exercises/authoring/pages_alone.html"
    if view.is_phone:
        return render_template(template, **_values(opened, view), sheet=with_words(preview_of(opened.draft), {}))
    count, problem = _page_count(opened, view)
    view = view.at(page=_page_asked(opened, view))
    view = view.at(page=min(view.page, max(count, 1)))
    return render_template(template, **_values(opened, view), count=count, problem=problem)


@authoring.get("/<name>/page-<int:number>.png")
@access(Access.SIGNED_IN)
def page_picture(name: str, number: int) -> ResponseReturnValue:
    """One page of the sheet as a picture, of the very layout that prints."""
    opened, view = _asked(name)
    job = draft_job(opened.draft, view, clinician=current_clinician())
    return send_file(BytesIO(printer().picture(job, page=number, scale=PICTURE_SCALE)), "image/png")


@authoring.get("/<name>/sheet.pdf")
@access(Access.SIGNED_IN)
def sheet_pdf(name: str) -> ResponseReturnValue:
    """The sheet as a PDF, shown in the browser."""
    opened, view = _asked(name)
    printed = printer().print(draft_job(opened.draft, view, clinician=current_clinician()))
    return send_file(BytesIO(printed.pdf), "application/pdf", download_name="draft.pdf")


@authoring.get("/phone.css")
@access(Access.SIGNED_IN)
def phone_styles() -> ResponseReturnValue:
    """How a worksheet looks on a phone, for the frame of one on a wide screen."""
    return Response(styles_in_a_frame(), mimetype="text/css")


def _asked(name: str) -> tuple[OpenDraft, View]:
    clinician = current_clinician()
    return get_draft(name, clinician.practice_id), View.read(request.args, paper=clinician.paper)


def _values(opened: OpenDraft, view: View) -> dict[str, object]:
    return {"opened": opened, "view": view, "doses": Dose, "papers": Paper, "title": opened.draft.title}


def _page_asked(opened: OpenDraft, view: View) -> int:
    """The page on which stands what is open in the form."""
    key = request.args.get("block", "")
    if not key:
        return view.page
    try:
        places = printer().places(draft_job(opened.draft, view, clinician=current_clinician()))
    except (RenderingFailed, MissingSystemLibrary):
        return view.page
    return page_beside(opened.draft, key, view, places)


def _page_count(opened: OpenDraft, view: View) -> tuple[int, str]:
    """How many pages there are; or none, and why."""
    try:
        return printer().print(draft_job(opened.draft, view, clinician=current_clinician())).page_count, ""
    except (RenderingFailed, MissingSystemLibrary) as failed:
        return 0, str(failed)
