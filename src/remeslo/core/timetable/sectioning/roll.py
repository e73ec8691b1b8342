"""Students, courses and options of a problem as the flat arrays of the kernels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable._kernels.students import LINEAR, NO_LIMIT, Ints, Roll, State, enrol
from remeslo.core.timetable.problem import Class_, ClassId, Course, CourseId, StudentId, TimetableProblem
from remeslo.core.timetable.sectioning.options import Option, options_of
from remeslo.core.timetable.sectioning.seats import seat


@dataclass(frozen=True)
class Enrolment:
    """One student in one course, by number."""

    student: int
    course: int


@dataclass(frozen=True)
class Lists:
    """
    Who wants what, and a first lawful answer.

    Parameters
    ----------
    enrolments
        In order of students; without those for whom a course has no seat.
    options
        By course number; empty for courses that nobody wants.
    first_choice
        An option number (counted over all courses) for each enrolment; all limits hold.
    findings
        ``timetable.seats_missing``: a course with fewer seats than students.
    """

    problem: TimetableProblem
    enrolments: tuple[Enrolment, ...]
    options: tuple[tuple[Option, ...], ...]
    first_choice: tuple[int, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def flat(self) -> tuple[Option, ...]:
        """All options, in order of courses."""
        return tuple(o for row in self.options for o in row)

    @cached_property
    def roll(self) -> Roll:
        """The kernels' picture."""
        numbers = {c.id: n for n, c in enumerate(self.problem.classes)}
        course = np.array([e.course for e in self.enrolments], np.int32)
        student = np.array([e.student for e in self.enrolments], np.int32)
        sizes = [len(row) for row in self.options]
        return Roll(
            course=course,
            student=student,
            first=_firsts(np.bincount(student, minlength=len(self.problem.students)).tolist()),
            member_first=_firsts(np.bincount(course, minlength=len(self.options)).tolist()),
            member=np.argsort(course, kind="stable").astype(np.int32),
            option_first=_firsts(sizes),
            class_first=_firsts([len(o) for o in self.flat]),
            classes=np.array([numbers[c] for o in self.flat for c in o], np.int32),
            limit=np.array([NO_LIMIT if c.limit is None else c.limit for c in self.problem.classes], np.int32),
            loose=np.array([n for n, e in enumerate(self.enrolments) if sizes[e.course] > 1], np.int32),
        )

    def begin(self, choice: Sequence[int] | Ints | None = None) -> State:
        """A state with a choice; the first one when none is given."""
        size = len(self.problem.classes)
        state = State(np.full(len(self.enrolments), -1, np.int32), np.zeros((size, size), np.int32))
        wanted = np.array(self.first_choice if choice is None else choice, np.int32)
        enrol(self.roll, state, wanted, np.zeros((1, 1), np.uint8), LINEAR)
        return state

    def students(self, choice: Sequence[int] | Ints) -> dict[StudentId, frozenset[ClassId]]:
        """Classes by student."""
        taken: dict[StudentId, set[ClassId]] = {s.id: set() for s in self.problem.students}
        for e, option in zip(self.enrolments, choice, strict=True):
            taken[self.problem.students[e.student].id].update(self.flat[option])
        return {s: frozenset(classes) for s, classes in taken.items()}

    def choice_of(self, students: Mapping[StudentId, frozenset[ClassId]]) -> list[int] | None:
        """The choice that given classes by student are; None when they are no lawful sectioning of these enrolments."""
        number = {(c, frozenset(o)): n for n, (c, o) in enumerate(self._by_course())}
        home = {k.id: c for c, course in enumerate(self.problem.courses) for k in _classes(course)}
        choice: list[int] = []
        seats = dict.fromkeys(self.problem.class_of, 0)
        for e in self.enrolments:
            all_ = students.get(self.problem.students[e.student].id, frozenset())
            mine = frozenset(k for k in all_ if home.get(k) == e.course)
            option = number.get((e.course, mine))
            if option is None:
                return None
            choice.append(option)
            for k in mine:
                seats[k] += 1
        full = any(c.limit is not None and seats[c.id] > c.limit for c in self.problem.classes)
        return None if full else choice

    def _by_course(self) -> list[tuple[int, Option]]:
        return [(c, o) for c, row in enumerate(self.options) for o in row]


def _firsts(sizes: Sequence[int]) -> Ints:
    """Where rows of these sizes begin in a flat array; one more at the end."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int32)


def _classes(course: Course) -> Iterator[Class_]:
    """All classes of a course."""
    return (k for config in course.configs for part in config.subparts for k in part.classes)


def lists_of(problem: TimetableProblem) -> Lists:
    """Enrolments and options of a problem; students of like wishes side by side in each class."""
    number = {c.id: n for n, c in enumerate(problem.courses)}
    wishes = [tuple(sorted({number[c] for c in s.courses})) for s in problem.students]
    wanting: list[list[int]] = [[] for _ in problem.courses]
    for student in sorted(range(len(wishes)), key=lambda s: wishes[s]):
        for course in wishes[student]:
            wanting[course].append(student)
    options = tuple(options_of(c) if wanting[n] else () for n, c in enumerate(problem.courses))
    chosen: dict[tuple[int, int], int] = {}
    findings: list[Finding] = []
    offset = 0
    for course, those in enumerate(wanting):
        seats = seat(options[course], problem.class_of, len(those))
        taken = [offset + k for k, n in enumerate(seats) for _ in range(n)]
        chosen.update({(s, course): option for s, option in zip(those, taken, strict=False)})
        if len(taken) < len(those):
            findings.append(_no_seat(problem.courses[course].id, len(those), len(taken)))
        offset += len(options[course])
    pairs = sorted(chosen)
    return Lists(
        problem=problem,
        enrolments=tuple(Enrolment(s, c) for s, c in pairs),
        options=options,
        first_choice=tuple(chosen[pair] for pair in pairs),
        findings=tuple(findings),
    )


def _no_seat(course: CourseId, wanted: int, seats: int) -> Finding:
    return Finding(
        "timetable.seats_missing",
        f"course {course}",
        {"course": course, "students": wanted, "seats": seats},
        Severity.STOPS_PUBLISHING,
    )
