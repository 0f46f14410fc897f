"""Pages of progress: measures of the library, giving one, filling it in, scores over time, alerts."""

from __future__ import annotations

from flask import Flask

from therapytool.accounts.auditing.hooks import name_subjects
from therapytool.cases.glances import add_glance
from therapytool.cases.notices import add_teller
from therapytool.cases.samples import add_filler
from therapytool.cases.tabs import add_case_tab
from therapytool.progress.alert_mail import init_alert_mail
from therapytool.progress.audit_subjects import measure_subject
from therapytool.progress.everything import init_measures_in_everything
from therapytool.progress.mailing import init_mailing
from therapytool.progress.samples import fill_samples
from therapytool.progress.views import alerts, case, filling, measures, sending
from therapytool.progress.views.blueprint import measure_pages, progress
from therapytool.progress.views.handing_over import stay_with_the_measure
from therapytool.progress.views.telling import glance_at_measures, safety_alerts, tell

__all__ = ["alerts", "case", "filling", "init_progress", "measures", "sending"]


def init_progress(app: Flask) -> None:
    """Hang progress on the application; cases get a tab, and notices of alerts that wait."""
    app.register_blueprint(progress)
    app.register_blueprint(measure_pages)
    app.before_request(stay_with_the_measure)
    add_case_tab("Measures", "progress.of_case", rank=40)
    add_teller(tell)
    app.add_template_global(safety_alerts)
    add_glance(glance_at_measures, rank=40)
    add_filler(fill_samples)
    init_measures_in_everything()
    init_mailing()
    init_alert_mail()
    name_subjects(app, "measure", measure_subject)
