"""Clauses people agree to, and places to sign."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from therapytool.blocks.base import (
    TICKED,
    AnswerableBlock,
    Answers,
    Control,
    Label,
    Question,
)


class AgreementBlock(AnswerableBlock):
    """Each clause can be ticked and own ones added; every signer has a line for a name and a date."""

    kind: Literal["agreement"]
    clauses: tuple[Label, ...] = Field(min_length=1, max_length=20, title="What is agreed")
    own_clauses: int = Field(default=0, ge=0, le=5, title="Blank lines for their own")
    signers: tuple[Label, ...] = Field(min_length=1, max_length=4, title="Who signs")
    note: Label = Field(
        default="Anyone may change or end this at any time, without giving a reason.", title="Small print"
    )

    def clause_questions(self) -> tuple[Question, ...]:
        """A tick for each clause."""
        return tuple(Question(f"{self.id}.{n}", clause, Control.TICK) for n, clause in enumerate(self.clauses, 1))

    def own_questions(self) -> tuple[Question, ...]:
        """A line for each clause of their own."""
        return tuple(
            Question(f"{self.id}.own{n}", f"Own clause {n}", Control.LINE) for n in range(1, self.own_clauses + 1)
        )

    def signature_questions(self) -> tuple[tuple[Question, Question], ...]:
        """For each signer a signature and the date of signing."""
        return tuple(
            (
                Question(f"{self.id}.sign{n}", f"Signature: {signer}", Control.SIGNATURE),
                Question(f"{self.id}.sign{n}.date", f"Date signed: {signer}", Control.LINE),
            )
            for n, signer in enumerate(self.signers, 1)
        )

    def questions(self) -> tuple[Question, ...]:
        signatures = tuple(question for pair in self.signature_questions() for question in pair)
        return self.clause_questions() + self.own_questions() + signatures

    def plain_text(self, answers: Answers) -> str:
        agreed = [q.label for q in self.clause_questions() if answers.get(q.key) == TICKED]
        agreed += [answers[q.key] for q in self.own_questions() if answers.get(q.key)]
        signed = [answers[name.key] for name, _ in self.signature_questions() if answers.get(name.key)]
        ending = [f"Signed: {', '.join(signed)}"] if signed else []
        return "\n".join([self.label, *(f"- {clause}" for clause in agreed), self.note, *ending])
