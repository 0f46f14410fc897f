"""`therapytool render`: a sheet or a plan to PDF, from the library or from a file, without a server or a database."""

from __future__ import annotations

from pathlib import Path

import click

from therapytool import clock
from therapytool.blocks.dose import Dose
from therapytool.cli.bound import library, program
from therapytool.cli.gallery import gallery
from therapytool.cli.print_options import profile_options
from therapytool.cli.printing import (
    find_exercise_file,
    out_option,
    practice_option,
    region_option,
    write_file,
    write_pdf,
)
from therapytool.exercises.canonical import version_hash
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.catalog import read_catalog
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.sheets.form import SheetToken
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.packet import PacketPart, PlanToPrint, packet_documents
from therapytool.plans.shelf import Shelf
from therapytool.plans.starter import find_plan_file, read_plan
from therapytool.rendering.document import PrintProfile


@click.group()
def render() -> None:
    """Print a sheet, a plan, a program, the library to PDF."""


render.add_command(program)
render.add_command(library)
render.add_command(gallery)


@render.command(
    epilog="Example: therapytool render sheet listen-dont-fix -o sheet.pdf --dose short --slots partner=Sam"
)
@click.argument("exercise", metavar="SLUG_OR_FILE")
@out_option
@click.option(
    "--dose",
    type=click.Choice([dose.value for dose in Dose]),
    default="standard",
    show_default=True,
    help="How long a version.",
)
@profile_options
@click.option("--slots", multiple=True, metavar="NAME=WORDS", help="The client's own words; may be given again.")
@click.option("--homework", is_flag=True, help="Add the commitment strip.")
@click.option("--fillable", is_flag=True, help="With fields to fill in on a screen.")
@practice_option
@region_option
def sheet(
    exercise: str,
    output: Path,
    dose: str,
    profile: PrintProfile,
    slots: tuple[str, ...],
    homework: bool,
    fillable: bool,
    practice: str,
    region: str,
) -> None:
    """Print the worksheet of one exercise, by its slug or from its file; to a .docx for Word."""
    content = read_file(find_exercise_file(exercise), ExerciseContent)
    version = version_hash(content)
    if fillable and content.is_handout:
        raise click.UsageError(f"“{content.title}” is a handout: it asks nothing, so there is nothing to fill in.")
    token = SheetToken(version, Dose(dose)) if fillable else None
    document = worksheet_document(
        content,
        version=version,
        options=SheetOptions(dose=Dose(dose), is_homework=homework, token=token),
        letterhead=letterhead(practice, "", region),
        slots=slot_words_given(slots, content),
        answers={},
    )
    if output.suffix.lower() == ".docx":
        from therapytool.rendering.word.worksheet import to_word  # noqa: PLC0415  # slow

        write_file(output, to_word(document, profile, author=practice))
        click.echo(f"{output}: for Word", err=True)
    else:
        write_pdf((document,), output, profile=profile, title=content.title, author=practice)


@render.command(epilog="Example: therapytool render plan couple-80 -o packet.pdf --paper a4 --parts agenda,worksheets")
@click.argument("plan", metavar="SLUG_OR_FILE")
@out_option
@profile_options
@click.option(
    "--parts",
    default=",".join(part.value for part in PacketPart),
    show_default=True,
    help="What goes in, separated by commas.",
)
@click.option("--contents", is_flag=True, help="Add a contents page with page numbers.")
@click.option("--dividers", is_flag=True, help="Add a page before each part.")
@click.option("--duplex", is_flag=True, help="For printing on both sides: each document begins on a front.")
@click.option("--by-person", is_flag=True, help="Put the sheets of each person together.")
@click.option("--grounding", is_flag=True, help="Add the grounding page at the end.")
@click.option("--fillable", is_flag=True, help="The sheets with fields to fill in on a screen.")
@click.option("--name", "names", multiple=True, help="A name or code for the sheets of each person, in order.")
@practice_option
@region_option
def plan(
    plan: str,
    output: Path,
    profile: PrintProfile,
    parts: str,
    contents: bool,
    dividers: bool,
    duplex: bool,
    by_person: bool,
    grounding: bool,
    fillable: bool,
    names: tuple[str, ...],
    practice: str,
    region: str,
) -> None:
    """Print the packet of a plan: a starter plan by its slug, or any plan file."""
    content = read_plan(find_plan_file(plan))
    by_slug = {path.stem: path for path in exercise_paths()}
    used = {use.exercise for use in content.uses}
    shelf = Shelf.of(read_file(by_slug[slug], ExerciseContent) for slug in sorted(used & by_slug.keys()))
    source = PlanToPrint(content, shelf, letterhead(practice, "", region), read_catalog(), clock.today())
    options = PacketOptions(
        contents=contents,
        dividers=dividers,
        both_sides=duplex,
        by_person=by_person,
        names=names,
        grounding=grounding,
        fillable=fillable,
    )
    documents = packet_documents(source, parts_named(parts), options)
    write_pdf(documents, output, profile=profile, title=content.title, author=practice)


def slot_words_given(pairs: tuple[str, ...], exercise: ExerciseContent) -> dict[str, str]:
    """NAME=WORDS pairs as a mapping; a name the exercise does not offer is told with those it does."""
    words: dict[str, str] = {}
    offered = [slot.name for slot in exercise.slots]
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name not in offered:
            known = ", ".join(offered) or "none"
            raise click.BadParameter(f"'{pair}' is not NAME=WORDS for a slot of this exercise ({known})")
        words[name] = text
    return words


def parts_named(text: str) -> frozenset[PacketPart]:
    """The parts of a packet from words separated by commas."""
    try:
        return frozenset(PacketPart(name.strip()) for name in text.split(",") if name.strip())
    except ValueError:
        known = ", ".join(part.value for part in PacketPart)
        raise click.BadParameter(f"'{text}' has a part that is none of: {known}") from None
