"""Writing over HTTP: everything works without scripts, nothing is lost, and only what is right reaches the library."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.window import Window, begin, by_id, fields_of, text_of, with_class
from tests.pdf import read_pdf
from therapytool.blocks import KINDS
from therapytool.database import writing
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.queries import get_draft_row


def name_of(window: Window) -> str:
    return window.address.rpartition("/")[2]


def draft_of(app: Flask, window: Window) -> Draft:
    with app.app_context():
        return Draft.model_validate(get_draft_row(name_of(window), 1).content)


def make_ready(window: Window, note: str = "") -> str:
    """Make the draft ready; returns the address it has in the library."""
    page = window.visitor.open(f"{window.address}/ready").text
    assert "Not ready yet" not in page, page
    window.load()
    fields = {"csrf_token": window.token, "revision": window.revision, "note": note}
    answer = window.visitor.post(f"{window.address}/ready", fields)
    assert answer.status_code == 303, answer.text
    return answer.location


@pytest.fixture
def sheet(window: Window) -> Window:
    """A window on an exercise that could be made ready."""
    window.open("about")
    window.save({"title": "Two Good Things"})
    window.add("lines")
    window.save({"label": "What went well?"})
    return window


class TestTheEditor:
    def test_a_new_exercise_complains_of_nothing_until_something_is_written(self, window: Window):
        assert window.problems == []
        window.save({"summary": ""})
        assert window.problems == ["Write something here."] * 2

    def test_what_is_not_right_is_saved_and_told_at_its_field(self, sheet: Window, library: Flask):
        sheet.save({"lines": "lots"})
        assert sheet.problems == ["Give a whole number."]
        assert draft_of(library, sheet).blocks[0].content["lines"] == "lots"
        assert "Not ready yet" in sheet.html

    def test_blocks_are_added_after_the_open_one_moved_doubled_and_removed(self, sheet: Window):
        first = sheet.part
        sheet.add("rating")
        sheet.take(sheet.visitor.open(f"{sheet.address}?part=add&after={first.removeprefix('block-')}"))
        sheet.press("add-prose")
        assert sheet.blocks == ["What went well?", "Write here what the client should read.", "How much?"]
        sheet.press(f"down-{sheet.part.removeprefix('block-')}")
        assert sheet.blocks[2] == "Write here what the client should read."
        sheet.open(first)
        sheet.press("duplicate-block")
        assert sheet.blocks.count("What went well?") == 2
        sheet.press("remove-block")
        assert sheet.blocks.count("What went well?") == 1
        sheet.press("undo")
        assert sheet.blocks.count("What went well?") == 2
        sheet.press("redo")
        assert sheet.blocks.count("What went well?") == 1

    def test_saving_what_the_page_shows_changes_nothing_whatever_the_kind(self, window: Window, library: Flask):
        window.open("about")
        window.save({"title": "Everything"})
        for kind in KINDS:
            window.add(kind)
        before = draft_of(library, window)
        for block in before.blocks:
            window.open(f"block-{block.key}")
            sent: dict[str, list[str]] = {}
            for name, text in fields_of(window.form):
                sent.setdefault(name, []).append(text)
            assert window.visitor.post(window.form.get("action", ""), sent).status_code == 303  # type: ignore[arg-type]
        assert draft_of(library, window) == before

    def test_slots_are_defined_and_put_into_words(self, sheet: Window):
        sheet.open("slots")
        sheet.save({}, rows="add:slots")
        sheet.save({"slots.0.name": "partner", "slots.0.label": "The other person", "slots.0.default": "your partner"})
        assert "is never used" in sheet.visitor.open(f"{sheet.address}/ready").text
        sheet.open("sheet")
        sheet.save({"purpose": "For you and {partner}."})
        assert "your partner" in sheet.visitor.open(make_ready(sheet)).text

    def test_a_block_belongs_to_the_doses_it_says(self, sheet: Window):
        sheet.add("prose")
        sheet.save({"text": "Only in the long one.", "from": "long"})
        assert "long only" in text_of(by_id(sheet.tree, f"entry-{sheet.part}"))
        for dose, is_there in (("standard", False), ("long", True)):
            pdf = read_pdf(sheet.visitor.open(f"{sheet.address}/sheet.pdf?dose={dose}").data)
            assert ("Only in the long one." in pdf.text) is is_there

    def test_the_real_page_and_the_phone_stand_beside_it(self, sheet: Window):
        live = {"HX-Request": "true"}
        pane = sheet.visitor.open(f"{sheet.address}/pages?paper=a4", headers=live).text
        assert f"{sheet.address}/page-1.png" in pane
        picture = sheet.visitor.open(f"{sheet.address}/page-1.png?paper=a4&dose=short")
        assert (picture.status_code, picture.mimetype) == (200, "image/png")
        phone = sheet.visitor.open(f"{sheet.address}/pages?view=phone", headers=live).text
        assert "What went well?" in phone
        assert "textarea" in phone
        assert "@container (max-width:" in sheet.visitor.open("/library/write/phone.css").text

    def test_two_windows_never_overwrite_each_other_silently(self, sheet: Window, ben: Visitor):
        other = Window(ben, sheet.address)
        other.open(sheet.part)
        sheet.save({"label": "What was good?"})
        answer = other.save({"label": "What was fine?"})
        assert answer.status_code == 409
        assert "changed in another window" in other.html
        assert sheet.blocks == ["What was good?"]
        other.choose("Make my change to the newer one")
        assert other.blocks == ["What was fine?"]

    def test_a_request_sent_twice_is_carried_out_once(self, sheet: Window):
        fields = {"change": "add", "kind": "rating", "request_key": "k1"}
        assert sheet.post(live=True, **fields).status_code == 200
        assert sheet.post(live=True, **fields).status_code == 200
        sheet.load()
        assert sheet.blocks == ["What went well?", "How much?"]


class TestTheWayIntoTheLibrary:
    def test_a_draft_is_in_nobodys_library_until_it_is_ready(self, sheet: Window, ben: Visitor):
        assert "Two Good Things" not in ben.open("/library/?q=two+good+things").text
        address = make_ready(sheet)
        assert "Two Good Things" in ben.open(address).text
        assert "Two Good Things" in ben.open("/library/?q=two+good+things").text
        assert "What went well?" in read_pdf(ben.open(f"{address}/sheet.pdf").data).text

    def test_a_plan_keeps_the_version_it_was_made_with(self, sheet: Window, ada: Visitor):
        slug = make_ready(sheet).rpartition("/")[2]
        plan = ada.send("/plans/new", page="/plans/", exercise=slug).location.partition("?")[0]
        assert "Two Good Things" in ada.open(plan).text
        sheet.open("about")
        sheet.save({"title": "Three Good Things"})
        make_ready(sheet)
        assert "Two Good Things" in ada.open(plan).text

    def test_what_is_not_right_is_not_made_ready(self, window: Window):
        window.load()
        answer = window.visitor.post(
            f"{window.address}/ready", {"csrf_token": window.token, "revision": window.revision}
        )
        assert answer.status_code == 422
        assert "not ready yet" in answer.text

    def test_every_ready_version_is_kept_compared_and_taken_back(self, sheet: Window):
        make_ready(sheet, "First try")
        sheet.open("about")
        sheet.save({"summary": "Three lines before bed."})
        make_ready(sheet, "Better words")
        versions = sheet.visitor.open(f"{sheet.address}/versions").text
        assert ("First try" in versions, "Better words" in versions, "Ada Berg" in versions) == (True, True, True)
        compared = sheet.visitor.open(f"{sheet.address}/versions/compare?a=1&b=2").text
        assert "<del>A sheet of my own.</del>" in compared
        assert "<ins>Three lines before bed.</ins>" in compared
        sheet.load()
        fields = {"csrf_token": sheet.token, "revision": sheet.revision, "number": "1"}
        sheet.take(sheet.visitor.post(f"{sheet.address}/versions/restore", fields))
        sheet.open("about")
        assert 'value="A sheet of my own."' in sheet.html
        assert sheet.visitor.open(f"{sheet.address}/versions/compare?a=1&b=9").status_code == 404

    def test_archived_it_leaves_the_list_and_comes_back(self, sheet: Window, ada: Visitor):
        slug = make_ready(sheet).rpartition("/")[2]
        for archived, listed in (("1", False), ("0", True)):
            ada.send(f"/library/write/archive/{slug}", page="/library/write/?state=ready", archived=archived)
            assert ('href="/library/two-good-things"' in ada.open("/library/?q=good+things").text) is listed
        assert "Two Good Things" in ada.open("/library/write/?state=ready").text

    def test_a_removed_draft_can_be_brought_back(self, sheet: Window, ada: Visitor):
        answer = ada.send(f"{sheet.address}/remove", page="/library/write/")
        assert ada.open(sheet.address).status_code == 404
        assert "Two Good Things" not in ada.open("/library/write/").text
        ada.send(f"{sheet.address}/bring-back", page=answer.location)
        assert ada.open(sheet.address).status_code == 200

    def test_a_copy_of_ours_prints_what_it_was_made_from(self, ada: Visitor):
        window = begin(ada, exercise="listen-dont-fix")
        assert "(my version)" in window.html
        address = make_ready(window)
        pdf = read_pdf(ada.open(f"{address}/sheet.pdf").data)
        assert "Adapted from “Listen, Don’t Fix” (Therapytool library)." in pdf.text
        assert "(my version)" not in ada.open("/library/listen-dont-fix").text

    def test_an_exercise_called_like_an_address_gets_another_one(self, window: Window):
        window.open("about")
        window.save({"title": "Write"})
        window.add("lines")
        assert make_ready(window) == "/library/write-2"


class TestLockedWords:
    @pytest.fixture
    def locked(self, sheet: Window, library: Flask) -> Window:
        with library.app_context(), writing():
            row = get_draft_row(name_of(sheet), 1)
            draft = Draft.model_validate(row.content)
            block = draft.blocks[0]
            content = {**block.content, "locked": True, "credit": "© The Author. Used with leave."}
            row.content = draft.with_block(block.key, content).model_dump(mode="json")
        sheet.load()
        return sheet

    def test_they_are_shown_and_printed_with_their_credit_and_not_changed(self, locked: Window):
        part = with_class(locked.tree, "outline-block")[0].get("data-key", "")
        locked.open(f"block-{part}")
        assert "Locked wording" in locked.html
        refused = locked.post(change="set-part", part=f"block-{part}", **{"f.label": "Mine now"})
        assert refused.status_code == 422
        assert "Mine now" not in draft_text(locked)
        assert (
            "© The Author. Used with leave." in read_pdf(locked.visitor.open(f"{locked.address}/sheet.pdf").data).text
        )

    def test_they_stay_locked_in_a_copy(self, locked: Window, ada: Visitor):
        slug = make_ready(locked).rpartition("/")[2]
        copied = begin(ada, exercise=slug)
        copied.open(f"block-{with_class(copied.tree, 'outline-block')[0].get('data-key')}")
        assert "Locked wording" in copied.html


def draft_text(window: Window) -> str:
    window.load()
    return " ".join(window.blocks)
