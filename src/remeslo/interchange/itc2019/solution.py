"""A solution of ITC-2019 into a `Timetable` of a given problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    RoomId,
    StudentId,
    TimePattern,
    Timetable,
    TimetableProblem,
)
from remeslo.interchange.itc2019.markup import LIMIT_BYTES, Source, parse
from remeslo.interchange.safety import Unreadable, read_limited

_ABOUT = ("runtime", "cores", "technique", "author", "institution", "country")


@dataclass(frozen=True, slots=True)
class SolutionReading:
    """
    A timetable, or ``None`` when the file cannot be read as one.

    Classes and students that the problem does not have are left out and told (hard). ``about`` has what the file says
    of its making: runtime, cores, technique, author, institution, country.
    """

    timetable: Timetable | None
    findings: tuple[Finding, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)


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
        root = parse(data, name=name)
    except Unreadable as refusal:
        return SolutionReading(None, refusal.findings)
    source = Source(name)
    if root.tag != "solution":
        source.tell("timetable.not_itc2019", root, root=str(root.tag), expected="solution")
        return SolutionReading(None, source.told)
    timetable = _Solution(source, problem).read(root)
    about = {k: str(root.get(k)) for k in _ABOUT if root.get(k) is not None}
    return SolutionReading(None if source.stops() else timetable, source.told, about)


@dataclass
class _Solution:
    """A solution being read."""

    source: Source
    problem: TimetableProblem
    assignments: dict[ClassId, Assignment] = field(default_factory=dict)
    students: dict[StudentId, set[ClassId]] = field(default_factory=dict)

    def read(self, root: etree._Element) -> Timetable:
        self.source.only(root, "name", *_ABOUT)
        of = (root.get("name") or "").strip()
        if of != self.problem.name:
            self.source.tell(
                "timetable.other_problem", root, Severity.STOPS_PUBLISHING, name=of, expected=self.problem.name
            )
        seen: set[ClassId] = set()
        for element in self.source.children(root, "class"):
            key = ClassId(self.source.text(element, "id"))
            if self.source.fresh(element, "class", key, seen):
                seen.add(key)
                self._class(element, key)
        return Timetable(self.assignments, {s: frozenset(c) for s, c in self.students.items()})

    def _class(self, element: etree._Element, key: ClassId) -> None:
        self.source.only(element, "id", "days", "start", "weeks", "room")
        if key not in self.problem.class_of:
            self._unknown(element, "class", key)
            return
        if element.get("start") is not None or element.get("days") is not None:
            room = element.get("room")
            self.assignments[key] = Assignment(self._time(element, key), RoomId(room.strip()) if room else None)
        for student in self.source.children(element, "student"):
            self.source.leaf(student, "id")
            self._student(student, key)

    def _student(self, element: etree._Element, attended: ClassId) -> None:
        key = StudentId(self.source.text(element, "id"))
        if not key:
            return
        if key not in self.problem.student_of:
            self._unknown(element, "student", key)
            return
        attending = self.students.setdefault(key, set())
        if attended in attending:
            self.source.tell("timetable.student_repeated", element, Severity.WARNING, student=key)
        attending.add(attended)

    def _time(self, element: etree._Element, key: ClassId) -> TimePattern:
        """The class's time with these days, start and weeks; else one as long as its most similar time."""
        days = self.source.mask(element, "days", self.problem.days)
        weeks = self.source.mask(element, "weeks", self.problem.weeks)
        start = self.source.number(element, "start")
        times = [t.pattern for t in self.problem.class_of[key].times]
        likest = max(
            times, key=lambda t: ((t.days, t.start, t.weeks) == (days, start, weeks), t.start == start, t.days == days)
        )
        return TimePattern(days, start, likest.length, weeks)

    def _unknown(self, element: etree._Element, what: str, key: str) -> None:
        self.source.tell("timetable.unknown_reference", element, Severity.STOPS_PUBLISHING, what=what, id=key)
