"""What was done away from the screen comes home: the clinician hands in a filled PDF, a scan or photos."""

from __future__ import annotations

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.auditing.actions import Action
from therapytool.accounts.auditing.hooks import here
from therapytool.accounts.auditing.trail import note
from therapytool.accounts.current import current_clinician
from therapytool.cases.tabs import tabs_of
from therapytool.errors import Conflict, RenderingFailed
from therapytool.homework.audit_subjects import response_subject
from therapytool.homework.coming_home import desk
from therapytool.homework.coming_home.offering import offer_form
from therapytool.homework.coming_home.pages import drop_page, get_picture
from therapytool.homework.coming_home.refusals import MOST_FILES, FileRefused, check_arrivals
from therapytool.homework.coming_home.taking import Taken, read_chosen
from therapytool.homework.printing import fillable_copies
from therapytool.homework.queries import ResponseView, get_homework, get_homework_of, list_entries
from therapytool.homework.views.blueprint import done, homework, only_read_from_here, page, pdf, printer, refused
from therapytool.rendering.fillable.form import Arrival, FilledCopy
from therapytool.web.access import Access, access
from therapytool.web.transactions import write_again, writes
from therapytool.web.uploads import uploaded

WHOSE = "Nothing in this file tells whose it is. Choose the homework it belongs to, and send it again."


@homework.get("/come-home")
@access(Access.SIGNED_IN)
def come_home() -> ResponseReturnValue:
    """Where to hand in whatever came back."""
    return _page()


@homework.post("/come-home")
@access(Access.SIGNED_IN)
@writes
def bring_home() -> ResponseReturnValue:
    """Find out whose it is by what is inside, or by her choice, and go on with that."""
    chosen = request.form.get("response", "")
    try:
        arrivals = _arrivals()
        copies = [copy for arrival in arrivals for copy in arrival.copies]
        return _show_found(chosen, copies) if copies else _keep(chosen, arrivals)
    except (FileRefused, RenderingFailed, Conflict) as problem:
        return _page(str(problem), chosen=chosen)


@homework.get("/responses/<name>/come-home")
@access(Access.SIGNED_IN)
def come_home_for(name: str) -> ResponseReturnValue:
    """The same for one person's homework."""
    get_homework_of(name, current_clinician().id)
    return _page(chosen=name)


@homework.post("/responses/<name>/take-in")
@access(Access.SIGNED_IN)
@writes
def take_in(name: str) -> ResponseReturnValue:
    """Keep the answers she chose, after she has seen them beside what was kept before; others in the same file too."""
    clinician_id = current_clinician().id
    given, part = get_homework_of(name, clinician_id)
    parts = [part, *(get_homework_of(other, clinician_id)[1] for other in request.form.getlist("also"))]
    try:
        taken = [_take(each, whose=each.public_id if each is not part else "") for each in parts]
    except Conflict as conflict:
        return refused(str(conflict), ".review", name=name)
    if len(parts) == 1:
        return done(taken[0].in_words, ".review", name=name)
    for each in parts[1:]:
        note(Action.ANSWERS_TAKEN_IN, by=here(), subject=response_subject(each.public_id))
    words = " ".join(f"{each.person.name}: {of_each.in_words}" for each, of_each in zip(parts, taken, strict=True))
    return done(words, ".show", name=given.public_id)


@homework.get("/pages/<page_id>.jpg")
@access(Access.SIGNED_IN)
def scanned_page(page_id: str) -> ResponseReturnValue:
    """A page on paper as it came home."""
    return send_file(BytesIO(get_picture(page_id, clinician_id=current_clinician().id)), "image/jpeg")


@homework.post("/pages/<page_id>/drop")
@access(Access.SIGNED_IN)
@writes
def drop_scanned_page(page_id: str) -> ResponseReturnValue:
    """Delete a page for good."""
    name = drop_page(page_id, clinician_id=current_clinician().id)
    return done("The page is deleted.", ".review", name=name)


