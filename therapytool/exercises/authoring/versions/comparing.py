"""Two versions side by side: every text and number of both under its place, and what was taken out or put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from therapytool.blocks.gallery.texts import KIND_TEXTS
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.fields.form import form_fields
from therapytool.exercises.authoring.fields.form_fields import FormField, Surroundings
from therapytool.exercises.authoring.fields.specs import Shape
from therapytool.exercises.authoring.parts import CLIENTS, CLINICIANS, block_specs
from therapytool.exercises.content import ExerciseContent


@dataclass(frozen=True, slots=True)
class Line:
    """One value in words: in which part, under which label, what it says."""

    part: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, the same in both versions or in one alone."""

    words: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs: what stood there and what stands there now; an empty side had nothing."""

    part: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differences(earlier: ExerciseContent, later: ExerciseContent) -> tuple[Difference, ...]:
    """Every place in which two versions differ, in the order of the later one."""
    old, new = list(lines_of(earlier)), list(lines_of(later))
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    found: list[Difference] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag != "equal":
            found.extend(_paired(old[start:end], new[begin:stop]))
    return tuple(found)


def lines_of(exercise: ExerciseContent) -> Iterator[Line]:
    """Everything an exercise says, line by line; fields left at their default say nothing."""
    draft = Draft.of(exercise)
    for part in (*CLINICIANS, *CLIENTS):
        yield from _lines(part.title, form_fields(part.specs, part.values(draft), Surroundings()))
    for number, block in enumerate(draft.blocks, 1):
        known = KIND_TEXTS.get(block.kind)
        title = f"Block {number}, {known.title if known else block.kind}"
        yield Line(title, "Kind", known.title if known else block.kind)
        yield from _lines(title, form_fields(block_specs(block), block.content, Surroundings()))


def _lines(part: str, fields: tuple[FormField, ...], label: str = "") -> Iterator[Line]:
    for field in fields:
        if field.spec.when and field.spec.shape is Shape.GROUP and not field.value:
            continue
        name = f"{label} · {field.spec.label}" if label else field.spec.label
        yield from _lines(part, field.fields, name)
        for row in field.rows:
            yield from _lines(part, row.fields, f"{name} {row.number}")
        for entry in field.entries:
            yield from _said(part, f"{name}, {entry.label}", entry.value)
        for text in _texts(field):
            yield from _said(part, name, text)


def _texts(field: FormField) -> tuple[str, ...]:
    chosen = [option.label for option in field.options if option.value in {*field.chosen, field.value}]
    if field.options:
        return (", ".join(chosen),)
    return tuple(field.value.split("\n"))


def _said(part: str, label: str, text: str) -> Iterator[Line]:
    if text.strip():
        yield Line(part, label, text.strip())


def _paired(old: list[Line], new: list[Line]) -> Iterator[Difference]:
    """Lines that were replaced: those of one label beside each other, the others alone."""
    left = list(old)
    for line in new:
        match = next((each for each in left if (each.label, each.part) == (line.label, line.part)), None)
        if match:
            before = left[: left.index(match)]
            yield from (_gone(each) for each in before)
            del left[: len(before) + 1]
            yield Difference(line.part, line.label, *_words_apart(match.text, line.text))
        else:
            yield Difference(line.part, line.label, (), (Piece(line.text, is_changed=True),))
    yield from (_gone(each) for each in left)


def _gone(line: Line) -> Difference:
    return Difference(line.part, line.label, (Piece(line.text, is_changed=True),), ())


def _words_apart(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut where they differ, by words."""
    old, new = before.split(), after.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, begin, stop in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        is_changed = tag != "equal"
        left += [Piece(" ".join(old[start:end]), is_changed)] if end > start else []
        right += [Piece(" ".join(new[begin:stop]), is_changed)] if stop > begin else []
    return tuple(left), tuple(right)
