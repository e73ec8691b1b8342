"""A solution of a ``.ctt`` instance: one line a lecture, ``course room day period``."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable.problem import Assignment, ClassId, CourseId, RoomId, Timetable, TimetableProblem
from remeslo.interchange.cbctt.instance import lecture_id
from remeslo.interchange.cbctt.lines import Lines
from remeslo.interchange.cbctt.model import period
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited, unpack_xz

LIMIT_BYTES = 20 * MIB


@dataclass(frozen=True, slots=True)
class SolutionReading:
    """
    A timetable, or ``None`` when the file cannot be read as one.

    The n-th line of a course is its n-th lecture. Courses the problem does not have, lectures beyond a course's number
    and times outside the calendar are left out and told (hard).
    """

    timetable: Timetable | None
    findings: tuple[Finding, ...] = ()


def read_solution_file(path: Path | str, problem: TimetableProblem) -> SolutionReading:
    """A solution from a file; never raises on what the file is or holds."""
    try:
        data = read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES)
    except Unreadable as refusal:
        return SolutionReading(None, refusal.findings)
    return read_solution(data, problem, name=str(path))


def read_solution(data: bytes, problem: TimetableProblem, *, name: str) -> SolutionReading:
    """A solution from bytes; never raises on what they hold."""
    try:
        text = decode_text(unpack_xz(data, name=name, limit_bytes=LIMIT_BYTES), name).text
    except Unreadable as refusal:
        return SolutionReading(None, refusal.findings)
    lines = Lines(name, text)
    placed: dict[ClassId, Assignment] = {}
    taken: Counter[str] = Counter()
    for number, words in lines.rows():
        if len(words) != 4:
            lines.tell("timetable.bad_line", number, text=" ".join(words)[:80], expected="course room day period")
        else:
            _place(lines, problem, number, words, taken, placed)
    ordered = {c.id: placed[c.id] for c in problem.classes if c.id in placed}
    return SolutionReading(None if lines.stops() else Timetable(ordered), lines.told)


def _place(
    lines: Lines,
    problem: TimetableProblem,
    number: int,
    words: list[str],
    taken: Counter[str],
    placed: dict[ClassId, Assignment],
) -> None:
    course, room = words[0], words[1]
    day, slot = lines.number(words[2], number, "day"), lines.number(words[3], number, "period")
    if CourseId(course) not in problem.course_of:
        lines.tell("timetable.unknown_name", number, Severity.STOPS_PUBLISHING, what="course", id=course)
        return
    taken[course] += 1
    each = lecture_id(course, taken[course])
    if each not in problem.class_of:
        facts = {"course": course, "lectures": taken[course] - 1}
        lines.tell("timetable.too_many_lectures", number, Severity.STOPS_PUBLISHING, **facts)
        taken[course] -= 1
    elif day >= problem.days or slot >= problem.slots_per_day:
        facts = {"day": day, "period": slot, "days": problem.days, "periods": problem.slots_per_day}
        lines.tell("timetable.outside_calendar", number, Severity.STOPS_PUBLISHING, **facts)
    else:
        placed[each] = Assignment(period(day, slot), RoomId(room))
