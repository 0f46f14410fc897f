"""How the fields of content types are put to a clinician: better words, what is rarely needed, what goes with what.

Everything is looked up by the name of a type and of its field; a type inherits what is said of the one it extends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

Place = tuple[str, str]
EMPTY = "[]"
"""How a list without entries is written in a condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A field that is meant only while its neighbor `field` has one of these values."""

    field: str
    values: tuple[str, ...]

    def holds(self, values: Mapping[str, object], default: object) -> bool:
        """Whether it is meant beside these values; `default` is what the neighbor is when it is not there."""
        return str(values.get(self.field, default)) in self.values


@dataclass(frozen=True, slots=True)
class Said:
    """What a field is called, what is said under that, and where it stands."""

    title: str
    help: str = ""
    is_rare: bool = False
    """Rarely needed: stands under "More"."""
    is_wide: bool = False
    """Takes the whole width of the form."""
    when: Condition | None = None
    entries: tuple[str, ...] = ()
    """What the few texts of a pair are called, where their numbers say too little."""


SHAPES: dict[Place, str] = {
    ("BlanksBlock", "text"): "text",
    ("CalloutBlock", "text"): "text",
    ("ComputedBlock", "of"): "ticks",
    ("ConditionalBlock", "equals"): "choice",
    ("ConditionalBlock", "when"): "choice",
    ("ExerciseContent", "prerequisites"): "ticks",
    ("ExerciseContent", "references"): "ticks",
    ("ExerciseContent", "themes"): "ranked",
    ("ShownImage", "asset"): "choice",
    ("ShownImage", "drawing_name"): "choice",
    ("Step", "minutes"): "minutes",
    ("TableBlock", "example"): "across",
    ("CellShape", "terms"): "sequence",
    ("TableBlock", "row_height"): "height",
    ("WeeklyLogBlock", "example"): "across",
    ("AnswerableBlock", "id"): "name",
    ("ConditionalBlock", "id"): "name",
    ("PictureZone", "key"): "name",
    ("ProfileRow", "of"): "choice",
}
"""Fields that are asked for in another way than their type would say."""

ACROSS: dict[Place, str] = {("TableBlock", "example"): "columns", ("WeeklyLogBlock", "example"): "entries"}
"""Lists that hold one text for each row of a neighboring list."""

NAMED_BY: dict[Place, str] = {("TableBlock", "row_answers"): "row_labels"}
"""Lists with one row for each text of a neighboring list, after which the rows are called."""

PAIRS: dict[Place, tuple[str, str]] = {
    ("CycleBlock", "lanes"): ("At the left", "At the right"),
    ("QuadrantsBlock", "across"): ("Left", "Right"),
    ("QuadrantsBlock", "down"): ("Upper", "Lower"),
}
"""What two texts side by side are called."""

CHOICES: dict[str, dict[str, str]] = {
    "answer": {
        "given": "Given",
        "result": "Result, reckoned",
        "mark": "One mark in each part",
        "tick": "Check mark",
        "time": "Time of day",
        "choice": "One of several",
    },
    "control": {"line": "One line", "lines": "Lines", "tick": "A check mark", "number": "A number"},
    "room": {"ruled": "Ruled lines", "blank": "Blank, to draw in"},
    "operation": {
        "difference": "First minus the others",
        "minutes": "Minutes from first to second",
        "product": "First times the others",
        "share": "First as percent of second",
        "hours": "Hours from first to second",
    },
}
"""What can be chosen in fields of these names, where the words of the type say too little."""

RARE: frozenset[Place] = frozenset(
    {
        ("AgreementBlock", "note"),
        ("AnswerableBlock", "id"),
        ("Block", "first_dose"),
        ("Block", "last_dose"),
        ("CellShape", "decimals"),
        ("CellShape", "before"),
        ("Column", "group"),
        ("Column", "prompt"),
        ("Column", "total"),
        ("ComputedBlock", "decimals"),
        ("ConditionalBlock", "id"),
        ("FeelingsWheelBlock", "families"),
        ("LadderBlock", "foot"),
        ("LadderBlock", "head"),
        ("NumberBlock", "decimals"),
        ("PictureZone", "key"),
        ("ShownImage", "proportion"),
        ("TableBlock", "last_column"),
        ("TableBlock", "last_column_head"),
        ("TableBlock", "row_head"),
        ("TableBlock", "row_heads"),
        ("TableBlock", "row_labels_at"),
        ("TableBlock", "total_label"),
    }
)

WIDE: frozenset[Place] = frozenset(
    {
        ("AnswerableBlock", "label"),
        ("AnswerableBlock", "help"),
        ("CardsBlock", "back"),
        ("ImageBlock", "caption"),
        ("ProfileRow", "of"),
        ("Statement", "text"),
    }
)

_NUMBERS = Condition("answer", ("number",))
_RATING = Condition("answer", ("rating",))
_RESULT = Condition("answer", ("result",))
_SHOWN = Condition("answer", ("number", "result"))

CONDITIONS: dict[Place, Condition] = {
    ("BodyMapBlock", "lines"): Condition("answer", ("words",)),
    ("CellField", "lines"): Condition("answer", ("words",)),
    ("CellShape", "before"): _SHOWN,
    ("CellShape", "clock"): Condition("answer", ("time",)),
    ("CellShape", "decimals"): _SHOWN,
    ("CellShape", "given"): Condition("answer", ("given",)),
    ("CellShape", "highest"): _NUMBERS,
    ("CellShape", "lowest"): _NUMBERS,
    ("CellShape", "operation"): _RESULT,
    ("CellShape", "options"): Condition("answer", ("choice",)),
    ("CellShape", "scale"): _RATING,
    ("CellShape", "terms"): _RESULT,
    ("CellShape", "unit"): _SHOWN,
    ("Column", "fields"): Condition("answer", ("words",)),
    ("Column", "total"): Condition("answer", ("number", "rating", "tick", "result")),
    ("LadderColumn", "highest"): _NUMBERS,
    ("RingsBlock", "lines"): Condition("answer", ("words",)),
    ("RingsBlock", "sectors"): Condition("answer", ("mark",)),
    ("LogEntry", "scale"): _NUMBERS,
    ("PictureZone", "highest"): Condition("control", ("number",)),
    ("TableBlock", "blank_rows"): Condition("row_labels", (EMPTY,)),
    ("WordBankBlock", "columns"): Condition("layout", ("columns",)),
    ("WordBankBlock", "words"): Condition("groups", (EMPTY,)),
}
"""Fields that mean something only beside a certain choice; beside another they are neither shown nor kept."""

FIRST: dict[str, tuple[str, ...]] = {
    "Column": ("head", "answer", "width", "given"),
    "CellField": ("label", "answer", "beside"),
    "CellShape": ("answer", "operation", "terms"),
    "Statement": ("text", "part", "reversed"),
    "ProfileRow": ("label", "lowest", "highest", "unit", "of", "marks"),
    "PictureZone": ("label", "control", "x", "y", "width", "height"),
    "ConditionalBlock": ("when", "equals", "at_least", "at_most", "lead_in", "text", "parts"),
}
"""Fields that stand first, where the order of the type does not read well."""

LAST = ("id", "from", "until")
"""Fields that stand last in every block."""

TEXTS: dict[Place, tuple[str, str]] = {
    ("AnswerableBlock", "help"): ("Quieter line under it", ""),
    ("AnswerableBlock", "label"): ("Prompt", ""),
    ("BodyMapBlock", "lines"): ("Lines beside each part", ""),
    ("BodyMapBlock", "parts"): ("Parts of the body", ""),
    ("Column", "fields"): ("Several things in each cell", ""),
    ("ComputedBlock", "of"): ("What is reckoned with", "Where the order matters, check what comes first first."),
    ("ConditionalBlock", "at_least"): ("Shown from the number", ""),
    ("ConditionalBlock", "at_most"): ("Shown up to the number", ""),
    ("ConditionalBlock", "equals"): ("Shown for the answer", ""),
    ("ConditionalBlock", "lead_in"): ("Begins with", "On paper, instead of “If you chose …”; without a colon."),
    ("ConditionalBlock", "parts"): ("Questions asked then", ""),
    ("ConditionalBlock", "when"): (
        "Which answer it hangs on",
        "A question with a choice, a check or a number; or the result of a questionnaire that shows it to everyone.",
    ),
    ("LinesBlock", "lines"): ("Lines to write on", ""),
    ("ExerciseContent", "aims"): ("Aims", "One on a line."),
    ("ExerciseContent", "audience"): ("For whom", ""),
    ("ExerciseContent", "cautions"): ("Cautions", "One on a line. They stand boxed in your guide."),
    ("ExerciseContent", "credit"): ("Credit", "Whose work this is. Prints at the end of every sheet."),
    ("ExerciseContent", "debrief"): ("Questions for afterward", "One on a line."),
    ("ExerciseContent", "formats"): ("Who is in the room", ""),
    ("ExerciseContent", "gates"): ("Clear this first", "Shown before the work and recorded for each case."),
    ("ExerciseContent", "homework"): ("Between sessions", "An idea for homework."),
    ("ExerciseContent", "idea_credit"): ("Where the idea comes from", "For you and colleagues; stays off the sheet."),
    ("ExerciseContent", "intensity"): ("Intensity", "From 1, light, to 4, strong."),
    ("ExerciseContent", "keywords"): ("Words to find it by", "One on a line."),
    ("ExerciseContent", "materials"): ("Materials", "One on a line."),
    ("ExerciseContent", "mechanism"): ("Why it may help", ""),
    ("ExerciseContent", "prerequisites"): ("Works well after", ""),
    ("ExerciseContent", "references"): (
        "Informed by",
        "Works of the bibliography. None is fine for a sheet of your own.",
    ),
    ("ExerciseContent", "slots"): ("Words that can be changed", ""),
    ("ExerciseContent", "steps"): ("Steps", "What you do, and how long it takes at each dose."),
    ("ExerciseContent", "summary"): ("Summary", "One line for the library."),
    ("ExerciseContent", "themes"): ("Themes", "The first one colors the sheet."),
    ("Slot", "default"): ("Usual words", "Such as 'your partner'."),
    ("Slot", "label"): ("What it stands for", ""),
    ("Slot", "name"): ("Name", "Small letters. Write it in braces where the words go: {partner}."),
    ("Step", "text"): ("What you do", ""),
    ("Worksheet", "minutes"): ("Minutes alone", ""),
    ("Worksheet", "purpose"): ("What it is for", "One sentence to the client, under the title."),
    ("Worksheet", "setting"): ("What is needed", "After “You will need 10 minutes and”, such as “a quiet spot”."),
}
"""Words for fields that read better here than as their types say it."""


def said_of(model: type[BaseModel], name: str, *, title: str | None, description: str | None) -> Said:
    """What is said of one field: our words for it, else those of the type."""
    places = [(each.__name__, name) for each in model.__mro__]
    words = next((TEXTS[place] for place in places if place in TEXTS), None)
    usual = name.replace("_", " ")
    return Said(
        title=words[0] if words else title or usual[:1].upper() + usual[1:],
        help=words[1] if words else description or "",
        is_rare=any(place in RARE for place in places),
        is_wide=any(place in WIDE for place in places),
        when=next((CONDITIONS[place] for place in places if place in CONDITIONS), None),
        entries=next((PAIRS[place] for place in places if place in PAIRS), ()),
    )


def in_order(model: type[BaseModel], names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a type's fields in the order in which they are asked for."""
    places = {"first_dose": "from", "last_dose": "until"}
    first = FIRST.get(model.__name__) or (("label", "help") if "label" in names and "help" in names else ())
    last = [name for name in names if places.get(name, name) in LAST]
    middle = [name for name in names if name not in first and name not in last]
    return (*first, *middle, *last)
