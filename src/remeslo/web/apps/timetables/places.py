"""Where a lesson could go: for each cell the best room, what it would break there, and the places that are free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, Slot
from remeslo.core.line.weekly.moves import Dragging
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.timetables.telling import named
from remeslo.web.apps.timetables.week import Week

ROOMS_TRIED: Final = 6
"""Rooms looked at in a cell, the lesson's own and the most wanted ones first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slot and what the lesson would break there, with names; ``is_here``: it lies there now."""

    slot: Slot
    findings: tuple[Finding, ...]
    is_here: bool

    @property
    def fate(self) -> str:
        """``here``, ``free`` (nothing, or notes), ``warn`` or ``stop``."""
        if self.is_here:
            return "here"
        worst = max((f.severity for f in self.findings), default=Severity.NOTE)
        return "free" if worst is Severity.NOTE else "warn" if worst is Severity.WARNING else "stop"


class Hand:
    """A lesson that was picked up: its places in the timetable as it is with the reader's changes."""

    def __init__(self, week: Week, key: LessonKey) -> None:
        self.week = week
        self.lesson: Lesson = week.problem.lesson_of[key]
        self.now = week.plan.slots.get(key)
        self.dragging = Dragging(week.bound, week.plan, key)

    def places(self, room: RoomKey | None = None, day: int | None = None) -> Iterator[Place]:
        """Every slot of the week (or of one day), each with its best room, or with the one that is asked for."""
        bells = self.week.problem.bells
        for d in range(bells.days) if day is None else (day,):
            for pair in range(1, len(bells.pairs) - self.lesson.pairs + 2):
                rooms = [room] if room is not None else self.rooms
                yield self.best(d, pair, rooms)

    def best(self, day: int, pair: int, rooms: Sequence[RoomKey | None]) -> Place:
        """The room in which least is broken, the earlier one of equals."""
        found: Place | None = None
        for room in rooms:
            place = self.at(Slot(day, pair, room))
            if found is None or _weight(place) < _weight(found):
                found = place
            if not any(_is_of_room(f) for f in found.findings):
                break
        assert found is not None
        return found

    def at(self, slot: Slot) -> Place:
        """What would be broken at a slot; a pin is no clash of the slot, it is said apart."""
        findings = [f for f in self.dragging.clashes(slot) if f.code != "week.pin_moved"]
        return Place(slot, tuple(named(self.week, f) for f in findings), slot == self.now)

    @property
    def rooms(self) -> list[RoomKey | None]:
        """Its own room now, then the others it may be in."""
        if not self.lesson.rooms:
            return [None]
        own = self.now.room if self.now else None
        first: list[RoomKey | None] = [own] if own in self.lesson.rooms else []
        return [*first, *(r for r in self.lesson.rooms if r != own)][:ROOMS_TRIED]

    def free(self) -> list[Place]:
        """Places at which nothing hard is broken, those with fewer warnings first."""
        slots = [s for s in self.dragging.free() if s != self.now]
        return sorted((self.at(s) for s in slots), key=lambda p: (len(p.findings), p.slot.day, p.slot.pair))


def _is_of_room(finding: Finding) -> bool:
    """True for what another room could mend: the room itself, or the way to it."""
    return finding.code.startswith("week.room") or finding.code.endswith("_way")


def _weight(place: Place) -> tuple[int, int]:
    return max((f.severity for f in place.findings), default=Severity.NOTE), len(place.findings)
