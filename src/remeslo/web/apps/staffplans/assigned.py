"""An assignment as pages show it: by teacher with load against rate, by group, by element, and what nobody teaches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from remeslo.core.base.keys import PersonKey
from remeslo.core.base.text import fold
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember
from remeslo.web.apps.staffplans.scene import Scene

BAR: Final = 240
"""Width of a bar of load in its picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One element of one group with one teacher: semesters and subgroups together; ``duties`` in order of days."""

    programme: str
    college: str
    group: str
    element: str
    title: str
    person: PersonKey | None
    name: str
    duties: tuple[Duty, ...]
    pinned: bool

    @property
    def hours(self) -> int:
        """Hours of load."""
        return sum(d.hours for d in self.duties)

    @property
    def semesters(self) -> tuple[int, ...]:
        """Semesters of the group."""
        return tuple(sorted({d.semester for d in self.duties}))

    @property
    def parts(self) -> tuple[int, ...]:
        """Subgroups, where there are several."""
        return tuple(sorted({d.part for d in self.duties if d.subgroups > 1}))

    @property
    def key(self) -> DutyKey:
        """The first duty, which leads to the line's page."""
        return self.duties[0].key

    @property
    def first(self) -> date:
        """First day of lessons."""
        return self.duties[0].first


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Load against rate as widths of a picture; ``over`` begins where the rate ends."""

    load: int
    over: int
    rate: int
    width: int = BAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """A person with the hours of a study year."""

    person: StaffMember
    college: str
    hours: int
    paid: int
    peak: int
    week_limit: int
    bar: Bar
    lines: tuple[Line, ...]

    @property
    def above(self) -> int:
        """Hours above what the rate pays."""
        return max(0, self.hours - self.paid)

    @property
    def percent(self) -> int:
        """Hours in per cent of the rate."""
        return round(100 * self.hours / self.paid) if self.paid else 0


@dataclass(frozen=True, slots=True)
class Together:
    """Lines under one heading: a group, or an element of a programme."""

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]

    @property
    def hours(self) -> int:
        """Hours of all lines."""
        return sum(line.hours for line in self.lines)

    @property
    def uncovered(self) -> int:
        """Hours that nobody teaches."""
        return sum(line.hours for line in self.lines if line.person is None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at: a study year, a college, words."""

    year: int
    college: str = ""
    text: str = ""


