"""Crisis contacts of a practice: the shipped list, its own, what prints, and who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from therapytool import clock
from therapytool.accounts.models import Practice
from therapytool.accounts.practice.crisis_contacts import (
    ContactWords,
    add_contact,
    change_contact,
    list_contacts,
    move_contact,
    own_lines,
    remove_contact,
    use_shipped_list,
)
from therapytool.accounts.practice.crisis_lines import MOST_PRINTED, ListedContact, printed_lines
from therapytool.accounts.practice.regions import regions
from therapytool.accounts.queries import get_practice
from therapytool.database import db, writing
from therapytool.exercises.letterhead import letterhead

PAGE = "/account/crisis-contacts"
LINE = ContactWords("Harbor Night Line", "555 0199", "call, 18:00 to 6:00")

contacts = st.builds(
    ListedContact,
    key=st.text(max_size=3),
    name=st.text(min_size=1, max_size=5),
    number=st.text(min_size=1, max_size=5),
    how=st.just(""),
    is_vouched_for=st.booleans(),
    checked_on=st.none() | st.just(date(2026, 1, 1)),
    is_printed=st.booleans(),
)


@pytest.fixture
def practice(app: Flask) -> Iterator[Practice]:
    with app.app_context():
        make_clinician("ada@example.org")
        yield get_practice()


@pytest.fixture
def ada(app: Flask, practice: Practice) -> Visitor:
    db.session.remove()
    visitor = Visitor(app)
    visitor.sign_in("ada@example.org")
    return visitor


def names(practice: Practice) -> list[str]:
    db.session.expire_all()
    return [contact.name for contact in list_contacts(practice)]


class TestWhatPrints:
    @given(st.lists(contacts, max_size=12))
    def test_only_what_somebody_looked_up_and_chose_and_no_more_than_fits(self, listed: list[ListedContact]):
        lines = printed_lines(listed)
        assert len(lines) <= MOST_PRINTED
        allowed = [each.as_printed for each in listed if each.is_printed and (each.is_vouched_for or each.checked_on)]
        assert list(lines) == allowed[:MOST_PRINTED]

    @pytest.mark.parametrize("region", [region.code for region in regions()])
    def test_every_region_prints_a_contact_and_none_that_nobody_confirmed(self, region: str):
        head = letterhead("", "", region)
        unconfirmed = {each.name for found in regions() if found.code == region for each in found.contacts} - {
            each.name for found in regions() for each in found.contacts if each.is_confirmed
        }
        assert head.crisis_lines
        assert head.emergency
        assert not unconfirmed & {line.name for line in head.crisis_lines}

    def test_where_none_is_confirmed_the_worldwide_directory_prints(self):
        assert [line.number for line in letterhead("", "", "BR").crisis_lines] == ["findahelpline.com"]
        assert [line.number for line in letterhead("", "", "US", own_lines=()).crisis_lines] == ["findahelpline.com"]


class TestTheList:
    def test_the_shipped_one_stands_until_it_is_changed_and_comes_back(self, practice: Practice):
        shipped = names(practice)
        assert own_lines(practice) is None
        with writing():
            add_contact(practice, LINE, is_confirmed=True)
        assert names(practice) == [*shipped, LINE.name]
        with writing():
            use_shipped_list(practice)
        assert names(practice) == shipped

    def test_a_number_that_changes_waits_to_be_confirmed_again(self, practice: Practice):
        first = list_contacts(practice)[0]
        with writing():
            change_contact(practice, first.key, ContactWords(first.name, "989"), is_printed=True, is_confirmed=False)
        changed = list_contacts(practice)[0]
        assert not changed.is_confirmed
        db.session.expire_all()
        assert "989" not in [line.number for line in own_lines(practice) or ()]
        with writing():
            change_contact(practice, changed.key, ContactWords(first.name, "989"), is_printed=True, is_confirmed=True)
        db.session.expire_all()
        assert list_contacts(practice)[0].checked_on == clock.today()
        assert "989" in [line.number for line in own_lines(practice) or ()]

    def test_the_order_is_the_practices_own(self, practice: Practice):
        shipped = names(practice)
        with writing():
            move_contact(practice, "1", up=True)
        assert names(practice) == [shipped[1], shipped[0], *shipped[2:]]
        with writing():
            move_contact(practice, list_contacts(practice)[0].key, up=True)
            remove_contact(practice, list_contacts(practice)[-1].key)
        assert names(practice) == [shipped[1], shipped[0], *shipped[2:-1]]


class TestThePage:
    def test_added_on_the_page_it_prints_on_sheets_and_stands_on_client_pages(self, ada: Visitor):
        fields = {"name": LINE.name, "number": LINE.number, "how": LINE.how, "is_confirmed": "y"}
        assert ada.send(PAGE, **fields).status_code == 303
        page = ada.open(PAGE).text
        assert "Looked up by your practice on" in page
        assert "Back to the list that comes with Therapytool" in page
        assert LINE.number in Visitor(ada.app).open("/w/steady").text

    def test_not_confirmed_it_stands_in_the_list_and_nowhere_else(self, ada: Visitor):
        ada.send(PAGE, name=LINE.name, number=LINE.number)
        assert "Not checked: it does not print" in ada.open(PAGE).text
        assert LINE.number not in Visitor(ada.app).open("/w/steady").text

    def test_an_empty_one_is_refused(self, ada: Visitor):
        answer = ada.send(PAGE, name="", number="")
        assert answer.status_code == 422
        assert "Say who answers." in answer.text

    def test_what_is_gone_is_not_found(self, ada: Visitor):
        assert ada.send(f"{PAGE}/nothing/remove", page=PAGE).status_code == 404
