"""The real pages beside the editor: pictures of the very layout that prints, tab by tab and page by page."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import RenderingFailed
from therapytool.exercises.finding.filters import read_number
from therapytool.plans.case_side import case_side_of
from therapytool.plans.packets.packet import PlanToPrint
from therapytool.plans.packets.previews import find_tab, fingerprint_of, tab_documents, tabs_of
from therapytool.plans.printing import job_of, source_of
from therapytool.plans.queries import OpenPlan, get_plan
from therapytool.plans.timing.agenda import agenda_of
from therapytool.plans.views.blueprint import arguments, is_live, plans, printer
from therapytool.rendering.printer import PrintJob
from therapytool.web.access import Access, access

PICTURE_SCALE = 1.6
"""Pixels per PDF point: sharp at the width of the pane on a screen of double density."""
LONGEST_NAME = 40
MOST_PAGES = 1_000


@plans.get("/<name>/pages")
@access(Access.SIGNED_IN)
def show_pages(name: str) -> ResponseReturnValue:
    """The pages of one tab: a part of the editor, or without scripts a page of its own."""
    plan = get_plan(name, current_clinician().id)
    source = _source(plan)
    tabs = tabs_of(agenda_of(plan.content, source.shelf))
    tab = find_tab(tabs, request.args.get("tab", "")[:LONGEST_NAME])
    count, problem = _page_count(_job(source, tab.name))
    wanted = read_number(arguments(), "page", lowest=1, highest=MOST_PAGES) or 1
    template = "plans/pages.html" if is_live() else "plans/pages_alone.html"
    return render_template(
        template,
        plan=plan,
        tabs=tabs,
        tab=tab,
        page=min(wanted, max(count, 1)),
        count=count,
        problem=problem,
        version=fingerprint_of(tab_documents(source, tab.name), current_clinician().profile),
        size=current_clinician().paper.size_in_points,
        is_first=False,
    )


@plans.get("/<name>/pages/<tab>/<int:number>.png")
@access(Access.SIGNED_IN)
def page_picture(name: str, tab: str, number: int) -> ResponseReturnValue:
    """One page of one tab as a picture."""
    plan = get_plan(name, current_clinician().id)
    job = _job(_source(plan), tab)
    return send_file(BytesIO(printer().picture(job, page=number, scale=PICTURE_SCALE)), "image/png")


def _source(plan: OpenPlan) -> PlanToPrint:
    clinician = current_clinician()
    return source_of(plan.content, clinician, case_side_of(plan, clinician_id=clinician.id))


def _job(source: PlanToPrint, tab: str) -> PrintJob:
    clinician = current_clinician()
    return job_of(tab_documents(source, tab), source.plan.title, clinician.profile, clinician)


def _page_count(job: PrintJob) -> tuple[int, str]:
    """How many pages there are; or none, and what to tell: the agenda can be edited without its pages."""
    try:
        return printer().print(job).page_count, ""
    except RenderingFailed as failed:
        return 0, str(failed)
