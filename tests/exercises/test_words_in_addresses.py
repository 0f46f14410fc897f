"""Words of a client tried in an exercise's slots stand in no address of the library, and are on every print of it."""

from __future__ import annotations

import re
from html import unescape

from tests.accounts.visitor import Visitor
from tests.homework.practice import LISTEN
from tests.pdf import read_pdf
from therapytool.sealed_addresses import ARGUMENT

WORD = "Plantedheron"
PAGE = f"/library/{LISTEN}"
LINK = re.compile(r'(?:href|src|hx-get|hx-post|action)="([^"]*)"')


def test_they_are_sent_as_a_form_and_sealed_in_every_address_that_follows(ada: Visitor) -> None:
    on = ada.send(f"{PAGE}/sheet", page=PAGE, **{"dose": "short", "slot.hard_day": WORD}).location
    page = ada.open(on).text
    links = [unescape(link) for link in LINK.findall(page)]
    assert f'value="{WORD}"' in page
    assert "short dose" in page
    assert not any(WORD in link or "slot." in link for link in [on, *links])
    assert sum(f"{ARGUMENT}=" in link for link in links) >= 6
    printed = next(link for link in links if "/sheet.pdf?" in link)
    assert WORD in read_pdf(ada.open(printed).data).text
    picture = next(link for link in links if "/page-1.png?" in link)
    assert ada.open(picture).mimetype == "image/png"
    file = next(link for link in links if "/sheet.docx?" in link)
    assert ada.open(file).status_code == 200
    give = next(link for link in links if link.startswith("/homework/give?"))
    assert give.count(ARGUMENT) == 1


def test_without_words_an_address_can_be_read_as_before(ada: Visitor) -> None:
    on = ada.send(f"{PAGE}/sheet", page=PAGE, dose="short", paper="a4").location
    assert on == f"{PAGE}?dose=short&paper=a4#sheet"
