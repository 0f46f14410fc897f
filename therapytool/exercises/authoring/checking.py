"""Whether a draft is an exercise yet, and what is still missing, told at the part and field where it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from therapytool.blocks.base import Block
from therapytool.blocks.branches import block_id
from therapytool.blocks.references_between import misplaced_references
from therapytool.exercises.authoring.document import Draft
from therapytool.exercises.authoring.fields.choices import sound_blocks
from therapytool.exercises.authoring.fields.specs import Spec
from therapytool.exercises.authoring.fields.wording import as_sentence, in_titles, sentence_for
from therapytool.exercises.authoring.parts import BLOCK, PARTS, block_specs, part_of_field
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.references import read_references

WHOLE = ""
"""The part of what concerns the exercise as a whole."""


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """One thing wrong: the part it stands in, the field (empty for the part itself), and what to do about it."""

    part: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft looked at: the exercise it makes, or what keeps it from being one."""

    exercise: ExerciseContent | None
    problems: tuple[DraftProblem, ...] = ()
    by_part: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of_part(self, part: str) -> Mapping[str, tuple[str, ...]]:
        """What is wrong in one part, by field."""
        return self.by_part.get(part, {})

    @property
    def of_whole(self) -> tuple[str, ...]:
        """What is wrong with the exercise as a whole."""
        return self.of_part(WHOLE).get("", ())


def check(draft: Draft) -> Checked:
    """Validate a draft as a file would be."""
    try:
        exercise = ExerciseContent.model_validate(draft.as_exercise())
    except ValidationError as error:
        return _refused(dict.fromkeys(_problems(error, draft)))
    except RecursionError:
        return _refused([DraftProblem(WHOLE, "", "This is nested too deep.")])
    unknown = [key for key in exercise.references if key not in read_references()]
    if unknown:
        return _refused([DraftProblem("sources", "references", f"“{unknown[0]}” is not in the bibliography.")])
    return Checked(exercise)


def _refused(problems: Iterable[DraftProblem]) -> Checked:
    found = tuple(problems)
    by_part: dict[str, dict[str, tuple[str, ...]]] = {}
    for each in found:
        places = by_part.setdefault(each.part, {})
        places[each.place] = (*places.get(each.place, ()), each.says)
    return Checked(None, found, by_part)


def _problems(error: ValidationError, draft: Draft) -> Iterator[DraftProblem]:
    details: list[Any] = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        if detail["type"] == "too_short" and _has_refused_parts(detail["loc"], places):
            continue
        beside = list(_reference_problems(draft)) if detail["loc"] == ("worksheet", "blocks") else []
        yield from beside or [_problem(detail, draft)]


def _reference_problems(draft: Draft) -> Iterator[DraftProblem]:
    """What blocks say of others and does not hold, told where it is said; of a sheet whose blocks are right alone."""
    blocks = list(sound_blocks(draft.blocks))
    if len(blocks) < len(draft.blocks):
        return
    called = {key: name for block in blocks for key, name in _names_in(block)}
    for problem in misplaced_references(blocks):
        said = problem.says
        for key, name in called.items():
            said = said.replace(f"'{key}'", f"“{name}”")
        block = draft.blocks[problem.block]
        words = as_sentence(in_titles(said, titles_of(block_specs(block))))
        yield DraftProblem(f"{BLOCK}{block.key}", problem.field, words)


def _names_in(block: Block) -> Iterator[tuple[str, str]]:
    """What is asked and reckoned in a block, by key, as the page calls it."""
    name = str(getattr(block, "label", ""))
    for question in (*block.questions(), *block.values_shown()):
        yield question.key, question.label if question.label == name else f"{name}: {question.label}"
    if name:
        yield block_id(block), name


def _has_refused_parts(where: tuple[Any, ...], places: Sequence[tuple[Any, ...]]) -> bool:
    """Whether a list is called too short only because its entries were themselves refused."""
    return any(place[: len(where)] == where and len(place) > len(where) for place in places)


def _problem(detail: Mapping[str, Any], draft: Draft) -> DraftProblem:
    match detail["loc"]:
        case ("worksheet", "blocks", int(number), *rest) if number < len(draft.blocks):
            block = draft.blocks[number]
            inside = rest[1:] if rest[:1] == [block.kind] else rest
            specs = block_specs(block)
            return DraftProblem(f"{BLOCK}{block.key}", _place(inside), sentence_for(detail, titles_of(specs)))
        case ("worksheet", "blocks", *_):
            says = (
                "Add at least one block."
                if detail["type"] == "too_short"
                else sentence_for(detail, _block_titles(draft))
            )
            return DraftProblem(WHOLE, "", says)
        case ("worksheet", str(name), *rest) | (str(name), *rest) if part_of_field(name):
            part = part_of_field(name)
            return DraftProblem(part, _place([name, *rest]), sentence_for(detail, titles_of(PARTS[part].specs)))
        case _:
            every = {key: title for part in PARTS.values() for key, title in titles_of(part.specs).items()}
            return DraftProblem(WHOLE, "", sentence_for(detail, every))


def _block_titles(draft: Draft) -> dict[str, str]:
    return {key: title for block in draft.blocks for key, title in titles_of(block_specs(block)).items()}


def titles_of(specs: Iterable[Spec]) -> dict[str, str]:
    """What the fields are called on the page, those inside other fields included."""
    titles: dict[str, str] = {}
    for spec in specs:
        titles |= titles_of(spec.parts)
        for _kind, parts in spec.variants:
            titles |= titles_of(parts)
        titles[spec.key] = spec.label
    return titles


def _place(where: Sequence[Any]) -> str:
    """A place as fields are named in forms."""
    return ".".join(str(part) for part in where)
