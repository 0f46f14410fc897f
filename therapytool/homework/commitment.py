"""The commitment strip, filled together: what, when, where, with whom, what could get in the way, and how sure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from therapytool.blocks.dose import Dose

SURE_ENOUGH = 7
"""Confidence below this (of 10) suggests a smaller task; a rule of thumb from goal-setting practice, not a cut-off."""


class Commitment(BaseModel):
    """What a person means to do; every field may stay empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: str = Field(default="", max_length=300)
    when: str = Field(default="", max_length=120)
    where: str = Field(default="", max_length=120)
    with_whom: str = Field(default="", max_length=120)
    obstacle: str = Field(default="", max_length=300)
    plan: str = Field(default="", max_length=300)
    confidence: int | None = Field(default=None, ge=0, le=10)

    @property
    def in_words(self) -> str:
        """On one line: "One line each evening · After the dishes, Kitchen table · sure 8 of 10"; "" for none."""
        where = ", ".join(part for part in (self.when, self.where, self.with_whom) if part)
        hurdle = " → ".join(part for part in (self.obstacle, self.plan) if part)
        sure = "" if self.confidence is None else f"sure {self.confidence} of 10"
        return " · ".join(part for part in (self.what, where, hurdle, sure) if part)

    @property
    def is_shaky(self) -> bool:
        """Whether the person is not sure enough that she will do it."""
        return self.confidence is not None and self.confidence < SURE_ENOUGH


def commitment_as_kept(commitment: Commitment) -> str:
    """A commitment as it is stored; "" for an empty one."""
    return "" if commitment == Commitment() else commitment.model_dump_json(exclude_defaults=True)


def smaller_dose(commitment: Commitment, dose: Dose) -> Dose | None:
    """The dose to suggest instead, one step shorter; None when she is sure enough or it is the short one already."""
    if not commitment.is_shaky or dose is Dose.SHORT:
        return None
    return list(Dose)[dose.rank - 1]
