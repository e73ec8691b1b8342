"""The usual changes of a problem: a room breaks, a time is forbidden, other rooms are needed, a rule is added."""

from collections.abc import Callable, Collection
from dataclasses import replace

from remeslo.core.timetable.problem import (
    Class_,
    ClassId,
    ClassTime,
    Config,
    Course,
    Distribution,
    RoomId,
    RoomOption,
    Subpart,
    TimePattern,
    TimetableProblem,
)


def close_room(problem: TimetableProblem, room: RoomId, when: Collection[TimePattern]) -> TimetableProblem:
    """The room can't be used at these times."""
    rooms = tuple(replace(r, unavailable=(*r.unavailable, *when)) if r.id == room else r for r in problem.rooms)
    return replace(problem, rooms=rooms)


def forbid_times(problem: TimetableProblem, each: ClassId, when: Collection[TimePattern]) -> TimetableProblem:
    """
    The class may not meet at these times: all of its times that overlap one of them go.

    Raises
    ------
    ProblemError
        When the class has no time left.
    """

    def keeps(t: ClassTime) -> bool:
        return not any(t.pattern.overlaps(w) for w in when)

    return _with_class(problem, each, lambda c: replace(c, times=tuple(t for t in c.times if keeps(t))))


def need_rooms(problem: TimetableProblem, each: ClassId, rooms: tuple[RoomOption, ...]) -> TimetableProblem:
    """The class needs one of these rooms; none at all when empty."""
    return _with_class(problem, each, lambda c: replace(c, rooms=rooms, needs_room=bool(rooms)))


def add_rule(problem: TimetableProblem, rule: Distribution) -> TimetableProblem:
    """One more distribution constraint."""
    return replace(problem, distributions=(*problem.distributions, rule))


def _with_class(problem: TimetableProblem, each: ClassId, change: Callable[[Class_], Class_]) -> TimetableProblem:
    def of_subpart(p: Subpart) -> Subpart:
        return replace(p, classes=tuple(change(c) if c.id == each else c for c in p.classes))

    def of_config(g: Config) -> Config:
        return replace(g, subparts=tuple(of_subpart(p) for p in g.subparts))

    def of_course(c: Course) -> Course:
        return replace(c, configs=tuple(of_config(g) for g in c.configs))

    return replace(problem, courses=tuple(of_course(c) for c in problem.courses))
