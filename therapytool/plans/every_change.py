"""The one table of changes: each by the name a form gives in its field `change`."""

from __future__ import annotations

from therapytool.plans.changes import Change
from therapytool.plans.homework_changes import GiveHomework, SetHomework, TakeBackHomework
from therapytool.plans.item_changes import AddExercise, AddPart, Duplicate, Move, Remove, SetItem, UseNewVersion
from therapytool.plans.session_changes import ApplyCure, SetPlan

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
