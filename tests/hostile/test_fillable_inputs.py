"""Hostile pages and words on the way to a PDF with fields: nothing is fetched, everything ends, words stay words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.hostile.listener import Listener
from tests.hostile.pdf_payloads import BOMBS, FETCHING, page
from tests.rendering.fillable_sheets import TOKEN, printed, sheet
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.errors import RenderingFailed
from therapytool.rendering.fillable.form import Form, FormField, field_name, state_name
from therapytool.rendering.fillable.reading import filled_copies
from therapytool.rendering.fragment_encoding import decode_fragment
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.jobs import Compiled, CompileJob
from therapytool.rendering.workers.limits import Limits
from therapytool.rendering.workers.pool import REFUSED, OnlyWhole, Pool

SECRET = "the-canary-sings"
FORM = Form("token", (FormField("word", "A word", 40),))
PLACE = '<span data-field="word" data-look="line">x</span>'
STYLES = 'body { font: 11pt "Atkinson Hyperlegible Next" }'
HOSTILE = "%d ) (\\ << /JS (app.alert) >> endobj <script> \u202e {{ x }} %s"
SHORT = Limits(seconds=0.5)
SLACK = 60.0


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(size=1) as one_worker:
        yield one_worker


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("private") / "canary.txt"
    file.write_text(SECRET)
    return file


def with_place(html: str) -> str:
    return html.replace("<p>Words</p>", f"<p>{PLACE}</p>")


def compiled(pool: Pool, html: str) -> Compiled | RenderingFailed:
    """A page with a place for a field, compiled as a sheet to fill in; or why it is not."""
    try:
        answer = pool.run(CompileJob(with_place(html), STYLES, form=FORM))
    except RenderingFailed as failure:
        return failure
    assert isinstance(answer, Compiled)
    return answer


def linked(answer: Compiled) -> bytes:
    return link([Part("key", decode_fragment(answer.fragment))], Facts("Title", "Author", "en-US"))


def everything_in(answer: Compiled) -> bytes:
    """All that its file would hold, unpacked."""
    content = linked(answer)
    with pikepdf.open(BytesIO(content)) as file:
        streams = (item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream))
        return b"".join([content, *streams])


def test_an_honest_page_becomes_one_with_a_field(pool):
    answer = compiled(pool, page(""))
    assert isinstance(answer, Compiled)
    (copy,) = filled_copies(linked(answer))
    assert [field.name for field in copy.fields] == ["word"]


@pytest.mark.parametrize("naming", FETCHING)
def test_nothing_is_fetched_from_a_host_or_a_file(naming, pool, listener, canary):
    for address in (listener.address, canary.as_uri()):
        answer = compiled(pool, FETCHING[naming](address))
        if isinstance(answer, Compiled):
            assert SECRET.encode() not in everything_in(answer)
        else:
            assert isinstance(answer, OnlyWhole) or str(answer) == REFUSED
    assert listener.calls == 0


@pytest.mark.parametrize("bomb", ["40 flex rows inside each other", "a table of 100,000 rows", "20,000 places"])
def test_everything_ends(bomb):
    html = BOMBS[bomb]() if bomb in BOMBS else page(PLACE.replace("word", "w%d") * 20_000)
    with Pool(size=1, limits=SHORT) as impatient:
        start = time.monotonic()
        answer = compiled(impatient, html)
        assert time.monotonic() - start < SHORT.seconds + SLACK
        assert isinstance(answer, (Compiled, RenderingFailed))


def test_hostile_words_stay_words_in_names_and_states_and_answers(pool):
    options = (HOSTILE, "Off", "yes")
    blocks = (
        ChoiceBlock(kind="choice", id="pick", label=HOSTILE, options=options),
        ChecklistBlock(kind="checklist", id="ticks", label=HOSTILE, options=(HOSTILE, "plain")),
        LinesBlock(kind="lines", id="why", label=HOSTILE, lines=3),
    )
    made = printed(Printer(pool, PrintCache()), sheet(blocks, token=TOKEN)).pdf
    with pikepdf.open(BytesIO(made)) as file:
        assert file.check_pdf_syntax() == []
        fields = {str(field.T): field for field in file.Root.AcroForm.Fields[0].Kids}
        assert str(fields["pick"].TU) == str(fields["why"].TU) == HOSTILE
        states = [next(str(key)[1:] for key in list(kid.AP.N) if key != "/Off") for kid in fields["pick"].Kids]
        assert states == [state_name(option, number) for number, option in enumerate(options, 1)]
        fields["pick"].V = pikepdf.Name(f"/{states[1]}")
        fields["why"].V = HOSTILE
        out = BytesIO()
        file.save(out)
    (copy,) = filled_copies(out.getvalue())
    said = {field.name: field.value for field in copy.fields}
    assert said[field_name("why")] == HOSTILE
    assert said["pick"] == states[1]
