"""A draft as the editor shows it: the outline of both sides, the part that is open, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from therapytool.blocks.drawings.shown_image import ShownImage
from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.blocks.picture import PictureZone
from therapytool.exercises.authoring.changes import block_title
from therapytool.exercises.authoring.checking import Checked, check
from therapytool.exercises.authoring.document import Draft, DraftBlock
from therapytool.exercises.authoring.fields.choices import answers_to_wait_for, choices_for, sound_blocks
from therapytool.exercises.authoring.fields.form import form_fields
from therapytool.exercises.authoring.fields.form_fields import FormField, Surroundings
from therapytool.exercises.authoring.fields.specs import Option
from therapytool.exercises.authoring.parts import ABOUT, BLOCK, CLIENTS, CLINICIANS, PARTS, Part, block_specs
from therapytool.exercises.authoring.pasting import takes_table
from therapytool.exercises.authoring.seeing.preview import preview_of
from therapytool.exercises.readability.reading_age import Reading, reading_of

ADD = "add"
"""The part that is no part of the exercise: choosing a block."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline."""

    name: str
    title: str
    is_open: bool
    has_problem: bool
    key: str = ""
    """The block's key; empty for a part every exercise has."""
    kind: str = ""
    kind_title: str = ""
    number: int = 0
    doses: str = ""
    """When it is not in every dose: "from standard", "short only"."""
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class OpenPart:
    """What stands in the middle: its fields, or its words where they are locked."""

    name: str
    title: str
    says: str
    fields: tuple[FormField, ...]
    problems: tuple[str, ...]
    key: str = ""
    kind: str = ""
    credit: str = ""
    words: str = ""
    """A locked block in words alone."""
    is_locked: bool = False
    shown: ShownImage | None = None
    """The picture of the block, where it has one."""
    places: tuple[PictureZone, ...] = ()
    """The places to write in on it."""
    answers: tuple[str, ...] = ()
    """What the question offers that a condition hangs on."""
    takes_table: bool = False
    """Whether the cells of a spreadsheet can be pasted over it."""
    takes_prompts: bool = False
    """Whether it can be had again for other prompts."""

    @property
    def plain_fields(self) -> tuple[FormField, ...]:
        """The fields that are always shown."""
        return tuple(each for each in self.fields if not each.spec.said.is_rare)

    @property
    def rare_fields(self) -> tuple[FormField, ...]:
        """The fields that stand under "More"."""
        return tuple(each for each in self.fields if each.spec.said.is_rare)


@dataclass(frozen=True, slots=True)
class Editor:
    """Everything of the editor but the pages."""

    title: str
    clinicians: tuple[Entry, ...]
    clients: tuple[Entry, ...]
    blocks: tuple[Entry, ...]
    part: OpenPart
    checked: Checked
    reading: Reading
    slots: tuple[str, ...]
    is_adding: bool = False
    """Whether a block is being chosen instead."""
    add_after: str = ""
    """The key of the block after which it will stand; empty for the end."""

    @property
    def is_right(self) -> bool:
        """Whether it can be made ready."""
        return self.checked.exercise is not None

    @property
    def parts_to_mend(self) -> tuple[Entry, ...]:
        """The parts in which something needs another look."""
        return tuple(entry for entry in (*self.clinicians, *self.clients, *self.blocks) if entry.has_problem)


def editor_of(
    draft: Draft,
    wanted: str,
    *,
    after: str = "",
    is_new: bool = False,
    images: Iterable[Option],
    exercises: Iterable[Option],
) -> Editor:
    """Lay a draft out for writing with one part open; a part that is not there opens the first one.

    The part "add" is the choice of a block, to stand after the block of key `after`. A new draft complains of nothing.
    """
    checked = check(draft)
    name = open_part_name(draft, f"{BLOCK}{after}" if wanted == ADD else wanted)
    block = draft.find(name.removeprefix(BLOCK)) if name.startswith(BLOCK) else None
    choices = choices_for(draft, block, images=images, exercises=exercises)
    around = Surroundings(choices, {} if is_new else checked.of_part(name))
    return Editor(
        title=draft.title,
        clinicians=tuple(_part_entry(part, name, checked) for part in CLINICIANS),
        clients=tuple(_part_entry(part, name, checked) for part in CLIENTS),
        blocks=tuple(_block_entry(number, each, name, checked) for number, each in enumerate(draft.blocks, 1)),
        part=_open_block(draft, block, around) if block else _open_part(draft, PARTS[name], around),
        checked=checked,
        reading=reading_of(checked.exercise or preview_of(draft)),
        slots=tuple(str(slot["name"]) for slot in draft.fields.get("slots", ()) if slot.get("name")),
        is_adding=wanted == ADD,
        add_after=after if draft.find(after) else "",
    )


def open_part_name(draft: Draft, wanted: str) -> str:
    """The name of the part to open: the one wanted, if it is there."""
    if wanted in PARTS:
        return wanted
    if wanted.startswith(BLOCK) and draft.find(wanted.removeprefix(BLOCK)):
        return wanted
    return ABOUT.name


def _part_entry(part: Part, opened: str, checked: Checked) -> Entry:
    return Entry(part.name, part.title, is_open=part.name == opened, has_problem=bool(checked.of_part(part.name)))


def _block_entry(number: int, block: DraftBlock, opened: str, checked: Checked) -> Entry:
    name, known = f"{BLOCK}{block.key}", KIND_TEXTS.get(block.kind)
    return Entry(
        name=name,
        title=block_title(block).strip("“”"),
        is_open=name == opened,
        has_problem=bool(checked.of_part(name)),
        key=block.key,
        kind=block.kind,
        kind_title=known.title if known else "Block",
        number=number,
        doses=doses_in_words(block),
        is_locked=block.is_locked,
    )


def doses_in_words(block: DraftBlock) -> str:
    """In which doses a block stands, where it is not in all of them."""
    first, last = str(block.content.get("from", "short")), str(block.content.get("until", "long"))
    if first == last:
        return f"{first} only"
    if last != "long":
        return f"until {last}"
    return f"from {first}" if first != "short" else ""


def _open_part(draft: Draft, part: Part, around: Surroundings) -> OpenPart:
    is_locked = draft.is_locked and bool(part.sheet)
    return OpenPart(
        name=part.name,
        title=part.title,
        says=part.says,
        fields=form_fields(part.specs, part.values(draft), around),
        problems=around.problems_at(""),
        is_locked=is_locked,
        words="\n".join(str(value) for value in part.values(draft).values() if isinstance(value, str)),
    )


def _open_block(draft: Draft, block: DraftBlock, around: Surroundings) -> OpenPart:
    known = KIND_TEXTS.get(block.kind)
    sound = next(sound_blocks([block]), None)
    return OpenPart(
        name=f"{BLOCK}{block.key}",
        title=known.title if known else "Block",
        says=known.purpose if known else "",
        fields=form_fields(block_specs(block), block.content, around),
        problems=around.problems_at(""),
        key=block.key,
        kind=block.kind,
        credit=str(block.content.get("credit") or ""),
        words=sound.plain_text({}) if sound and block.is_locked else "",
        shown=getattr(sound, "shows", None),
        places=tuple(getattr(sound, "zones", ())),
        is_locked=block.is_locked,
        answers=answers_to_wait_for(draft, str(block.content.get("when") or "")),
        takes_table=takes_table(block),
        takes_prompts="label" in block.content,
    )
