"""A questionnaire of one's own adds up as its author says, and says nothing where too little was answered."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from therapytool.blocks.questionnaire import QuestionnaireBlock

OPTIONS = [{"label": label, "value": value} for value, label in enumerate(("never", "sometimes", "often", "always"))]


def block(**more: Any) -> QuestionnaireBlock:
    statements = [
        {"text": "I sleep badly", "part": "Body"},
        {"text": "I rest well", "part": "Body", "reversed": True},
        {"text": "I worry"},
    ]
    given = {"kind": "questionnaire", "id": "q", "label": "Two weeks", "options": OPTIONS, "statements": statements}
    return QuestionnaireBlock.model_validate(given | more)


def values(of: QuestionnaireBlock, **answers: str) -> dict[str, str]:
    given = {f"q.{name}": answer for name, answer in answers.items()}
    return {result.title: result.in_words for result in of.results(given)}


def test_parts_and_the_whole_add_up_and_reversed_statements_count_the_other_way():
    assert values(block(), s1="always", s2="never", s3="often") == {"Body": "6 of 6", "Total": "8 of 9"}


def test_an_average_stays_on_the_scale_of_one_answer():
    assert values(block(result="average"), s1="always", s2="never", s3="never")["Total"] == "2 of 3"


def test_statements_stand_by_themselves_where_many_answers_leave_them_no_room():
    assert block().has_room(120)
    more = [{"label": f"nearly {n} days", "value": n} for n in range(4, 8)]
    assert not block(options=[*OPTIONS, *more]).has_room(120)


def test_with_too_few_answers_there_is_no_result():
    assert values(block(), s1="always")["Total"] == "no result: 1 of 3 answered"
    assert values(block(), s1="always")["Body"] == "no result: 1 of 2 answered"


def test_a_gap_that_is_allowed_is_filled_up_with_the_average():
    assert values(block(least_answered=2), s1="always", s3="never")["Total"] == "4 of 9"


def test_bands_say_a_result_in_words_each_of_its_own_part():
    bands = [
        {"lowest": 0, "highest": 4, "label": "quiet"},
        {"lowest": 5, "highest": 9, "label": "loud"},
        {"lowest": 0, "highest": 6, "label": "felt", "part": "Body"},
    ]
    said = values(block(bands=bands), s1="always", s2="never", s3="often")
    assert said == {"Body": "6 of 6, felt", "Total": "8 of 9, loud"}


def test_a_statement_may_have_answers_of_its_own():
    own = [{"label": label, "value": value} for label, value in (("no", 0), ("long ago", 2), ("this year", 4))]
    statements = [
        {"text": "How often?"},
        {"text": "Was anybody hurt?", "options": own, "reversed": True, "part": "Harm"},
        {"text": "Do you worry?"},
    ]
    mixed = block(statements=statements)
    assert mixed.runs == ((1,), (2,), (3,))
    assert mixed.statement_question(2).options == ("no", "long ago", "this year")
    assert values(mixed, s1="often", s2="no", s3="never") == {"Harm": "4 of 4", "Total": "6 of 10"}
    alone = block(options=[], statements=statements[1:2], result="average")
    assert values(alone, s1="long ago")["Total"] == "2 of 4"


def test_a_result_may_count_several_times():
    percent = block(times=11, bands=[{"lowest": 80, "highest": 99, "label": "much"}])
    assert values(percent, s1="always", s2="never", s3="often")["Total"] == "88 of 99, much"
    assert percent.results({})[-1].by_hand == "add up the numbers; count 2 the other way around; then × 11"


def test_nobody_sees_a_result_that_is_for_nobody_and_a_sheet_shows_it_only_to_everyone():
    assert block(result_for="nobody").results({"q.s1": "often"}) == ()
    answers = {"q.s1": "often", "q.s2": "often", "q.s3": "often"}
    assert "Total" not in block().plain_text(answers)
    assert "Total: 5 of 9" in block(result_for="everyone").plain_text(answers)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"options": [OPTIONS[0], OPTIONS[0]]}, "say the same"),
        ({"options": []}, "“I sleep badly” has no answers"),
        ({"statements": [{"text": "Well?", "options": OPTIONS[:1]}]}, "a single answer of its own"),
        ({"statements": [{"text": "Well?", "options": [OPTIONS[0], OPTIONS[0]]}]}, "say the same"),
        ({"bands": [{"lowest": 4, "highest": 1, "label": "x"}]}, "ends before it begins"),
        ({"bands": [{"lowest": 0, "highest": 4, "label": "x"}, {"lowest": 4, "highest": 9, "label": "y"}]}, "overlap"),
        ({"bands": [{"lowest": 0, "highest": 4, "label": "x", "part": "Mind"}]}, "no statement belongs"),
    ],
)
def test_what_cannot_be_scored_is_refused(more: dict[str, Any], says: str):
    with pytest.raises(ValidationError, match=says):
        block(**more)
