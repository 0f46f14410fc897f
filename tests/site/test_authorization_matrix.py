"""Every route against every kind of visitor: what is Ada's is opened by Ada, what is client A's by client A.

Built from the routes themselves: a new one that names a row has to be put into `ROWS` or `SHARED`, or this fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.application import make_app, running
from tests.databases import copy_instance
from tests.site.world import BETA, WORDS, World, build, routes
from therapytool.accounts.current import Clinician, current_clinician
from therapytool.accounts.models import User
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.permissions.table import PERMISSIONS, needed_by
from therapytool.database import db
from therapytool.rendering.printer import Printer
from therapytool.web.access import Access, access_of

ROWS: dict[tuple[str, str], str] = {
    ("/account/passkeys", "number"): "number",
    ("/account/sign-ins", "public_id"): "sign_in",
    ("/cases/people", "person_id"): "person",
    ("/cases", "name"): "case",
    ("/cases", "colleague"): "colleague",
    ("/homework/case", "gate"): "gate",
    ("/homework/case", "name"): "case",
    ("/homework/pages", "page_id"): "page",
    ("/homework/people", "person_id"): "person",
    ("/homework/responses", "link_id"): "link",
    ("/homework/responses", "name"): "response",
    ("/homework", "name"): "homework",
    ("/plans/case", "name"): "case",
    ("/plans/shared", "shared"): "shared plan",
    ("/plans", "name"): "plan",
    ("/programs/case", "name"): "case",
    ("/programs/case", "plan_id"): "plan",
    ("/progress/alerts", "public_id"): "alert",
    ("/progress/case", "name"): "case",
    ("/progress/people", "person_id"): "person",
    ("/progress", "public_id"): "measure",
    ("/records/keeping", "name"): "case",
    ("/supervision", "name"): "case",
    ("/w", "name"): "response",
    ("/w/questions", "measure"): "measure",
}
"""What an argument names, by where the address begins; the longest beginning counts."""
ELSEWHERE = {"gate": "partner-violence-screened", "number": "1", "kind": "couple", "tab": "agenda"}
SHARED = frozenset({"authoring", "exercises", "measures", "programs", "search", "sessions"})
"""Features whose rows are the whole practice's, but for what they know of a case; other practices: see their tests."""
LEFT_ALONE = frozenset({"accounts.end_one"})
"""What answers everybody alike and touches only rows of her who asks; `test_running_sign_ins` shows that."""
OF_THE_PRACTICE = frozenset({"plans.show_shared", "plans.use_shared", "plans.stop_sharing_it"})
"""Rows that colleagues may open, and nobody else."""
STRANGERS = frozenset({"anonymous", "client A", "client B", "other practice", "disabled"})
RENDERS = ("pdf", "picture", "png", "docx", "zip", "fillable", "page")
"""Routes that lay out pages: strangers are tried on them, Ada herself is not made to wait for them."""
OUTSIDERS = (
    "anonymous",
    "client A",
    "client B",
    "same practice",
    "supervisor",
    "assistant",
    "owner",
    "other practice",
    "disabled",
)


@dataclass(frozen=True)
class Check:
    """One try and what came of it."""

    endpoint: str
    method: str
    who: str
    status: int
    onward: str
    words: tuple[str, ...]
    kind: str

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} by {self.who}: {self.status} {self.onward} {' '.join(self.words)}"

    @property
    def is_refused(self) -> bool:
        """Whether nothing was opened or done: sent to a door, forbidden, or told that there is no such thing."""
        if self.status == 303:
            return self.onward.startswith(("/sign-in", "/w")) and not self.onward.startswith("/w/")
        return self.status in {401, 403, 404, 410}


@pytest.fixture(scope="module")
def app(library_instance: Path, instances: Path, printer: Printer) -> Iterator[Flask]:
    yield from running(make_app(copy_instance(library_instance, instances / "matrix"), printer))


