"""Each class has one of its times and one of its rooms; rooms are open and hold one class at a time."""

from collections.abc import Iterator
from itertools import combinations

from remeslo.core.base.findings import Finding
from remeslo.core.timetable.problem import Assignment, Class_, ClassId, RoomId, Timetable, TimetableProblem


def check_placing(problem: TimetableProblem, timetable: Timetable) -> Iterator[Finding]:
    """Classes without a time, with a time or room that is not theirs, without a room they need."""
    for each in timetable.assignments:
        if each not in problem.class_of:
            yield Finding("timetable.unknown_in_plan", f"class {each}", {"what": "class", "id": each})
    for each_class in problem.classes:
        placed = timetable.assignments.get(each_class.id)
        if placed is None:
            yield Finding("timetable.class_missing", f"class {each_class.id}", {"each": each_class.id})
        else:
            yield from _time(problem, each_class, placed)
            yield from _room(each_class, placed)


def check_rooms(problem: TimetableProblem, timetable: Timetable) -> Iterator[Finding]:
    """Classes in a room while it is closed, and two classes in a room at a time."""
    inside: dict[RoomId, list[tuple[ClassId, Assignment]]] = {}
    for each in problem.classes:
        placed = timetable.assignments.get(each.id)
        if placed is not None and placed.room is not None:
            inside.setdefault(placed.room, []).append((each.id, placed))
    for room, classes in inside.items():
        yield from _closed(problem, room, classes)
        for (a, at), (b, bt) in combinations(classes, 2):
            if at.time.overlaps(bt.time):
                yield Finding("timetable.room_occupied", f"room {room}", {"classes": (a, b), "room": room})


def _time(problem: TimetableProblem, each: Class_, placed: Assignment) -> Iterator[Finding]:
    if all(t.pattern != placed.time for t in each.times):
        facts = {
            "each": each.id,
            "days": bits(placed.time.days, problem.days),
            "start": placed.time.start,
            "weeks": bits(placed.time.weeks, problem.weeks),
        }
        yield Finding("timetable.time_not_allowed", f"class {each.id}", facts)


def _room(each: Class_, placed: Assignment) -> Iterator[Finding]:
    where = f"class {each.id}"
    if each.needs_room and placed.room is None:
        yield Finding("timetable.room_missing", where, {"each": each.id})
    elif not each.needs_room and placed.room is not None:
        yield Finding("timetable.room_unneeded", where, {"each": each.id, "room": placed.room})
    elif all(o.room != placed.room for o in each.rooms) and placed.room is not None:
        yield Finding("timetable.room_not_allowed", where, {"each": each.id, "room": placed.room})


def _closed(problem: TimetableProblem, room: RoomId, classes: list[tuple[ClassId, Assignment]]) -> Iterator[Finding]:
    closed = problem.room_of[room].unavailable if room in problem.room_of else ()
    for each, placed in classes:
        for t in closed:
            if t.overlaps(placed.time):
                facts = {
                    "each": each,
                    "room": room,
                    "days": bits(t.days, problem.days),
                    "start": t.start,
                    "length": t.length,
                    "weeks": bits(t.weeks, problem.weeks),
                }
                yield Finding("timetable.room_unavailable", f"class {each}", facts)


def bits(mask: int, width: int) -> str:
    """A mask as the published files write it: the first day or week first."""
    return f"{mask:0{width}b}"[::-1]
