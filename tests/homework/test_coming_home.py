"""A filled PDF and photos of paper come home to the clinician: shown first, refused with a reason, kept sealed."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from tests.factories import csrf_token, make_clinician, sign_in
from tests.homework.filled_files import changed, fields_of, filled, photo
from tests.homework.practice import LADDER, LISTEN, Desk
from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.cases.operations import erase_person
from therapytool.database import db, writing
from therapytool.homework.answers.answering import Typed, keep_to_myself, list_answers, save_answer
from therapytool.homework.coming_home.models import ScannedPage
from therapytool.homework.queries import HomeworkView, ResponseView, get_response_row

WORDS = "Wir saßen am Fenster, “łódź” 🙂"
TAKEN = {"question": WORDS, "moves.1": "yes", "rounds.r1.c2": "7"}


@pytest.fixture
def given(desk: Desk) -> HomeworkView:
    return desk.give(desk.case("Heron"), LISTEN, dose=Dose.STANDARD)


@pytest.fixture
def part(given: HomeworkView) -> ResponseView:
    return given.responses[0]


def form_of(client: FlaskClient, name: str) -> bytes:
    answer = client.get(f"/homework/responses/{name}/fillable.pdf")
    assert answer.status_code == 200, answer.text
    return answer.data


def bring(client: FlaskClient, *contents: bytes, response: str = ""):
    """Hand files in, as the page does."""
    files = [(BytesIO(content), "IMG_0001.bin") for content in contents]
    token = csrf_token(client, "/homework/come-home")
    answer = client.post("/homework/come-home", data={"csrf_token": token, "response": response, "files": files})
    db.session.expire_all()
    return answer


def take_in(client: FlaskClient, review: str, name: str, **more: str):
    """Send the review page as it was drawn, and what was chosen otherwise."""
    hidden = dict(re.findall(r'type="hidden" name="((?:text|revision)-[^"]+)" value="([^"]*)"', review))
    ticked = re.findall(r'name="take" value="([^"]+)"[^>]*checked', review)
    token = csrf_token(client, "/homework/come-home")
    fields = {**hidden, "take": ticked, "csrf_token": token, **more}
    answer = client.post(f"/homework/responses/{name}/take-in", data=fields)
    db.session.expire_all()
    return answer


def kept(desk: Desk, part: ResponseView) -> dict[str, str]:
    db.session.expire_all()
    return {each.key: each.text for each in list_answers(row_id(desk, part)) if each.text}


def row_id(desk: Desk, part: ResponseView) -> int:
    return get_response_row(part.public_id, desk.clinician_id).id


def problem_in(answer) -> str:
    assert answer.status_code == 422
    return re.search(r'<a href="#files">([^<]+)</a>', answer.text)[1]


class TestAFilledPdf:
    def test_is_known_by_itself_shown_first_and_taken_only_then(self, ada, desk, part):
        review = bring(ada, filled(form_of(ada, part.public_id), TAKEN))
        assert review.status_code == 200
        assert "These answers were found" in review.text
        assert "saßen am Fenster" in review.text
        assert kept(desk, part) == {}
        answer = take_in(ada, review.text, part.public_id)
        assert answer.location.endswith(f"/homework/responses/{part.public_id}")
        assert kept(desk, part) == TAKEN
        assert "saßen" not in ada.get("/homework/").text

    def test_shows_both_where_something_else_is_kept_and_leaves_that_unless_told(self, ada, desk, part):
        desk.link(part.public_id)
        with writing():
            from_before(desk, part, "question", "What I typed")
        form = filled(form_of(ada, part.public_id), TAKEN)
        review = bring(ada, form).text
        assert "What I typed" in review
        assert "1 answer differs" in review
        take_in(ada, review, part.public_id, **{"choose-question": "kept"})
        assert kept(desk, part)["question"] == "What I typed"
        take_in(ada, bring(ada, form).text, part.public_id, **{"choose-question": "file"})
        assert kept(desk, part)["question"] == WORDS
        assert "nothing new" in bring(ada, form).text

    def test_never_shows_what_the_person_keeps_to_herself(self, ada, desk, part):
        with writing():
            from_before(desk, part, "question", "Only mine")
            keep_to_myself(row_id(desk, part), "question", is_private=True)
        review = bring(ada, filled(form_of(ada, part.public_id), TAKEN)).text
        assert "Only mine" not in review
        assert "Kept to themself" in review

    def test_does_not_overwrite_what_was_typed_while_it_was_looked_at(self, ada, desk, part):
        review = bring(ada, filled(form_of(ada, part.public_id), TAKEN)).text
        with writing():
            from_before(desk, part, "question", "Typed meanwhile")
        take_in(ada, review, part.public_id)
        assert kept(desk, part)["question"] == "Typed meanwhile"

    def test_with_an_answer_that_cannot_be_kept_gives_the_rest_and_says_so(self, ada, desk, part):
        review = bring(ada, filled(form_of(ada, part.public_id), {**TAKEN, "helped": "so " * 99})).text
        assert "1 answer does not fit" in review
        take_in(ada, review, part.public_id)
        assert kept(desk, part) == TAKEN

    def test_of_a_sheet_already_sent_changes_nothing(self, ada, desk, part):
        form = filled(form_of(ada, part.public_id), TAKEN)
        desk.answers(part.public_id, {"helped": "Quiet"})
        assert "was sent already" in problem_in(bring(ada, form))


def from_before(desk: Desk, part: ResponseView, key: str, words: str) -> None:
    typed = Typed(key, words, 0, "request-0001", clock.now())
    save_answer(row_id(desk, part), typed, link_expires_at=clock.now())


class TestAFileIsRefused:
    def test_that_belongs_to_another_homework(self, ada, desk, part):
        other = desk.give(desk.case("Owl", name="Other"), LADDER).responses[0]
        form = form_of(ada, other.public_id)
        assert "another homework or another person" in problem_in(bring(ada, form, response=part.public_id))

    def test_that_belongs_to_another_clinician(self, library, ada, part):
        ben = library.test_client()
        sign_in(ben, make_clinician("ben@example.org", name="Ben"))
        answer = bring(ben, filled(form_of(ada, part.public_id), TAKEN))
        assert "another homework or another person" in problem_in(answer)
        assert "saßen" not in answer.text

    @pytest.mark.parametrize("change", ["renamed", "removed", "added"])
    def test_whose_fields_were_changed(self, ada, part, change):
        def tamper(file: pikepdf.Pdf) -> None:
            fields = fields_of(file)
            if change == "renamed":
                fields["question"].T = pikepdf.String("helped2")
            elif change == "removed":
                parent = file.Root.AcroForm.Fields[0]
                parent.Kids = pikepdf.Array([kid for kid in parent.Kids if str(kid.T) != "question"])
            else:
                extra = file.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="extra", V="x"))
                file.Root.AcroForm.Fields[0].Kids.append(extra)

        altered = changed(form_of(ada, part.public_id), tamper)
        assert "fields of this PDF were changed" in problem_in(bring(ada, altered))

    def test_of_another_length_of_the_exercise(self, ada, part):
        library_sheet = ada.get("/library/listen-dont-fix/fillable.pdf?dose=long").data
        assert "another length" in problem_in(bring(ada, library_sheet, response=part.public_id))

    def test_that_is_a_form_from_elsewhere(self, ada, part):
        def disown(file: pikepdf.Pdf) -> None:
            fields_of(file)["therapytool"].V = pikepdf.String("something else")

        foreign = changed(form_of(ada, part.public_id), disown)
        assert "not made here" in problem_in(bring(ada, foreign, response=part.public_id))

    @pytest.mark.parametrize("content", [b"%PDF-1.7 cut off", b"GIF89a", b"PK\x03\x04 zip", b"\xff\xd8\xff\xe0 cut"])
    def test_that_cannot_be_read(self, ada, part, content):
        assert "cannot be read" in problem_in(bring(ada, content, response=part.public_id))

    def test_that_is_locked(self, ada, part):
        with pikepdf.open(BytesIO(form_of(ada, part.public_id))) as file:
            out = BytesIO()
            file.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        assert "password" in problem_in(bring(ada, out.getvalue()))

    def test_when_there_is_none(self, ada):
        assert "Choose a file" in problem_in(bring(ada))

    def test_that_says_nothing_until_its_homework_is_chosen(self, ada, desk, part):
        assert "Nothing in this file tells" in problem_in(bring(ada, photo()))
        assert bring(ada, photo(), response=part.public_id).status_code == 303


class TestPagesOnPaper:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "PDF"])
    def test_find_their_homework_by_the_qr_and_are_kept_without_where_they_were_taken(self, ada, desk, part, kind):
        token = desk.link(part.public_id).token
        answer = bring(ada, photo(f"https://therapy.example.org/w#{token}", kind=kind))
        assert answer.location.endswith(f"/homework/responses/{part.public_id}")
        address = re.search(r'src="(/homework/pages/[^"]+\.jpg)"', ada.get(answer.location).text)[1]
        picture = ada.get(address)
        assert picture.content_type == "image/jpeg"
        assert dict(Image.open(BytesIO(picture.data)).getexif()) == {}

    def test_are_another_clinicians_business_never(self, library, ada, desk, part):
        bring(ada, photo(), response=part.public_id)
        page = db.session.scalar(select(ScannedPage.public_id))
        ben = library.test_client()
        sign_in(ben, make_clinician("ben@example.org", name="Ben"))
        assert ben.get(f"/homework/pages/{page}.jpg").status_code == 404
        token = csrf_token(ben, "/homework/come-home")
        assert ben.post(f"/homework/pages/{page}/drop", data={"csrf_token": token}).status_code == 404

    def test_with_the_qr_of_another_homework_are_refused(self, ada, desk, part):
        other = desk.give(desk.case("Owl", name="Other"), LADDER).responses[0]
        code = f"https://therapy.example.org/w#{desk.link(other.public_id).token}"
        assert "another homework" in problem_in(bring(ada, photo(code), response=part.public_id))

    def test_lie_sealed_in_the_database_and_go_with_the_person(self, ada, desk, part, given):
        bring(ada, photo(), photo(), response=part.public_id)
        rows = db.session.scalars(select(ScannedPage)).all()
        assert [row.sealed_picture[:3] == b"\xff\xd8\xff" for row in rows] == [False, False]
        assert [row.picture[:3] for row in rows] == [b"\xff\xd8\xff"] * 2
        with writing():
            erase_person(part.person.public_id, clinician_id=desk.clinician_id)
        assert db.session.scalar(select(func.count()).select_from(ScannedPage)) == 0

    def test_go_along_with_everything_kept_on_the_person(self, ada, desk, part):
        bring(ada, photo(), response=part.public_id)
        packed = ada.get(f"/homework/people/{part.person.public_id}/everything.zip").data
        with ZipFile(BytesIO(packed)) as archive:
            assert "pages/01-listen-dont-fix-01.jpg" in archive.namelist()

    def test_can_be_deleted(self, ada, desk, part):
        bring(ada, photo(), response=part.public_id)
        page = db.session.scalar(select(ScannedPage.public_id))
        token = csrf_token(ada, "/homework/come-home")
        assert ada.post(f"/homework/pages/{page}/drop", data={"csrf_token": token}).status_code == 303
        assert ada.get(f"/homework/pages/{page}.jpg").status_code == 404
