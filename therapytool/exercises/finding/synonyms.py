"""The words clinicians type and the words our texts use for the same thing, from worksheets/synonyms.yaml."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from therapytool.blocks.base import Content, Label
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.full_text.words import Phrase, SynonymTable, words_of
from therapytool.shipped import folder


class SynonymGroup(Content):
    """Phrases a clinician says, and the phrases of our texts that answer them."""

    says: tuple[Label, ...] = Field(min_length=1)
    finds: tuple[Label, ...] = Field(min_length=1)


class SynonymFile(Content):
    """The file worksheets/synonyms.yaml."""

    synonyms: tuple[SynonymGroup, ...]


@cache
def read_synonyms() -> SynonymTable:
    """Every phrase with what it finds and the other sayings of its group; groups that share a phrase add up."""
    table: dict[Phrase, dict[Phrase, None]] = {}
    for group in read_file(folder("worksheets") / "synonyms.yaml", SynonymFile).synonyms:
        sayings = [words_of(saying) for saying in group.says]
        answers = dict.fromkeys(sayings + [words_of(found) for found in group.finds])
        for saying in sayings:
            table.setdefault(saying, {}).update(answers)
    return {saying: tuple(found for found in answers if found != saying) for saying, answers in table.items()}
