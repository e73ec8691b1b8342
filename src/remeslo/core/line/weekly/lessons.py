"""From duties, bookings and an assignment of people to the lessons of a run of weeks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.assigning import travel
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.booking import Booking
from remeslo.core.line.weekly.bells import Bells
from remeslo.core.line.weekly.blocks import Blocks, of_days, of_pairs, split
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, Slot, WeekProblem
from remeslo.core.line.weekly.rules import PRACTICE_DAY, USUAL_PRACTICE_DAY
from remeslo.core.line.weekly.supply import bells, classrooms, hours_a_day, lesson_rooms, people
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import Duty, DutyKey

WHOLE_DAYS = frozenset({ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE})
"""Kinds that are taught in whole days (T4)."""


@dataclass(frozen=True, slots=True)
class WeekReading:
    """The problem, ``None`` when the cluster has no bells or these weeks no lessons, and what is worth knowing."""

    problem: WeekProblem | None
    findings: tuple[Finding, ...] = ()


def week_problem(
    cluster: Cluster,
    duties: Iterable[Duty],
    *,
    weeks: Sequence[date],
    rules: Mapping[str, int],
    bookings: Mapping[DutyKey, Booking] | None = None,
    person_of: Mapping[DutyKey, PersonKey] | None = None,
    pinned: Mapping[LessonKey, Slot] | None = None,
    previous: Mapping[LessonKey, Slot] | None = None,
) -> WeekReading:
    """
    The lessons of these weeks (Mondays, in order).

    Hours of other weeks are left out. A lesson's key names its duty and number, so that it stays the same while the
    duty's hours do.

    Parameters
    ----------
    duties
        With the weeks that the grants gave them (`core.line.network.applied`).
    bookings
        By duty: where and in which shift; a duty that names a workshop and has no booking gets no room, and is told.
        ``None``: nothing was allocated, every workshop that a duty names is taken as granted in any shift.
    person_of
        Who teaches; others' lessons have no teacher.
    """
    day_bells = bells(cluster)
    if day_bells is None:
        return WeekReading(None, (Finding("week.no_bells", cluster.key, {"cluster": cluster.name}),))
    making = _Making(cluster, tuple(weeks), day_bells, rules, bookings, person_of or {})
    lessons = tuple(x for duty in duties for x in making.of_duty(duty))
    if not lessons:
        return WeekReading(None, (*making.findings, Finding("week.no_lessons", cluster.key, {"weeks": len(weeks)})))
    used = {key for lesson in lessons for key in lesson.rooms} | {RoomKey(w.key) for w in cluster.workshops}
    here = {x.key for x in lessons}
    problem = WeekProblem(
        key=cluster.key,
        weeks=tuple(weeks),
        bells=day_bells,
        lessons=lessons,
        rooms=tuple(lesson_rooms(cluster, used, weeks, day_bells)),
        people=tuple(people(cluster, weeks)),
        minutes=travel(cluster),
        holidays=frozenset(h.day for h in cluster.holidays),
        rules=rules,
        pinned={k: s for k, s in (pinned or {}).items() if k in here},
        previous={k: s for k, s in (previous or {}).items() if k in here},
    )
    return WeekReading(problem, tuple(making.findings))


def part_size(group: int, duty: Duty) -> int:
    """Learners of a duty's subgroup: as even as can be, the first ones larger, as the allocation parts a group."""
    return group // duty.subgroups + (duty.part <= group % duty.subgroups)


@dataclass
class _Making:
    """One run over the duties."""

    cluster: Cluster
    weeks: tuple[date, ...]
    bells: Bells
    rules: Mapping[str, int]
    bookings: Mapping[DutyKey, Booking] | None
    person_of: Mapping[DutyKey, PersonKey]
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.groups = {g.key: g for g in self.cluster.groups}
        self.known = frozenset(r.key for r in self.cluster.rooms)
        self.inside = frozenset(self.weeks)
        self.holidays: dict[date, frozenset[int]] = {}
        for holiday in self.cluster.holidays:
            for monday in self.weeks:
                if 0 <= (holiday.day - monday).days < self.bells.days:
                    days = self.holidays.get(monday, frozenset())
                    self.holidays[monday] = days | {holiday.day.weekday()}

    def of_duty(self, duty: Duty) -> Iterator[Lesson]:
        """Lessons of a duty in these weeks."""
        hours = tuple((m, h) for m, h in duty.hours_by_week if m in self.inside)
        if not hours:
            return
        booking = (self.bookings or {}).get(duty.key)
        size = part_size(self.groups[duty.group].size, duty)
        rooms, shift = self._rooms(duty, booking, size)
        number = left_over = 0
        for part in split(hours, self.holidays):
            made = self._blocks(duty, booking, part)
            left_over += made.left_over
            self._days_suffice(duty, made)
            for block in made.blocks:
                number += 1
                yield Lesson(
                    key=LessonKey(f"{duty.key}#{number}"),
                    duty=duty.key,
                    programme=duty.programme,
                    element=duty.element,
                    title=duty.title,
                    kind=duty.kind,
                    organisation=duty.organisation,
                    groups=(duty.group,),
                    size=size,
                    weeks=block.weeks,
                    pairs=block.pairs,
                    part=duty.part,
                    subgroups=duty.subgroups,
                    teacher=self.person_of.get(duty.key),
                    rooms=rooms,
                    shift=shift,
                    whole_day=block.whole_day,
                    exam=duty.kind is ElementKind.ATTESTATION,
                )
        if left_over:
            self._tell("week.half_pair", duty, hours=left_over)

    def _blocks(self, duty: Duty, booking: Booking | None, hours: Sequence[tuple[date, int]]) -> Blocks:
        if duty.kind not in WHOLE_DAYS and duty.workshop is None:
            return of_pairs(hours)
        usual = self.rules.get(PRACTICE_DAY, USUAL_PRACTICE_DAY)
        day = booking.hours_a_day if booking else hours_a_day(self.cluster, duty.workshop, usual)
        return of_days(hours, day, whole=duty.kind in WHOLE_DAYS)

    def _rooms(self, duty: Duty, booking: Booking | None, size: int) -> tuple[tuple[RoomKey, ...], int | None]:
        """Where it may be and in which shift; a workshop that was granted, else a classroom."""
        if booking is not None:
            return (RoomKey(booking.place),), booking.shift
        if duty.workshop is not None:
            if self.bookings is None:
                return (RoomKey(duty.workshop),), None
            self._tell("week.nothing_granted", duty, workshop=duty.workshop, hours=duty.hours)
            return (), None
        rooms = classrooms(self.cluster, duty, size)
        if not rooms:
            self._tell("week.no_classroom", duty, size=size, organisation=duty.organisation)
        return rooms, None

    def _days_suffice(self, duty: Duty, made: Blocks) -> None:
        """More whole days in a week than the week has are told; no timetable could hold them."""
        for monday in {w for b in made.blocks for w in b.weeks}:
            days = self.bells.days - len(self.holidays.get(monday, ()))
            wanted = sum(1 for b in made.blocks if b.whole_day and monday in b.weeks)
            if wanted > days:
                self._tell(
                    "week.days_lacking", duty, Severity.STOPS_PUBLISHING, days=days, wanted=wanted, monday=monday
                )
                return

    def _tell(self, code: str, duty: Duty, severity: Severity = Severity.WARNING, **facts: object) -> None:
        named = {"duty": duty.key, "title": duty.title, "group": duty.group}
        self.findings.append(Finding(code, f"duty {duty.key}", {**named, **facts}, severity))
