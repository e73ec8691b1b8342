"""Rules between lessons as distribution constraints of the timetable problem."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from remeslo.core.base.keys import GroupKey, PersonKey
from remeslo.core.line.weekly.board import shared_groups
from remeslo.core.line.weekly.checks.loads import attends, tracks
from remeslo.core.line.weekly.lesson import Lesson, WeekProblem
from remeslo.core.line.weekly.options import Choices
from remeslo.core.line.weekly.rules import DAY_PAIRS, EXAMS_A_DAY, SAME_SUBJECT
from remeslo.core.line.weekly.timescale import Timescale
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import ClassId, Distribution

WINDOW, TEACHER_WINDOW, SUBJECT_SLOT, FULL_SLOT, SPREAD = 30, 8, 2, 1, 2
"""Costs: a window in every week of a group and of a teacher, a slot of a subject above the rule and of a day above an
even share in every week, two lessons of a duty on one day."""


def relations(problem: WeekProblem, lessons: Sequence[Lesson], scale: Timescale) -> Iterator[Distribution]:
    """Constraints over the lessons that have times and rooms."""
    of_group: defaultdict[GroupKey, list[Lesson]] = defaultdict(list)
    of_teacher: defaultdict[PersonKey, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        for group in lesson.groups:
            of_group[group].append(lesson)
        if lesson.teacher is not None:
            of_teacher[lesson.teacher].append(lesson)
    for group, own in of_group.items():
        yield from _group(problem, group, own, scale)
    for teacher, own in of_teacher.items():
        if len(own) > 1:
            yield _hard(DistributionKind.SAME_ATTENDEES, own, f"teacher {teacher}")
            yield _soft(DistributionKind.MAX_BREAKS, own, TEACHER_WINDOW, (0, scale.longest_break))
    yield from _days_apart(problem, lessons)
    yield from _stalls_apart(problem, lessons, scale)


def _group(problem: WeekProblem, group: GroupKey, own: list[Lesson], scale: Timescale) -> Iterator[Distribution]:
    """T1, T2, T5, T10 for each way to be a learner of the group."""
    most, same = problem.rules.get(DAY_PAIRS), problem.rules.get(SAME_SUBJECT)
    for track in tracks(tuple(own)):
        attended = [x for x in own if attends(track, x)]
        plain = [x for x in attended if not x.whole_day]
        if len(attended) > 1:
            yield _hard(DistributionKind.SAME_ATTENDEES, attended, f"group {group}")
        if most is not None and sum(x.pairs for x in plain) > most:
            yield _hard(DistributionKind.MAX_DAY_LOAD, plain, f"group {group}", (scale.load_slots(most),))
        if len(plain) > 1:
            yield _soft(DistributionKind.MAX_BREAKS, plain, WINDOW, (0, scale.longest_break))
            even = -(-_most_pairs(plain) // problem.bells.days)
            yield _soft(DistributionKind.MAX_DAY_LOAD, plain, FULL_SLOT, (scale.load_slots(even),))
        for element in dict.fromkeys(x.element for x in plain):
            of_element = [x for x in plain if x.element == element]
            if same is not None and sum(x.pairs for x in of_element) > same:
                yield _soft(DistributionKind.MAX_DAY_LOAD, of_element, SUBJECT_SLOT, (scale.load_slots(same),))
    for duty in dict.fromkeys(x.duty for x in own if not x.whole_day):
        of_duty = [x for x in own if x.duty == duty]
        if len(of_duty) > 1 and of_duty[0].groups[0] == group:
            yield _soft(DistributionKind.DIFFERENT_DAYS, of_duty, SPREAD)


def _most_pairs(lessons: list[Lesson]) -> int:
    """Pairs of the fullest week."""
    weeks: defaultdict[object, int] = defaultdict(int)
    for lesson in lessons:
        for week in lesson.weeks:
            weeks[week] += lesson.pairs
    return max(weeks.values())


def _days_apart(problem: WeekProblem, lessons: Sequence[Lesson]) -> Iterator[Distribution]:
    """T4 and T9: whole days and other lessons, and two exams, of the same learners are on different days."""
    one_exam = problem.rules.get(EXAMS_A_DAY) == 1
    special = [x for x in lessons if x.whole_day or (x.exam and one_exam)]
    number = {x.key: n for n, x in enumerate(lessons)}
    of_group: defaultdict[GroupKey, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        for group in lesson.groups:
            of_group[group].append(lesson)
    for a in special:
        near = {x.key: x for g in a.groups for x in of_group[g]}
        for b in near.values():
            is_twin = (b.whole_day or (b.exam and one_exam)) and number[b.key] <= number[a.key]
            matters = a.whole_day or b.whole_day or b.exam
            if is_twin or not matters or not shared_groups(a, b) or set(a.weeks).isdisjoint(b.weeks):
                continue
            yield _hard(DistributionKind.WORK_DAY, [a, b], "whole day", (0,))


def _stalls_apart(problem: WeekProblem, lessons: Sequence[Lesson], scale: Timescale) -> Iterator[Distribution]:
    """T2: lessons that a room with several stalls cannot seat at once."""
    here = {x.key for x in lessons}
    for a, b in Choices(problem, scale).apart():
        if a.key in here and b.key in here and not set(a.weeks).isdisjoint(b.weeks):
            yield _hard(DistributionKind.NOT_OVERLAP, [a, b], "seats")


def _hard(kind: DistributionKind, lessons: Sequence[Lesson], label: str, params: tuple[int, ...] = ()) -> Distribution:
    return Distribution(kind, _ids(lessons), params, required=True, label=label)


def _soft(
    kind: DistributionKind, lessons: Sequence[Lesson], penalty: int, params: tuple[int, ...] = ()
) -> Distribution:
    return Distribution(kind, _ids(lessons), params, penalty=penalty)


def _ids(lessons: Sequence[Lesson]) -> tuple[ClassId, ...]:
    return tuple(ClassId(x.key) for x in lessons)
