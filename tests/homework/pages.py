"""What the clinician does on the pages of homework: opens them, sends their forms."""

from __future__ import annotations

import re

import html5lib
from flask.testing import FlaskClient

from tests.factories import csrf_token
from tests.homework.practice import LADDER
from therapytool.cases.queries import CaseView
from therapytool.database import db


def page(client: FlaskClient, address: str, *, status: int = 200) -> str:
    """The HTML of a page that a strict reader accepts."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.text


def send(client: FlaskClient, address: str, *, token_from: str = "/cases/new", **fields: object):
    """Send a form as a browser does."""
    answer = client.post(address, data={"csrf_token": csrf_token(client, token_from), **fields})
    db.session.expire_all()
    return answer


def part_fields(case: CaseView, number: int = 0, **fields: str) -> dict[str, str]:
    """The fields of one person's part, under her prefix."""
    return {f"{case.people[number].public_id}-{name}": text for name, text in fields.items()}


def give(client: FlaskClient, case: CaseView, slug: str = LADDER, **fields: object):
    """Fill in the form for everybody and send it."""
    usual: dict[str, object] = {
        "people": [person.public_id for person in case.people],
        "dose": "standard",
        "every": "",
        "keeping": "year",
        "cleared": re.findall(r'name="cleared" [^>]*value="(\w+)"', client.get(address_of(case, slug)).text),
    }
    return send(client, address_of(case, slug), **{**usual, **fields})


def address_of(case: CaseView, slug: str) -> str:
    return f"/homework/give?case={case.public_id}&exercise={slug}"
