"""Choosing: the main work first, an opener before it, then what the minutes left allow, lighter again at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from therapytool.blocks.dose import Dose
from therapytool.exercises.vocabulary import Theme
from therapytool.plans.drafting.candidates import Candidate, Field, missing_before
from therapytool.plans.drafting.scoring import Surroundings, points
from therapytool.plans.drafting.wishes import Slot, Wishes

LIGHT = 2
"""The strongest an opener, a settling exercise, or a sheet to take home untried may be."""
TRIED_FIRST = 3
"""What is this strong goes home only after it was done in a session; what is stronger never does."""
ROOM_FOR_SETTLING = 60
ROOM_FOR_A_BRIDGE = 75
LONGEST_AT_HOME = 15
SHORTEST_OPENER = 3
HAS_ITS_TIME = 2.0
"""Points for main work whose standard dose fits."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An exercise in a slot at a dose, and minutes given to it beyond those of its dose."""

    slot: Slot
    candidate: Candidate
    dose: Dose
    extra: int = 0

    @property
    def minutes(self) -> int:
        """Minutes of the session it takes; a sheet to take home takes none."""
        return 0 if self.slot is Slot.HOME else self.candidate.minutes[self.dose] + self.extra


Session = tuple[Chosen, ...]


def choose(field: Field, wishes: Wishes, room: int) -> Session:
    """The exercises of a session with so many minutes for them, in order; empty when none may be proposed or fits."""
    session = _main_with_opener(field, wishes, room)
    if not session:
        return ()
    if wishes.minutes >= ROOM_FOR_SETTLING:
        session = _with(session, field, wishes, Slot.SETTLING, room)
    if wishes.minutes >= ROOM_FOR_A_BRIDGE:
        session = _with(session, field, wishes, Slot.BRIDGE, room)
    session = _with_time_to_talk(_lengthened(session, room), room)
    return (*session, *_to_take_home(session, field, wishes))


def may_take(slot: Slot, candidate: Candidate, session: Iterable[Chosen], wishes: Wishes) -> bool:
    """Whether an exercise may stand in a slot beside the others: strength, order, and never the same one twice."""
    others = {each.slot: each.candidate for each in session if each.slot is not slot}
    in_session: dict[Slot, Candidate] = dict(others)
    in_session.pop(Slot.HOME, None)
    if slot is Slot.HOME:
        done = wishes.history.done | {each.slug for each in in_session.values()}
        return _may_go_home(candidate, done, wishes) and not missing_before(candidate, done)
    if candidate.slug in {each.slug for each in in_session.values()}:
        return False
    arc: dict[Slot, Candidate] = {**in_session, slot: candidate}
    return _is_built_up(arc, wishes.history.done) and _rises_then_settles(arc)


def ranked(slot: Slot, field: Field, wishes: Wishes, session: Iterable[Chosen]) -> list[Candidate]:
    """Those who may stand in a slot, best first; what was picked by hand goes before all others."""
    session = tuple(session)
    around = surroundings(field, session, besides=slot)
    found = [each for each in field.open if may_take(slot, each, session, wishes)]
    picked = wishes.picks.get(slot)
    found.sort(key=lambda each: (each.slug != picked, -points(each, slot, wishes, around), each.slug))
    return found


def surroundings(field: Field, session: Iterable[Chosen], *, besides: Slot) -> Surroundings:
    """What a choice for a slot is made in view of."""
    everyone = (*field.open, *(refusal.candidate for refusal in field.refused))
    others = tuple(each.candidate for each in session if each.slot not in {besides, Slot.HOME})
    waiting = {slug: each.title for each in reversed(field.open) for slug in each.prerequisites}
    return Surroundings({each.slug: each.title for each in everyone}, waiting, others)


def _main_with_opener(field: Field, wishes: Wishes, room: int) -> Session:
    """The best main work for which there is an opener and time for both; failing that, the best one alone."""
    mains = _mains(field, wishes, room)
    for main in mains:
        begun = [(Chosen(Slot.MAIN, main, dose),) for dose in (Dose.STANDARD, Dose.SHORT)]
        pairs = [pair for each in begun for pair in _opened(each, field, wishes, room)]
        picked = [pair for pair in pairs if pair[0].candidate.slug == wishes.picks.get(Slot.OPENER)]
        if pairs:
            return (picked or pairs)[0]
    for main in mains:
        if not missing_before(main, wishes.history.done):
            return (Chosen(Slot.MAIN, main, main.largest_dose_within(room, at_most=Dose.STANDARD) or Dose.SHORT),)
    return ()


def _opened(begun: Session, field: Field, wishes: Wishes, room: int) -> Iterator[Session]:
    """The main work with each opener that there is time for, best first."""
    for opener in ranked(Slot.OPENER, field, wishes, begun):
        if opener.shortest + _minutes(begun) <= room:
            yield (Chosen(Slot.OPENER, opener, Dose.SHORT), *begun)


def _mains(field: Field, wishes: Wishes, room: int) -> list[Candidate]:
    """Candidates for the main work, best first: on the themes wished for, where anything on them may be proposed.

    One that still needs a single light exercise before it may stand, if that one can open the same session.
    """
    around = surroundings(field, (), besides=Slot.MAIN)
    possible = [each for each in field.open if each.shortest <= room and _is_ready(each, field, wishes)]
    on_theme = [each for each in possible if _shares_theme(each, wishes.themes)]
    picked = wishes.picks.get(Slot.MAIN)
    pool = possible if picked in {each.slug for each in possible} else on_theme or possible

    def place(each: Candidate) -> tuple[bool, bool, float, str]:
        is_late = bool(missing_before(each, wishes.history.done))
        worth = points(each, Slot.MAIN, wishes, around)
        if each.minutes[Dose.STANDARD] + SHORTEST_OPENER <= room:
            worth += HAS_ITS_TIME
        return each.slug != picked, is_late, -worth, each.slug

    return sorted(pool, key=place)


