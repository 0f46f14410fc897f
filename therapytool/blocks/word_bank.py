"""Words to borrow, in a quiet box: in columns, or one after the other."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from therapytool.blocks.base import Answers, Block, Content, Label


class WordGroup(Content):
    """Words that belong together, under a head of their own."""

    head: Label = Field(title="Head")
    words: tuple[Label, ...] = Field(min_length=1, max_length=60, title="Words")


class WordBankBlock(Block):
    """Either `words`, or `groups` of words; nothing is asked here, the words are used elsewhere."""

    kind: Literal["word_bank"]
    heading: Label = Field(default="Words to borrow", title="Heading")
    words: tuple[Label, ...] = Field(default=(), max_length=120, title="Words")
    groups: tuple[WordGroup, ...] = Field(default=(), max_length=12, title="Or words in groups")
    layout: Literal["columns", "run_in"] = Field(default="columns", title="Set as")
    columns: Literal[2, 3, 4, 5] = Field(default=4, title="Columns")

    @model_validator(mode="after")
    def has_words_once(self) -> Self:
        if bool(self.words) == bool(self.groups):
            raise ValueError("give either 'words' or 'groups' of words")
        return self

    @property
    def in_columns(self) -> tuple[tuple[str, ...], ...]:
        """The words dealt into columns, read downwards; the first columns are the longer ones."""
        height, longer = divmod(len(self.words), self.columns)
        heights = [height + (number < longer) for number in range(self.columns)]
        starts = [sum(heights[:number]) for number in range(self.columns)]
        dealt = (self.words[start : start + tall] for start, tall in zip(starts, heights, strict=True))
        return tuple(column for column in dealt if column)

    def plain_text(self, answers: Answers) -> str:
        lines = [f"{group.head}: {', '.join(group.words)}" for group in self.groups] or [", ".join(self.words)]
        return "\n".join([self.heading, *lines])
