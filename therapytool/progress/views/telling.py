"""What the clinician is told on her other pages: that something waits, never what, nor of whom; and what came back."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from flask import url_for

from therapytool import clock
from therapytool.accounts.current import current_clinician
from therapytool.cases.glances import Glance
from therapytool.cases.notices import Notice
from therapytool.cases.queries import get_case
from therapytool.progress.queries import count_safety_alerts, list_alerts, list_filled

LATELY = timedelta(days=7)


def safety_alerts() -> int:
    """How many alerts about safety wait for the signed-in clinician: a number alone, for the bar of all her pages."""
    return count_safety_alerts(current_clinician().id)


def tell(clinician_id: int, case_id: str) -> list[Notice]:
    """One notice for each case with alerts that nobody has looked at; somebody may be looking over her shoulder."""
    alerts = list_alerts(clinician_id, case_id=case_id)
    counts = Counter(alert.case_id for alert in alerts)
    names = {alert.case_id: alert.case_name for alert in alerts}
    return [
        Notice(
            case_id=case,
            says=f"{names[case]}: {_waiting(count)} for you alone. Open it when nobody else sees the screen.",
            url=url_for("progress.of_alerts", case=case),
            is_safety=any(alert.is_safety for alert in alerts if alert.case_id == case),
        )
        for case, count in counts.items()
    ]


def glance_at_measures(case_id: str, clinician_id: int) -> Glance:
    """How many measures came back by a link this week, are out, and were filled in; no score and no name."""
    people = get_case(case_id, clinician_id).people
    filled = [each for person in people for each in list_filled(person.public_id, clinician_id)]
    complete = [each.completed_at for each in filled if each.completed_at]
    back = [each for each in filled if each.sent and each.completed_at and each.completed_at > clock.now() - LATELY]
    out = [each for each in filled if each.completed_at is None and not (each.sent and each.sent.is_to_come)]
    facts = (
        f"{len(back)} came back by a link this week" if back else "",
        f"{len(out)} not filled in yet" if out else "",
        f"{len(complete)} filled in" if complete else "",
    )
    return Glance(
        "Measures",
        tuple(fact for fact in facts if fact) or ("None given yet",),
        url_for("progress.of_case", name=case_id),
        "Open",
    )


def _waiting(count: int) -> str:
    return "something waits" if count == 1 else f"{count} things wait"
