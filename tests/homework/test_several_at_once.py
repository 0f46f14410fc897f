"""Many things in one go: everybody's sheets in one file, a scan of several homework, a full inbox, sheets given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from tests.factories import make_clinician, sign_in
from tests.homework.filled_files import filled, photo
from tests.homework.pages import address_of, give, page, part_fields, send
from tests.homework.practice import LADDER, LISTEN, Desk, in_days
from tests.homework.test_coming_home import bring, kept, problem_in
from therapytool.cases.queries import CaseView
from therapytool.database import db
from therapytool.homework.coming_home.models import ScannedPage
from therapytool.homework.coming_home.sorting import named_homes
from therapytool.homework.models import Homework, Response
from therapytool.homework.queries import ResponseView


def scan(*codes: str) -> bytes:
    """A scanned PDF with a page for each, the code on it or none."""
    first, *others = (Image.open(BytesIO(photo(code, kind="PNG"))).convert("RGB") for code in codes)
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


def code_of(desk: Desk, response_id: str) -> str:
    return f"https://therapy.example.org/w#{desk.link(response_id).token}"


def row(part: ResponseView) -> Response:
    return db.session.scalars(select(Response).where(Response.public_id == part.public_id)).one()


def pages_with(response_id: str) -> int:
    wanted = select(ScannedPage.id).join(Response).where(Response.public_id == response_id)
    return len(db.session.scalars(wanted).all())


class TestEverybodysSheetsInOneFile:
    @pytest.fixture
    def both(self, ada: FlaskClient, desk: Desk, couple: CaseView) -> tuple[bytes, Sequence[str], str]:
        given = desk.give(couple, LISTEN)
        form = ada.get(f"/homework/{given.public_id}/fillable.pdf").data
        for copy, words in ((1, "Words of A"), (2, "Words of B")):
            form = filled(form, {"question": words}, copy=copy)
        return form, [part.public_id for part in given.responses], given.public_id

    def test_are_shown_together_and_taken_in_one_go_each_to_its_own(self, ada, desk, both):
        form, (a, b), given = both
        review = bring(ada, form).text
        assert review.index("Words of A") < review.index("Words of B")
        fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', review))
        assert fields["also"] == b
        ticks = {
            name: re.findall(rf'name="{name}" value="([^"]+)"[^>]*checked', review) for name in ("take", f"{b}:take")
        }
        answer = send(ada, f"/homework/responses/{a}/take-in", **{**fields, **ticks})
        assert answer.location.endswith(f"/homework/{given}")
        parts = desk.homework(given).responses
        assert [kept(desk, part) for part in parts] == [{"question": "Words of A"}, {"question": "Words of B"}]

    def test_one_already_sent_says_so_and_the_other_is_taken(self, ada, desk, both):
        form, (a, b), given = both
        desk.answers(a, {"question": "Said before"})
        review = bring(ada, form).text
        assert "was sent already" in review
        fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', review))
        send(ada, f"/homework/responses/{a}/take-in", **fields, **{f"{b}:take": "question"})
        both_kept = [kept(desk, part) for part in desk.homework(given).responses]
        assert both_kept == [{"question": "Said before"}, {"question": "Words of B"}]

    def test_never_puts_answers_into_a_strangers_homework(self, library: Flask, ada, desk, both):
        _, (a, _), _ = both
        ben = library.test_client()
        clinician = make_clinician("ben@example.org", name="Ben")
        own = Desk(clinician.id).give(Desk(clinician.id).case("Owl", name="Other")).responses[0].public_id
        sign_in(ben, clinician)
        answer = send(ben, f"/homework/responses/{own}/take-in", also=a, **{f"{a}:take": "question"})
        assert answer.status_code == 404


class TestAScanOfSeveral:
    @pytest.mark.parametrize(
        ("marks", "homes"),
        [
            ([None, "a", None, "b"], ["a", "a", "b", "b"]),
            (["a", None, None], ["a", "a", "a"]),
            ([None, None], [None, None]),
        ],
    )
    def test_a_page_without_a_square_goes_with_the_next_that_has_one(self, marks, homes):
        assert named_homes(marks) == homes

    def test_its_pages_find_their_homework_each_by_itself(self, ada, desk, couple):
        a, b = (part.public_id for part in desk.give(couple).responses)
        answer = bring(ada, scan("", code_of(desk, a), code_of(desk, b)))
        assert answer.location.endswith("/homework/")
        assert (pages_with(a), pages_with(b)) == (2, 1)

    def test_two_sheets_in_one_photo_are_refused_for_both(self, ada, desk, couple):
        a, b = (part.public_id for part in desk.give(couple).responses)
        picture = Image.open(BytesIO(photo(code_of(desk, a), kind="PNG")))
        picture.paste(Image.open(BytesIO(photo(code_of(desk, b), kind="PNG"))).crop((0, 0, 600, 600)), (0, 800))
        out = BytesIO()
        picture.save(out, "PNG")
        assert "One photo shows two sheets" in problem_in(bring(ada, out.getvalue()))
        assert (pages_with(a), pages_with(b)) == (0, 0)

    def test_the_sheet_of_a_repeating_homework_serves_for_each_of_its_rounds(self, ada, desk, couple):
        first = desk.give(couple, due_on=in_days(0), every_days=1, until=in_days(2))
        part, other = first.responses
        code = code_of(desk, part.public_id)
        series = select(Response.public_id).join(Homework).where(Homework.series == first.series)
        rounds = db.session.scalars(series.where(Response.person_id == row(part).person_id)).all()
        assert bring(ada, photo(code), response=rounds[1]).status_code == 303
        assert "another homework" in problem_in(bring(ada, photo(code), response=other.public_id))


class TestAFullInbox:
    @pytest.fixture
    def back(self, desk: Desk, couple: CaseView) -> list[str]:
        """Three sheets that came back, and one that did not."""
        parts = [part for _ in range(2) for part in desk.give(couple).responses]
        words = desk.first_answer(desk.give(couple))
        for part in parts[:3]:
            desk.answers(part.public_id, words)
        return [part.public_id for part in parts]

    def test_what_is_ticked_is_marked_and_what_nobody_answered_is_not(self, ada, desk, back):
        board = page(ada, "/homework/?standing=done")
        assert board.count('form="looked-at"') == 3
        answer = send(ada, "/homework/looked-at?standing=done", response=[back[0], back[2], back[3]])
        assert answer.location.endswith("/homework/?standing=done")
        assert "2 sheets are marked" in ada.get(answer.location).text
        standing = {entry: db.session.scalar(select(Response.reviewed_at).filter_by(public_id=entry)) for entry in back}
        assert [standing[each] is not None for each in back] == [True, False, True, False]

    def test_a_strangers_sheet_among_them_marks_none(self, library: Flask, ada, desk, back):
        ben = library.test_client()
        sign_in(ben, make_clinician("ben@example.org", name="Ben"))
        assert send(ben, "/homework/looked-at", response=back).status_code == 404
        assert page(ada, "/homework/").count('form="looked-at"') == 3

    def test_she_goes_from_one_to_the_next_until_it_is_empty(self, ada, desk, back):
        opened = back[2]
        for _ in range(2):
            answer = send(ada, f"/homework/responses/{opened}/reviewed", reviewed="1", onward="1")
            opened = answer.location.rpartition("/")[2]
            assert opened in back[:3]
        last = send(ada, f"/homework/responses/{opened}/reviewed", reviewed="1", onward="1")
        assert last.location.endswith("/homework/")


class TestSeveralSheetsGiven:
    def test_the_next_begins_with_what_was_agreed_for_the_one_before(self, ada, desk, couple):
        strip = part_fields(couple, what="Two lines", when="After the dishes", obstacle="Late", confidence="8")
        heron = couple.people[0].public_id
        give(ada, couple, people=[heron], due_on=in_days(3).isoformat(), **strip)
        form = page(ada, address_of(couple, LISTEN))
        assert "After the dishes" in form
        assert "Late" in form
        assert "Two lines" not in form
        assert f'value="{in_days(3).isoformat()}"' in form
        assert len(re.findall(r'name="people"[^>]*checked|checked[^>]*name="people"', form)) == 1
        assert not re.search(rf'checked[^>]*name="{heron}-confidence"', form)

    def test_another_case_sees_none_of_it(self, ada, desk, couple):
        give(ada, couple, **part_fields(couple, when="After the dishes"))
        other = desk.case("Owl", "Wren", name="Other")
        assert "After the dishes" not in page(ada, address_of(other, LADDER))
