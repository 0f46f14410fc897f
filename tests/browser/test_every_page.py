"""Every page of a clinician, taken from the routes: axe finds nothing, and a narrow screen cuts nothing off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.conftest import EMAIL
from therapytool.accounts.models import User
from therapytool.cases.models import Case, Person
from therapytool.cases.operations import erase_samples
from therapytool.cases.samples import load_samples
from therapytool.database import db, writing
from therapytool.homework.models import Homework, Response
from therapytool.plans.models import Plan
from therapytool.progress.models import FilledMeasure
from therapytool.web.access import Access, access_of

NAMED = {
    "/cases/people/": "person",
    "/cases/": "case",
    "/homework/case/": "case",
    "/homework/responses/": "response",
    "/homework/": "homework",
    "/library/blocks/": "kind",
    "/library/": "exercise",
    "/measures/": "measure",
    "/plans/case/": "case",
    "/plans/": "plan",
    "/programs/case/": "case",
    "/programs/": "program",
    "/progress/case/": "case",
    "/progress/people/": "person",
    "/progress/": "filled",
}
"""What the name in an address is of, by how the address begins; the first that fits."""
ASKING = {
    "exercises.export_form": "exercise=emotion-log",
    "exercises.selection": "exercise=emotion-log&exercise=touch-menu",
    "homework.give": "exercise=emotion-log",
    "plans.choose": "exercise=emotion-log&dose=standard",
    "plans.draft_session": "go=1&minutes=80&theme=C&theme=F",
    "progress.send": "measure=gad7",
}
ELSEWHERE = frozenset(
    {
        "accounts.verify",
        "exercises.collection",
        "home",
        "exercises.review_pack",
        "people.show",
        "plans.drawer",
        "plans.give_next",
        "plans.show_shared",
        "programs.binding",
        "progress.fill",
        "progress.thanks",
        "supervision.show",
    }
)
"""Parts of a page, and pages that only a story leads to: seen where the story is told."""
NARROW = {"width": 320, "height": 700}


@pytest.fixture
def names(live_app: Flask) -> Iterator[dict[str, str]]:
    """The sample caseload, and what its rows are called in addresses."""
    with live_app.app_context():
        clinician_id = db.session.query(User.id).filter(User.email == EMAIL).scalar()
        with writing():
            load_samples(clinician_id=clinician_id)
        rows = {"person": Person, "homework": Homework, "response": Response, "plan": Plan, "filled": FilledMeasure}
        found = {
            name: str(db.session.query(row.public_id).order_by(row.id.desc()).limit(1).scalar())
            for name, row in rows.items()
        }
        found["case"] = str(
            db.session.query(Case.public_id).filter(Case.kind == "couple").order_by(Case.id.desc()).limit(1).scalar()
        )
        db.session.remove()
    yield found | {"exercise": "listen-dont-fix", "kind": "table", "measure": "phq9", "program": "couples-closeness-8"}
    with live_app.app_context(), writing():
        erase_samples(clinician_id=clinician_id)


def addresses(app: Flask, names: dict[str, str]) -> Iterator[str]:
    """One address for each page that somebody signed in may open, but files and what is looked at elsewhere."""
    for rule in app.url_map.iter_rules():
        if access_of(app, rule.endpoint) not in {Access.SIGNED_IN, Access.OWNER} or "GET" not in (rule.methods or ()):
            continue
        if "." in rule.rule.rpartition("/")[2] or rule.rule.startswith(("/library/write/<", "/library/write/images")):
            continue
        if rule.endpoint not in ELSEWHERE:
            named = next((name for start, name in NAMED.items() if rule.rule.startswith(f"{start}<")), "")
            address = re.sub(r"<[^>]+>", names.get(named, ""), rule.rule, count=1)
            yield f"{address}?{ASKING.get(rule.endpoint, '')}".rstrip("?")


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with one page on a narrow screen."""
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"answers {answer and answer.status}"]
    found = violations(page, colors=LIGHT_AND_DARK)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("is wider than the screen")
    return found


def test_nothing_stands_in_anybody_s_way(page: Page, errors: list[str], live_app: Flask, names: dict[str, str]) -> None:
    page.set_viewport_size(NARROW)
    looked_at = list(addresses(live_app, names))
    assert len(looked_at) > 60
    assert {address: found for address in looked_at if (found := faults(page, address))} == {}
