"""Sentences with blanks inside them: "I feel [[feeling]] when [[situation]]."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import AnswerableBlock, Answers, Content, Control, Key, Label, Prose, Question

BLANK = re.compile(r"([“‘(]*)\[\[([^\[\]]*)\]\]([.,;:!?)”’…]*)")
EMPTY = "______"


class Blank(Content):
    """What is known of one blank beside its name: how wide it is, and what to say of it."""

    name: Key = Field(title="Which blank", description="Its name between [[ and ]].")
    hint: Label | None = Field(
        default=None, description="Small words under the blank: 'a feeling'.", title="Words under it"
    )
    width: Literal["short", "medium", "long"] = Field(default="medium", title="Width")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: words, or a blank with the marks that stand at it; `spaced` when a space comes before."""

    words: str
    spaced: bool
    question: Question | None = None
    blank: Blank | None = None
    opening: str = ""
    closing: str = ""


class BlanksBlock(AnswerableBlock):
    """`[[name]]` in the text is a blank; those that need a hint or a width are described under `blanks`."""

    kind: Literal["blanks"]
    text: Prose = Field(description="Each line is a paragraph; [[name]] is a blank.", title="Sentences")
    blanks: tuple[Blank, ...] = Field(
        default=(),
        max_length=30,
        title="About the blanks",
        description="Only for those that need a hint or another width.",
    )

    @model_validator(mode="after")
    def blanks_are_named_once(self) -> Self:
        found = [name for _opening, name, _closing in BLANK.findall(self.text)]
        if not found:
            raise ValueError("the text has no blank; write [[a_name]] where the client writes")
        for name in found:
            Blank(name=name)
            if found.count(name) > 1:
                raise ValueError(f"two blanks are called '{name}'; give each its own name")
        if any(piece.words.count("*") % 2 for pieces in self.paragraphs for piece in pieces):
            raise ValueError("stars for emphasis must open and close on the same side of a blank")
        if unknown := [blank.name for blank in self.blanks if blank.name not in found]:
            raise ValueError(f"the text has no blank [[{unknown[0]}]]")
        return self

    @property
    def has_hints(self) -> bool:
        """Whether any blank has words under it, for which the lines stand further apart."""
        return any(blank.hint for blank in self.blanks)

    @property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        """The text cut at its blanks, a tuple for each paragraph."""
        return tuple(self._pieces(line) for line in self.text.splitlines() if line.strip())

    def questions(self) -> tuple[Question, ...]:
        return tuple(piece.question for pieces in self.paragraphs for piece in pieces if piece.question)

    def plain_text(self, answers: Answers) -> str:
        said = BLANK.sub(lambda at: f"{at[1]}{answers.get(f'{self.id}.{at[2]}') or EMPTY}{at[3]}", self.text)
        return f"{self.label}\n{said}"

    def _pieces(self, line: str) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        end = 0
        for match in BLANK.finditer(line):
            pieces += _words(line[end : match.start()])
            pieces.append(self._gap(match, spaced=line[: match.start()].endswith(" ")))
            end = match.end()
        return (*pieces, *_words(line[end:]))

    def _gap(self, match: re.Match[str], *, spaced: bool) -> Piece:
        opening, name, closing = match.groups()
        blank = next((blank for blank in self.blanks if blank.name == name), Blank(name=name))
        label = f"{blank.hint or name.replace('_', ' ')} ({self._sentence_around(name)})"
        question = Question(f"{self.id}.{name}", label, Control.LINE)
        return Piece("", spaced, question, blank, opening, closing)

    def _sentence_around(self, name: str) -> str:
        """The paragraph of a blank as heard: the blank itself a gap, the others by their names."""
        line = next(line for line in self.text.splitlines() if f"[[{name}]]" in line)
        heard = line.replace(f"[[{name}]]", "…")
        return BLANK.sub(lambda at: f"{at[1]}{at[2].replace('_', ' ')}{at[3]}", heard).strip()


def _words(text: str) -> list[Piece]:
    return [Piece(text.strip(), text.startswith(" "))] if text.strip() else []