def _with(session: Session, field: Field, wishes: Wishes, slot: Slot, room: int) -> Session:
    """The session with one more exercise at its short dose, where one fits into the minutes left."""
    left = room - _minutes(session)
    for candidate in ranked(slot, field, wishes, session):
        if candidate.shortest <= left:
            return in_order((*session, Chosen(slot, candidate, Dose.SHORT)))
    return session


def _lengthened(session: Session, room: int) -> Session:
    """Longer doses while they fit: the main work first, and nothing around it longer than half of it."""
    for wanted in (Dose.STANDARD, Dose.LONG):
        for chosen in sorted(session, key=lambda each: each.slot is not Slot.MAIN):
            longer = replace(chosen, dose=wanted)
            added = longer.minutes - chosen.minutes
            if added > 0 and _minutes(session) + added <= room and _keeps_its_place(longer, session):
                session = tuple(longer if each.slot is chosen.slot else each for each in session)
    return session


def _keeps_its_place(chosen: Chosen, session: Session) -> bool:
    main = next(each for each in session if each.slot is Slot.MAIN)
    return chosen.slot is Slot.MAIN or 2 * chosen.minutes <= main.minutes


def _with_time_to_talk(session: Session, room: int) -> Session:
    """Minutes left go to the main work, short of its next dose and at most as many again."""
    main = next(each for each in session if each.slot is Slot.MAIN)
    longer = [minutes for minutes in main.candidate.minutes.values() if minutes > main.minutes]
    most = min([2 * main.minutes, *(minutes - 1 for minutes in longer)])
    extra = max(0, min(room - _minutes(session), most - main.minutes))
    return tuple(replace(each, extra=extra) if each.slot is Slot.MAIN else each for each in session)


def _to_take_home(session: Session, field: Field, wishes: Wishes) -> Session:
    found = ranked(Slot.HOME, field, wishes, session)
    return (Chosen(Slot.HOME, found[0], home_dose(found[0])),) if found else ()


def minutes_within_reach(chosen: Chosen, session: Session, left: int) -> int:
    """Minutes an exercise could take in the place of one chosen, if all around it went back to their shorter doses."""
    others = [each for each in session if each.slot is not chosen.slot and each.slot is not Slot.HOME]
    return chosen.minutes + left + sum(_could_give_back(each, chosen.slot) for each in others)


def _could_give_back(other: Chosen, slot: Slot) -> int:
    """Minutes an exercise could do without for one in another slot; only for an opener the main work gets short."""
    keeps_its_time = other.slot is Slot.MAIN and slot is not Slot.OPENER
    first = min(Dose.STANDARD, other.dose, key=list(Dose).index) if keeps_its_time else Dose.SHORT
    return other.minutes - other.candidate.minutes[first]


def home_dose(candidate: Candidate) -> Dose:
    """The dose that somebody does at home: the standard one where it is quick, else the short one."""
    return Dose.STANDARD if candidate.minutes_at_home[Dose.STANDARD] <= LONGEST_AT_HOME else Dose.SHORT


def in_order(session: Iterable[Chosen]) -> Session:
    """The exercises as they come in the session."""
    return tuple(sorted(session, key=lambda each: list(Slot).index(each.slot)))


def _is_built_up(arc: Mapping[Slot, Candidate], done: frozenset[str]) -> bool:
    """Whether everything comes after what it builds on, done before or earlier in the session."""
    known = set(done)
    for slot in sorted(arc, key=list(Slot).index):
        if missing_before(arc[slot], known):
            return False
        known.add(arc[slot].slug)
    return True


def _rises_then_settles(arc: Mapping[Slot, Candidate]) -> bool:
    """Light at first, strongest in the main work, light again after it."""
    rising = [arc[slot].intensity for slot in (Slot.OPENER, Slot.BRIDGE, Slot.MAIN) if slot in arc]
    ends = [arc[slot].intensity for slot in (Slot.OPENER, Slot.SETTLING) if slot in arc]
    settles = Slot.SETTLING not in arc or Slot.MAIN not in arc or ends[-1] <= arc[Slot.MAIN].intensity
    return rising == sorted(rising) and settles and all(level <= LIGHT for level in ends)


def _may_go_home(candidate: Candidate, done: frozenset[str], wishes: Wishes) -> bool:
    if candidate.slug in wishes.history.at_home:
        return False
    return candidate.intensity <= LIGHT or (candidate.intensity == TRIED_FIRST and candidate.slug in done)


def _is_ready(candidate: Candidate, field: Field, wishes: Wishes) -> bool:
    missing = missing_before(candidate, wishes.history.done)
    first = field.find(missing[0]) if len(missing) == 1 else None
    return not missing or (first is not None and first.intensity <= min(LIGHT, candidate.intensity))


def _shares_theme(candidate: Candidate, themes: tuple[Theme, ...]) -> bool:
    return not themes or any(theme in themes for theme in candidate.themes)


def _minutes(session: Session) -> int:
    return sum(each.minutes for each in session)