@pytest.fixture(scope="module")
def world(app: Flask) -> Iterator[World]:
    """The world; the client's guard itself is tried, not the token of her forms before it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("therapytool.portal.clients.check_form_token", lambda scope: None)
        yield build(app)


def kind_of(rule: Rule, argument: str) -> str | None:
    fitting = [start for start, name in ROWS if name == argument and f"{rule.rule}/".startswith(f"{start}/")]
    return ROWS[max(fitting, key=len), argument] if fitting else None


def address(rule: Rule, world: World) -> str:
    values: dict[str, object] = {}
    for argument in rule.arguments:
        kind = kind_of(rule, argument) or argument
        value = world.ids.get(kind) or ELSEWHERE.get(kind, "x")
        converter = rule._converters.get(argument)
        is_number = converter is not None and converter.regex.startswith(r"\d")
        values[argument] = (int(value) if value.isdecimal() else 1) if is_number else value
    _, path = rule.build(values) or ("", "")
    return path


def is_row(rule: Rule) -> bool:
    """Whether a rule names something that is somebody's own."""
    is_shared = rule.endpoint.partition(".")[0] in SHARED and "/case/" not in rule.rule
    is_somebodys = not is_shared and rule.endpoint not in LEFT_ALONE | OF_THE_PRACTICE
    return is_somebodys and any(kind_of(rule, argument) for argument in rule.arguments)


def attempt(world: World, rule: Rule, method: str, who: str) -> Check:
    answer = world.visitors[who](method, address(rule, world))
    body = answer.get_data(as_text=True) if answer.mimetype.startswith(("text/", "application/json")) else ""
    found = tuple(word for word in WORDS if word in body)
    answer.close()
    kind = answer.headers.get("Content-Type", "")
    return Check(rule.endpoint, method, who, answer.status_code, answer.location or "", found, kind)


@pytest.fixture(scope="module")
def checks(app: Flask, world: World) -> list[Check]:
    """Everybody but Ada tries everything."""
    return [
        attempt(world, rule, method, who)
        for rule, method in routes(app)
        for who in OUTSIDERS
        if rule.endpoint not in {"static", "accounts.logout", "portal.leave", "accounts.end_others"}
        and not (rule.endpoint.startswith("portal.") and who == "client A")
    ]


def test_every_route_that_names_a_row_is_classified(app: Flask) -> None:
    unknown = {
        (rule.endpoint, argument)
        for rule in app.url_map.iter_rules()
        if access_of(app, rule.endpoint) in {Access.SIGNED_IN, Access.CLIENT}
        and rule.endpoint.partition(".")[0] not in SHARED
        for argument in rule.arguments
        if kind_of(rule, argument) is None and argument not in {"number", "kind", "tab", "key", "block", "rest"}
    }
    assert unknown == set()


def test_what_is_adas_is_refused_to_everybody_else(app: Flask, checks: list[Check]) -> None:
    rows = {rule.endpoint for rule in app.url_map.iter_rules() if is_row(rule)}
    mine = [check for check in checks if check.endpoint in rows and access_of(app, check.endpoint) is not Access.PUBLIC]
    assert len(mine) > 700
    assert "\n".join(sorted(str(check) for check in mine if not check.is_refused)) == ""


def test_what_a_practice_shares_is_refused_to_whoever_is_not_in_it(checks: list[Check]) -> None:
    tried = [check for check in checks if check.endpoint in OF_THE_PRACTICE]
    assert "\n".join(str(check) for check in tried if check.who in STRANGERS and not check.is_refused) == ""
    opened = {check.who for check in tried if check.endpoint == "plans.show_shared" and check.status == 200}
    assert opened == set(OUTSIDERS) - STRANGERS, "colleagues in every role look at it"


def test_nothing_planted_is_in_any_answer_to_anybody_else(checks: list[Check]) -> None:
    assert len(checks) > 1500
    assert "\n".join(sorted(str(check) for check in checks if check.words and not is_their_own(check))) == ""


