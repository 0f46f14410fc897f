"""Whose exercise it is: another practice's is not there at all, and an assistant leaves drafts."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.exercises.authoring.images import png
from tests.exercises.authoring.test_writing import make_ready
from tests.exercises.authoring.window import Window
from tests.factories import PASSWORD, make_clinician
from therapytool.accounts.models import Practice
from therapytool.accounts.operations import add_clinician, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import find_clinician
from therapytool.database import db, writing


@pytest.fixture
def stranger(library: Flask, ada: Visitor) -> Visitor:
    """A clinician of another practice on the same server."""
    with library.app_context(), writing():
        make_clinician("eve@example.org", name="Eve")
        practice = Practice(name="Elsewhere")
        db.session.add(practice)
        db.session.flush()
        eve = find_clinician("eve@example.org")
        assert eve is not None
        eve.practice_id = practice.id
    visitor = Visitor(library)
    visitor.sign_in("eve@example.org")
    return visitor


@pytest.fixture
def assistant(library: Flask, ada: Visitor) -> Visitor:
    with library.app_context(), writing():
        person = add_clinician(email="kim@example.org", name="Kim", role=ClinicianRole.ASSISTANT)
        set_password(person, PASSWORD)
    visitor = Visitor(library)
    visitor.sign_in("kim@example.org")
    return visitor


@pytest.fixture
def written(window: Window) -> Window:
    window.open("about")
    window.save({"title": "Ours alone"})
    window.add("lines")
    return window


def test_another_practices_draft_is_nowhere(written: Window, stranger: Visitor):
    token = stranger.token("/library/write/new")
    for path in ("", "/ready", "/pages", "/page-1.png", "/sheet.pdf", "/versions", "/versions/compare?a=1&b=1"):
        assert stranger.open(f"{written.address}{path}").status_code == 404, path
    for path in ("/changes", "/undo", "/redo", "/ready", "/remove", "/bring-back", "/images", "/versions/restore"):
        fields = {"csrf_token": token, "revision": "1", "change": "add", "kind": "lines", "number": "1", "key": "x"}
        assert stranger.post(f"{written.address}{path}", fields).status_code == 404, path
    assert "Ours alone" not in stranger.open("/library/write/").text


def test_another_practices_exercise_is_nowhere(written: Window, stranger: Visitor):
    address = make_ready(written)
    for path in ("", "/sheet.pdf", "/page-1.png"):
        assert stranger.open(f"{address}{path}").status_code == 404, path
    assert "Ours alone" not in stranger.open("/library/?q=ours+alone").text
    slug = address.rpartition("/")[2]
    for path in (f"edit/{slug}", f"archive/{slug}"):
        assert stranger.send(f"/library/write/{path}", page="/library/write/new").status_code == 404
    assert stranger.send("/library/write/new", exercise=slug).status_code == 404


def test_another_practices_picture_is_nowhere(written: Window, stranger: Visitor):
    written.add("picture")
    part = written.part.removeprefix("block-")
    fields = {"csrf_token": written.token, "revision": written.revision, "key": part, "alternative": "A bridge"}
    written.take(written.visitor.post(f"{written.address}/images", fields | {"image": (png(), "bridge.png")}))  # type: ignore[dict-item]
    written.open(f"block-{part}")
    options = [each.get("value", "") for each in written.form.iter() if "selected" in each.attrib]
    image = next(value for value in options if len(value) == 12 and value.isalnum())
    assert written.visitor.open(f"/library/write/images/{image}").status_code == 200
    assert stranger.open(f"/library/write/images/{image}").status_code == 404


def test_an_assistant_writes_drafts_and_leaves_the_library_to_clinicians(written: Window, assistant: Visitor):
    hers = Window(assistant, written.address)
    hers.add("rating")
    assert hers.blocks[-1] == "How much?"
    assert "A clinician of the practice can make it ready" in assistant.open(f"{written.address}/ready").text
    fields = {"csrf_token": hers.token, "revision": hers.revision}
    assert assistant.post(f"{written.address}/ready", fields).status_code == 403
    slug = make_ready(written).rpartition("/")[2]
    assert assistant.post(f"/library/write/archive/{slug}", fields | {"archived": "1"}).status_code == 403
