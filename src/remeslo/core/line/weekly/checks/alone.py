"""Rules of one lesson by itself: its slot, its room, its shift, days on which nothing may be."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.weekly.board import Board, Placed, day_of, fits
from remeslo.core.line.weekly.checks.told import clash
from remeslo.core.line.weekly.lesson import Lesson
from remeslo.core.line.weekly.rules import LATEST_END, LESSON_SIZE


def check_given(board: Board) -> Iterator[Finding]:
    """Lessons that are unknown, not placed or outside the day."""
    problem, slots = board.problem, board.plan.slots
    for key in slots:
        if key not in problem.lesson_of:
            yield Finding("week.unknown_lesson", f"lesson {key}", {"lesson": key})
    for lesson in problem.lessons:
        slot = slots.get(lesson.key)
        if slot is None:
            yield _of(lesson, "week.not_placed", weeks=len(lesson.weeks), pairs=lesson.pairs)
        elif not fits(problem.bells, lesson, slot):
            yield _of(
                lesson,
                "week.outside_day",
                day=slot.day + 1,
                pair=slot.pair,
                pairs=lesson.pairs,
                days=problem.bells.days,
                bells=len(problem.bells.pairs),
            )


def check_alone(board: Board, placed: Placed) -> Iterator[Finding]:
    """Everything that one placed lesson breaks by itself."""
    yield from _shift(board, placed)
    yield from _days(board, placed)
    yield from _room(board, placed)
    yield from _pinned(board, placed)


def check_sizes(board: Board) -> Iterator[Finding]:
    """T3: lessons with more learners than the rule has; splitting is for whoever makes the groups."""
    most = board.problem.rules.get(LESSON_SIZE)
    for lesson in board.problem.lessons:
        if most is not None and lesson.size > most:
            yield _of(lesson, "week.too_many_learners", Severity.WARNING, size=lesson.size, limit=most)


def _of(lesson: Lesson, code: str, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object) -> Finding:
    named = {"lesson": lesson.key, "title": lesson.title, "groups": lesson.groups}
    return Finding(code, f"lesson {lesson.key}", {**named, **facts}, severity)


def _shift(board: Board, placed: Placed) -> Iterator[Finding]:
    """T7: the shift that was granted, and no lessons late in the evening."""
    pairs = board.problem.bells.pairs
    wanted = placed.lesson.shift
    if wanted is not None and any(pairs[n - 1].shift != wanted for n in placed.pairs):
        yield clash(board, "week.other_shift", (placed,), placed.weeks, {"shift": wanted})
    latest = board.problem.rules.get(LATEST_END)
    if latest is not None and placed.end > latest:
        yield clash(board, "week.too_late", (placed,), placed.weeks, {"end": clock(placed.end), "limit": clock(latest)})


def _days(board: Board, placed: Placed) -> Iterator[Finding]:
    """T12: no lesson on a holiday; T11: none while its teacher is away."""
    mondays = board.mondays(placed.weeks)
    off = [w for w in mondays if day_of(w, placed.slot.day) in board.problem.holidays]
    if off:
        yield clash(board, "week.holiday", (placed,), board.mask(off), {"date": day_of(off[0], placed.slot.day)})
    teacher = placed.lesson.teacher
    person = board.people.get(teacher) if teacher is not None else None
    away = [w for w in mondays if person is not None and (w, placed.slot.day) in person.away]
    if away:
        facts = {"teacher": teacher, "date": day_of(away[0], placed.slot.day)}
        yield clash(board, "week.teacher_away", (placed,), board.mask(away), facts)


def _room(board: Board, placed: Placed) -> Iterator[Finding]:
    """T2: one of its rooms, with seats enough, open at that time."""
    lesson, key = placed.lesson, placed.slot.room
    if key is None:
        if lesson.rooms:
            yield clash(board, "week.room_missing", (placed,), placed.weeks)
        return
    room = board.problem.room_of.get(key)
    if room is None or key not in lesson.rooms:
        yield clash(board, "week.room_not_allowed", (placed,), placed.weeks, {"room": key})
        return
    if lesson.size > room.seats:
        facts = {"room": key, "size": lesson.size, "seats": room.seats}
        yield clash(board, "week.room_too_small", (placed,), placed.weeks, facts)
    shut = [
        w
        for w in board.mondays(placed.weeks)
        if any(room.shut(w, placed.slot.day, n, lesson.organisation) for n in placed.pairs)
    ]
    if shut:
        yield clash(board, "week.room_closed", (placed,), board.mask(shut), {"room": key})


def _pinned(board: Board, placed: Placed) -> Iterator[Finding]:
    pin = board.problem.pinned.get(placed.lesson.key)
    if pin is not None and pin != placed.slot:
        facts = {"pinned_day": pin.day + 1, "pinned_pair": pin.pair, "pinned_room": pin.room or ""}
        yield clash(board, "week.pin_moved", (placed,), placed.weeks, facts)


def clock(minute: int) -> str:
    """``08:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
