"""What the portal itself asks around a worksheet, as blocks like any others, so that they are drawn and read alike."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.blocks.base import Answers, Block
from therapytool.blocks.checklist import ChecklistBlock
from therapytool.blocks.choice import ChoiceBlock
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.rating import RatingBlock, Scale
from therapytool.homework.answers.reasons import LONGEST_OWN_WORDS, REASONS, reason_in_words
from therapytool.homework.finishing import Progress
from therapytool.homework.lifecycle import Outcome

HOW_FAR = {
    "Done, as much of it as I wanted": Outcome.DONE,
    "Partly, there is more I would have liked to do": Outcome.PARTLY,
}
DISTRESS = Scale(lowest_label="calm", highest_label="the most I can imagine")
HELPFULNESS = Scale(lowest_label="not at all", highest_label="very")
SKIP = "You can skip this."

before = RatingBlock(
    kind="rating", id="before", label="How tense or upset are you right now?", help=SKIP, scale=DISTRESS
)
after = RatingBlock(kind="rating", id="after", label="How tense or upset are you now?", help=SKIP, scale=DISTRESS)
helpful = RatingBlock(kind="rating", id="helpful", label="How helpful was this?", help=SKIP, scale=HELPFULNESS)
how_far = ChoiceBlock(
    kind="choice",
    id="how_far",
    label="Some of it is blank, and that is fine. How do you see it?",
    options=tuple(HOW_FAR),
)
reasons = ChecklistBlock(
    kind="checklist", id="reasons", label="What got in the way?", help="Check any, or none.", options=REASONS, columns=1
)
own_words = LinesBlock(kind="lines", id="own_words", label="In your own words, if you like", lines=3)

NOT_THIS_TIME: tuple[Block, ...] = (reasons, own_words)


def farewell_questions(progress: Progress) -> tuple[Block, ...]:
    """What is asked when a sheet is handed in; how far she came only where some of it is blank."""
    return (helpful, after) if progress.is_whole else (how_far, helpful, after)


def level(block: RatingBlock, answers: Answers) -> int | None:
    """A level of 0 to 10; None when it was skipped."""
    text = answers.get(block.id)
    return int(text) if text else None


def outcome_in(answers: Mapping[str, str], progress: Progress) -> Outcome | None:
    """How far she came: done when all is filled, else what she says; None when she has not said."""
    return Outcome.DONE if progress.is_whole else HOW_FAR.get(answers.get("how_far", ""))


def reason_in(answers: Answers) -> str:
    """Why not this time, from the checked reasons and the own words."""
    chosen = [reason for number, reason in enumerate(REASONS, 1) if answers.get(f"reasons.{number}")]
    return reason_in_words(chosen, answers.get("own_words", "")[:LONGEST_OWN_WORDS])
