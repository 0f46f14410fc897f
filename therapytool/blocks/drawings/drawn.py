"""A drawing as a value: its shapes, its words, and the zones in which a person answers. Every medium draws this one.

Lengths are millimeters on a sheet whose text is `FULL_WIDTH` wide; a wider or narrower sheet scales the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Literal

from therapytool.blocks.base import AnswerableBlock, Answers, Control, Question
from therapytool.blocks.drawings.fitting import LINE_STEP, POINT, Setting, setting, width_of, wrapped
from therapytool.blocks.drawings.geometry import Point, capsule, polar, rounded, rules
from therapytool.blocks.rating import Scale

FULL_WIDTH = 172.0
LABEL_SIZE = 9.5
LINE_HEIGHT = 1.25
SPOT_SIZE = 4.5
RULE_ABOVE_FOOT = 0.2
"""A ruled line stands this far above the foot of the space it is for."""

Anchor = Literal["start", "middle", "end"]
Tone = Literal["plain", "strong", "soft", "accent"]


class Ink(StrEnum):
    """With what a shape is drawn; colors and widths belong to the medium."""

    OUTLINE = "outline"
    LINE = "line"
    DASHED = "dashed"
    SOLID = "solid"
    TINT = "tint"
    PAPER = "paper"
    GUIDE = "guide"
    HATCH = "hatch"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Shape:
    """One path in one ink; later shapes lie over earlier ones."""

    path: str
    ink: Ink = Ink.OUTLINE


@dataclass(frozen=True, slots=True)
class Word:
    """Words in the drawing, in rows around a point; they run at `angle`, 0 being level.

    Words that are `minor` may be left out where the drawing is small, because they stand elsewhere too. A number with
    `is_name` says which of several the words behind it are about.
    """

    rows: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor = "start"
    size: float = LABEL_SIZE
    tone: Tone = "strong"
    angle: float = 0
    minor: bool = False
    is_name: bool = False

    @property
    def height(self) -> float:
        """How tall all rows are together."""
        return len(self.rows) * self.size * POINT * LINE_HEIGHT

    @property
    def width(self) -> float:
        """How wide the widest row is."""
        return max((width_of(row, self.size) for row in self.rows), default=0.0)

    @property
    def ring(self) -> str:
        """What a pen draws around the words to choose them."""
        return capsule(self.middle, self.width + 4, self.height + 1, self.angle + 90)

    @property
    def middle(self) -> Point:
        """The point around which the words stand."""
        shift = {"start": self.width / 2, "middle": 0.0, "end": -self.width / 2}[self.anchor]
        return polar((self.x, self.y), shift, self.angle + 90)


class Look(StrEnum):
    """How a zone looks on paper: words on ruled lines or on none, a box to tick, a number, a word to ring, a place on
    a line; or nothing, for what is asked aside and drawn otherwise."""

    RULED = "ruled"
    OPEN = "open"
    TICK = "tick"
    NUMBER = "number"
    WORD = "word"
    PLACE = "place"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a pen marks one option of a choice: the upper left corner of a circle that is `SPOT_SIZE` wide."""

    option: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Zone:
    """Where one question is answered in the drawing; beside it, it goes by `label`, with others of its `group`."""

    question: Question
    x: float
    y: float
    width: float
    height: float
    look: Look = Look.RULED
    label: str = ""
    group: str = ""
    word: Word | None = None
    scale: Scale | None = None
    also: str = ""
    """Words that stand here besides, such as cards placed here by other questions."""
    spots: tuple[Spot, ...] = ()
    """The circles of a choice that is made in the drawing, one for each option."""

    def written(self, answers: Answers) -> str:
        """All words that stand here."""
        return "\n".join(words for words in (answers.get(self.question.key, ""), self.also) if words)

    @property
    def short_label(self) -> str:
        """What the question is called beside the drawing, among those of its group."""
        return self.label or self.question.label

    @property
    def line_count(self) -> int:
        """How many lines can be written."""
        return max(round(self.height / LINE_STEP), 1)

    @property
    def frame(self) -> str:
        """The thin lines a pen needs here: rules to write on, or a box for a number."""
        if self.look is Look.RULED:
            return rules(self.x, self.width, self.y + LINE_STEP - RULE_ABOVE_FOOT, self.line_count, LINE_STEP)
        if self.look is Look.NUMBER:
            return rounded(self.x, self.y, self.width, self.height, 1.5)
        return ""

    def setting(self, words: str, larger: float = 1.0) -> Setting:
        """How these words are set here, where type is so many times larger beside the drawing than usual."""
        return setting(words, self.width / larger, self.height)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing. `title` and `description` say it to those who do not see it."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]
    parts: tuple[Word | Zone, ...]
    rules: str = ""
    """Ruled lines that follow the shapes, beside those which the zones bring with them."""
    asset: str = ""
    """A stored image that stands for the shapes."""

    @property
    def share(self) -> Literal["full", "half"]:
        """How much of the width of the text it takes."""
        return "full" if self.width > FULL_WIDTH / 2 else "half"

    @property
    def words(self) -> tuple[Word, ...]:
        """All words, those of zones included, in reading order."""
        found = (part if isinstance(part, Word) else part.word for part in self.parts)
        return tuple(word for word in found if word is not None)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones in reading order."""
        return tuple(part for part in self.parts if isinstance(part, Zone))

    @property
    def groups(self) -> tuple[tuple[str, tuple[Zone, ...]], ...]:
        """The zones with the name of their group, neighbors of one group together."""
        return tuple((name, tuple(zones)) for name, zones in groupby(self.zones, key=lambda zone: zone.group))

    @property
    def all_rules(self) -> str:
        """Every thin line that is there to be written on."""
        return self.rules + "".join(zone.frame for zone in self.zones)

    @property
    def in_words(self) -> str:
        """The title and the description as one text."""
        return f"{self.title}. {self.description}" if self.description else self.title

    def tells(self, word: Word) -> bool:
        """Whether its description says these words too. Numbers, as along a scale, go with their shapes."""
        text = " ".join(word.rows).casefold()
        return text in self.in_words.casefold() if any(map(str.isalpha, text)) else not word.is_name

    def is_blank(self, answers: Answers) -> bool:
        """Whether nothing is written or marked in it."""
        return not any(zone.written(answers) for zone in self.zones)


class DrawnBlock(AnswerableBlock):
    """A block that is a drawing with zones."""

    def drawing(self, answers: Answers) -> Drawing:
        """The drawing, with what was answered drawn in where it is more than words."""
        raise NotImplementedError(type(self).__name__)

    def pictures(self, answers: Answers) -> tuple[Drawing, ...]:
        """The same as it stands on a sheet: in one piece, or in several between which a page may end."""
        return (self.drawing(answers),)

    def plain_text(self, answers: Answers) -> str:
        return "\n".join([self.label, *in_plain_words(self.questions(), answers)])


def words_at(
    text: str,
    x: float,
    y: float,
    *,
    width: float,
    anchor: Anchor = "start",
    size: float = LABEL_SIZE,
    tone: Tone = "strong",
) -> Word:
    """Words that hang from `y`, wrapped into rows no wider than `width`."""
    word = Word(wrapped(text, width, size), x, 0, anchor, size, tone)
    return Word(word.rows, x, y + word.height / 2, anchor, size, tone)


def in_plain_words(questions: Iterable[Question], answers: Answers) -> list[str]:
    """What was answered, a line for each question: "- Both: being held"; of a tick only what was ticked."""
    answered = ((question, answers.get(question.key)) for question in questions)
    return [f"- {q.label}" if q.control is Control.TICK else f"- {q.label}: {said}" for q, said in answered if said]
