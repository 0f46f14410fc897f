"""A pack on its way in: sent, looked through, decided on, taken all at once or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Response, current_app, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.database import db, write_from_the_start, writing
from therapytool.errors import InvalidContent
from therapytool.exercises.forms import PackForm
from therapytool.exercises.packs.comparing import Choice, arrivals
from therapytool.exercises.packs.images import check_images
from therapytool.exercises.packs.manifest import Pack
from therapytool.exercises.packs.reading import LARGEST_PACK, read_pack
from therapytool.exercises.packs.taking import Taken, take_each
from therapytool.exercises.packs.uploads import discard_upload, get_upload, keep_upload
from therapytool.exercises.views.blueprint import done, library, release_lock
from therapytool.rendering.workers.pool import Pool
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes

MOST_PROBLEMS = 20
CHOICE_PREFIX = "choice."
STREAMED = "application/x-ndjson"


@library.get("/packs")
@access(Access.SIGNED_IN)
def packs() -> ResponseReturnValue:
    """What packs are, and the way in for one."""
    return render_template("exercises/packs.html", form=PackForm(), problems=(), most=LARGEST_PACK // 2**20)


@library.post("/packs")
@access(Access.SIGNED_IN)
@writes
def send_pack() -> ResponseReturnValue:
    """Read a pack; a sound one waits to be looked through, the problems of any other are told all at once.

    Reading may take a moment, so nobody's save waits for it: the lock is given back and taken again.
    """
    form = PackForm()
    clinician = current_clinician()
    if not form.validate_on_submit():
        return _refuse(form, form.pack.errors)
    release_lock()
    data = form.pack.data.read(LARGEST_PACK + 1)
    try:
        check_images(read_pack(data), current_app.extensions["rendering"].pool)
    except InvalidContent as refused:
        return _refuse(form, [str(problem) for problem in refused.problems])
    db.session.commit()
    write_from_the_start(True)
    return redirect(url_for(".review_pack", name=keep_upload(data, clinician_id=clinician.id)), 303)


@library.get("/packs/<name>")
@access(Access.SIGNED_IN)
def review_pack(name: str) -> ResponseReturnValue:
    """What will come in and what clashes, with a choice for each clash."""
    clinician = current_clinician()
    pack = read_pack(get_upload(name, clinician_id=clinician.id))
    found = arrivals(pack, practice_id=clinician.practice_id)
    return render_template(
        "exercises/pack_review.html", name=name, manifest=pack.manifest, arrivals=found, choices=Choice
    )


@library.post("/packs/<name>")
@access(Access.SIGNED_IN)
def take(name: str) -> ResponseReturnValue:
    """Take the pack in as chosen. Scripts hear how far it is, line by line; without them the answer is the next page.

    The transaction is the pack's own: it is committed whole, and taken back whole when anything fails.
    """
    clinician = current_clinician()
    release_lock()
    pack = read_pack(get_upload(name, clinician_id=clinician.id))
    work = Work(
        name,
        pack,
        _choices(pack),
        clinician_id=clinician.id,
        practice_id=clinician.practice_id,
        pool=current_app.extensions["rendering"].pool,
    )
    if request.headers.get("Accept") == STREAMED:
        return Response(stream_with_context(_told(work)), mimetype=STREAMED)
    for _ in work.carry_out():
        pass
    return done(work.taken.in_words, ".browse", origin="own")


@library.post("/packs/<name>/discard")
@access(Access.SIGNED_IN)
@writes
def discard_pack(name: str) -> ResponseReturnValue:
    """Take nothing in and forget the pack."""
    discard_upload(name, clinician_id=current_clinician().id)
    return done("Nothing was taken in.", ".packs")


@dataclass(frozen=True, slots=True)
class Work:
    """A pack to be taken in, and what has come of it so far."""

    name: str
    pack: Pack
    choices: Mapping[str, Choice]
    clinician_id: int
    practice_id: int
    pool: Pool
    taken: Taken = field(default_factory=Taken)

    def carry_out(self) -> Iterator[str]:
        """Take it in, in one transaction, telling each title on the way."""
        with writing():
            yield from take_each(
                self.pack,
                self.choices,
                practice_id=self.practice_id,
                pool=self.pool,
                taken=self.taken,
                clinician_id=self.clinician_id,
            )
            discard_upload(self.name, clinician_id=self.clinician_id)


def _told(work: Work) -> Iterator[str]:
    """The work as lines of JSON: how many of how many, and when all is kept what came of it and where to see it."""
    total = len(work.pack.exercises)
    then = url_for(".browse", origin="own")
    for number, _ in enumerate(work.carry_out(), 1):
        yield json.dumps({"done": number, "of": total}) + "\n"
    yield json.dumps({"done": total, "of": total, "said": work.taken.in_words, "then": then}) + "\n"


def _choices(pack: Pack) -> dict[str, Choice]:
    known = {choice.value: choice for choice in Choice}
    given = {entry.slug: request.form.get(f"{CHOICE_PREFIX}{entry.slug}", "") for entry in pack.manifest.exercises}
    return {slug: known[value] for slug, value in given.items() if value in known}


def _refuse(form: PackForm, problems: object) -> ResponseReturnValue:
    told = [str(problem) for problem in problems][:MOST_PROBLEMS] if isinstance(problems, (list, tuple)) else []
    page = render_template("exercises/packs.html", form=form, problems=told, most=LARGEST_PACK // 2**20)
    return page, 422
