"""Links: shown once, exchanged for a visit, known again by its cookie, dead when they should be; tries are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from tests.application import everything_on_disk
from tests.homework.practice import Desk, in_days
from therapytool import clock
from therapytool.cases.operations import erase_case
from therapytool.database import db, writing
from therapytool.errors import Conflict, NotFound
from therapytool.homework.links.codes import new_code
from therapytool.homework.links.failures import (
    Expired,
    LinkRefused,
    NeedsPasscode,
    NoSuchLink,
    NotYet,
    Revoked,
    TooManyTries,
    WrongPasscode,
)
from therapytool.homework.links.issuing import LinkTerms, MadeFor
from therapytool.homework.links.opening import (
    IDLE,
    LinkEvent,
    LinkPass,
    end_visit,
    exchange,
    note_seen,
    note_submitted,
    pass_for,
)
from therapytool.homework.models import HomeworkLink, LinkVisit
from therapytool.homework.operations import end_link, make_link
from therapytool.homework.queries import get_response_row
from therapytool.tokens import new_secret

HERE = "192.0.2.7"


def open_with(**way: str) -> LinkPass:
    """What a request does: everything is committed when it went well, rolled back when it did not."""
    with writing():
        return exchange(**{"address": HERE, **way})


def seen(desk: Desk, homework_id: str) -> list[LinkEvent]:
    """What the clinician sees happened with the newest link, newest first."""
    return [one.event for one in desk.homework(homework_id).responses[0].links[0].events]


def test_a_token_lets_a_browser_in_and_its_cookie_is_known(desk: Desk):
    given = desk.give(desk.case("Heron"))
    link = desk.link(given.responses[0].public_id)
    entered = open_with(token=link.token)
    known = pass_for(entered.secret)
    assert (
        known.response_id == entered.response_id == get_response_row(given.responses[0].public_id, desk.clinician_id).id
    )
    assert known.secret == ""
    assert seen(desk, given.public_id) == [LinkEvent.OPENED]
    assert desk.homework(given.public_id).responses[0].opened_at is not None


def test_the_short_code_opens_the_same_however_it_is_typed(desk: Desk):
    given = desk.give(desk.case("Heron"))
    link = desk.link(given.responses[0].public_id)
    by_code = open_with(code=link.code.lower().replace("-", " "))
    assert by_code.link_id == open_with(token=link.token).link_id


def test_neither_token_nor_code_nor_passcode_stands_in_the_files(desk: Desk):
    given = desk.give(desk.case("Heron"))
    link = desk.link(given.responses[0].public_id, passcode="blue heron")
    secret = open_with(token=link.token, passcode="blue heron").secret
    disk = everything_on_disk()
    for word in (link.token, link.code, link.code.replace("-", ""), "blue heron", secret):
        assert word.encode() not in disk


def test_a_fresh_link_never_shows_in_what_is_printed_of_it(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    assert link.token not in repr(link)
    assert link.code not in repr(link)


@pytest.mark.parametrize(
    "way", [{"token": new_secret()}, {"code": new_code()}, {"code": "nonsense"}, {"token": "'; --"}]
)
def test_what_was_never_made_opens_nothing(desk: Desk, way: dict[str, str]):
    desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    with pytest.raises(NoSuchLink):
        open_with(**way)


def test_a_link_opens_not_before_its_day_and_not_after_its_end(desk: Desk):
    given = desk.give(desk.case("Heron"), not_before=in_days(2))
    link = desk.link(given.responses[0].public_id, days=5)
    with pytest.raises(NotYet) as refused:
        open_with(token=link.token)
    assert refused.value.opens_on == in_days(2)
    with time_machine.travel(clock.now() + timedelta(days=3)):
        secret = open_with(token=link.token).secret
    with time_machine.travel(clock.now() + timedelta(days=5, hours=1)):
        with pytest.raises(Expired):
            open_with(token=link.token)
        assert LinkEvent.REFUSED in seen(desk, given.public_id)
    with time_machine.travel(clock.now() + timedelta(days=3, hours=1)):
        assert pass_for(secret)


def test_a_save_may_come_a_while_after_the_end(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id, days=1)
    with time_machine.travel(clock.now() + timedelta(hours=23)):
        secret = open_with(token=link.token).secret
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        with pytest.raises(Expired):
            pass_for(secret)
        assert pass_for(secret, late_by=timedelta(hours=2)).response_id


def test_a_link_ended_is_dead_at_once_and_so_is_who_came_by_it(desk: Desk):
    part = desk.give(desk.case("Heron")).responses[0]
    link = desk.link(part.public_id)
    secret = open_with(token=link.token).secret
    with writing():
        end_link(part.public_id, link.public_id, clinician_id=desk.clinician_id)
    with pytest.raises(LinkRefused):
        pass_for(secret)
    for way in ({"token": link.token}, {"code": link.code}):
        with pytest.raises(Revoked):
            open_with(**way)
    with pytest.raises(NotFound), writing():
        end_link(part.public_id, link.public_id, clinician_id=desk.clinician_id)


def test_another_link_of_the_same_way_replaces_the_one_before(desk: Desk):
    part = desk.give(desk.case("Heron")).responses[0]
    first, paper = desk.link(part.public_id), desk.link(part.public_id, MadeFor.PAPER)
    second = desk.link(part.public_id)
    with pytest.raises(Revoked):
        open_with(token=first.token)
    assert open_with(token=second.token)
    assert open_with(token=paper.token)


def test_a_passcode_is_asked_for_and_wrong_ones_are_told_and_noted(desk: Desk):
    given = desk.give(desk.case("Heron"))
    link = desk.link(given.responses[0].public_id, passcode="blue heron")
    with pytest.raises(NeedsPasscode):
        open_with(token=link.token)
    with pytest.raises(WrongPasscode):
        open_with(token=link.token, passcode="red heron")
    assert open_with(code=link.code, passcode="blue heron")
    assert seen(desk, given.public_id) == [LinkEvent.OPENED, LinkEvent.WRONG_PASSCODE]
    assert desk.homework(given.public_id).responses[0].links[0].has_passcode


def test_guessing_a_passcode_soon_takes_too_long_from_wherever_it_comes(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id, passcode="blue heron")
    at_home = open_with(token=link.token, passcode="blue heron").secret
    for number in range(5):
        with pytest.raises(WrongPasscode):
            open_with(token=link.token, passcode=f"guess {number}", address=f"198.51.100.{number}")
    with pytest.raises(TooManyTries) as refused:
        open_with(token=link.token, passcode="blue heron", address="198.51.100.99")
    assert timedelta(0) < refused.value.wait <= timedelta(minutes=15)
    assert pass_for(at_home), "who is in already is not locked out"
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        assert open_with(token=link.token, passcode="blue heron")


def test_guessing_codes_soon_takes_too_long_from_one_address(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    for _ in range(20):
        with pytest.raises(NoSuchLink):
            open_with(code=new_code())
    with pytest.raises(TooManyTries):
        open_with(code=link.code)
    assert open_with(code=link.code, address="203.0.113.5")
    assert open_with(token=link.token), "a token cannot be guessed, so it is never made to wait"


def test_right_codes_use_up_no_tries(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    for _ in range(30):
        assert open_with(code=link.code)


def test_a_browser_not_heard_of_for_a_day_opens_the_link_again(desk: Desk):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    secret = open_with(token=link.token).secret
    later = clock.now() + IDLE - timedelta(minutes=1)
    with time_machine.travel(later), writing():
        note_seen(secret)
    with time_machine.travel(later + timedelta(hours=20)):
        assert pass_for(secret)
    with time_machine.travel(later + IDLE + timedelta(minutes=1)), pytest.raises(NoSuchLink):
        pass_for(secret)


def test_leaving_ends_the_visit_and_not_the_link(desk: Desk):
    given = desk.give(desk.case("Heron"))
    link = desk.link(given.responses[0].public_id)
    entered = open_with(token=link.token)
    with writing():
        note_submitted(entered)
        end_visit(entered.secret)
    with pytest.raises(NoSuchLink):
        pass_for(entered.secret)
    assert open_with(token=link.token)
    assert seen(desk, given.public_id) == [LinkEvent.OPENED, LinkEvent.SUBMITTED, LinkEvent.OPENED]


def test_a_weekly_log_is_reached_by_one_link_week_after_week(desk: Desk):
    given = desk.give(desk.case("Heron"), due_on=in_days(6), every_days=7, until=in_days(20))
    link = desk.link(given.responses[0].public_id, days=30)
    first = open_with(token=link.token)
    assert first.earlier == ()
    with time_machine.travel(clock.now() + timedelta(days=8)):
        second = open_with(token=link.token)
        assert second.response_id != first.response_id
        assert second.earlier == (first.response_id,)


def test_partners_have_links_of_their_own(desk: Desk):
    given = desk.give(desk.case("Heron", "Finch"))
    heron, finch = (open_with(token=desk.link(part.public_id).token) for part in given.responses)
    assert heron.response_id != finch.response_id


def test_an_erased_homework_takes_its_links_along(desk: Desk):
    case = desk.case("Heron")
    link = desk.link(desk.give(case).responses[0].public_id)
    secret = open_with(token=link.token).secret
    with writing():
        erase_case(case.public_id, clinician_id=desk.clinician_id)
    with pytest.raises(NoSuchLink):
        open_with(token=link.token)
    with pytest.raises(NoSuchLink):
        pass_for(secret)
    assert db.session.scalars(select(LinkVisit)).all() == db.session.scalars(select(HomeworkLink)).all() == []


def test_a_link_cannot_end_in_the_past(desk: Desk):
    part = desk.give(desk.case("Heron")).responses[0]
    with pytest.raises(Conflict), writing():
        make_link(
            part.public_id, LinkTerms(MadeFor.LINK, clock.now() - timedelta(days=1)), clinician_id=desk.clinician_id
        )


def test_a_code_means_nothing_without_the_secret_of_the_installation(desk: Desk, library: Flask):
    link = desk.link(desk.give(desk.case("Heron")).responses[0].public_id)
    library.config["SECRET_KEY"] = "another"
    with pytest.raises(NoSuchLink):
        open_with(code=link.code)
