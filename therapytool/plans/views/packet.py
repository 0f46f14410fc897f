"""The packet: choosing what to print, the PDF itself, and pictures of its pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.errors import NotFound, RenderingFailed
from therapytool.plans.case_side import CaseSide, case_side_of
from therapytool.plans.packets.choice import PacketChoice, sheets_of
from therapytool.plans.packets.packet import PacketPart
from therapytool.plans.packets.previews import fingerprint_of
from therapytool.plans.printing import file_name, packet_job, usual_profile
from therapytool.plans.queries import OpenPlan, get_plan, shelf_for
from therapytool.plans.views.blueprint import arguments, is_live, plans, printer
from therapytool.rendering.printer import PrintJob
from therapytool.sealed_addresses import with_sealed
from therapytool.web.access import Access, access

THUMBNAIL_SCALE = 0.5
"""Pixels per PDF point."""


@plans.get("/<name>/packet")
@access(Access.SIGNED_IN)
def packet(name: str) -> ResponseReturnValue:
    """What goes into the packet, on which paper, how often. Opens at once; its pages are asked for when it stands."""
    plan = get_plan(name, current_clinician().id)
    shelf, case = shelf_for(plan.content), _case_of(plan)
    choice = _choice(case)
    return render_template(
        "plans/packet.html",
        plan=plan,
        choice=choice,
        profile=choice.profile_over(usual_profile(current_clinician(), case)),
        usual=usual_profile(current_clinician(), case),
        parts=PacketPart,
        sheets=[(sheet, part, use, shelf.take(use)) for sheet, part, use in sheets_of(plan.content)],
        case_side=case,
    )


@plans.post("/<name>/packet")
@access(Access.SIGNED_IN)
def choose_packet(name: str) -> ResponseReturnValue:
    """On to the PDF that was chosen, or to its pages; names typed into the form stand sealed in the address."""
    case = _case_of(get_plan(name, current_clinician().id))
    paper = usual_profile(current_clinician(), case).paper
    choice = PacketChoice.read(request.form.to_dict(flat=False), paper=paper)
    endpoint = ".packet_pages" if request.form.get("to") == "pages" else ".packet_pdf"
    return redirect(url_for(endpoint, name=name, **_address_of(choice)), 303)


@plans.get("/<name>/packet/pages")
@access(Access.SIGNED_IN)
def packet_pages(name: str) -> ResponseReturnValue:
    """The pages of the packet as they will come out: a part of its page, or without scripts a page of their own."""
    plan = get_plan(name, current_clinician().id)
    case = _case_of(plan)
    choice = _choice(case)
    job = packet_job(plan.content, choice, current_clinician(), case)
    count, problem, missing = _page_count(job)
    return render_template(
        "plans/packet_pages.html" if is_live() else "plans/packet_pages_alone.html",
        plan=plan,
        choice=choice,
        address=_address_of(choice),
        layout=job.layout,
        count=count,
        problem=problem,
        missing=missing,
        version=fingerprint_of(tuple(job.documents), job.profile),
        size=choice.paper.size_in_points,
    )


@plans.get("/<name>/packet.pdf")
@access(Access.SIGNED_IN)
def packet_pdf(name: str) -> ResponseReturnValue:
    """The packet as one PDF, shown in the browser under a name worth saving."""
    plan = get_plan(name, current_clinician().id)
    printed = printer().print(_job(name))
    called = file_name(plan.content, is_fillable=_choice(_case_of(plan)).options.fillable)
    return send_file(BytesIO(printed.pdf), "application/pdf", download_name=called)


@plans.get("/<name>/packet/<int:number>.png")
@access(Access.SIGNED_IN)
def packet_picture(name: str, number: int) -> ResponseReturnValue:
    """One page of the packet as a small picture."""
    return send_file(BytesIO(printer().picture(_job(name), page=number, scale=THUMBNAIL_SCALE)), "image/png")


def _job(name: str) -> PrintJob:
    """The packet an address asks for. Raises NotFound when the parts chosen hold nothing."""
    plan = get_plan(name, current_clinician().id)
    case = _case_of(plan)
    job = packet_job(plan.content, _choice(case), current_clinician(), case)
    if not job.documents:
        raise NotFound("there is nothing to print")
    return job


def _choice(case: CaseSide | None) -> PacketChoice:
    return PacketChoice.read(arguments(), paper=usual_profile(current_clinician(), case).paper)


def _address_of(choice: PacketChoice) -> dict[str, Any]:
    return with_sealed(choice.arguments(), "names")


def _case_of(plan: OpenPlan) -> CaseSide | None:
    return case_side_of(plan, clinician_id=current_clinician().id)


def _page_count(job: PrintJob) -> tuple[int, str, str]:
    """How many pages there are; or none, and why; and what to tell of letters that cannot be printed."""
    if not job.documents:
        return 0, "", ""
    try:
        printed = printer().print(job)
    except RenderingFailed as failed:
        return 0, str(failed), ""
    return printed.page_count, "", printed.missing_letters