@homework.get("/<name>/fillable.pdf")
@access(Access.SIGNED_IN)
def fillable_for_all(name: str) -> ResponseReturnValue:
    """The sheets of everybody to fill in on a screen, bound into one."""
    given = get_homework(name, current_clinician().id)
    return pdf(fillable_copies(given, given.responses, current_clinician()), f"homework-{name}-fillable.pdf")


@homework.get("/responses/<name>/fillable.pdf")
@access(Access.SIGNED_IN)
def fillable(name: str) -> ResponseReturnValue:
    """One person's sheet to fill in on a screen."""
    given, part = get_homework_of(name, current_clinician().id)
    return pdf(fillable_copies(given, (part,), current_clinician()), f"homework-{name}-fillable.pdf")


@homework.post("/responses/<name>/offer-form")
@access(Access.SIGNED_IN)
@writes
def offer(name: str) -> ResponseReturnValue:
    """Offer the fillable PDF on the client's page, or no longer."""
    given, _ = get_homework_of(name, current_clinician().id)
    is_offered = request.form.get("offered") == "1"
    offer_form(name, is_offered=is_offered, clinician_id=current_clinician().id)
    words = "The client’s page offers the fillable PDF now." if is_offered else "It is not offered there any more."
    return done(words, ".show", name=given.public_id)


def _arrivals() -> list[Arrival]:
    """What is in the files, found out by a worker while nobody's save waits. Raises FileRefused."""
    contents = uploaded("files", most=MOST_FILES)
    only_read_from_here()
    arrivals = [printer().take_in(content) for content in contents]
    write_again()
    check_arrivals(arrivals)
    return arrivals


def _take(part: ResponseView, *, whose: str) -> Taken:
    chosen = read_chosen(request.form, whose=whose)
    return desk.take(part.public_id, chosen, clinician_id=current_clinician().id)


def _show_found(chosen: str, copies: list[FilledCopy]) -> ResponseReturnValue:
    """What sheets that were filled in would change, everybody's in the file at once; nothing is kept yet."""
    clinician_id = current_clinician().id
    homes = desk.homes_of_copies(copies, clinician_id=clinician_id)
    names = list(dict.fromkeys([*([chosen] if chosen else []), *homes]))
    if not names:
        return _page(WHOSE)
    if chosen or len(names) == 1:
        desk.propose(names[0], copies, clinician_id=clinician_id)
    found = [desk.find_in(name, copies, clinician_id=clinician_id) for name in names]
    given, _ = get_homework_of(names[0], clinician_id)
    return page("homework/take_in.html", given=given, case=given.case, tabs=tabs_of(given.case.public_id), found=found)


def _keep(chosen: str, arrivals: list[Arrival]) -> ResponseReturnValue:
    """Keep pages on paper, each with the homework that its code or she says."""
    clinician_id = current_clinician().id
    if chosen:
        get_homework_of(chosen, clinician_id)
        pages = {chosen: desk.pages_for(chosen, arrivals)}
    else:
        pages = desk.homes_of_pages(arrivals, clinician_id=clinician_id)
    if not pages:
        return _page(WHOSE)
    kept = {name: desk.keep(name, pictures, clinician_id=clinician_id) for name, pictures in pages.items()}
    for name in kept:
        note(Action.PAGES_KEPT, by=here(), subject=response_subject(name))
    if len(kept) == 1:
        ((name, count),) = kept.items()
        return done(f"{_pages_are(count)} kept with this sheet.", ".review", name=name)
    return done(" ".join(_kept_with(name, count) for name, count in kept.items()), ".browse")


def _kept_with(name: str, count: int) -> str:
    given, part = get_homework_of(name, current_clinician().id)
    return f"{part.person.name}: {_pages_are(count)} kept with {given.exercise.title}."


def _pages_are(count: int) -> str:
    return "1 page is" if count == 1 else f"{count} pages are"


def _page(problem: str = "", *, chosen: str = "") -> ResponseReturnValue:
    entries = list_entries(current_clinician().id)
    shown = page("homework/come_home.html", entries=entries, chosen=chosen, problem=problem)
    return (shown[0], 422) if problem and isinstance(shown, tuple) else shown
