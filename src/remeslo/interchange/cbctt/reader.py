"""A ``.ctt`` file into an `Instance` and its problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.timetable.problem import TimetableProblem
from remeslo.interchange.cbctt.instance import CbcttCourse, CbcttRoom, Curriculum, Instance
from remeslo.interchange.cbctt.lines import Lines
from remeslo.interchange.cbctt.model import as_problem
from remeslo.interchange.safety import MIB, Unreadable, decode_text, read_limited, unpack_xz

LIMIT_BYTES = 20 * MIB
MOST_WORK = 20_000_000
"""Lectures times (periods + rooms): 14,000 in the smallest published instance, 30,000 in the largest."""
_HEAD = {
    "Name:": "name",
    "Courses:": "courses",
    "Rooms:": "rooms",
    "Days:": "days",
    "Periods_per_day:": "periods",
    "Curricula:": "curricula",
    "Constraints:": "constraints",
}
_SECTIONS = ("COURSES:", "ROOMS:", "CURRICULA:", "UNAVAILABILITY_CONSTRAINTS:", "END.")
_COUNTED = {"courses": "COURSES:", "rooms": "ROOMS:", "curricula": "CURRICULA:"}
_MOST_DAYS, _MOST_PERIODS = 31, 1000


@dataclass(frozen=True, slots=True)
class InstanceReading:
    """What the file says, the problem it means, or ``None`` and findings that say where it is wrong."""

    instance: Instance | None
    problem: TimetableProblem | None
    findings: tuple[Finding, ...] = ()


def read_instance_file(path: Path | str) -> InstanceReading:
    """An instance from a file; never raises on what the file is or holds."""
    try:
        return read_instance(read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES), name=str(path))
    except Unreadable as refusal:
        return InstanceReading(None, None, refusal.findings)


def read_instance(data: bytes, *, name: str) -> InstanceReading:
    """An instance from bytes; never raises on what they hold. What each finding means: FORMAT.md."""
    try:
        text = decode_text(unpack_xz(data, name=name, limit_bytes=LIMIT_BYTES), name).text
    except Unreadable as refusal:
        return InstanceReading(None, None, refusal.findings)
    lines = Lines(name, text)
    instance = _Reader(lines).read()
    if instance is None:
        return InstanceReading(None, None, lines.told)
    try:
        return InstanceReading(instance, as_problem(instance), lines.told)
    except ProblemError as error:
        lines.tell("timetable.not_a_problem", 0, reason=str(error))
        return InstanceReading(None, None, lines.told)


@dataclass
class _Reader:
    """An instance being read."""

    lines: Lines
    head: dict[str, str] = field(default_factory=dict)
    courses: dict[str, CbcttCourse] = field(default_factory=dict)
    rooms: dict[str, CbcttRoom] = field(default_factory=dict)
    curricula: dict[str, Curriculum] = field(default_factory=dict)
    unavailable: dict[tuple[str, int, int], None] = field(default_factory=dict)
    days: int = 1
    periods: int = 1

    def read(self) -> Instance | None:
        section = ""
        for number, words in self.lines.rows():
            if section == "END.":
                self.lines.tell("timetable.after_the_end", number, text=" ".join(words)[:80])
                break
            if words[0] in _SECTIONS and len(words) == 1:
                self._enter(section, words[0], number)
                section = words[0]
            elif section:
                self._row(section, number, words)
            else:
                self._head_line(number, words)
        if not section:
            self.lines.tell("timetable.not_ctt", 0, expected="Name:, Courses:, ... COURSES:")
        elif section != "END.":
            self.lines.tell("timetable.end_missing", 0, section=section.rstrip(":"))
        self._compare_counts()
        return None if self.lines.stops() or self._is_too_large() else self._instance()

    def _instance(self) -> Instance:
        return Instance(
            name=self.head["name"],
            days=self.days,
            periods_per_day=self.periods,
            courses=tuple(self.courses.values()),
            rooms=tuple(self.rooms.values()),
            curricula=tuple(self.curricula.values()),
            unavailable=tuple(self.unavailable),
        )

    def _enter(self, before: str, section: str, number: int) -> None:
        """Sections come once each and in their order; the head must be whole before the first."""
        expected = _SECTIONS[_SECTIONS.index(before) + 1] if before else _SECTIONS[0]
        if section != expected:
            self.lines.tell("timetable.section_order", number, section=section, expected=expected)
        if not before:
            for word, key in _HEAD.items():
                if key not in self.head:
                    self.lines.tell("timetable.head_missing", number, word=word)
            self.days = self._head_number("days", number, 1, _MOST_DAYS)
            self.periods = self._head_number("periods", number, 1, _MOST_PERIODS)

    def _head_number(self, key: str, number: int, least: int, most: int) -> int:
        return self.lines.number(self.head.get(key, str(least)), number, key, least=least, most=most)

    def _head_line(self, number: int, words: list[str]) -> None:
        key = _HEAD.get(words[0])
        if key is None or len(words) < 2 or (len(words) > 2 and key != "name"):
            self.lines.tell("timetable.bad_line", number, text=" ".join(words)[:80], expected=", ".join(_HEAD))
        elif key in self.head:
            self.lines.tell("timetable.repeated_name", number, what="head", id=words[0])
        else:
            self.head[key] = " ".join(words[1:])

    def _row(self, section: str, number: int, words: list[str]) -> None:
        expected = {
            "COURSES:": (5, "course teacher lectures min_working_days students"),
            "ROOMS:": (2, "room capacity"),
            "CURRICULA:": (None, "curriculum number course..."),
            "UNAVAILABILITY_CONSTRAINTS:": (3, "course day period"),
        }[section]
        if (expected[0] and len(words) != expected[0]) or (not expected[0] and len(words) < 2):
            self.lines.tell("timetable.bad_line", number, text=" ".join(words)[:80], expected=expected[1])
        elif section == "COURSES:":
            self._course(number, *words)
        elif section == "ROOMS:":
            self._room(number, *words)
        elif section == "CURRICULA:":
            self._curriculum(number, words[0], words[1], tuple(words[2:]))
        else:
            self._closed(number, *words)

    def _course(self, number: int, name: str, teacher: str, lectures: str, days: str, students: str) -> None:
        if self._is_new(number, "course", name, self.courses):
            self.courses[name] = CbcttCourse(
                name,
                teacher,
                self.lines.number(lectures, number, "lectures", least=1, most=self.days * self.periods),
                self.lines.number(days, number, "min_working_days"),
                self.lines.number(students, number, "students"),
            )

    def _room(self, number: int, name: str, capacity: str) -> None:
        if self._is_new(number, "room", name, self.rooms):
            self.rooms[name] = CbcttRoom(name, self.lines.number(capacity, number, "capacity"))

    def _curriculum(self, number: int, name: str, count: str, courses: tuple[str, ...]) -> None:
        if self.lines.number(count, number, "number of courses") != len(courses):
            self.lines.tell("timetable.count_differs", number, what=name, said=count, found=len(courses))
        for course in courses:
            self._must_be_known(number, course)
        if len(set(courses)) != len(courses):
            twice = next(c for c in courses if courses.count(c) > 1)
            self.lines.tell("timetable.repeated_name", number, what="course", id=twice)
        if self._is_new(number, "curriculum", name, self.curricula):
            self.curricula[name] = Curriculum(name, courses)

    def _closed(self, number: int, course: str, day: str, period: str) -> None:
        self._must_be_known(number, course)
        at = self.lines.number(day, number, "day", most=self.days - 1)
        key = (course, at, self.lines.number(period, number, "period", most=self.periods - 1))
        self._is_new(
            number,
            "unavailability",
            " ".join((course, day, period)),
            {" ".join(map(str, key)): None} if key in self.unavailable else {},
        )
        self.unavailable[key] = None

    def _must_be_known(self, number: int, course: str) -> None:
        if course not in self.courses:
            self.lines.tell("timetable.unknown_name", number, what="course", id=course)

    def _is_new(self, number: int, what: str, name: str, known: Mapping[str, object]) -> bool:
        if name in known:
            self.lines.tell("timetable.repeated_name", number, what=what, id=name)
        return name not in known

    def _compare_counts(self) -> None:
        found = {
            "courses": len(self.courses),
            "rooms": len(self.rooms),
            "curricula": len(self.curricula),
            "constraints": len(self.unavailable),
        }
        for key, number in found.items():
            said = self.head.get(key)
            if said is not None and said != str(number) and not self.lines.stops():
                self.lines.tell("timetable.count_differs", 0, what=key, said=said, found=number)

    def _is_too_large(self) -> bool:
        lectures = sum(c.lectures for c in self.courses.values())
        listed = sum(self.courses[c].lectures for q in self.curricula.values() for c in q.courses)
        work = lectures * (self.days * self.periods + len(self.rooms)) + listed
        if work > MOST_WORK:
            self.lines.tell("timetable.too_large", 0, work=work, limit=MOST_WORK)
        return work > MOST_WORK
