"""The client sends back what she did away from the screen: a filled PDF, a scan or photos. Here is the PDF, too."""

from __future__ import annotations

from flask import current_app, request
from flask.typing import ResponseReturnValue

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.trail import CLIENT, note
from therapytool.database import db, write_from_the_start
from therapytool.errors import NotFound, RenderingFailed
from therapytool.extensions import limiter
from therapytool.homework.audit_subjects import response_subject
from therapytool.homework.coming_home.answers import returned_answers
from therapytool.homework.coming_home.offering import has_form
from therapytool.homework.coming_home.pages import CameFrom, keep_pages
from therapytool.homework.coming_home.proposals import Kept, Proposal, proposals
from therapytool.homework.coming_home.recognizing import check_belongs, copy_for
from therapytool.homework.coming_home.refusals import MOST_FILES, FileRefused, check_arrivals
from therapytool.homework.coming_home.taking import Taken, read_chosen, take_answers
from therapytool.portal.clients import begun_in_time, current_client
from therapytool.portal.pages import draw
from therapytool.portal.printing import own_form
from therapytool.portal.queries import ClientSheet
from therapytool.portal.views.blueprint import CHANGE_LIMIT, PRINT_LIMIT, browser, portal, see_other, sheet_here
from therapytool.portal.views.printing import pdf
from therapytool.rendering.fillable.form import Arrival
from therapytool.rendering.printer import Printer
from therapytool.web.access import Access, access
from therapytool.web.transactions import write_again, writes
from therapytool.web.uploads import uploaded


@portal.get("/<name>/fillable.pdf")
@access(Access.CLIENT)
@limiter.limit(PRINT_LIMIT, key_func=browser)
def fillable(name: str) -> ResponseReturnValue:
    """Her sheet to fill in on a screen, where the clinician offers it. 404 where not."""
    sheet = sheet_here()
    if not has_form(sheet.response_id):
        raise NotFound("there is no such file")
    return pdf(own_form(sheet))


@portal.get("/<name>/come-home")
@access(Access.CLIENT)
def come_home(name: str) -> ResponseReturnValue:
    """Where to send back the filled PDF or photos of the paper."""
    sheet = sheet_here()
    return _page(sheet) if sheet.is_open else see_other("done")


@portal.post("/<name>/come-home")
@access(Access.CLIENT)
@limiter.limit(PRINT_LIMIT, key_func=browser)
@writes
def bring_home(name: str) -> ResponseReturnValue:
    """Answers that were filled in are shown before anything is kept; pages on paper are kept as they are."""
    begun_in_time(current_client().began_at)
    sheet = sheet_here()
    if not sheet.is_open:
        return see_other("done")
    try:
        arrivals = _arrivals()
        copies = [copy for arrival in arrivals for copy in arrival.copies]
        if not copies:
            return _page(sheet, kept=_keep(sheet, arrivals))
        found = returned_answers(sheet.asked, copy_for(sheet.name, sheet.asked, copies))
        return _page(sheet, found=proposals(sheet.asked, found, _kept(sheet)), is_review=True)
    except (FileRefused, RenderingFailed) as refused:
        return _page(sheet, problem=str(refused)), 422


@portal.post("/<name>/take-in")
@access(Access.CLIENT)
@limiter.limit(CHANGE_LIMIT, key_func=browser)
@writes
def take_in(name: str) -> ResponseReturnValue:
    """Keep the answers she chose, then let her look over everything."""
    begun_in_time(current_client().began_at)
    client = current_client()
    taken = take_answers(client.response_id, read_chosen(request.form), link_expires_at=client.link_pass.expires_at)
    return _page(sheet_here(), taken=taken)


def _arrivals() -> list[Arrival]:
    """What is in the files, found out by a worker while nobody's save waits. Raises FileRefused."""
    printer: Printer = current_app.extensions["rendering"]
    contents = uploaded("files", most=MOST_FILES)
    db.session.commit()
    write_from_the_start(False)
    arrivals = [printer.take_in(content) for content in contents]
    write_again()
    check_arrivals(arrivals)
    return arrivals


def _keep(sheet: ClientSheet, arrivals: list[Arrival]) -> int:
    check_belongs(sheet.name, (code for arrival in arrivals for code in arrival.codes))
    pictures = [picture for arrival in arrivals for picture in arrival.pictures]
    note(Action.SENT_PAGES, by=CLIENT, subject=response_subject(sheet.name))
    return keep_pages(sheet.response_id, pictures, came_from=CameFrom.CLIENT)


def _kept(sheet: ClientSheet) -> Kept:
    return Kept(sheet.saved, sheet.private_blocks, is_her_own_page=True)


def _page(
    sheet: ClientSheet,
    *,
    problem: str = "",
    kept: int = 0,
    found: tuple[Proposal, ...] = (),
    is_review: bool = False,
    taken: Taken | None = None,
) -> str:
    return draw(
        "come_home.html",
        head=sheet.letterhead,
        name=sheet.name,
        sheet=sheet,
        problem=problem,
        kept=kept,
        proposals=found,
        is_review=is_review,
        taken=taken,
        has_form=has_form(sheet.response_id),
    )
