"""A plan as a job for the printer, under the letterhead of the clinician's practice."""

from __future__ import annotations

import re

from therapytool import clock
from therapytool.accounts.current import Clinician
from therapytool.exercises.catalog import read_catalog
from therapytool.exercises.letterhead import letterhead
from therapytool.plans.content import PlanContent
from therapytool.plans.packet import PlanToPrint, packet_documents
from therapytool.plans.packet_choice import PacketChoice
from therapytool.plans.queries import shelf_for
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.printer import PrintJob

LONGEST_NAME = 60


def source_of(plan: PlanContent, clinician: Clinician) -> PlanToPrint:
    """The plan with all that its pages need."""
    head = letterhead(clinician.practice_name, clinician.practice_contact, clinician.region)
    return PlanToPrint(plan, shelf_for(plan), head, read_catalog(), clock.today())


def packet_job(plan: PlanContent, choice: PacketChoice, clinician: Clinician) -> PrintJob:
    """The packet as chosen; without documents when the chosen parts hold nothing."""
    source = source_of(choice.applied_to(plan), clinician)
    return job_of(packet_documents(source, choice.parts), plan.title, choice.paper, clinician)


def job_of(documents: tuple[Document, ...], title: str, paper: Paper, clinician: Clinician) -> PrintJob:
    """Documents of a plan as one job. Plans hold a clinician's notes, so nothing of them is kept on disk."""
    return PrintJob(documents, PrintProfile(paper), title=title, author=clinician.practice_name)


def file_name(plan: PlanContent) -> str:
    """What a saved packet is called: "company-first-ideas-second.pdf"."""
    name = re.sub(r"[^a-z0-9]+", "-", plan.title.lower().replace("’", "")).strip("-")[:LONGEST_NAME].strip("-")
    return f"{name or 'plan'}.pdf"