def is_their_own(check: Check) -> bool:
    """Client B reads her own name and answer on her own pages."""
    return check.who == "client B" and set(check.words) <= {BETA, "Plantedfinch"}


def test_nothing_breaks(checks: list[Check]) -> None:
    assert "\n".join(sorted(str(check) for check in checks if check.status >= 500)) == ""


def test_every_answer_says_what_it_is_and_text_in_which_letters(checks: list[Check]) -> None:
    def says_so(kind: str) -> bool:
        return "charset=utf-8" in kind if kind.startswith("text/") or "xml" in kind else "/" in kind

    assert {check.kind for check in checks if not says_so(check.kind)} == set()


def test_who_is_not_signed_in_gets_past_no_door(app: Flask, checks: list[Check]) -> None:
    closed = [
        check
        for check in checks
        if check.who in {"anonymous", "client A", "client B", "disabled"}
        and access_of(app, check.endpoint) in {Access.SIGNED_IN, Access.OWNER}
    ]
    assert len(closed) > 500
    assert "\n".join(sorted(str(check) for check in closed if not check.is_refused)) == ""


def test_roles_open_what_the_table_says_and_no_more(app: Flask, checks: list[Check]) -> None:
    roles = {
        "same practice": ClinicianRole.CLINICIAN,
        "assistant": ClinicianRole.ASSISTANT,
        "supervisor": ClinicianRole.SUPERVISOR,
    }
    wrong = []
    for check in checks:
        level = access_of(app, check.endpoint)
        if check.who not in roles or level not in {Access.SIGNED_IN, Access.OWNER}:
            continue
        needed = needed_by(check.endpoint)
        allowed = level is not Access.OWNER and (needed is None or needed in PERMISSIONS[roles[check.who]])
        if not allowed and check.status != 403:
            wrong.append(str(check))
        by_row = ("authoring", "records", "supervision", "plans.stop_sharing_it")
        if allowed and not check.endpoint.startswith(by_row) and check.status == 403:
            wrong.append(str(check))
    assert "\n".join(wrong) == ""


def test_client_b_sees_nothing_of_client_a(app: Flask, world: World) -> None:
    for rule, method in routes(app):
        if access_of(app, rule.endpoint) is Access.CLIENT and rule.endpoint != "portal.leave":
            assert BETA not in attempt(world, rule, method, "client A").words if method == "GET" else True, rule


def test_ada_herself_opens_her_pages_so_the_refusals_mean_something(app: Flask, world: World) -> None:
    opened, seen = 0, set()
    for rule, method in routes(app):
        if method == "GET" and is_row(rule) and access_of(app, rule.endpoint) is Access.SIGNED_IN:
            if rule.endpoint.startswith("supervision") or any(word in rule.endpoint for word in RENDERS):
                continue
            check = attempt(world, rule, "GET", "clinician")
            opened += check.status == 200
            seen |= set(check.words)
    assert opened >= 25
    assert seen >= {"Plantedcase", "Plantedheron", "Plantedfinch", "Plantedalpha", "Plantednote"}


@pytest.mark.parametrize(
    ("view", "endpoint"),
    [
        ("therapytool.homework.views.exports", "homework.case_csv"),
        ("therapytool.homework.views.exports", "homework.case_json"),
        ("therapytool.cases.views.people", "cases.person"),
    ],
)
def test_a_view_that_asks_for_the_wrong_clinician_is_caught(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, view: str, endpoint: str
) -> None:
    def careless() -> Clinician:
        ada = db.session.scalar(select(User.id).where(User.email == "ada@example.org"))
        return replace(current_clinician(), id=ada)

    monkeypatch.setattr(f"{view}.current_clinician", careless)
    (rule,) = [each for each in app.url_map.iter_rules() if each.endpoint == endpoint]
    check = attempt(world, rule, "GET", "same practice")
    assert not check.is_refused
    assert check.words
