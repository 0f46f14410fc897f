"""The grounding page and the private interview: whole, in our spelling, and each where it belongs."""

from __future__ import annotations

import pytest

from tests.content.test_exercises import BRITISH, OVERCLAIMS
from therapytool.exercises.content import texts_of
from therapytool.exercises.grounding import grounding_document, read_grounding
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.private_interview import read_private_interview
from therapytool.exercises.single_files import check_single_files, single_paths


def test_all_files_are_read_without_a_problem():
    assert check_single_files(single_paths()) == []


@pytest.mark.parametrize("read", [read_grounding, read_private_interview])
def test_they_are_written_in_american_english_and_claim_little(read):
    texts = list(texts_of(read().model_dump()))
    assert [found[0] for text in texts for found in BRITISH.finditer(text)] == []
    assert [text for text in texts if OVERCLAIMS.search(text)] == []


def test_the_grounding_page_carries_every_step_and_the_practices_contacts():
    head = letterhead("Harbor Practice", "", "US")
    document = grounding_document(head)
    assert document.title == "If it gets too much"
    assert document.values["page"].steps == read_grounding().steps
    assert document.values["letterhead"].crisis_lines == head.crisis_lines


def test_the_interview_asks_and_decides_and_cites_what_it_rests_on():
    interview = read_private_interview()
    assert len(interview.prompts) == 9
    assert [decision.level for decision in interview.decisions] == ["Go ahead", "Wait", "Do not"]
    assert len(interview.works) == 3
