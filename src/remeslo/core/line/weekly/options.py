"""What a lesson may choose from: times that its days, shift and teacher leave, and rooms with seats enough."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.line.weekly.board import day_of
from remeslo.core.line.weekly.lesson import Lesson, LessonRoom, Person, Slot, WeekProblem
from remeslo.core.line.weekly.rules import DAY_PAIRS, LATEST_END, TRAVEL_MARGIN
from remeslo.core.line.weekly.timescale import Timescale
from remeslo.core.network.rooms import RoomKey
from remeslo.core.timetable.problem import ClassTime, Room, RoomId, RoomOption, TimePattern

LATER_SHIFT, LAST_DAY, UNWANTED_DAY, ELSEWHERE, ELSEWHERE_ROOM, SHARED_TIME = 6, 1, 4, 10, 5, 4
"""Costs of a time outside the first shift that nobody granted, on the sixth day, on a day that the teacher rather does
not work, at another time or in another room than in the last release, and of a time open to everybody in a room that
the college has to itself at others."""
MOST_ROOM_COST = 4


@dataclass(frozen=True)
class Choices:
    """
    Times and rooms of the lessons of a problem.

    A room for several lessons at once stands in the timetable problem as so many rooms, its *stalls*, each with an
    equal share of the seats; a lesson that needs more than a share has the first stall, and whoever could then be there
    with it is kept apart by `apart`.
    """

    problem: WeekProblem
    scale: Timescale
    people: dict[str, Person] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", {p.key: p for p in self.problem.people})

    def times(self, lesson: Lesson) -> Iterator[ClassTime]:
        """Times that break no rule by themselves."""
        for day in range(self.problem.bells.days):
            if not self._is_free(lesson, day):
                continue
            for pair in self.scale.starts(lesson):
                if self._is_lawful(lesson, pair) and self._is_open(lesson, day, pair):
                    yield ClassTime(self.scale.pattern(lesson, day, pair), self._cost(lesson, day, pair))

    def _is_free(self, lesson: Lesson, day: int) -> bool:
        person = self.people.get(lesson.teacher) if lesson.teacher is not None else None
        away = person.away if person is not None else frozenset[tuple[date, int]]()
        return not any((w, day) in away or day_of(w, day) in self.problem.holidays for w in lesson.weeks)

    def _is_lawful(self, lesson: Lesson, pair: int) -> bool:
        pairs = self.problem.bells.pairs[pair - 1 : pair - 1 + lesson.pairs]
        latest = self.problem.rules.get(LATEST_END)
        in_shift = lesson.shift is None or all(p.shift == lesson.shift for p in pairs)
        is_short = lesson.pairs <= self.problem.rules.get(DAY_PAIRS, lesson.pairs)
        return in_shift and is_short and (latest is None or pairs[-1].end <= latest)

    def _is_open(self, lesson: Lesson, day: int, pair: int) -> bool:
        """
        False when every room is kept for others or closed at that time.

        Of several rooms one may be kept for others at a time that the lesson takes in it; the check tells it.
        """
        run = range(pair, pair + lesson.pairs)
        rooms = [self.problem.room_of[key] for key in lesson.rooms]
        shut = (any(r.shut(w, day, n, lesson.organisation) for w in lesson.weeks for n in run) for r in rooms)
        return not rooms or not all(shut)

    def _cost(self, lesson: Lesson, day: int, pair: int) -> int:
        pairs = self.problem.bells.pairs[pair - 1 : pair - 1 + lesson.pairs]
        cost = LAST_DAY if day >= 5 else 0
        if lesson.shift is None:
            cost += LATER_SHIFT * sum(p.shift - 1 for p in pairs)
        person = self.people.get(lesson.teacher) if lesson.teacher is not None else None
        if person is not None and day in person.rather_not:
            cost += UNWANTED_DAY
        before = self.problem.previous.get(lesson.key)
        if before is not None and (before.day, before.pair) != (day, pair):
            cost += ELSEWHERE
        return cost + (SHARED_TIME if self._takes_shared_time(lesson, day, pair) else 0)

    def _takes_shared_time(self, lesson: Lesson, day: int, pair: int) -> bool:
        """True when the lesson would take from others what its college also has to itself."""
        if len(lesson.rooms) != 1:
            return False
        room, monday = self.problem.room_of[lesson.rooms[0]], lesson.weeks[0]
        return room.keeps_for(lesson.organisation) and not room.is_own(monday, day, pair, lesson.organisation)

    def rooms(self, lesson: Lesson) -> Iterator[RoomOption]:
        """Stalls of rooms with seats enough, the most wanted first."""
        before = self.problem.previous.get(lesson.key)
        for place, key in enumerate(dict.fromkeys(lesson.rooms)):
            room = self.problem.room_of[key]
            if lesson.size > room.seats:
                continue
            cost = min(place, MOST_ROOM_COST)
            if before is not None and before.room != key:
                cost += ELSEWHERE_ROOM
            count = room.parallel if lesson.size <= share(room) else 1
            for n in range(count):
                yield RoomOption(stall(room, n), cost)

    def stalls(self) -> Iterator[Room]:
        """Rooms of the timetable problem, with ways between sites and the times at which they are closed."""
        margin = self.problem.rules.get(TRAVEL_MARGIN, 0)
        all_stalls = [(stall(r, n), r) for r in self.problem.rooms for n in range(r.parallel)]
        for key, room in all_stalls:
            travel = {}
            for other, there in all_stalls:
                pair = (min(room.site, there.site), max(room.site, there.site))
                minutes = self.problem.minutes.get(pair, 0) if room.site != there.site else 0
                if minutes:
                    travel[other] = self.scale.way_slots(minutes + margin)
            yield Room(key, room.seats, travel, tuple(self._closed(room)))

    def _closed(self, room: LessonRoom) -> Iterator[TimePattern]:
        """Closed pairs, those of one day and pair over all weeks together."""
        weeks: dict[tuple[int, int], list[date]] = {}
        for monday, day, pair in sorted(room.closed):
            if monday in self.problem.weeks and day < self.problem.bells.days and pair <= len(self.problem.bells.pairs):
                weeks.setdefault((day, pair), []).append(monday)
        for (day, pair), mondays in weeks.items():
            start, end = self.scale.span(pair, 1)
            yield TimePattern(1 << day, start, end - start, self.scale.mask(tuple(mondays)))

    def apart(self) -> Iterator[tuple[Lesson, Lesson]]:
        """Pairs of lessons that may not be at one time, because a room of several stalls could not seat both."""
        for room in (r for r in self.problem.rooms if r.parallel > 1):
            users = [x for x in self.problem.lessons if room.key in x.rooms and x.size <= room.seats]
            for n, a in enumerate(users):
                for b in users[n + 1 :]:
                    is_wide = max(a.size, b.size) > share(room)
                    if is_wide and (room.parallel > 2 or a.size + b.size > room.seats):
                        yield a, b


def share(room: LessonRoom) -> int:
    """Seats of each stall."""
    return room.seats // room.parallel


def stall(room: LessonRoom, number: int) -> RoomId:
    """The n-th stall (from 0): the room itself where it has one."""
    return RoomId(room.key if room.parallel == 1 else f"{room.key}~{number + 1}")


def room_of(stall_: RoomId | None) -> RoomKey | None:
    """The room of a stall."""
    return None if stall_ is None else RoomKey(stall_.partition("~")[0])


def at(slot: Slot, room: RoomKey | None) -> Slot:
    """The slot with a room."""
    return Slot(slot.day, slot.pair, room)
