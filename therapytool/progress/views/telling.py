"""What the clinician is told about alerts on her other pages: that something waits, never what, nor of whom."""

from __future__ import annotations

from collections import Counter

from flask import url_for

from therapytool.cases.notices import Notice
from therapytool.progress.queries import list_alerts


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


def _waiting(count: int) -> str:
    return "something waits" if count == 1 else f"{count} things wait"
