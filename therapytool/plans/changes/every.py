"""The one table of changes: each by the name a form gives in its field `change`."""

from __future__ import annotations

from therapytool.plans.changes.change import Change
from therapytool.plans.changes.homework import GiveHomework, SetHomework, TakeBackHomework
from therapytool.plans.changes.items import AddExercise, AddPart, Duplicate, Move, Remove, SetItem, UseNewVersion
from therapytool.plans.changes.session import ApplyCure, SetPlan

KINDS: dict[str, type[Change]] = {
    "add-exercise": AddExercise,
    "add-part": AddPart,
    "move": Move,
    "remove": Remove,
    "duplicate": Duplicate,
    "set-item": SetItem,
    "use-new-version": UseNewVersion,
    "give-homework": GiveHomework,
    "set-homework": SetHomework,
    "take-back-homework": TakeBackHomework,
    "set-plan": SetPlan,
    "cure": ApplyCure,
}
