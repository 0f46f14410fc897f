"""The editor over HTTP: everything can be done without scripts, and nothing is lost between two windows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exercises.small_library import keep
from tests.plans.conftest import start
from tests.plans.reader import FROM_SCRIPTS, Reader, by_id, fields_of, form_with, parsed, text_of, with_class
from therapytool.exercises.queries import current_versions
from therapytool.plans.changes.every import KINDS


class TestWithoutScripts:
    def test_a_couple_plan_is_made_from_nothing(self, ada):
        page = start(ada, format="couple")
        assert page.titles == ["Check-in", "Homework review", "Homework planning", "Summary"]
        assert page.total == "23 of 80 minutes · 57 to spare"
        page.choose("Add Listen, Don’t Fix")
        page.choose("Add Fix It or Feel It")
        assert page.titles[2:4] == ["Listen, Don’t Fix", "Fix It or Feel It"]
        assert page.said == "Added Fix It or Feel It."
        page.type("plan-title", "Hearing without fixing")
        page.press(f"dose-{page.keys[3]}-short")
        page.press(f"up-{page.keys[3]}")
        assert page.titles[2:4] == ["Fix It or Feel It", "Listen, Don’t Fix"]
        page.choose("Break")
        page.type(f"minutes-{page.keys[4]}", "10")
        assert page.said == "Break: 10 minutes."
        assert text_of(by_id(page.tree, "agenda-name")) == "Hearing without fixing"

    def test_a_plan_starts_from_a_starter_or_from_an_exercise(self, ada, window):
        assert window.total == "80 of 80 minutes"
        page = start(ada, exercise="listen-dont-fix", dose="short")
        assert page.titles[2] == "Listen, Don’t Fix"
        pressed = by_id(page.tree, f"dose-{page.keys[2]}-short")
        assert pressed.get("aria-pressed") == "true"

    def test_clock_times_come_with_a_start(self, window):
        window.type("session-start", "16:00")
        assert text_of(with_class(window.tree, "item-time")[1]) == "At 16:04"
        assert "16:00 to 17:20" in text_of(by_id(window.tree, "session"))

    def test_an_overrun_is_told_with_its_cure_and_the_cure_is_one_press(self, window):
        window.type(f"minutes-{window.keys[0]}", "10")
        assert window.total == "86 of 80 minutes"
        assert text_of(by_id(window.tree, "cure")) == "6 over: leave out My Validation Phrase Bank (−10)"
        window.press("cure")
        assert window.total == "76 of 80 minutes · 4 to spare"

    def test_details_open_in_a_row_and_are_saved_together(self, window):
        key = window.keys[4]
        window.take(window.visitor.open(f"{window.address}?open={key}"))
        assert "hidden" not in by_id(window.tree, f"panel-{key}").attrib
        form = with_class(by_id(window.tree, f"panel-{key}"), "panel-form")[0]
        fields = dict(fields_of(form)) | {"notes": "Slowly.", "copies": "3", "materials": "Two pens\nA timer"}
        window.take(window.visitor.post(form.get("action", ""), fields))
        facts = text_of(with_class(by_id(window.tree, f"item-{key}"), "item-facts")[0])
        assert "prints 3 copies" in facts
        assert facts.endswith("Slowly.")

    def test_the_clients_own_words_show_in_the_row(self, window):
        key = window.keys[3]
        slot = next(
            each for each in by_id(window.tree, f"panel-{key}").iter() if (each.get("name") or "").startswith("slot.")
        )
        window.type(slot.get("id", ""), "the site visit")
        assert "→ “the site visit”" in text_of(with_class(by_id(window.tree, f"item-{key}"), "item-facts")[0])

    def test_homework_is_given_changed_and_taken_back(self, window):
        button = next(each for each in window.tree.iter() if each.get("title") == "Give to take home")
        key = window.keys[7]
        assert len(with_class(by_id(window.tree, f"panel-{key}"), "homework-sheet")) == 1
        form = form_with(window.tree, button)
        window.take(window.visitor.post(form.get("action", ""), dict(fields_of(form, button))))
        assert len(with_class(by_id(window.tree, f"panel-{key}"), "homework-sheet")) == 2
        window.press(f"home-dose-{key}-2-short")
        window.type(f"home-copies-{key}-2", "1")
        assert by_id(window.tree, f"home-copies-{key}-2").get("value") == "1"
        window.press(f"home-remove-{key}-2")
        assert len(with_class(by_id(window.tree, f"panel-{key}"), "homework-sheet")) == 1

    def test_undo_and_redo(self, window):
        before = window.titles
        window.press(f"down-{window.keys[0]}")
        window.press("undo")
        assert (window.titles, window.said) == (before, "Undone: Moved Check-in down.")
        window.press("redo")
        assert window.titles[1] == "Check-in"
        assert "disabled" in by_id(window.tree, "redo").attrib

    def test_joint_work_asks_for_the_private_screening(self, ada, window):
        assert "Before joint work:" in text_of(by_id(window.tree, "reminder-ipv_cleared"))
        alone = start(ada, format="individual")
        assert not with_class(alone.tree, "reminder")

    def test_the_drawer_starts_with_what_suits_and_can_be_searched(self, window):
        chip = by_id(window.tree, "chip-format-couple")
        assert "checked" in chip.attrib
        window.take(window.visitor.open(f"{window.address}?narrowed=1&q=armor"))
        assert text_of(with_class(window.tree, "drawer-card-title")[0]).startswith("My Armor")


class TestVersions:
    def test_a_newer_version_waits_until_it_is_wanted(self, library, window):
        with library.app_context():
            listen = next(iter(current_versions(["listen-dont-fix"]).values()))
            keep(listen.model_copy(update={"title": "Listen Longer"}))
        window.load()
        assert "Listen, Don’t Fix" in window.titles
        window.press("renew-listen-dont-fix")
        assert "Listen Longer" in window.titles
        assert window.said == "New version of Listen Longer."
        assert not with_class(window.tree, "newer")


class TestTwoWindows:
    def test_never_overwrite_each_other_silently(self, ada, window):
        other = Reader(ada, window.address)
        other.type(f"minutes-{other.keys[0]}", "9")
        answer = window.type(f"minutes-{window.keys[1]}", "12")
        assert answer.status_code == 409
        assert "changed in another window" in window.said
        assert by_id(window.tree, f"minutes-{window.keys[0]}").get("value") == "9"
        assert by_id(window.tree, f"minutes-{window.keys[1]}").get("value") == "7"

    def test_what_was_typed_can_be_saved_to_the_newer_plan(self, ada, window):
        other = Reader(ada, window.address)
        other.type(f"minutes-{other.keys[0]}", "9")
        window.type(f"minutes-{window.keys[1]}", "12")
        window.choose("Make my change to the newer plan")
        values = [by_id(window.tree, f"minutes-{key}").get("value") for key in window.keys[:2]]
        assert values == ["9", "12"]

    def test_an_item_removed_elsewhere_is_told(self, ada, window):
        key = window.keys[0]
        Reader(ada, window.address).post(change="remove", key=key)
        assert window.type(f"minutes-{key}", "3").status_code == 409
        answer = window.choose("Make my change to the newer plan")
        assert answer.status_code == 409
        assert "no longer in the plan" in window.said

    def test_a_form_without_its_revision_changes_nothing(self, window):
        assert window.post(change="remove", key=window.keys[0], revision="").status_code == 409


class TestWithScripts:
    def test_a_change_answers_with_the_agenda_alone(self, window):
        answer = window.post(live=True, change="set-item", key=window.keys[0], minutes="9")
        assert answer.status_code == 200
        assert answer.headers["HX-Trigger"] == "plan-changed"
        assert "<!DOCTYPE" not in answer.text
        assert 'id="agenda"' in answer.text
        assert "85 of 80 minutes, 5 over." in answer.text

    def test_a_move_says_where_the_row_now_stands(self, window):
        window.type("session-start", "16:00")
        answer = window.post(live=True, change="move", key=window.keys[1], by="-1")
        assert "Moved Homework review up: now 1 of 9, at 16:00. 80 of 80 minutes." in answer.text

    def test_what_is_removed_can_be_brought_back_from_the_toast(self, window):
        answer = window.post(live=True, change="remove", key=window.keys[0])
        toast = with_class(
            parsed(f"<!DOCTYPE html><title>x</title>{answer.text.partition('</title>')[2]}"), "toast-message"
        )
        assert text_of(toast[0]).startswith("Removed Check-in")
        assert "Undo" in text_of(toast[0])

    def test_a_conflict_leaves_the_page_alone_and_offers_both_ways_on(self, window):
        window.post(live=True, change="set-item", key=window.keys[0], minutes="9")
        answer = window.post(live=True, change="set-item", key=window.keys[1], minutes="12")
        assert (answer.status_code, answer.headers["HX-Reswap"]) == (409, "none")
        assert 'id="items"' not in answer.text
        assert "Make my change to the newer plan" in answer.text
        assert 'name="minutes" value="12"' in answer.text

    def test_what_does_not_fit_is_told_and_nothing_is_replaced(self, window):
        answer = window.post(live=True, change="set-item", key=window.keys[0], minutes="999")
        assert (answer.status_code, answer.headers["HX-Reswap"]) == (422, "none")
        assert "Minutes: give 240 or less." in answer.text

    def test_a_request_sent_again_is_made_once(self, window):
        fields = {"change": "add-part", "part": "break", "request_key": "k1"}
        assert window.post(live=True, **fields).status_code == 200
        assert window.post(live=True, **fields).status_code == 200
        window.load()
        assert window.titles.count("Break") == 1

    def test_the_drawer_answers_with_cards_alone(self, window):
        answer = window.visitor.open(f"{window.address}/library?narrowed=1&q=armor", headers=FROM_SCRIPTS)
        assert "My Armor" in answer.text
        assert 'id="agenda"' not in answer.text


class TestAnothersPlan:
    @pytest.mark.parametrize(
        "path",
        ["", "/library", "/pages", "/pages/agenda/1.png", "/packet", "/packet/pages", "/packet.pdf", "/packet/1.png"],
    )
    def test_is_not_there(self, ben, window, path):
        assert ben.open(f"{window.address}{path}").status_code == 404

    @pytest.mark.parametrize("path", ["/changes", "/undo", "/redo", "/duplicate", "/remove", "/restore"])
    def test_cannot_be_changed(self, ben, window, path):
        answer = ben.send(f"{window.address}{path}", page="/plans/", change="cure", revision="1")
        assert answer.status_code == 404
        window.load()
        assert len(window.titles) == 9


class TestHostileFields:
    @pytest.mark.parametrize(
        "fields",
        [
            {"change": "add-exercise", "exercise": "../../etc/passwd"},
            {"change": "add-exercise"},
            {"change": "set-item", "key": "' OR 1=1 --", "minutes": "1"},
            {"change": "set-item", "key": "x" * 10_000},
            {"change": "set-plan", "title": "x" * 10_000},
            {"change": "set-item", "key": "checkin", "slot.<script>": "x"},
            {"change": "give-homework", "exercise": "\x00"},
            {"change": "move", "key": "checkin", "by": "9" * 400},
            {"change": "take-back-homework", "key": "checkin", "number": "1"},
        ],
    )
    def test_are_refused_in_words(self, window, fields):
        answer = window.post(live=True, **fields)
        assert answer.status_code in {409, 422}
        assert "That was not saved" in answer.text

    def test_words_are_shown_as_words(self, window):
        window.type("plan-title", "<script>alert(1)</script>")
        assert "<script>alert(1)" not in window.html
        assert text_of(by_id(window.tree, "agenda-name")) == "<script>alert(1)</script>"

    names = st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.model_fields} | {"slot.partner"}))

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(kind=st.sampled_from(sorted(KINDS)), fields=st.dictionaries(names, st.text(max_size=30)))
    def test_never_break_the_page(self, window, kind, fields):
        assert window.post(live=True, **(fields | {"change": kind})).status_code in {200, 409, 422}
