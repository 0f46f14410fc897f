"""Drafting over HTTP: what is wished for, what is proposed and why, swapping, and the plan made of it."""

from __future__ import annotations

import re
from html import unescape

from tests.accounts.visitor import Visitor
from tests.homework.practice import Desk
from therapytool import clock


def titles(page: str) -> list[str]:
    found = re.findall(r'<h3 class="draft-title">(?:<svg.*?</svg> )?(.*?)</h3>', page, re.DOTALL)
    return [unescape(title).strip() for title in found]


def fields_of(page: str) -> dict[str, list[str]]:
    form = page[page.index('class="draft-use"') :]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_the_form_opens_without_a_proposal_and_leads_to_one(ada: Visitor):
    assert "draft-use" not in ada.open("/plans/draft").text
    page = ada.open("/plans/draft?go=1&format=individual&minutes=53&theme=B&intensity=3&review=1").text
    assert titles(page)[:2] == ["Check-in", "Homework review"]
    assert "Summary" in titles(page)
    assert "On vulnerability" in page
    assert "To take home" in page


def test_an_alternative_is_one_press_away_and_the_plan_is_what_was_shown(ada: Visitor):
    page = ada.open("/plans/draft?go=1&format=individual&minutes=53&theme=B&intensity=3").text
    swap = unescape(re.search(r'href="(/plans/draft\?[^"]*pick\.main=[^"]*)"', page)[1])
    swapped = ada.open(swap).text
    assert titles(swapped) != titles(page)
    answer = ada.send("/plans/draft", page=swap, **fields_of(swapped))
    assert answer.status_code == 303
    plan = ada.open(answer.location).text
    assert [title for title in titles(swapped) if title not in unescape(plan)] == []


def test_joint_work_waits_until_the_case_has_its_record(ada: Visitor, desk: Desk):
    case = desk.case("Heron", "Finch")
    address = f"/plans/draft?case={case.public_id}&go=1&minutes=80&theme=C"
    page = ada.open(address).text
    assert "No exercise is proposed" in page
    alone, record = (
        unescape(re.search(rf'href="([^"]*)">{words}', page)[1]) for words in ("Draft for one", "Record it")
    )
    assert "draft-exercise" in ada.open(alone).text
    asked = ada.open(record).text
    sent_to = unescape(re.search(r'action="([^"]*/ipv_cleared[^"]*)"', asked)[1])
    recorded = ada.send(sent_to, page=record, cleared="1", on_day=clock.today().isoformat())
    assert recorded.location == address
    page = ada.open(recorded.location).text
    assert "No exercise is proposed" not in page
    answer = ada.send("/plans/draft", page=address, **fields_of(page))
    assert case.name in ada.open(answer.location).text


def test_what_the_case_did_last_time_is_not_proposed_again(ada: Visitor, desk: Desk):
    case = desk.case("Heron")
    address = f"/plans/draft?case={case.public_id}&go=1&minutes=53&theme=C"
    first = ada.open(address).text
    ada.send("/plans/draft", page=address, **fields_of(first))
    second = ada.open(address).text
    done = set(titles(first)) & set(
        re.findall(r"Done last time: (.*?)\.", second)[0].replace(" and ", ", ").split(", ")
    )
    assert done
    assert not done & set(titles(second))


def test_nonsense_in_the_address_is_as_usual(ada: Visitor):
    page = ada.open("/plans/draft?go=1&format=zebra&minutes=9999&theme=Z&intensity=-1&pick.main=%00&pick.home=nowhere")
    assert page.status_code == 200
    assert 'value="53"' in page.text
    assert ada.open("/plans/draft?case=nobody&go=1").status_code == 404


def test_a_colleagues_case_is_not_there(ada: Visitor, ben: Visitor, desk: Desk):
    case = desk.case("Heron")
    assert ben.open(f"/plans/draft?case={case.public_id}&go=1").status_code == 404
