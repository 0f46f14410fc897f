"""Measures in what is handed to a person who asks for everything."""

from __future__ import annotations

import json

from tests.accounts.visitor import Visitor
from tests.homework.practice import Desk
from tests.progress.test_filling import CALM, fill, give
from therapytool.cases.queries import CaseView
from therapytool.homework.exports.everything import files_on_person


def test_hold_her_answers_and_totals_and_no_alert(ada: Visitor, desk: Desk, couple: CaseView):
    heron, finch = couple.people
    fill(ada, give(ada, heron.public_id), **{**CALM, "item9": "1"})
    files = files_on_person(heron.public_id, clinician_id=desk.clinician_id)
    (phq,) = json.loads(files["measures.json"])
    assert len(phq["answers"]) == 10
    assert list(phq["totals"].values()) == [9]
    assert "alert" not in files["measures.json"].decode().casefold()
    assert "measures.json" not in files_on_person(finch.public_id, clinician_id=desk.clinician_id)
