"""
What happens to a published week: a workshop breaks, a teacher falls ill. The changed problem is stated here; `repair`
makes a lawful timetable of it again.

A lesson that the change touches in some of its weeks is parted: those weeks become a lesson of their own, keyed
``LESSON@MONDAY``, and the other weeks stay as they are, with the key and slot they had.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.board import Board, Placed, fits
from remeslo.core.line.weekly.checks.together import check_pair
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, Person, Slot, WeekPlan, WeekProblem
from remeslo.core.line.weekly.rules import PAIR_HOURS
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import DutyKey

_OF_TEACHERS = ("week.teacher_clash", "week.teacher_way")
Day = tuple[date, int]
"""Monday and day of its week (0 = Monday)."""


@dataclass(frozen=True)
class Changed:
    """
    A problem after a change, and the timetable as it was, with touched lessons parted.

    Parameters
    ----------
    touched
        Lessons of the new problem that the change concerns.
    """

    problem: WeekProblem
    plan: WeekPlan
    touched: tuple[LessonKey, ...]
    findings: tuple[Finding, ...] = ()


def close_room(
    problem: WeekProblem,
    plan: WeekPlan,
    room: RoomKey,
    days: Collection[Day],
    *,
    instead: Mapping[DutyKey, tuple[RoomKey, ...]] | None = None,
) -> Changed:
    """
    Nothing may be in a room on these days.

    Parameters
    ----------
    instead
        Rooms in which a duty may be taught besides its own, the most wanted first (other workshops with the same
        machines); rooms that the problem does not have are left out.
    """
    closed = {(monday, day, n) for monday, day in days for n in range(1, len(problem.bells.pairs) + 1)}
    rooms = tuple(replace(r, closed=r.closed | closed) if r.key == room else r for r in problem.rooms)

    def after(part: Lesson) -> Lesson:
        more = (key for key in (instead or {}).get(part.duty, ()) if key in problem.room_of)
        return replace(part, rooms=tuple(dict.fromkeys((*part.rooms, *more))))

    def is_touched(lesson: Lesson, slot: Slot, monday: date) -> bool:
        return slot.room == room and (monday, slot.day) in days

    parted, slots, touched = _part(problem, plan, is_touched, after)
    return Changed(_anew(problem, parted, slots, rooms=rooms), WeekPlan(slots), touched)


def teacher_away(
    problem: WeekProblem,
    plan: WeekPlan,
    person: PersonKey,
    days: Collection[Day],
    *,
    may: Mapping[DutyKey, tuple[PersonKey, ...]] | None = None,
) -> Changed:
    """
    A teacher is away on these days.

    Whoever has the right to teach the duty (``may``, the best first) and is free at the lesson's time takes it; else,
    when the teacher is there on another day of each of these weeks, the lesson waits to be moved by `repair`; else it
    keeps its time and has no teacher, which is told.
    """
    known = {p.key: p for p in problem.people}
    ill = replace(known.get(person, Person(key=person)), away=known.get(person, Person(key=person)).away | set(days))
    people = (*(p for p in problem.people if p.key != person), ill)

    def is_touched(lesson: Lesson, slot: Slot, monday: date) -> bool:
        return lesson.teacher == person and (monday, slot.day) in days

    parted, slots, touched = _part(problem, plan, is_touched, lambda part: part)
    standing = _anew(problem, parted, slots, people=people)
    substitutes = _Substitutes(standing, WeekPlan(slots), person, may or {})
    taken = {key: substitutes.take(key) for key in touched}
    lessons = tuple(replace(x, teacher=taken[x.key]) if x.key in taken else x for x in parted)
    return Changed(
        _anew(problem, lessons, slots, people=people),
        WeekPlan(slots),
        touched,
        tuple(substitutes.findings),
    )


class _Substitutes:
    """Who takes the lessons of an absent teacher, one after the other."""

    def __init__(
        self,
        problem: WeekProblem,
        plan: WeekPlan,
        absent: PersonKey,
        may: Mapping[DutyKey, tuple[PersonKey, ...]],
    ) -> None:
        self.board = Board(problem, plan)
        self.absent, self.may = absent, may
        self.people = {p.key: p for p in problem.people}
        self.taken: list[Placed] = []
        self.findings: list[Finding] = []

    def take(self, key: LessonKey) -> PersonKey | None:
        """The substitute; the absent teacher where the lesson can be moved; ``None`` where nobody can."""
        placed = self.board.placed[key]
        lesson = placed.lesson
        for other in self.may.get(lesson.duty, ()):
            if other != self.absent and self._is_free(other, placed):
                self.taken.append(self._with(placed, other))
                self._tell("week.substituted", lesson, Severity.NOTE, substitute=other)
                return other
        if all(self._is_there(monday) for monday in lesson.weeks):
            return self.absent
        self._tell("week.nobody_substitutes", lesson, Severity.WARNING)
        return None

    def _with(self, placed: Placed, person: PersonKey) -> Placed:
        return replace(placed, lesson=replace(placed.lesson, teacher=person))

    def _is_there(self, monday: date) -> bool:
        away = self.people[self.absent].away
        return any((monday, day) not in away for day in range(self.board.problem.bells.days))

    def _is_free(self, person: PersonKey, placed: Placed) -> bool:
        own = [*self.board.of_teacher.get(person, ()), *(p for p in self.taken if p.lesson.teacher == person)]
        known = self.people.get(person)
        if known is not None and any((w, placed.slot.day) in known.away for w in placed.lesson.weeks):
            return False
        if known is not None and not self._has_hours(known, own, placed.lesson):
            return False
        taking = self._with(placed, person)
        clashes = (f for other in own for f in check_pair(self.board, taking, other))
        return not any(f.code in _OF_TEACHERS for f in clashes)

    def _has_hours(self, person: Person, own: Iterable[Placed], lesson: Lesson) -> bool:
        for monday in lesson.weeks:
            held = sum(PAIR_HOURS * p.lesson.pairs for p in own if monday in p.lesson.weeks)
            if held + PAIR_HOURS * lesson.pairs > person.weekly_hours:
                return False
        return True

    def _tell(self, code: str, lesson: Lesson, severity: Severity, **facts: object) -> None:
        named = {
            "lesson": lesson.key,
            "title": lesson.title,
            "groups": lesson.groups,
            "teacher": self.absent,
            "weeks": len(lesson.weeks),
            "monday": lesson.weeks[0],
        }
        self.findings.append(Finding(code, f"lesson {lesson.key}", {**named, **facts}, severity))


_Test = Callable[[Lesson, Slot, date], bool]
_After = Callable[[Lesson], Lesson]


def _part(
    problem: WeekProblem,
    plan: WeekPlan,
    is_touched: _Test,
    after: _After,
) -> tuple[tuple[Lesson, ...], dict[LessonKey, Slot], tuple[LessonKey, ...]]:
    """Lessons with the touched weeks parted, their slots, and the keys of the touched parts."""
    lessons: list[Lesson] = []
    touched: list[LessonKey] = []
    slots = {key: slot for key, slot in plan.slots.items() if key in problem.lesson_of}
    for lesson in problem.lessons:
        slot = slots.get(lesson.key)
        usable = slot is not None and fits(problem.bells, lesson, slot)
        weeks = tuple(w for w in lesson.weeks if usable and slot is not None and is_touched(lesson, slot, w))
        if not weeks or slot is None:
            lessons.append(lesson)
            continue
        rest = tuple(w for w in lesson.weeks if w not in weeks)
        key = LessonKey(f"{lesson.key}@{weeks[0].isoformat()}") if rest else lesson.key
        if rest:
            lessons.append(replace(lesson, weeks=rest))
        lessons.append(after(replace(lesson, key=key, weeks=weeks)))
        slots[key] = slot
        touched.append(key)
    return tuple(lessons), slots, tuple(touched)


def _anew(
    problem: WeekProblem, lessons: tuple[Lesson, ...], slots: dict[LessonKey, Slot], **more: object
) -> WeekProblem:
    """The problem with these lessons; what was is what to stay close to; pins of touched lessons fall."""
    here = {x.key: x for x in lessons}
    pinned = {k: s for k, s in problem.pinned.items() if k in here and here[k].weeks == problem.lesson_of[k].weeks}
    changed = {"lessons": lessons, "previous": dict(slots), "pinned": pinned, **more}
    return replace(problem, **changed)  # type: ignore[arg-type]
