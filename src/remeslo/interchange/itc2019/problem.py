"""A problem of ITC-2019 into a `TimetableProblem`."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.timetable.kinds import CBCTT_KINDS, PARAMS, DistributionKind
from remeslo.core.timetable.problem import (
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
    TimetableProblem,
    Weights,
)
from remeslo.interchange.itc2019.markup import LIMIT_BYTES, Source, parse, whole
from remeslo.interchange.safety import Unreadable, read_limited

_TYPE = re.compile(r"([A-Za-z]{1,40})(?:\(([\d\s,]{0,60})\))?")
_KINDS = {k.value: k for k in DistributionKind if k not in CBCTT_KINDS}
_MOST_WEEKS = 60
"""Solvers keep sets of weeks in one machine word; a year has 53."""
_MOST_DAYS, _MOST_SLOTS = 31, 10_000


@dataclass(frozen=True, slots=True)
class ProblemReading:
    """A problem, or ``None`` and findings that say where the file is wrong and what was expected."""

    problem: TimetableProblem | None
    findings: tuple[Finding, ...] = ()


def read_problem_file(path: Path | str) -> ProblemReading:
    """A problem from a file, ``.xml`` or ``.xml.xz`` by content; never raises on what the file is or holds."""
    try:
        return read_problem(read_limited(path, name=str(path), limit_bytes=LIMIT_BYTES), name=str(path))
    except Unreadable as refusal:
        return ProblemReading(None, refusal.findings)


def read_problem(data: bytes, *, name: str) -> ProblemReading:
    """A problem from bytes; never raises on what they hold. What is read and what each finding means: FORMAT.md."""
    try:
        root = parse(data, name=name)
    except Unreadable as refusal:
        return ProblemReading(None, refusal.findings)
    source = Source(name)
    if root.tag != "problem":
        source.tell("timetable.not_itc2019", root, root=str(root.tag), expected="problem")
        return ProblemReading(None, source.told)
    problem = _Problem(source, root).read()
    return ProblemReading(problem, source.told)


@dataclass
class _Problem:
    """A problem being read; one method an element."""

    source: Source
    root: etree._Element
    num_days: int = 1
    num_weeks: int = 1
    slots: int = 1
    rooms: dict[RoomId, Room] = field(default_factory=dict)
    courses: dict[CourseId, Course] = field(default_factory=dict)
    classes: dict[ClassId, etree._Element] = field(default_factory=dict)

    def read(self) -> TimetableProblem | None:
        self._calendar()
        rooms, courses, distributions = (
            self.source.section(self.root, t) for t in ("rooms", "courses", "distributions")
        )
        if rooms is None or courses is None or distributions is None or self.source.stops():
            return None
        weights = self._weights()
        self._rooms(rooms)
        self._courses(courses)
        rules = self._distributions(distributions)
        students = self._students(self.root.find("students"))
        for _ in self.source.children(
            self.root, "optimization", "rooms", "courses", "distributions", "students", "solution"
        ):
            pass
        if self.source.stops():
            return None
        return self._made(weights, rules, students)

    def _made(
        self, weights: Weights, rules: tuple[Distribution, ...], students: tuple[Student, ...]
    ) -> TimetableProblem | None:
        try:
            return TimetableProblem(
                name=(self.root.get("name") or "").strip(),
                weeks=self.num_weeks,
                days=self.num_days,
                slots_per_day=self.slots,
                rooms=tuple(self.rooms.values()),
                courses=tuple(self.courses.values()),
                distributions=rules,
                students=students,
                weights=weights,
            )
        except ProblemError as error:
            self.source.tell("timetable.not_a_problem", self.root, reason=str(error))
            return None

    def _calendar(self) -> None:
        self.source.only(self.root, "name", "nrDays", "nrWeeks", "slotsPerDay")
        self.source.text(self.root, "name")
        self.num_days = self._within("nrDays", _MOST_DAYS)
        self.num_weeks = self._within("nrWeeks", _MOST_WEEKS)
        self.slots = self._within("slotsPerDay", _MOST_SLOTS)

    def _within(self, attribute: str, most: int) -> int:
        number = self.source.number(self.root, attribute, least=1)
        if number > most:
            facts = {"attribute": attribute, "element": "problem", "value": number, "expected": f"1..{most}"}
            self.source.tell("timetable.bad_value", self.root, Severity.STOPS_SAVING, **facts)
        return number

    def _weights(self) -> Weights:
        """Weights; without the element all are 1."""
        element = self.root.find("optimization")
        if element is None:
            self.source.tell("timetable.element_missing", self.root, element="optimization")
            return Weights()
        self.source.leaf(element, "time", "room", "distribution", "student")
        return Weights(*(self.source.number(element, part) for part in ("time", "room", "distribution", "student")))

    def _pattern(self, element: etree._Element) -> TimePattern:
        start = self.source.number(element, "start")
        length = self.source.number(element, "length", least=1)
        days = self.source.mask(element, "days", self.num_days)
        weeks = self.source.mask(element, "weeks", self.num_weeks)
        if start + length > self.slots:
            self.source.tell("timetable.time_outside_day", element, start=start, length=length, slots=self.slots)
        return TimePattern(days, start, length, weeks)

    # rooms

    def _rooms(self, section: etree._Element) -> None:
        elements = list(self.source.children(section, "room"))
        known = {str(e.get("id", "")).strip() for e in elements}
        travel: dict[RoomId, dict[RoomId, int]] = {RoomId(k): {} for k in known}
        for e in elements:
            self._travel(e, travel)
        for e in elements:
            self.source.only(e, "id", "capacity")
            key = RoomId(self.source.text(e, "id"))
            capacity = self.source.number(e, "capacity", default=0)
            away = tuple(
                self._unavailable(t) for t in self.source.children(e, "unavailable", "travel") if t.tag[0] == "u"
            )
            if self.source.fresh(e, "room", key, self.rooms):
                self.rooms[key] = Room(key, capacity, travel.get(key, {}), away)

    def _unavailable(self, element: etree._Element) -> TimePattern:
        self.source.leaf(element, "days", "start", "length", "weeks")
        return self._pattern(element)

    def _travel(self, room: etree._Element, travel: dict[RoomId, dict[RoomId, int]]) -> None:
        """Notes the way to other rooms on both sides; the file gives it on one, or the same on both."""
        own = RoomId(str(room.get("id", "")).strip())
        for e in room.iterchildren("travel"):
            self.source.leaf(e, "room", "value")
            other = RoomId(self.source.text(e, "room"))
            slots = self.source.number(e, "value")
            if other not in travel:
                self.source.tell("timetable.unknown_reference", e, what="room", id=other)
            elif other == own:
                self.source.tell("timetable.travel_to_itself", e, Severity.WARNING, room=own)
            elif travel[own].get(other, slots) != slots:
                self.source.tell(
                    "timetable.travel_differs", e, room=own, other=other, values=(travel[own][other], slots)
                )
            elif slots:
                travel[own][other] = travel[other][own] = slots

    # courses

    def _courses(self, section: etree._Element) -> None:
        for e in self.source.children(section, "course"):
            self.source.only(e, "id")
            key = CourseId(self.source.text(e, "id"))
            configs = tuple(self._config(c) for c in self.source.children(e, "config"))
            if self.source.fresh(e, "course", key, self.courses):
                self.courses[key] = Course(key, configs)
        for e in self.classes.values():
            parent = e.get("parent")
            if parent is not None and parent.strip() not in self.classes:
                self.source.tell("timetable.unknown_reference", e, what="class", id=parent)

    def _config(self, element: etree._Element) -> Config:
        self.source.only(element, "id")
        subparts = tuple(self._subpart(s) for s in self.source.children(element, "subpart"))
        return Config(ConfigId(self.source.text(element, "id")), subparts)

    def _subpart(self, element: etree._Element) -> Subpart:
        self.source.only(element, "id")
        classes = tuple(self._class(c) for c in self.source.children(element, "class"))
        return Subpart(SubpartId(self.source.text(element, "id")), classes)

    def _class(self, element: etree._Element) -> Class_:
        self.source.only(element, "id", "limit", "parent", "room")
        key = ClassId(self.source.text(element, "id"))
        if self.source.fresh(element, "class", key, self.classes):
            self.classes[key] = element
        options = list(self.source.children(element, "room", "time"))
        needs_room = self.source.truth(element, "room", True)
        rooms = self._room_options([o for o in options if o.tag == "room"])
        times = self._times([o for o in options if o.tag == "time"])
        if not times:
            self.source.tell("timetable.class_without_times", element, each=key)
        if needs_room != bool(rooms):
            self.source.tell("timetable.class_rooms_unclear", element, needs_room=needs_room, each=key)
        parent = element.get("parent")
        limit = None if element.get("limit") is None else self.source.number(element, "limit")
        return Class_(key, times, rooms, limit, None if parent is None else ClassId(parent.strip()), needs_room)

    def _room_options(self, elements: list[etree._Element]) -> tuple[RoomOption, ...]:
        options: dict[RoomId, RoomOption] = {}
        for e in elements:
            self.source.leaf(e, "id", "penalty")
            key = RoomId(self.source.text(e, "id"))
            if key and key not in self.rooms:
                self.source.tell("timetable.unknown_reference", e, what="room", id=key)
            if self.source.fresh(e, "room", key, options):
                options[key] = RoomOption(key, self.source.number(e, "penalty", default=0))
        return tuple(options.values())

    def _times(self, elements: list[etree._Element]) -> tuple[ClassTime, ...]:
        times: dict[tuple[int, int, int], ClassTime] = {}
        for e in elements:
            self.source.leaf(e, "days", "start", "length", "weeks", "penalty")
            pattern = self._pattern(e)
            key = (pattern.days, pattern.start, pattern.weeks)
            if key in times:
                self.source.tell("timetable.repeated_time", e)
            times[key] = ClassTime(pattern, self.source.number(e, "penalty", default=0))
        return tuple(times.values())

    # rules and students

    def _distributions(self, section: etree._Element) -> tuple[Distribution, ...]:
        rules = (self._distribution(e) for e in self.source.children(section, "distribution"))
        return tuple(r for r in rules if r is not None)

    def _distribution(self, element: etree._Element) -> Distribution | None:
        self.source.only(element, "type", "required", "penalty")
        classes = tuple(self._member(c) for c in self.source.children(element, "class"))
        kind, params = self._kind(element)
        required = self.source.truth(element, "required", False)
        if required and element.get("penalty") is not None:
            self.source.tell("timetable.required_with_penalty", element, Severity.WARNING)
        penalty = 0 if required else self.source.number(element, "penalty")
        for again in (c for c, times in Counter(classes).items() if times > 1):
            self.source.tell("timetable.repeated_id", element, what="class", id=again)
        return None if kind is None else Distribution(kind, classes, params, required, penalty)

    def _member(self, element: etree._Element) -> ClassId:
        self.source.leaf(element, "id")
        key = ClassId(self.source.text(element, "id"))
        if key and key not in self.classes:
            self.source.tell("timetable.unknown_reference", element, what="class", id=key)
        return key

    def _kind(self, element: etree._Element) -> tuple[DistributionKind | None, tuple[int, ...]]:
        """``MaxBlock(20,9)`` as a kind and its parameters."""
        text = self.source.text(element, "type")
        found = _TYPE.fullmatch(text)
        kind = _KINDS.get(found[1]) if found else None
        if found is None or kind is None:
            if text:
                self.source.tell("timetable.unknown_kind", element, kind=text[:80], expected=tuple(_KINDS))
            return None, ()
        params = [whole(p.strip()) for p in found[2].split(",")] if found[2] is not None else []
        wanted = PARAMS.get(kind, 0)
        if len(params) != wanted or None in params:
            self.source.tell("timetable.bad_parameters", element, kind=text, expected=wanted)
            return None, ()
        return kind, tuple(p for p in params if p is not None)

    def _students(self, section: etree._Element | None) -> tuple[Student, ...]:
        students: dict[StudentId, Student] = {}
        for e in self.source.children(section, "student") if section is not None else ():
            self.source.only(e, "id")
            key = StudentId(self.source.text(e, "id"))
            wanted = tuple(self._wanted(c) for c in self.source.children(e, "course"))
            for again in (c for c, times in Counter(wanted).items() if times > 1):
                self.source.tell("timetable.repeated_id", e, what="course", id=again)
            if self.source.fresh(e, "student", key, students):
                students[key] = Student(key, wanted)
        return tuple(students.values())

    def _wanted(self, element: etree._Element) -> CourseId:
        self.source.leaf(element, "id")
        key = CourseId(self.source.text(element, "id"))
        if key and key not in self.courses:
            self.source.tell("timetable.unknown_reference", element, what="course", id=key)
        return key
