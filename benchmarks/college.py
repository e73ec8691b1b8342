"""
Weeks of an invented cluster as timetabling problems: `python -m benchmarks.college --groups 40 --out college.xml`.

Colleges of one town and a resource centre whose workshops they share; groups of two subgroups, theory for the group,
labs for a subgroup every other week, workshop days away from home; teachers; pairs of academic hours in six-day weeks.
A timetable is made first, by placing class after class where room, teacher and group are free and can get there in
time; the problem then gives each class that place and others like it. So a lawful timetable exists, and nobody knows
the best one. Same size and seed, same problem.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from remeslo.core.timetable.distributions import can_attend_both
from remeslo.core.timetable.kinds import DistributionKind as Kind
from remeslo.core.timetable.problem import (
    Assignment,
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
    Timetable,
    TimetableProblem,
    Weights,
)
from remeslo.interchange import itc2019

WEEKS, DAYS, SLOTS = 16, 6, 288
EVERY, ODD, EVEN = (1 << WEEKS) - 1, 0x5555, 0xAAAA
STARTS = (102, 122, 144, 164, 184, 204)
"""8:30, 10:10, 12:00, 13:40, 15:20, 17:00: a pair of academic hours is 18 slots of five minutes."""
PAIR = 18
WAY_IN_TOWN, WAY_TO_CENTRE = 6, 9
CENTRE = "centre"


@dataclass
class _Town:
    """What is free: classes placed so far by room, teacher and group."""

    rnd: random.Random
    rooms: dict[str, list[RoomId]]
    problem: TimetableProblem
    placed: dict[ClassId, Assignment] = field(default_factory=dict)
    busy: dict[str, list[Assignment]] = field(default_factory=dict)

    def place(self, key: ClassId, times: list[TimePattern], rooms: list[RoomId], who: tuple[str, ...]) -> bool:
        """Puts a class somewhere; False when nothing is free."""
        options = [Assignment(t, r) for t in times for r in rooms]
        self.rnd.shuffle(options)
        for at in options:
            inside = self.busy.get(f"room {at.room}", [])
            if any(at.time.overlaps(o.time) for o in inside):
                continue
            if all(can_attend_both(self.problem, at, o) for w in who for o in self.busy.get(w, [])):
                for w in (*who, f"room {at.room}"):
                    self.busy.setdefault(w, []).append(at)
                self.placed[key] = at
                return True
        return False


def college(num_groups: int, seed: int) -> tuple[TimetableProblem, Timetable]:
    """
    A problem and a lawful timetable of it.

    Parameters
    ----------
    num_groups
        Study groups, > 0; about eleven classes each.
    """
    rnd = random.Random(seed)
    sites = [f"college{i}" for i in range(1, max(2, num_groups // 8) + 1)]
    rooms = _rooms(sites, num_groups)
    bare = TimetableProblem("bare", WEEKS, DAYS, SLOTS, rooms, ())
    by_site: dict[str, list[RoomId]] = {}
    for r in rooms:
        by_site.setdefault(r.id.split("-")[0], []).append(r.id)
    town = _Town(rnd, by_site, bare)
    courses, students, rules = [], [], []
    taught: dict[str, list[ClassId]] = {}
    for g in range(num_groups):
        site = sites[g % len(sites)]
        made = list(_group(town, site, f"g{g + 1}", taught))
        courses += made
        students += [Student(StudentId(f"g{g + 1}{half}"), tuple(c.id for c in made)) for half in "ab"]
        own = tuple(c.id for one in made for p in one.configs[0].subparts for c in p.classes)
        rules += _rules_of_group(own, made)
    rules += [Distribution(Kind.SAME_ATTENDEES, tuple(c), required=True) for c in taught.values() if len(c) > 1]
    rules += [Distribution(Kind.MAX_DAYS, tuple(c), (4,), penalty=4) for c in taught.values() if len(c) > 4]
    problem = TimetableProblem(
        name=f"college-{num_groups}-{seed}",
        weeks=WEEKS,
        days=DAYS,
        slots_per_day=SLOTS,
        rooms=rooms,
        courses=tuple(courses),
        distributions=tuple(rules),
        students=tuple(students),
        weights=Weights(2, 1, 5, 10),
    )
    return problem, Timetable(town.placed, {s.id: _attended(problem, s) for s in students})


def _rooms(sites: list[str], num_groups: int) -> tuple[Room, ...]:
    """Rooms for theory at each college, workshops at the centre; between sites there is a way."""
    of = {s: [f"{s}-{i}" for i in range(1, 2 + num_groups // len(sites))] for s in sites}
    of[CENTRE] = [f"{CENTRE}-{i}" for i in range(1, 2 + num_groups // 4)]
    where = {r: s for s, names in of.items() for r in names}

    def way(a: str, b: str) -> int:
        return 0 if where[a] == where[b] else WAY_TO_CENTRE if CENTRE in (where[a], where[b]) else WAY_IN_TOWN

    ways = {a: {RoomId(b): n for b in where if (n := way(a, b))} for a in where}
    return tuple(Room(RoomId(a), 30, ways[a]) for a in where)


def _group(town: _Town, site: str, group: str, taught: dict[str, list[ClassId]]) -> Iterator[Course]:
    """The courses of a group: theory, theory with labs by subgroup, a workshop at the centre."""
    for n in range(1, 6):
        teacher = f"teacher {site} {town.rnd.randint(1, 9)}"
        subparts = [[(f"{group}.{n}", _weekly(), town.rooms[site], teacher, (f"{group}a", f"{group}b"), 2)]]
        if n in (2, 4):
            labs = [(f"{group}.{n}{h}", _fortnightly(), town.rooms[site], teacher, (f"{group}{h}",), 1) for h in "ab"]
            subparts.append(labs)
        if n == 5:
            master = f"master {town.rnd.randint(1, 2 + len(town.rooms[CENTRE]))}"
            shop = (f"{group}.{n}w", _workshop(), town.rooms[CENTRE], master, (f"{group}a", f"{group}b"), 2)
            subparts.append([shop])
        yield _course(town, f"{group}.{n}", subparts, taught)


_Wanted = tuple[str, list[TimePattern], list[RoomId], str, tuple[str, ...], int]


def _course(town: _Town, name: str, wanted: list[list[_Wanted]], taught: dict[str, list[ClassId]]) -> Course:
    made = []
    for i, row in enumerate(wanted, start=1):
        classes = [c for w in row if (c := _class(town, w, taught)) is not None]
        if len(classes) == len(row):
            made.append(Subpart(SubpartId(f"{name}.{i}"), tuple(classes)))
    return Course(CourseId(name), (Config(ConfigId(name), tuple(made)),))


def _class(town: _Town, wanted: _Wanted, taught: dict[str, list[ClassId]]) -> Class_ | None:
    name, times, rooms, teacher, halves, limit = wanted
    key = ClassId(name)
    if not town.place(key, times, rooms, (teacher, *halves)):
        return None
    taught.setdefault(teacher, []).append(key)
    listed = tuple(ClassTime(t, _dislike(t)) for t in times)
    return Class_(key, listed, tuple(RoomOption(r, i % 3) for i, r in enumerate(rooms)), limit)


def _weekly() -> list[TimePattern]:
    return [TimePattern(1 << d, s, PAIR, EVERY) for d in range(DAYS) for s in STARTS]


def _fortnightly() -> list[TimePattern]:
    return [TimePattern(1 << d, s, PAIR, w) for d in range(DAYS) for s in STARTS for w in (ODD, EVEN)]


def _workshop() -> list[TimePattern]:
    """Three pairs in a row."""
    long = STARTS[2] + PAIR - STARTS[0]
    return [TimePattern(1 << d, s, long, w) for d in range(DAYS) for s in (STARTS[0], STARTS[3]) for w in (ODD, EVEN)]


def _dislike(t: TimePattern) -> int:
    """Saturdays and evenings are disliked."""
    return 4 * (t.days >> 5 & 1) + 2 * (t.end > STARTS[4])


def _rules_of_group(own: tuple[ClassId, ...], made: list[Course]) -> list[Distribution]:
    """Wishes: short days, few breaks, theory before its lab. Two places at once are left to student conflicts."""
    rules = [
        Distribution(Kind.WORK_DAY, own, (6 * PAIR + 14,), penalty=1),
        Distribution(Kind.MAX_BREAKS, own, (0, 8), penalty=3),
        Distribution(Kind.MAX_DAY_LOAD, own, (4 * PAIR,), penalty=1),
    ]
    for course in made:
        first, *rest = course.configs[0].subparts or ((),)
        for subpart in rest:
            theory, labs = first.classes[0].id, [c.id for c in subpart.classes]
            rules += [Distribution(Kind.PRECEDENCE, (theory, lab), penalty=1) for lab in labs]
            rules += [Distribution(Kind.DIFFERENT_WEEKS, tuple(labs), penalty=2)] * (len(labs) == 2)
    return rules


def _attended(problem: TimetableProblem, student: Student) -> frozenset[ClassId]:
    """Both halves take the group's classes, and each its own labs."""
    half = student.id[-1]
    found = set()
    for key in student.courses:
        for subpart in problem.course_of[key].configs[0].subparts:
            own = [c.id for c in subpart.classes if len(subpart.classes) == 1 or c.id.endswith(half)]
            found |= set(own)
    return frozenset(found)


def main() -> None:
    """Writes a problem, and where asked the timetable that it was made around."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.college", description=__doc__.split("\n")[1])
    parser.add_argument("--groups", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--solution", type=Path, default=None)
    args = parser.parse_args()
    problem, timetable = college(args.groups, args.seed)
    args.out.write_bytes(itc2019.write_problem(problem))
    if args.solution:
        args.solution.write_bytes(itc2019.write_solution(problem, timetable))


if __name__ == "__main__":
    main()
