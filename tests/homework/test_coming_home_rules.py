"""Whatever a field holds comes back as the answer it would be if it had been typed on the client's page."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from tests.blocks.printing import frame
from tests.rendering.fillable_sheets import KINDS, TOKEN, printed, sample
from therapytool.blocks.answers import questions_of
from therapytool.blocks.base import Control, Question
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.stored import tidied
from therapytool.homework.asked import AskedSheet
from therapytool.homework.coming_home.answers import returned_answers
from therapytool.homework.coming_home.recognizing import copy_for
from therapytool.homework.coming_home.refusals import (
    Altered,
    FileRefused,
    FilledTwice,
    NotAmongThem,
    NotFromHere,
    OtherSheet,
    OtherVersion,
)
from therapytool.homework.coming_home.taking import Taken
from therapytool.rendering.fillable.form import FilledCopy, FilledField, field_name, mark_of, state_name
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.printer import Printer


@pytest.fixture(scope="module")
def forms(printer: Printer) -> bytes:
    """Every kind of block that is answered, as a document of one packet."""
    return printed(printer, *map(sample, KINDS)).pdf


@pytest.fixture(scope="module")
def come_home(forms: bytes) -> dict[str, FilledCopy]:
    """The same with the answers of the gallery in its fields."""
    with pikepdf.open(BytesIO(forms)) as file:
        for kind, copy in zip(KINDS, file.Root.AcroForm.Fields, strict=True):
            fields = {str(field.T): field for field in copy.Kids}
            for question in questions_of([SAMPLES[kind].block]):
                fill(fields, question, SAMPLES[kind].answers.get(question.key, ""))
        out = BytesIO()
        file.save(out)
    return dict(zip(KINDS, filled_copies(out.getvalue()), strict=True))


def fill(fields: dict[str, pikepdf.Object], question: Question, said: str) -> None:
    """Put an answer into its field or fields, as a person would write it there."""
    field = fields.get(field_name(question.key))
    if not said:
        return
    if field is None:
        month, day, year = question.boxes(said)
        names = ("month", "day", "year") if question.control is Control.DATE else ("hour", "minute", "half")
        for name, part in zip(names, (month, day, year), strict=True):
            if (box := fields.get(field_name(question.key, name))) is not None and part:
                box.V = pikepdf.Name(f"/{part}") if box.FT == "/Btn" else pikepdf.String(part)
    elif field.FT == "/Btn":
        number = question.options.index(said) + 1 if question.options else 1
        field.V = pikepdf.Name(f"/{state_name(said, number)}")
    else:
        field.V = pikepdf.String(said)


def asked(kind: str) -> AskedSheet:
    worksheet = frame().worksheet.model_copy(update={"blocks": (SAMPLES[kind].block,)})
    return AskedSheet(TOKEN.version, TOKEN.dose, {}, frame().model_copy(update={"worksheet": worksheet}))


@pytest.mark.parametrize("kind", KINDS)
def test_the_answers_of_every_kind_come_home(kind, come_home):
    sheet, copy = asked(kind), come_home[kind]
    found = {key: tidied(sheet.questions[key], text) for key, text in returned_answers(sheet, copy).items()}
    has_place = {field.name.partition("~")[0].replace("/", ".") for field in copy.fields}
    assert found == {key: text for key, text in SAMPLES[kind].answers.items() if key in has_place}
    assert found


def test_a_time_without_minutes_and_half_a_date_are_read_as_written():
    time, date = (asked(kind) for kind in ("time", "date"))
    key, other = next(iter(time.questions)), next(iter(date.questions))
    fields = (FilledField(f"{key}~hour", "7"), FilledField(f"{key}~half", "PM"))
    assert returned_answers(time, FilledCopy("", fields)) == {key: "7:00 PM"}
    assert returned_answers(date, FilledCopy("", (FilledField(f"{other}~month", "4"),))) == {other: "4//"}


def test_lines_that_run_on_over_a_page_are_one_answer():
    sheet = asked("lines")
    (key,) = sheet.questions
    fields = (FilledField(f"{key}~2", "second"), FilledField(key, "first"), FilledField(f"{key}~10", "third"))
    assert returned_answers(sheet, FilledCopy("", fields)) == {key: "first\nsecond\nthird"}


def copy_of(token: str, *names: str) -> FilledCopy:
    return FilledCopy(f"{token}.{mark_of(names)}", tuple(FilledField(name, "") for name in names))


def test_a_file_with_the_sheets_of_two_people_gives_each_her_own():
    sheet = asked("lines")
    hers, his = (f"tt1.{TOKEN.version}.{TOKEN.dose}.{name}" for name in ("hers", "his"))
    copies = [copy_of(his, "a"), copy_of(hers, "b")]
    assert copy_for("hers", sheet, copies).fields[0].name == "b"
    assert copy_for("his", sheet, copies).fields[0].name == "a"


class TestAPacketOfSheetsOfTheLibrary:
    """They are nobody's in particular: which one is meant shows by its version, and by what was filled in."""

    def copies(self, *answers: str, version: str = TOKEN.version) -> list[FilledCopy]:
        (key,) = asked("lines").questions
        mark = mark_of([key])
        token = f"tt1.{version}.{TOKEN.dose}..{mark}"
        return [FilledCopy(token, (FilledField(key, said),)) for said in answers]

    def test_gives_the_copy_of_this_version_that_was_filled_in(self):
        others = self.copies("of another sheet", version="b" * 64)
        found = copy_for("hers", asked("lines"), [*others, *self.copies("", "What I felt", "")])
        assert found.fields[0].value == "What I felt"

    def test_with_two_filled_copies_does_not_guess_whose_is_whose(self):
        with pytest.raises(FilledTwice):
            copy_for("hers", asked("lines"), self.copies("his words", "her words"))

    def test_without_this_sheet_says_so(self):
        with pytest.raises(NotAmongThem):
            copy_for("hers", asked("lines"), self.copies("one", "two", version="b" * 64))


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", NotFromHere),
        ("anything", NotFromHere),
        (f"tt1.{TOKEN.version}.{TOKEN.dose}.another", OtherSheet),
        (f"tt1.{'b' * 64}.{TOKEN.dose}.hers", OtherVersion),
        (f"tt1.{TOKEN.version}.long.hers", OtherVersion),
        (f"tt1.{TOKEN.version}.nonsense.hers", NotFromHere),
    ],
)
def test_a_file_that_is_not_hers_is_refused_for_its_own_reason(token: str, reason: type[FileRefused]):
    with pytest.raises(reason):
        copy_for("hers", asked("lines"), [copy_of(token, "a")])


def test_a_field_that_was_added_is_noticed():
    copy = copy_of(f"tt1.{TOKEN.version}.{TOKEN.dose}.hers", "a")
    more = FilledCopy(copy.token, (*copy.fields, FilledField("b", "")))
    with pytest.raises(Altered):
        copy_for("hers", asked("lines"), [more])


def test_what_was_taken_is_told_in_words():
    assert Taken(1).in_words == "1 answer was taken from the sheet."
    assert Taken(2, [], 1).in_words.endswith("1 had been changed elsewhere meanwhile and stayed as it is.")
