"""The workbook of a program: choosing how it is bound, watching it being bound, the finished PDF."""

from __future__ import annotations

import re
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound, RenderingFailed
from therapytool.programs.content import Program
from therapytool.programs.files import get_program
from therapytool.programs.printing import file_name, missing_exercises, workbook_job
from therapytool.programs.views.blueprint import bindery, programs
from therapytool.programs.workbook import Edition, people_of
from therapytool.programs.workbook_choice import WorkbookChoice
from therapytool.rendering.bindery import name_of
from therapytool.web.access import Access, access

BOOK_NAME = re.compile(r"[0-9a-f]{64}")
NO_LONGER_KEPT = "That workbook is no longer kept. Bind it again; it takes a moment."


@programs.get("/<name>/workbook")
@access(Access.SIGNED_IN)
def workbook(name: str) -> ResponseReturnValue:
    """Which edition, for whom, on which paper."""
    program, usual = get_program(name), current_clinician().profile
    choice = WorkbookChoice.read(_given(), program, paper=usual.paper)
    return render_template(
        "programs/workbook.html",
        program=program,
        choice=choice,
        profile=choice.profile_over(usual),
        usual=usual,
        editions=Edition,
        people=people_of(program),
        missing=missing_exercises(program, current_clinician()),
    )


@programs.post("/<name>/workbook")
@access(Access.SIGNED_IN)
def bind_workbook(name: str) -> ResponseReturnValue:
    """Begin to bind it in the background, then to the page that shows how far it is."""
    program = get_program(name)
    choice = WorkbookChoice.read(request.form.to_dict(flat=False), program, paper=current_clinician().paper)
    try:
        book = bindery().bind(workbook_job(program, choice, current_clinician()), owner=_owner())
    except RenderingFailed as failed:
        flash(str(failed), "danger")
        return redirect(url_for(".workbook", name=name), 303)
    return redirect(url_for(".binding", name=name, book=book, **choice.without_name().arguments()), 303)


@programs.get("/<name>/workbook/<book>")
@access(Access.SIGNED_IN)
def binding(name: str, book: str) -> ResponseReturnValue:
    """How far it is; asked for again every second while it is bound."""
    program, choice = _program_and_choice(name)
    progress = bindery().progress(_checked(book))
    if progress is None and _begun_again(program, choice, book):
        progress = bindery().progress(book)
    if progress is None:
        flash(NO_LONGER_KEPT, "warning")
        return redirect(url_for(".workbook", name=name, **choice.arguments()), 303)
    is_part = request.headers.get("HX-Target", "").endswith("#binding")
    return render_template(
        "programs/binding_part.html" if is_part else "programs/binding.html",
        program=program,
        choice=choice,
        book=book,
        progress=progress,
    )


@programs.get("/<name>/workbook/<book>.pdf")
@access(Access.SIGNED_IN)
def workbook_pdf(name: str, book: str) -> ResponseReturnValue:
    """The finished workbook, or the page that shows how far it is."""
    program, choice = _program_and_choice(name)
    pdf = bindery().result(_checked(book))
    if pdf is None:
        return redirect(url_for(".binding", name=name, book=book, **choice.arguments()), 303)
    return send_file(BytesIO(pdf), "application/pdf", download_name=file_name(program, choice))


@programs.post("/<name>/workbook/<book>/cancel")
@access(Access.SIGNED_IN)
def cancel_binding(name: str, book: str) -> ResponseReturnValue:
    """Stop binding, then back to the choice."""
    program, choice = _program_and_choice(name)
    bindery().cancel(_checked(book))
    flash("Stopped. Nothing was printed.", "success")
    return redirect(url_for(".workbook", name=program.slug, **choice.arguments()), 303)


def _begun_again(program: Program, choice: WorkbookChoice, book: str) -> bool:
    """Bind a workbook that this process knows nothing of, if the address says all that is in it.

    The server may have been started anew, or another of its processes may have begun: what that one compiled is on
    disk, so it is soon done.
    """
    job = workbook_job(program, choice, current_clinician())
    if name_of(job, owner=_owner()) != book:
        return False
    bindery().bind(job, owner=_owner())
    return True


def _program_and_choice(name: str) -> tuple[Program, WorkbookChoice]:
    program = get_program(name)
    return program, WorkbookChoice.read(_given(), program, paper=current_clinician().paper)


def _given() -> dict[str, list[str]]:
    return request.args.to_dict(flat=False)


def _owner() -> str:
    return str(current_clinician().id)


def _checked(book: str) -> str:
    """The name of a book, or NotFound for what is none."""
    if not BOOK_NAME.fullmatch(book):
        raise NotFound("there is no such workbook")
    return book
