"""A whole journey of one partner reads the same, answer by answer, whatever the other has done by then.

`test_partners` and `test_channels` look at pages; here is everything that is sent: saves, wishes, files, errors, codes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.pdf import read_pdf
from tests.portal.browser import ClientBrowser
from tests.portal.given import GivenHomework, give
from tests.portal.test_partners import agree, browser_of, fill, send

RANDOM = re.compile(r"[0-9a-f]{64}|[2-9a-z]{8}<|\d{4}-\d\d-\d\dT[\d:.+-]+")
SAME_KEY = str(UUID(int=7))
Step = Callable[[ClientBrowser], TestResponse]


def typed(text: str, revision: int = 0, request: str = "") -> dict[str, object]:
    return {"text": text, "revision": revision, "request": request or str(uuid4())}


def a_file(browser: ClientBrowser) -> TestResponse:
    """She sends back something that is no sheet of hers."""
    content = {"x-token": browser.token(), "files": (io.BytesIO(b"%PDF-1.7 nothing"), "scan.pdf")}
    return browser.client.post(
        browser.path("/come-home"),
        data=content,
        content_type="multipart/form-data",
        environ_base={"REMOTE_ADDR": browser.address},
    )


JOURNEY: dict[str, Step] = {
    "opens it": lambda browser: browser.open(),
    "says how she feels": lambda browser: browser.post("", before="7"),
    "saves": lambda browser: browser.put("/answers/first_words", typed("thanks", 0, SAME_KEY)),
    "saves the same again": lambda browser: browser.put("/answers/first_words", typed("thanks", 0, SAME_KEY)),
    "saves over a change": lambda browser: browser.put("/answers/first_words", typed("no thanks")),
    "saves too much": lambda browser: browser.put("/answers/first_words", typed("x" * 5_000, 1)),
    "saves nothing of it": lambda browser: browser.put("/answers/nowhere", typed("x")),
    "keeps one to herself": lambda browser: browser.put("/private/way_out", {"private": True}),
    "keeps what is not there": lambda browser: browser.put("/private/nowhere", {"private": True}),
    "fills a page without scripts": lambda browser: browser.fill(3, {"way_out": "a door"}),
    "sends a file": a_file,
    "looks for what is shown": lambda browser: browser.open("/together"),
    "wants to show it too early": lambda browser: browser.post("/share", page="", choice="agree"),
    "looks it over": lambda browser: browser.open("/check"),
    "sends it": lambda browser: browser.post("/check", how_far="Done, as much of it as I wanted", helpful="9"),
    "sends it twice": lambda browser: browser.post("/check", page="/done"),
    "reads what comes next": lambda browser: browser.open("/done"),
    "saves too late": lambda browser: browser.put("/answers/way_out", typed("late", 1), token=browser.token("/done")),
    "keeps another to herself": lambda browser: browser.post("/share", choice="keep", block="first_words"),
    "shows it after all": lambda browser: browser.post("/share", choice="show", block="first_words"),
    "does not agree": lambda browser: browser.post("/share", choice="withdraw"),
    "prints it": lambda browser: browser.open("/sheet.pdf"),
    "takes it back": lambda browser: browser.post("/take-back", page="/done"),
    "says not this time": lambda browser: browser.post("/not-this-time"),
    "mistypes an address": lambda browser: browser.open("/nowhere/at/all"),
    "leaves": lambda browser: browser.post("/leave", page="/done"),
    "comes back without a way in": lambda browser: browser.open(),
}


def words_of(answer: TestResponse) -> str:
    """The body; of a PDF what stands on its pages, for when it was made stands in its bytes."""
    is_pdf = answer.data.startswith(b"%PDF-")
    return "\f".join(page.text for page in read_pdf(answer.data).pages) if is_pdf else answer.text


def walked(app: Flask, own: GivenHomework) -> Iterator[tuple[str, object]]:
    """Each step with all that its answer says: status, headers and body, less what is random each time."""
    browser = browser_of(app, own)
    for name, step in JOURNEY.items():
        answer = step(browser)
        headers = sorted(header for header in answer.headers.items() if header[0] not in {"Content-Length", "Date"})
        yield name, RANDOM.sub("", f"{answer.status} {headers} {words_of(answer)}".replace(own.name, "hers"))


@pytest.mark.parametrize("seat", [0, 1])
def test_nothing_she_sends_is_answered_otherwise_once_her_partner_is_done_and_has_agreed(
    library: Flask, seat: int
) -> None:
    idle, done = give("Heron", "Finch"), give("Heron", "Finch")
    partner = browser_of(library, done[1 - seat])
    fill(partner, "B")
    send(partner)
    agree(partner)
    alone, beside = dict(walked(library, idle[seat])), dict(walked(library, done[seat]))
    assert [name for name in JOURNEY if alone[name] != beside[name]] == []
    assert len({str(said).partition(" ")[0] for said in alone.values()}) > 4, (
        "the journey meets several kinds of answer"
    )
