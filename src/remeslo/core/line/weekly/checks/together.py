"""Rules of two lessons: learners, teachers and rooms at one place at a time, ways, whole days, exams."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.weekly.board import Board, Placed, shared_groups
from remeslo.core.line.weekly.checks.told import clash
from remeslo.core.line.weekly.rules import EXAM_REST, EXAMS_A_DAY, TRAVEL_MARGIN


def check_pair(board: Board, a: Placed, b: Placed) -> Iterator[Finding]:
    """Everything that two lessons break together; rooms are judged apart (`rooms`), they may hold several."""
    weeks = a.weeks & b.weeks
    if a.slot.day != b.slot.day or not weeks:
        return
    groups = shared_groups(a.lesson, b.lesson)
    teacher = a.lesson.teacher if a.lesson.teacher == b.lesson.teacher else None
    if groups:
        yield from _learners(board, a, b, weeks, groups)
    if teacher is not None:
        if a.overlaps(b):
            yield clash(board, "week.teacher_clash", (a, b), weeks, {"teacher": teacher})
        else:
            yield from _way(board, a, b, weeks, "week.teacher_way", {"teacher": teacher})


def _learners(board: Board, a: Placed, b: Placed, weeks: int, groups: tuple[str, ...]) -> Iterator[Finding]:
    """T2, T4, T5, T9 for learners who attend both."""
    facts: dict[str, object] = {"groups": groups}
    if a.overlaps(b):
        yield clash(board, "week.group_clash", (a, b), weeks, facts)
    elif a.lesson.whole_day or b.lesson.whole_day:
        whole = (a, b) if a.lesson.whole_day else (b, a)
        yield clash(board, "week.whole_day", whole, weeks, facts)
    else:
        yield from _way(board, a, b, weeks, "week.group_way", facts)
    if a.lesson.exam and b.lesson.exam and board.problem.rules.get(EXAMS_A_DAY) == 1:
        yield clash(board, "week.exams_one_day", (a, b), weeks, facts)


def _way(board: Board, a: Placed, b: Placed, weeks: int, code: str, facts: dict[str, object]) -> Iterator[Finding]:
    """T5: between lessons at two sites lies the way and the margin."""
    minutes = board.way(a.site, b.site)
    if not minutes or a.site == b.site:
        return
    first, second = (a, b) if a.end <= b.start else (b, a)
    needed = minutes + board.problem.rules.get(TRAVEL_MARGIN, 0)
    gap = second.start - first.end
    if gap < needed:
        told = {**facts, "gap": gap, "needed": needed, "sites": (first.site, second.site)}
        yield clash(board, code, (first, second), weeks, told)


def check_rest(board: Board) -> Iterator[Finding]:
    """T9, soft: free days before an exam."""
    free = board.problem.rules.get(EXAM_REST, 0)
    for exam in (p for p in board.placed.values() if p.lesson.exam and free):
        near = {p.lesson.key: p for g in exam.lesson.groups for p in board.of_group[g]}
        for other in near.values():
            before = exam.slot.day - other.slot.day
            weeks = exam.weeks & other.weeks
            if 0 < before <= free and weeks and shared_groups(exam.lesson, other.lesson) and not other.lesson.exam:
                facts = {"groups": exam.lesson.groups, "days": free}
                yield clash(board, "week.no_rest_before_exam", (exam, other), weeks, facts, Severity.WARNING)
                break


def check_rooms(board: Board, placed: tuple[Placed, ...]) -> Iterator[Finding]:
    """T2: a room holds as many lessons and learners at once as it has supervisors and seats; lessons of one room."""
    room = board.problem.room_of.get(placed[0].slot.room) if placed and placed[0].slot.room is not None else None
    if room is None:
        return
    told: set[frozenset[str]] = set()
    for first in placed:
        at_once = [p for p in placed if p is first or (p.overlaps(first) and p.start <= first.start)]
        if len(at_once) < 2:
            continue
        for crowd, weeks in _crowds(first, at_once):
            size = sum(p.lesson.size for p in crowd)
            keys = frozenset(str(p.lesson.key) for p in crowd)
            if keys in told or (len(crowd) <= room.parallel and size <= room.seats):
                continue
            told.add(keys)
            facts = {"room": room.key, "count": len(crowd), "parallel": room.parallel, "size": size}
            yield clash(board, "week.room_clash", crowd, weeks, {**facts, "seats": room.seats})


def _crowds(first: Placed, at_once: list[Placed]) -> Iterator[tuple[tuple[Placed, ...], int]]:
    """Who is there when ``first`` begins, by sets of weeks in which just these are."""
    by_crowd: dict[tuple[int, ...], int] = {}
    for week in range(first.weeks.bit_length()):
        if first.weeks >> week & 1:
            crowd = tuple(n for n, p in enumerate(at_once) if p.weeks >> week & 1)
            by_crowd[crowd] = by_crowd.get(crowd, 0) | 1 << week
    for numbers, weeks in by_crowd.items():
        if len(numbers) > 1:
            yield tuple(at_once[n] for n in numbers), weeks
