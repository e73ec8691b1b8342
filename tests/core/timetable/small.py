"""Small timetabling problems: Hypothesis strategies over all kinds, and seeded ones with a lawful timetable planted."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import replace

from hypothesis import strategies as st

from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.kinds import CBCTT_KINDS, PARAMS, DistributionKind
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

ITC_KINDS = tuple(k for k in DistributionKind if k not in CBCTT_KINDS)
ALL_KINDS = tuple(DistributionKind)


def class_(
    key: str,
    *times: TimePattern | tuple[TimePattern, int],
    rooms: Collection[str | tuple[str, int]] = (),
    limit: int | None = None,
    parent: str | None = None,
) -> Class_:
    """A class by hand: times and rooms with or without penalties."""
    return Class_(
        ClassId(key),
        tuple(ClassTime(*t) if isinstance(t, tuple) else ClassTime(t) for t in times),
        tuple(RoomOption(RoomId(r)) if isinstance(r, str) else RoomOption(RoomId(r[0]), r[1]) for r in rooms),
        limit,
        None if parent is None else ClassId(parent),
        bool(rooms),
    )


def course(key: str, *configs: Collection[Collection[Class_]]) -> Course:
    """A course by hand: each config a list of subparts, each a list of classes."""
    return Course(
        CourseId(key),
        tuple(
            Config(
                ConfigId(f"{key}.{i}"),
                tuple(Subpart(SubpartId(f"{key}.{i}.{j}"), tuple(p)) for j, p in enumerate(g, start=1)),
            )
            for i, g in enumerate(configs, start=1)
        ),
    )


def rooms_with(travel: dict[tuple[str, str], int], *ids: str, **closed: Collection[TimePattern]) -> tuple[Room, ...]:
    """Rooms by hand; ways are given once."""
    ways: dict[str, dict[RoomId, int]] = {r: {} for r in ids}
    for (a, b), slots in travel.items():
        ways[a][RoomId(b)] = ways[b][RoomId(a)] = slots
    return tuple(Room(RoomId(r), 0, ways[r], tuple(closed.get(r, ()))) for r in ids)


# strategies


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    kinds: Collection[DistributionKind] = ALL_KINDS,
    max_classes: int = 7,
    max_students: int = 4,
    required: bool | None = None,
) -> TimetableProblem:
    """Any small problem; often without a lawful timetable. ``required`` fixes whether rules are hard (None: both)."""
    weeks, days = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    slots = draw(st.integers(4, 12))
    patterns = _patterns(weeks, days, slots)
    rooms = draw(_rooms(patterns))
    courses = draw(_courses(patterns, [r.id for r in rooms], max_classes))
    ids = [c.id for one in courses for g in one.configs for p in g.subparts for c in p.classes]
    rules = draw(st.lists(_distributions(ids, kinds, slots, required), max_size=6))
    wanted = st.lists(st.sampled_from([c.id for c in courses]), unique=True)
    students = draw(st.lists(wanted, max_size=max_students))
    return TimetableProblem(
        name="small",
        weeks=weeks,
        days=days,
        slots_per_day=slots,
        rooms=rooms,
        courses=courses,
        distributions=tuple(rules),
        students=tuple(Student(StudentId(str(i)), tuple(s)) for i, s in enumerate(students, start=1)),
        weights=Weights(*draw(st.tuples(*[st.integers(0, 5)] * 4))),
    )


def _patterns(weeks: int, days: int, slots: int) -> st.SearchStrategy[TimePattern]:
    def fitting(start: int) -> st.SearchStrategy[TimePattern]:
        masks = st.integers(1, (1 << days) - 1), st.integers(1, (1 << weeks) - 1)
        return st.builds(
            TimePattern, days=masks[0], start=st.just(start), length=st.integers(1, slots - start), weeks=masks[1]
        )

    return st.integers(0, slots - 1).flatmap(fitting)


@st.composite
def _rooms(draw: st.DrawFn, patterns: st.SearchStrategy[TimePattern]) -> tuple[Room, ...]:
    ids = [f"r{i}" for i in range(1, draw(st.integers(1, 3)) + 1)]
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    travel = {p: n for p in pairs if (n := draw(st.integers(0, 3)))}
    closed = {r: draw(st.lists(patterns, max_size=1)) for r in ids}
    return rooms_with(travel, *ids, **closed)


@st.composite
def _courses(
    draw: st.DrawFn, patterns: st.SearchStrategy[TimePattern], rooms: list[RoomId], max_classes: int
) -> tuple[Course, ...]:
    """Courses of one or two configs, of one or two subparts, of one or two classes; some with parents."""
    made: list[Course] = []
    number = 0
    left = draw(st.integers(2, max_classes))
    while left > 0:
        configs: list[list[list[Class_]]] = []
        for _ in range(draw(st.integers(1, 2))):
            config: list[list[Class_]] = []
            for _ in range(draw(st.integers(1, 2))):
                parents = [c.id for c in config[-1]] if config else []
                subpart: list[Class_] = []
                for _ in range(min(left, draw(st.integers(1, 2)))):
                    number += 1
                    left -= 1
                    parent = draw(st.sampled_from([None, *parents]))
                    subpart.append(draw(_classes(str(number), patterns, rooms, parent)))
                if subpart:
                    config.append(subpart)
            if config:
                configs.append(config)
        if configs:
            made.append(course(f"c{len(made) + 1}", *configs))
    return tuple(made)


@st.composite
def _classes(
    draw: st.DrawFn, key: str, patterns: st.SearchStrategy[TimePattern], rooms: list[RoomId], parent: ClassId | None
) -> Class_:
    times = draw(
        st.lists(
            st.builds(ClassTime, patterns, st.integers(0, 9)),
            min_size=1,
            max_size=4,
            unique_by=lambda t: (t.pattern.days, t.pattern.start, t.pattern.weeks),
        )
    )
    options = st.builds(RoomOption, st.sampled_from(rooms), st.integers(0, 9))
    own = draw(st.lists(options, max_size=2, unique_by=lambda o: o.room))
    limit = draw(st.none() | st.integers(0, 4))
    return Class_(ClassId(key), tuple(times), tuple(own), limit, parent, bool(own))


@st.composite
def _distributions(
    draw: st.DrawFn, ids: list[ClassId], kinds: Collection[DistributionKind], slots: int, required: bool | None
) -> Distribution:
    kind = draw(st.sampled_from(list(kinds)))
    classes = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=5, unique=True))
    params = tuple(draw(st.integers(0, _largest(kind, i, slots))) for i in range(PARAMS.get(kind, 0)))
    hard = kind not in CBCTT_KINDS and (draw(st.booleans()) if required is None else required)
    return Distribution(kind, tuple(classes), params, hard, 0 if hard else draw(st.integers(0, 5)))


def _largest(kind: DistributionKind, position: int, slots: int) -> int:
    if kind in (DistributionKind.MAX_DAYS, DistributionKind.MIN_WORKING_DAYS):
        return 5
    if kind is DistributionKind.MAX_BREAKS and position == 0:
        return 2
    return slots


@st.composite
def timetables(draw: st.DrawFn, problem: TimetableProblem, *, whole: bool = False, own: bool = False) -> Timetable:
    """
    Any timetable of a problem.

    ``whole``: no class is missing. ``own``: times and rooms are of the class's lists, else now and then another.
    Students attend any classes, often of their courses.
    """
    assignments: dict[ClassId, Assignment] = {}
    strange = _patterns(problem.weeks, problem.days, problem.slots_per_day)
    for each in problem.classes:
        if not whole and draw(st.integers(0, 9)) == 0:
            continue
        time = draw(st.sampled_from([t.pattern for t in each.times]))
        room = draw(st.sampled_from([o.room for o in each.rooms])) if each.rooms else None
        if not own and draw(st.integers(0, 9)) == 0:
            time = draw(strange)
        if not own and draw(st.integers(0, 9)) == 0:
            room = draw(st.sampled_from([None, *(r.id for r in problem.rooms)]))
        assignments[each.id] = Assignment(time, room)
    students = {s.id: draw(_attended(problem, s)) for s in problem.students}
    return Timetable(assignments, students)


@st.composite
def _attended(draw: st.DrawFn, problem: TimetableProblem, student: Student) -> frozenset[ClassId]:
    attended: set[ClassId] = set()
    for key in student.courses:
        config = draw(st.sampled_from(problem.course_of[key].configs))
        attended |= {draw(st.sampled_from(p.classes)).id for p in config.subparts}
    if draw(st.integers(0, 4)) == 0:
        attended ^= draw(st.sets(st.sampled_from([c.id for c in problem.classes]), max_size=3))
    return frozenset(attended)


# planted


def planted(
    seed: int,
    *,
    num_courses: int = 12,
    num_rooms: int = 5,
    num_students: int = 40,
    num_rules: int = 60,
    kinds: Collection[DistributionKind] = ITC_KINDS,
    weeks: int = 6,
    days: int = 5,
    slots: int = 48,
) -> tuple[TimetableProblem, Timetable]:
    """
    A problem of a college week and a lawful timetable of it.

    The timetable is made first, at random; lists of times and rooms contain what it uses, required rules are only
    those that it keeps, limits are what its students need. Same arguments, same problem.
    """
    rnd = random.Random(seed)
    ids = [f"r{i}" for i in range(1, num_rooms + 1)]
    travel = {(a, b): rnd.randint(1, 3) for i, a in enumerate(ids) for b in ids[i + 1 :] if rnd.random() < 0.5}
    rooms = rooms_with(travel, *ids)
    lengths = (2, 3, 4)

    def pattern(length: int) -> TimePattern:
        meets = rnd.choice((1, 1, 1, 2))
        chosen = sum(1 << d for d in rnd.sample(range(days), min(meets, days)))
        all_weeks = (1 << weeks) - 1
        when = rnd.choice((all_weeks, all_weeks, 0x5555555555555555 & all_weeks, 0xAAAAAAAAAAAAAAAA & all_weeks))
        return TimePattern(chosen, rnd.randrange(0, slots - length + 1), length, when or all_weeks)

    used: dict[str, list[TimePattern]] = {r: [] for r in ids}
    assignments: dict[ClassId, Assignment] = {}
    number = 0

    def new_class(parent: str | None) -> Class_:
        nonlocal number
        number += 1
        length = rnd.choice(lengths)
        while True:
            time, room = pattern(length), rnd.choice(ids)
            if not any(time.overlaps(t) for t in used[room]):
                break
        used[room].append(time)
        key = ClassId(str(number))
        assignments[key] = Assignment(time, RoomId(room))
        others = [pattern(length) for _ in range(rnd.randint(3, 12))]
        times = {(t.days, t.start, t.weeks): (t, rnd.choice((0, 0, 1, 4))) for t in (time, *others)}
        own = {room, *rnd.sample(ids, rnd.randint(1, num_rooms))}
        return class_(
            key, *times.values(), rooms=[(r, rnd.choice((0, 0, 2))) for r in ids if r in own], limit=0, parent=parent
        )

    courses = []
    for i in range(1, num_courses + 1):
        configs = []
        for _ in range(1 if rnd.random() < 0.8 else 2):
            lectures = [new_class(None) for _ in range(rnd.randint(1, 2))]
            config = [lectures]
            if rnd.random() < 0.6:
                config.append([new_class(rnd.choice((lecture.id, None))) for lecture in lectures])
            configs.append(config)
        courses.append(course(f"c{i}", *configs))

    students, attended = [], {}
    for i in range(1, num_students + 1):
        wanted = rnd.sample(courses, min(len(courses), rnd.randint(2, 4)))
        key = StudentId(f"s{i}")
        students.append(Student(key, tuple(c.id for c in wanted)))
        attended[key] = frozenset(c for one in wanted for c in _section(rnd, one))
    counts = {c: sum(c in a for a in attended.values()) for c in assignments}
    courses = [_with_limits(one, counts, rnd) for one in courses]
    problem = TimetableProblem(
        name=f"planted-{seed}",
        weeks=weeks,
        days=days,
        slots_per_day=slots,
        rooms=rooms,
        courses=tuple(courses),
        students=tuple(students),
        weights=Weights(2, 1, 5, 3),
    )
    rules = []
    for _ in range(num_rules):
        kind = rnd.choice(list(kinds))
        classes = tuple(rnd.sample(list(assignments), rnd.randint(2, 4)))
        params = tuple(rnd.randint(1, max(1, _largest(kind, i, slots) // 2)) for i in range(PARAMS.get(kind, 0)))
        rule = Distribution(kind, classes, params, penalty=rnd.randint(1, 5))
        keeps = breach(problem, rule, assignments).amount == 0
        hard = keeps and kind not in CBCTT_KINDS and rnd.random() < 0.8
        rules.append(replace(rule, required=True, penalty=0) if hard else rule)
    return replace(problem, distributions=tuple(rules)), Timetable(assignments, attended)


def _section(rnd: random.Random, one: Course) -> set[ClassId]:
    """One lawful choice of classes of a course: parents first, then what fits them."""
    while True:
        chosen: set[ClassId] = set()
        for subpart in rnd.choice(one.configs).subparts:
            fitting = [c.id for c in subpart.classes if c.parent is None or c.parent in chosen]
            if not fitting:
                break
            chosen.add(rnd.choice(fitting))
        else:
            return chosen


def _with_limits(one: Course, counts: dict[ClassId, int], rnd: random.Random) -> Course:
    configs = []
    for config in one.configs:
        subparts = [
            Subpart(p.id, tuple(replace(c, limit=counts[c.id] + rnd.randint(0, 3)) for c in p.classes))
            for p in config.subparts
        ]
        configs.append(Config(config.id, tuple(subparts)))
    return Course(one.id, tuple(configs))