class Assigned:
    """An assignment over a scene, cut to what is looked at."""

    def __init__(
        self, scene: Scene, problem: AssignmentProblem, plan: Assignment, wanted: Wanted, pinned: frozenset[DutyKey]
    ) -> None:
        self.scene, self.problem, self.plan, self.wanted, self.pinned = scene, problem, plan, wanted, pinned
        self.of_year = tuple(d for d in scene.duties if d.year == wanted.year)
        self.lines = tuple(self._lines(self.of_year))

    @cached_property
    def shown(self) -> tuple[Line, ...]:
        """Lines of the college with the words."""
        words = fold(self.wanted.text).split()
        return tuple(
            line
            for line in self.lines
            if self.wanted.college in ("", line.duties[0].organisation)
            and all(w in fold(f"{line.name} {line.group} {line.element} {line.title} {line.programme}") for w in words)
        )

    @cached_property
    def uncovered(self) -> tuple[Line, ...]:
        """What nobody teaches, those that begin first in front."""
        return tuple(sorted((x for x in self.shown if x.person is None), key=lambda x: (x.first, x.group, x.element)))

    @property
    def uncovered_hours(self) -> int:
        """Hours that nobody teaches."""
        return sum(line.hours for line in self.uncovered)

    @property
    def taught_hours(self) -> int:
        """Hours with a teacher."""
        return sum(line.hours for line in self.shown if line.person is not None)

    @property
    def above_hours(self) -> int:
        """Hours of people of the college (of all) above what their rates pay."""
        people = [p for p in self.scene.people if self.wanted.college in ("", p.organisation)]
        return sum(max(0, self._hours[p.key] - self.problem.rate_hours(p)) for p in people)

    def by_teacher(self) -> list[Teacher]:
        """Everybody of the college (and whoever teaches there), the fullest against their rate first."""
        mine: dict[PersonKey, list[Line]] = defaultdict(list)
        for line in self.shown:
            if line.person is not None:
                mine[line.person].append(line)
        words = fold(self.wanted.text).split()
        at_home = {
            p.key
            for p in self.scene.people
            if self.wanted.college in ("", p.organisation) and all(w in fold(p.name) for w in words)
        }
        people = [p for p in self.scene.people if p.key in mine or p.key in at_home]
        hours, peaks = self._hours, self._peaks()
        widest = max((max(hours[p.key], self.problem.rate_hours(p)) for p in people), default=0)
        teachers = [self._teacher(p, hours[p.key], peaks.get(p.key, 0), widest, mine.get(p.key, ())) for p in people]
        return sorted(teachers, key=lambda t: (-t.percent, t.person.name))

    def by_group(self) -> list[Together]:
        """Groups with their elements, those with uncovered hours first."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.shown:
            found[line.group].append(line)
        return _together((g, g, f"{x[0].programme} · {x[0].college}", x) for g, x in found.items())

    def by_element(self) -> list[Together]:
        """Elements of programmes with their groups, those with uncovered hours first."""
        found: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in self.shown:
            found[line.programme, line.element].append(line)
        return _together((f"{p}/{e}", f"{e} {x[0].title}".strip(), p, x) for (p, e), x in found.items())

    def line_of(self, key: DutyKey) -> tuple[Duty, ...]:
        """All duties of the same element of the same group, of every year, in order of days."""
        one = self.scene.duty[key]
        same = [d for d in self.scene.duties if (d.group, d.element) == (one.group, one.element)]
        return tuple(sorted(same, key=lambda d: (d.first, d.part)))

    def _lines(self, duties: Iterable[Duty]) -> Iterable[Line]:
        found: dict[tuple[str, str, PersonKey | None], list[Duty]] = defaultdict(list)
        for duty in duties:
            found[duty.group, duty.element, self.plan.person_of.get(duty.key)].append(duty)
        for (group, element, person), own in found.items():
            own.sort(key=lambda d: (d.first, d.part))
            yield Line(
                programme=self.scene.title(own[0].programme),
                college=self.scene.title(own[0].organisation),
                group=group,
                element=element,
                title=own[0].title,
                person=person,
                name=self.scene.name(person),
                duties=tuple(own),
                pinned=all(d.key in self.pinned for d in own),
            )

    @cached_property
    def _hours(self) -> Counter[PersonKey]:
        found: Counter[PersonKey] = Counter()
        for duty in self.of_year:
            if (person := self.plan.person_of.get(duty.key)) is not None:
                found[person] += duty.hours
        return found

    def _peaks(self) -> Mapping[PersonKey, int]:
        weeks: Counter[tuple[PersonKey, date]] = Counter()
        for duty in self.of_year:
            if (person := self.plan.person_of.get(duty.key)) is not None:
                for monday, hours in duty.hours_by_week:
                    weeks[person, monday] += hours
        peaks: dict[PersonKey, int] = {}
        for (person, _), hours in weeks.items():
            peaks[person] = max(peaks.get(person, 0), hours)
        return peaks

    def _teacher(self, person: StaffMember, hours: int, peak: int, widest: int, lines: Sequence[Line]) -> Teacher:
        paid = self.problem.rate_hours(person)
        return Teacher(
            person=person,
            college=self.scene.title(person.organisation),
            hours=hours,
            paid=paid,
            peak=peak,
            week_limit=self.problem.week_hours(person),
            bar=_bar(hours, paid, widest),
            lines=tuple(sorted(lines, key=lambda x: (x.group, x.element))),
        )


def _bar(hours: int, paid: int, widest: int) -> Bar:
    scale = BAR / widest if widest else 0
    within = round(min(hours, paid) * scale)
    return Bar(load=within, over=round(max(0, hours - paid) * scale), rate=round(paid * scale))


def _together(found: Iterable[tuple[str, str, str, Sequence[Line]]]) -> list[Together]:
    made = [
        Together(key, title, note, tuple(sorted(lines, key=lambda x: (x.group, x.element, x.first))))
        for key, title, note, lines in found
    ]
    return sorted(made, key=lambda t: (-t.uncovered, t.note, t.title))
