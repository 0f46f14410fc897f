"""A plan as a job for the printer, under the letterhead of the clinician's practice."""

from __future__ import annotations

import re

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead_for
from therapytool.plans.case_side import CaseSide
from therapytool.plans.content import PlanContent
from therapytool.plans.packets.choice import PacketChoice
from therapytool.plans.packets.packet import PlanToPrint, packet_documents
from therapytool.plans.queries import shelf_for
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.printer import PrintJob
from therapytool.rendering.profiles.choice import resolved

LONGEST_NAME = 60


def source_of(
    plan: PlanContent, clinician: Clinician, case: CaseSide | None = None, *, with_words: bool = False
) -> PlanToPrint:
    """The plan with all that its pages need; what clients said about their homework only where that is asked for."""
    head = letterhead_for(clinician)
    shelf = shelf_for(plan)
    return PlanToPrint(
        plan,
        shelf,
        head,
        read_catalog(),
        clock.today(),
        words={use.exercise: case.words_for(shelf.take(use)) for use in plan.uses} if case else {},
        to_review=case.review(with_words=with_words) if case else (),
    )


def packet_job(plan: PlanContent, choice: PacketChoice, clinician: Clinician, case: CaseSide | None = None) -> PrintJob:
    """The packet as chosen; without documents when the chosen parts hold nothing."""
    source = source_of(choice.applied_to(plan), clinician, case, with_words=choice.with_words)
    profile = choice.profile_over(usual_profile(clinician, case))
    return job_of(packet_documents(source, choice.parts, choice.options), plan.title, profile, clinician)


def usual_profile(clinician: Clinician, case: CaseSide | None) -> PrintProfile:
    """How a plan is set when this print says nothing of it: as its case says, else as the practice says."""
    return resolved(case.case.print_choice, base=clinician.profile) if case else clinician.profile


def job_of(documents: tuple[Document, ...], title: str, profile: PrintProfile, clinician: Clinician) -> PrintJob:
    """Documents of a plan as one job. Plans hold a clinician's notes, so nothing of them is kept on disk."""
    return PrintJob(documents, profile, title=title, author=clinician.practice_name)


def file_name(plan: PlanContent, *, is_fillable: bool = False) -> str:
    """What a saved packet is called: "company-first-ideas-second.pdf", "company-first-fillable.pdf"."""
    name = re.sub(r"[^a-z0-9]+", "-", plan.title.lower().replace("’", "")).strip("-")[:LONGEST_NAME].strip("-")
    return f"{name or 'plan'}{'-fillable' if is_fillable else ''}.pdf"
