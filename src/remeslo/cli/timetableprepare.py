"""`remeslo timetable prepare`: compiles the solver's kernels once, so that the first timetable does not wait for it."""

import argparse
import time
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit
from remeslo.cli.options import add_output
from remeslo.core.timetable.kinds import PARAMS, DistributionKind
from remeslo.core.timetable.problem import (
    Class_,
    ClassId,
    ClassTime,
    Config,
    ConfigId,
    Course,
    CourseId,
    Distribution,
    Room,
    RoomId,
    RoomOption,
    Student,
    StudentId,
    Subpart,
    SubpartId,
    TimePattern,
    TimetableProblem,
)

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_WORK, _PATIENCE_S = 20_000, 600


def add_to(actions: "Commands") -> None:
    """`prepare`."""
    command = actions.add_parser("prepare", help="compile the solver now, so that the first timetable does not wait")
    add_output(command)
    command.set_defaults(run=run_prepare)


def run_prepare(args: argparse.Namespace, console: Console) -> int:
    """Solves two very small problems that have one of everything; what is compiled stays on disk."""
    from remeslo.core.timetable.solve import solve  # here, because the other actions need no solver

    began = time.perf_counter()
    for problem in (smallest(), smallest_grid()):
        solve(problem, limit_s=_PATIENCE_S, work_limit=_WORK, workers=2)
    seconds = time.perf_counter() - began
    if args.json:
        console.json({"seconds": round(seconds, 2)})
    else:
        console.say(
            console.text(
                f"Решатель расписаний готов за {seconds:.0f} с.", f"The timetable solver is ready in {seconds:.0f} s."
            )
        )
    return Exit.DONE


def smallest() -> TimetableProblem:
    """Four classes in two rooms, every kind of rule as a wish, a required one, two students."""
    a, b = RoomId("a"), RoomId("b")
    times = tuple(ClassTime(TimePattern(1 << d, s, 2, 0b11), d) for d in range(2) for s in (0, 2, 4))
    rooms = (RoomOption(a), RoomOption(b, 1))
    ids = tuple(ClassId(str(n)) for n in range(1, 5))
    courses = tuple(
        Course(
            CourseId(key),
            (Config(ConfigId(key), (Subpart(SubpartId(key), tuple(Class_(c, times, rooms, 2) for c in pair)),)),),
        )
        for key, pair in (("x", ids[:2]), ("y", ids[2:]))
    )
    wishes = tuple(Distribution(k, ids, (1,) * PARAMS.get(k, 0), penalty=1) for k in DistributionKind)
    return TimetableProblem(
        name="smallest",
        weeks=2,
        days=2,
        slots_per_day=6,
        rooms=(Room(a, 2, {b: 1}), Room(b, 2, {a: 1}, (TimePattern(1, 0, 1, 1),))),
        courses=courses,
        distributions=(*wishes, Distribution(DistributionKind.NOT_OVERLAP, ids[:2], required=True)),
        students=tuple(Student(StudentId(s), (CourseId("x"), CourseId("y"))) for s in "pq"),
    )


def smallest_grid() -> TimetableProblem:
    """Four classes in two rooms, each in one slot of a week, with the rules of a grid."""
    rooms = tuple(RoomId(r) for r in "ab")
    times = tuple(ClassTime(TimePattern(1 << d, s, 1, 1)) for d in range(2) for s in range(3))
    ids = tuple(ClassId(str(n)) for n in range(1, 5))
    subparts = tuple(Subpart(SubpartId(c), (Class_(c, times, tuple(map(RoomOption, rooms))),)) for c in ids)
    kinds = (DistributionKind.COMPACTNESS, DistributionKind.MIN_WORKING_DAYS, DistributionKind.ROOM_STABILITY)
    wishes = tuple(Distribution(k, ids, (1,) * PARAMS.get(k, 0), penalty=1) for k in kinds)
    return TimetableProblem(
        name="smallest-grid",
        weeks=1,
        days=2,
        slots_per_day=3,
        rooms=tuple(Room(r) for r in rooms),
        courses=(Course(CourseId("x"), (Config(ConfigId("x"), subparts),)),),
        distributions=(*wishes, Distribution(DistributionKind.NOT_OVERLAP, ids, required=True)),
    )
