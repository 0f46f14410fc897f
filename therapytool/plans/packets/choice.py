"""Which packet of a plan is wanted: its parts, its paper, and how many copies of each sheet, as an address says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from therapytool.plans.content import ExerciseItem, HomeworkSheet, PartItem, PlanContent
from therapytool.plans.packets.binding import PacketOptions
from therapytool.plans.packets.packet import PacketPart
from therapytool.rendering.document import Paper, PrintProfile
from therapytool.rendering.profiles.choice import NOTHING_CHOSEN, ProfileChoice, resolved

COPIES_PREFIX = "copies."
MOST_COPIES = 30
LONGEST_NAME = 40
BOUND = ("contents", "dividers", "both_sides", "by_person", "grounding", "fillable")
"""The switches of `PacketOptions`, as an address names them."""
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PacketChoice:
    """One way to print a plan. `copies` is by sheet name; a sheet it does not name prints as often as the plan says.

    `with_words` prints what clients said about their homework on the agenda; it is off unless somebody asks.
    """

    parts: frozenset[PacketPart] = frozenset(PacketPart)
    paper: Paper = Paper.LETTER
    copies: Mapping[str, int] = field(default_factory=dict)
    with_words: bool = False
    options: PacketOptions = field(default_factory=PacketOptions)
    setting: ProfileChoice = NOTHING_CHOSEN
    """How it is set, where that is not as usual."""

    @classmethod
    def read(cls, values: Values, *, paper: Paper) -> Self:
        """The choice an address makes; what it does not say, or says wrongly, is as usual (`paper` the practice's).

        An address that names no part at all means all of them, unless `chosen` says that none was ticked.
        """
        named = {part for part in PacketPart if part.value in values.get("parts", ())}
        is_open = not named and "chosen" not in values
        given = {
            name.removeprefix(COPIES_PREFIX): count
            for name, texts in values.items()
            if name.startswith(COPIES_PREFIX) and (count := _copies(texts)) is not None
        }
        wanted = next((each for each in Paper if each.value in values.get("paper", ())), paper)
        parts = frozenset(PacketPart) if is_open else frozenset(named)
        with_words = "yes" in values.get("words", ())
        return cls(
            parts, wanted, given, with_words, _options(values), setting=ProfileChoice.read(values, but=("paper",))
        )

    def arguments(self) -> dict[str, object]:
        """The choice as values of an address."""
        copies = {f"{COPIES_PREFIX}{name}": count for name, count in self.copies.items()}
        parts = [part.value for part in PacketPart if part in self.parts]
        words = {"words": "yes"} if self.with_words else {}
        bound = {"bound": [name for name in BOUND if getattr(self.options, name)]}
        names = {"names": list(self.options.names)} if any(self.options.names) else {}
        setting = self.setting.arguments()
        return {"chosen": 1, "parts": parts, **setting, "paper": self.paper.value, **copies, **words, **bound, **names}

    def profile_over(self, usual: PrintProfile) -> PrintProfile:
        """The print profile chosen, where nothing is chosen `usual`."""
        return resolved(self.setting, base=replace(usual, paper=self.paper))

    def applied_to(self, plan: PlanContent) -> PlanContent:
        """The plan with the copies chosen for this print; the plan itself stays as it is."""
        return plan.model_copy(update={"items": tuple(self._recounted(item) for item in plan.items)})

    def _recounted(self, item: ExerciseItem | PartItem) -> ExerciseItem | PartItem:
        if isinstance(item, ExerciseItem):
            return item.model_copy(update={"copies": self.copies.get(sheet_name(item), item.copies)})
        sheets = [
            sheet.model_copy(update={"copies": self.copies.get(homework_name(item, number), sheet.copies)})
            for number, sheet in enumerate(item.homework, 1)
        ]
        return item.model_copy(update={"homework": tuple(sheets)})


def sheet_name(item: ExerciseItem) -> str:
    """How an address names the worksheet of an item."""
    return item.key


def homework_name(item: PartItem, number: int) -> str:
    """How an address names a sheet to take home, counted from 1."""
    return f"{item.key}.{number}"


def sheets_of(plan: PlanContent) -> list[tuple[str, PacketPart, ExerciseItem | HomeworkSheet]]:
    """Every sheet of a plan that can be printed: its name, the part it belongs to, and the sheet."""
    sheets: list[tuple[str, PacketPart, ExerciseItem | HomeworkSheet]] = []
    for item in plan.items:
        if isinstance(item, ExerciseItem):
            sheets.append((sheet_name(item), PacketPart.WORKSHEETS, item))
        else:
            for number, sheet in enumerate(item.homework, 1):
                sheets.append((homework_name(item, number), PacketPart.HOMEWORK, sheet))
    return sheets


def _options(values: Values) -> PacketOptions:
    """What the address says of binding. Names may stand in one field with commas between, or in a field each."""
    chosen = {name: name in values.get("bound", ()) for name in BOUND}
    given = [name.strip() for text in values.get("names", ()) for name in text.split(",")]
    return PacketOptions(**chosen, names=tuple(_one_line(name) for name in given[:MOST_COPIES]))


def _one_line(name: str) -> str:
    """A name as it fits on its line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:LONGEST_NAME]


def _copies(texts: Sequence[str]) -> int | None:
    text = texts[0].strip() if texts else ""
    is_count = text.isascii() and text.isdigit() and len(text) <= 2
    return min(int(text), MOST_COPIES) if is_count else None
