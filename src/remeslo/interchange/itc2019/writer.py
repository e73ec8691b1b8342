"""Problems and solutions as ITC-2019 XML: UTF-8, indented, one order, so that equal values give equal bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from remeslo.core.timetable.kinds import CBCTT_KINDS
from remeslo.core.timetable.problem import (
    Class_,
    Course,
    Distribution,
    Room,
    TimePattern,
    Timetable,
    TimetableProblem,
)
from remeslo.interchange.itc2019.markup import as_bits

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotBeWritten(ValueError):
    """A problem that the format has no words for: names the rule."""


@dataclass(frozen=True, slots=True)
class About:
    """How a solution was made; what the format asks to be told with it. ``runtime_s`` in seconds."""

    runtime_s: float = 0.0
    cores: int = 1
    technique: str = "Remeslo"
    author: str = ""
    institution: str = ""
    country: str = ""


def write_problem(problem: TimetableProblem) -> bytes:
    """
    A problem as XML; ``read_problem(write_problem(p)).problem == p`` for problems without labels.

    Raises
    ------
    CannotBeWritten
        When the problem has a kind of rule that only CB-CTT has.
    """
    for d in problem.distributions:
        if d.kind in CBCTT_KINDS:
            raise CannotBeWritten(f"the ITC-2019 format has no rule {d.kind}.")
    return ("\n".join(_problem(problem)) + "\n").encode()


def write_solution(problem: TimetableProblem, timetable: Timetable, about: About = About()) -> bytes:
    """A solution as XML; reading it back gives the same timetable. A class that is not placed has no time."""
    return ("\n".join(_solution(problem, timetable, about)) + "\n").encode()


def _tag(tag: str, /, *, close: bool = False, **attributes: object) -> str:
    given = "".join(f" {k}={_quoted(str(v))}" for k, v in attributes.items() if v is not None)
    return f"<{tag}{given}{'/' if close else ''}>"


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("�", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _problem(p: TimetableProblem) -> Iterator[str]:
    yield _HEAD
    yield _tag("problem", name=p.name, nrDays=p.days, slotsPerDay=p.slots_per_day, nrWeeks=p.weeks)
    w = p.weights
    yield "  " + _tag(
        "optimization", close=True, time=w.time, room=w.room, distribution=w.distribution, student=w.student
    )
    yield "  <rooms>"
    written: set[str] = set()
    for room in p.rooms:
        yield from _room(p, room, written)
        written.add(room.id)
    yield "  </rooms>"
    yield "  <courses>"
    for course in p.courses:
        yield from _course(p, course)
    yield "  </courses>"
    yield "  <distributions>"
    for d in p.distributions:
        yield from _distribution(d)
    yield "  </distributions>"
    yield "  <students>"
    for s in p.students:
        yield "    " + _tag("student", id=s.id)
        yield from ("      " + _tag("course", close=True, id=c) for c in s.courses)
        yield "    </student>"
    yield "  </students>"
    yield "</problem>"


def _time(p: TimetableProblem, name: str, t: TimePattern, penalty: int | None = None) -> str:
    days, weeks = as_bits(t.days, p.days), as_bits(t.weeks, p.weeks)
    return _tag(name, close=True, days=days, start=t.start, length=t.length, weeks=weeks, penalty=penalty)


def _room(p: TimetableProblem, room: Room, written: set[str]) -> Iterator[str]:
    """A room; a way is told once, on the later of its two rooms."""
    yield "    " + _tag("room", id=room.id, capacity=room.capacity)
    for other, slots in room.travel.items():
        if other in written:
            yield "      " + _tag("travel", close=True, room=other, value=slots)
    for t in room.unavailable:
        yield "      " + _time(p, "unavailable", t)
    yield "    </room>"


def _course(p: TimetableProblem, course: Course) -> Iterator[str]:
    yield "    " + _tag("course", id=course.id)
    for config in course.configs:
        yield "      " + _tag("config", id=config.id)
        for subpart in config.subparts:
            yield "        " + _tag("subpart", id=subpart.id)
            for each in subpart.classes:
                yield from _class(p, each)
            yield "        </subpart>"
        yield "      </config>"
    yield "    </course>"


def _class(p: TimetableProblem, each: Class_) -> Iterator[str]:
    room = None if each.needs_room else "false"
    yield "          " + _tag("class", id=each.id, limit=each.limit, parent=each.parent, room=room)
    for o in each.rooms:
        yield "            " + _tag("room", close=True, id=o.room, penalty=o.penalty)
    for t in each.times:
        yield "            " + _time(p, "time", t.pattern, t.penalty)
    yield "          </class>"


def _distribution(d: Distribution) -> Iterator[str]:
    kind = f"{d.kind}({','.join(map(str, d.params))})" if d.params else str(d.kind)
    required = "true" if d.required else None
    yield "    " + _tag("distribution", type=kind, required=required, penalty=None if d.required else d.penalty)
    yield from ("      " + _tag("class", close=True, id=c) for c in d.classes)
    yield "    </distribution>"


def _solution(p: TimetableProblem, timetable: Timetable, about: About) -> Iterator[str]:
    yield _HEAD
    yield _tag(
        "solution",
        name=p.name,
        runtime=f"{about.runtime_s:.1f}",
        cores=about.cores,
        technique=about.technique,
        author=about.author or None,
        institution=about.institution or None,
        country=about.country or None,
    )
    attending: dict[str, list[str]] = {}
    for s in p.students:
        for c in timetable.students.get(s.id, ()):
            attending.setdefault(c, []).append(s.id)
    for each in p.classes:
        placed = timetable.assignments.get(each.id)
        if placed is None and each.id not in attending:
            continue
        when: dict[str, object] = (
            {}
            if placed is None
            else {
                "days": as_bits(placed.time.days, p.days),
                "start": placed.time.start,
                "weeks": as_bits(placed.time.weeks, p.weeks),
                "room": placed.room,
            }
        )
        own = attending.get(each.id, ())
        yield "  " + _tag("class", close=not own, id=each.id, **when)
        if own:
            yield from ("    " + _tag("student", close=True, id=s) for s in own)
            yield "  </class>"
    yield "</solution>"
