"""Hostile answers come back as they were typed, and are only ever words: on pages, in CSV, in JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import make_clinician
from tests.homework.practice import Desk

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formula after a space": " \t@SUM(1+1)*cmd|' /C calc'!A0",
    "right to left": "\u202egnp.exe\u202c \u2067abc\u2069",
    "header": "x\r\nSet-Cookie: a=b",
    "sql": "'; DROP TABLE answer; --",
    "many languages": "héllo שלום مرحبا 你好 👩🏽‍❤️‍👩🏻 ﷽",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_they_are_words_and_nothing_else(library: Flask, text: str) -> None:
    library.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=64)
    desk = Desk(make_clinician().id)
    case = desk.case("Heron")
    given = desk.give(case)
    name = given.responses[0].public_id
    desk.answers(name, desk.first_answer(given, text))
    visitor = Visitor(library)
    visitor.sign_in("ada@example.org")
    page = visitor.open(f"/homework/responses/{name}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'onmouseover="alert' not in page
    assert ">49 " not in page
    kept = json.loads(visitor.open(f"/homework/case/{case.public_id}/answers.json").get_data())
    (answer,) = [row["answer"] for row in kept["answers"]]
    assert answer.split() == text.split()
    table = visitor.open(f"/homework/case/{case.public_id}/answers.csv")
    (row,) = list(csv.DictReader(io.StringIO(table.get_data().decode("utf-8-sig"), newline="")))
    assert not row["answer"].lstrip().startswith(("=", "+", "-", "@"))
    assert "Set-Cookie" not in table.headers or "a=b" not in table.headers["Set-Cookie"]
