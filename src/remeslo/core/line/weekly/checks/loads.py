"""Rules of sums: pairs of a day and hours of a week of learners, hours of a week of teachers, subjects of a day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import GroupKey
from remeslo.core.line.weekly.board import Board, Placed
from remeslo.core.line.weekly.checks.told import clash
from remeslo.core.line.weekly.lesson import Lesson
from remeslo.core.line.weekly.rules import DAY_PAIRS, PAIR_HOURS, SAME_SUBJECT, WEEK_HOURS

Track = Mapping[int, int]
"""A learner's subgroup by the number of subgroups of a division: ``{2: 1, 3: 2}``."""


def tracks(lessons: tuple[Lesson, ...]) -> tuple[Track, ...]:
    """All ways to be a learner of a group with these lessons: one subgroup of each division."""
    divisions = sorted({x.subgroups for x in lessons if x.subgroups > 1})
    return tuple(dict(zip(divisions, parts, strict=True)) for parts in product(*(range(1, n + 1) for n in divisions)))


def attends(track: Track, lesson: Lesson) -> bool:
    """True when such a learner attends the lesson."""
    return lesson.subgroups == 1 or track[lesson.subgroups] == lesson.part


def check_learner_days(board: Board, group: GroupKey) -> Iterator[Finding]:
    """T1: pairs of a day; T10, soft: pairs of one subject in a day. Of one group."""
    lessons = board.of_group.get(group, ())
    most = board.problem.rules.get(DAY_PAIRS)
    same = board.problem.rules.get(SAME_SUBJECT)
    told: set[tuple[str, tuple[str, ...]]] = set()
    for track in tracks(tuple(p.lesson for p in lessons)):
        own = [p for p in lessons if attends(track, p.lesson)]
        for day in range(board.problem.bells.days):
            on_day = sorted((p for p in own if p.slot.day == day), key=lambda p: p.start)
            for finding in _of_day(board, group, on_day, most, same):
                key = (finding.code, tuple(sorted(finding.facts["lessons"])))  # type: ignore[call-overload]
                if key not in told:
                    told.add(key)
                    yield finding


def _of_day(
    board: Board, group: GroupKey, on_day: list[Placed], most: int | None, same: int | None
) -> Iterator[Finding]:
    if most is not None:
        for those, weeks in by_weeks(on_day):
            pairs = sum(p.lesson.pairs for p in those)
            if pairs > most:
                facts = {"group": group, "pairs": pairs, "limit": most}
                yield clash(board, "week.day_over_limit", those, weeks, facts)
    if same is not None:
        for element in dict.fromkeys(p.lesson.element for p in on_day):
            own = [p for p in on_day if p.lesson.element == element and not p.lesson.whole_day]
            for those, weeks in by_weeks(own):
                pairs = sum(p.lesson.pairs for p in those)
                if pairs > same:
                    facts = {"group": group, "pairs": pairs, "limit": same}
                    yield clash(board, "week.same_subject", those, weeks, facts, Severity.WARNING)


def by_weeks(placed: list[Placed]) -> Iterator[tuple[tuple[Placed, ...], int]]:
    """Sets of lessons that are held in the same weeks, and the mask of these weeks."""
    found: dict[tuple[int, ...], int] = {}
    weeks = max((p.weeks.bit_length() for p in placed), default=0)
    for week in range(weeks):
        held = tuple(n for n, p in enumerate(placed) if p.weeks >> week & 1)
        if held:
            found[held] = found.get(held, 0) | 1 << week
    for numbers, mask in found.items():
        yield tuple(placed[n] for n in numbers), mask


def check_learner_weeks(board: Board) -> Iterator[Finding]:
    """T1: hours of a learner's week; no slot can mend it, the duties ask too much."""
    most = board.problem.rules.get(WEEK_HOURS)
    if most is None:
        return
    of_group: dict[GroupKey, list[Lesson]] = {}
    for lesson in board.problem.lessons:
        for group in lesson.groups:
            of_group.setdefault(group, []).append(lesson)
    for group, lessons in of_group.items():
        over: Counter[int] = Counter()
        for track in tracks(tuple(lessons)):
            hours: Counter[int] = Counter()
            for lesson in (x for x in lessons if attends(track, x)):
                for week in lesson.weeks:
                    hours[board.week_number[week]] += PAIR_HOURS * lesson.pairs
            over |= Counter({week: n for week, n in hours.items() if n > most})
        if over:
            first = board.problem.weeks[min(over)]
            facts = {"group": group, "hours": max(over.values()), "limit": most, "weeks": len(over), "monday": first}
            yield Finding("week.hours_over_limit", f"group {group}", facts)


def check_teacher_weeks(board: Board) -> Iterator[Finding]:
    """T11: hours of a teacher's week."""
    hours: dict[str, Counter[int]] = {}
    for lesson in board.problem.lessons:
        if lesson.teacher is not None:
            own = hours.setdefault(lesson.teacher, Counter())
            for week in lesson.weeks:
                own[board.week_number[week]] += PAIR_HOURS * lesson.pairs
    for person in board.problem.people:
        over = {w: n for w, n in hours.get(person.key, Counter()).items() if n > person.weekly_hours}
        if over:
            first = board.problem.weeks[min(over)]
            facts = {
                "teacher": person.key,
                "hours": max(over.values()),
                "limit": person.weekly_hours,
                "weeks": len(over),
                "monday": first,
            }
            yield Finding("week.teacher_over_week", f"person {person.key}", facts, Severity.WARNING)
