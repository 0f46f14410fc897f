"""What plans add to the sample caseload: the couple's last session, and the next one of couple and client."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.errors import NotFound
from therapytool.exercises.vocabulary import Format
from therapytool.plans.beginnings import session_for_case
from therapytool.plans.operations import create_plan
from therapytool.plans.starter import get_starter_plan

FROM_STARTERS = {"Harbor-12": "couple-80", "Cedar-31": "individual-50"}
NEXT = (("Harbor-12", Format.COUPLE, 2), ("Cedar-31", Format.INDIVIDUAL, 2))


def fill_samples(cases: Mapping[str, str], clinician_id: int) -> None:
    """Make the invented plans; what a library without the starter plans' exercises lacks is left out."""
    for case, slug in FROM_STARTERS.items():
        try:
            create_plan(get_starter_plan(slug), clinician_id=clinician_id, case_id=cases[case])
        except NotFound:
            continue
    for case, format, number in NEXT:
        content = session_for_case(format, number, opens_with_review=True)
        create_plan(content, clinician_id=clinician_id, case_id=cases[case])
