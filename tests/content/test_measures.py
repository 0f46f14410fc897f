"""Every measure file is a case: it loads, its wording is locked, its credit prints, and no score ever does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.content.test_exercises import BRITISH, OVERCLAIMS
from tests.pdf import read_pdf
from therapytool.blocks import KINDS
from therapytool.errors import InvalidContent, NotAllowed, NotFound
from therapytool.exercises.content import texts_of
from therapytool.exercises.files.reading import read_text
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.measures.content import Measure
from therapytool.exercises.measures.files import (
    check_measure_files,
    get_measure,
    measure_paths,
    read_measures,
    wording_hash,
)
from therapytool.exercises.measures.sheet import answer_keys, blocks_of, measure_document, values_of
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.printer import Printer, PrintJob

LOCKED = {
    "dass21": "ff331706bdaab24411690ff3a79f1917fc829d5de75584d472b0167e763e89f6",
    "exercise-rating": "3df5f64216d286929dd1e7b2771e766d7525ef03f71a6d32ce6117a00274f176",
    "gad7": "014dc9b3114a4f4dd298ab9780f4dc43a569fd579a80dfb1a1fe9fae4c0fc7f7",
    "pc-ptsd-5": "3df0556b69b641e7e8f1c39848c2d32c5888b2134618519553c59746f3c4da33",
    "pcl-5": "a5992f6ce9df32e44b56116aa6e17b5619cff9bde4c0259c1dc75fc6c027b8a0",
    "phq9": "8f6c65d875ba7fbb360d1d6581941bb74417db083536e5cfbff664b8a1b5f4b0",
    "session-feedback": "88525329e8527860ac1bc2c049531fbed2aad9cade07d2889aed0430b1938611",
    "weekly-checkin": "7bf6c09ea0d8355dcf9075b47a4402e136737697c8a1afe43ff902ef6c7665c4",
}
"""Change one of these only after the wording has been compared again, item by item, as docs/clinical.md says."""

DISABLED = {"csi4", "csi16", "paq"}
NEVER_SHIPPED = {"tas20", "ders", "grcs", "cmni", "pair", "ecr-r", "ios", "ors", "srs", "qmi", "ras", "pss10", "swls"}
NEVER_SHIPPED |= {"who5", "audit", "hits", "wast", "cts2", "c-ssrs"}
ENABLED = sorted(set(LOCKED))


@pytest.fixture(params=measure_paths(), ids=lambda path: path.stem)
def measure(request: pytest.FixtureRequest) -> Measure:
    path: Path = request.param
    return get_measure(path.stem)


@pytest.fixture(params=ENABLED)
def enabled(request: pytest.FixtureRequest) -> Measure:
    return get_measure(request.param)


def printed_words(printer: Printer, measure: Measure, paper: Paper, answers: dict[str, str]) -> tuple[str, ...]:
    """The words of each page, after making sure the engine had nothing to complain about."""
    document = measure_document(measure, letterhead=letterhead("Harbor Practice", "", "US"), answers=answers)
    job = PrintJob((document,), PrintProfile(paper), title=measure.title, author="Harbor Practice")
    printed = printer.print(job)
    assert printed.warnings == ()
    return tuple(" ".join(page.text.split()) for page in read_pdf(printed.pdf).pages)


def answered(measure: Measure) -> dict[str, str]:
    """The highest answer to everything, as it is stored."""
    keys = answer_keys(measure)
    texts: dict[str, str] = {}
    for part in measure.parts:
        highest = part.options[-1].label if part.answer == "words" else str(max(part.values, default="so"))
        texts |= {keys[item.id]: highest for item in part.items}
    return texts


def test_all_files_are_sound():
    assert [str(problem) for problem in check_measure_files(measure_paths())] == []


def test_what_ships_is_what_may_ship():
    assert {slug for slug, measure in read_measures().items() if measure.enabled} == set(LOCKED)
    assert {slug for slug, measure in read_measures().items() if not measure.enabled} == DISABLED
    assert read_measures().keys() & NEVER_SHIPPED == set()


def test_the_wording_is_the_one_that_was_compared(enabled: Measure):
    assert wording_hash(enabled) == LOCKED[enabled.slug]


def test_one_changed_letter_breaks_the_lock(enabled: Measure):
    part = enabled.parts[0]
    item = part.items[0].model_copy(update={"text": part.items[0].text + "."})
    changed = part.model_copy(update={"items": (item, *part.items[1:])})
    assert wording_hash(enabled.model_copy(update={"parts": (changed, *enabled.parts[1:])})) != LOCKED[enabled.slug]


def test_a_loaded_measure_cannot_be_changed(measure: Measure):
    with pytest.raises(ValidationError, match="frozen"):
        measure.credit = ""


@pytest.mark.parametrize("line", ["locked: false", "locked: null", ""])
def test_an_unlocked_measure_is_refused(line: str):
    text = re.sub(r"^locked: true$", line, measure_paths()[0].read_text("utf-8"), flags=re.MULTILINE)
    with pytest.raises(InvalidContent, match="locked"):
        read_text(text.encode(), file="m.yaml", kind=Measure)


def test_a_disabled_measure_has_no_word_of_its_items_a_reason_and_a_contact(measure: Measure):
    if measure.enabled:
        return
    assert measure.parts == ()
    assert measure.permission.reason
    assert measure.permission.contact
    with pytest.raises(NotAllowed, match=re.escape(measure.permission.reason)):
        blocks_of(measure)


def test_names_its_permission_and_two_sources_of_its_wording(measure: Measure):
    assert measure.permission.sources
    assert measure.credit
    if measure.enabled and measure.kind == "scored":
        assert len(measure.wording_sources) >= 2


def test_says_its_own_words_in_american_english_and_claims_little(measure: Measure):
    own = measure.model_dump(exclude={"parts", "reference", "permission", "wording_sources", "credit"})
    assert [found[0] for text in texts_of(own) for found in BRITISH.finditer(text)] == []
    assert [text for text in texts_of(own) if OVERCLAIMS.search(text)] == []


def test_becomes_blocks_that_exist_and_answers_that_are_worth_what_they_say(enabled: Measure):
    blocks = blocks_of(enabled)
    assert {block.kind for block in blocks} <= KINDS.keys()
    asked = {question.key for block in blocks for question in block.questions()}
    assert asked == set(answer_keys(enabled).values())
    expected = {
        item.id: part.options[-1].value if part.answer == "words" else max(part.values)
        for part in enabled.parts
        if part.values
        for item in part.items
    }
    assert values_of(enabled, answered(enabled)) == expected
    assert values_of(enabled, {}) == {}
    assert values_of(enabled, dict.fromkeys(asked, "no such answer")) == {}


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_prints_every_item_and_its_credit(printer: Printer, enabled: Measure, paper: Paper):
    pages = printed_words(printer, enabled, paper, {})
    whole = " ".join(pages)
    assert len(pages) <= 2
    for item in enabled.items:
        assert item.text in whole
    assert enabled.credit in pages[-1]
    assert "Between now and next time" not in whole


def test_no_score_band_alert_or_private_answer_prints(printer: Printer, enabled: Measure):
    """The same sheet filled in: the ticks of private items are missing, and there is nothing about what it means."""
    filled = measure_document(enabled, letterhead=letterhead("", "", "US"), answers=answered(enabled))
    kept, keys = dict(filled.values)["answers"], answer_keys(enabled)
    assert isinstance(kept, dict)
    assert kept.keys().isdisjoint(keys[item.id] for item in enabled.items if item.private)
    whole = " ".join(printed_words(printer, enabled, Paper.LETTER, answered(enabled)))
    told = [alert.says for alert in enabled.alerts]
    for scale in enabled.scoring.scales if enabled.scoring else ():
        told += [cut.says for cut in scale.cut_offs] + [band.label for band in scale.bands if " " in band.label]
    assert [text for text in told if text in whole] == []


@pytest.mark.parametrize(
    ("slug", "private"),
    [
        ("phq9", {"item9"}),
        ("weekly-checkin", {"safe"}),
        ("pc-ptsd-5", {"exposure", "item1", "item2", "item3", "item4", "item5"}),
        ("session-feedback", {"honest", "useful", "free", "pace", "words"}),
    ],
)
def test_safety_answers_are_private(slug: str, private: set[str]):
    assert {item.id for item in get_measure(slug).items if item.private} == private


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Depression\n", "title: Depression\n      multiply: 2\n", "its items give 0 to 54"),
        ("lowest: 5\n", "lowest: 6\n", "without a gap"),
        ("item: item9\n    at_least", "item: item10\n    at_least", "there is no item 'item10'"),
        ("least_answered: 7", "least_answered: 12", "wants 12 answers of 9 items"),
        ("enabled: true", "enabled: false", "ships without wording"),
        ("- id: item2\n", "- id: item1\n", "two items are called 'item1'"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_plain_words(old: str, new: str, told: str):
    text = next(path for path in measure_paths() if path.stem == "phq9").read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=re.escape(told)):
        read_text(text.replace(old, new, 1).encode(), file="phq9.yaml", kind=Measure)


def test_an_unknown_measure_is_not_found():
    with pytest.raises(NotFound):
        get_measure("tas20")
