"""
Term plans, teaching duties, allocation and timetable say the same: a check over all of them that knows no solver.

What a term plan gives a group is what its duties teach, what the duties teach lies in the lessons, and lessons in
workshops lie where, in which shift and in which weeks they were granted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.line.cluster import StudentGroup
from remeslo.core.line.network.booking import asks_for_itself, half, of_duty, request_of
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.network.requests import BY_THE_HOUR, AllocationReading
from remeslo.core.line.staffing import TAUGHT, PlannedProgramme
from remeslo.core.line.weekly.lesson import Lesson, WeekPlan, WeekProblem
from remeslo.core.line.weekly.rules import PAIR_HOURS
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.result import Allocation
from remeslo.core.staffing.duty import Duty, DutyKey


@dataclass(frozen=True, kw_only=True)
class Scene:
    """
    Everything that has to agree.

    Parameters
    ----------
    groups
        Groups of the cluster.
    programmes
        With the term plan of their groups; ``plans`` has those of groups whose weeks were exchanged.
    duties
        Of the year, after the grants.
    week, plan
        The lessons of some weeks of that year and where they lie.
    """

    groups: Sequence[StudentGroup]
    programmes: Iterable[PlannedProgramme]
    plans: Mapping[GroupKey, Mapping[ElementKey, Mapping[int, int]]]
    duties: tuple[Duty, ...]
    reading: AllocationReading
    allocation: Allocation
    week: WeekProblem
    plan: WeekPlan


def agree(scene: Scene) -> list[Finding]:
    """All differences between term plans, duties, allocation and timetable in the weeks of the timetable."""
    return [*_plans_and_duties(scene), *_duties_and_lessons(scene), *_grants_and_lessons(scene), *_hourly_days(scene)]


def _plans_and_duties(scene: Scene) -> Iterator[Finding]:
    """Hours of each element of a group in the weeks of the timetable; a duty of a subgroup has all of them."""
    inside = set(scene.week.weeks)
    taught: dict[tuple[GroupKey, ElementKey, int], Counter[date]] = defaultdict(Counter)
    for duty in scene.duties:
        for monday, hours in duty.hours_by_week:
            if monday in inside:
                taught[duty.group, duty.element, duty.part][monday] += hours
    programmes = {p.key: p for p in scene.programmes}
    for group in scene.groups:
        programme = programmes.get(group.programme)
        if programme is None:
            continue
        hours_of = scene.plans.get(group.key, programme.hours)
        for element in (e for e in programme.elements if e.kind in TAUGHT):
            planned = _dated(group, hours_of.get(element.key, {}), inside)
            parts = [k for k in taught if k[:2] == (group.key, element.key)] or [(group.key, element.key, 1)]
            for key in parts:
                if planned != taught[key]:
                    facts = {
                        "group": group.key,
                        "element": element.key,
                        "title": element.title,
                        "planned": sum(planned.values()),
                        "taught": sum(taught[key].values()),
                        "monday": min(w for w in inside if planned[w] != taught[key][w]),
                    }
                    yield Finding("agree.plan_and_duties", f"group {group.key}", facts)


def _dated(group: StudentGroup, hours: Mapping[int, int], inside: set[date]) -> Counter[date]:
    mondays = mondays_of(group.start_year, max(hours, default=-1) + 1)
    return Counter({mondays[week]: n for week, n in hours.items() if n and mondays[week] in inside})


def _duties_and_lessons(scene: Scene) -> Iterator[Finding]:
    """Hours of a duty in these weeks are those of its lessons that lie somewhere; half a pair may be left over."""
    held: Counter[DutyKey] = Counter()
    for lesson in scene.week.lessons:
        if lesson.key in scene.plan.slots:
            held[lesson.duty] += PAIR_HOURS * lesson.pairs * len(lesson.weeks)
    inside = set(scene.week.weeks)
    for duty in scene.duties:
        wanted = sum(hours for monday, hours in duty.hours_by_week if monday in inside)
        missing = wanted - held.pop(duty.key, 0)
        if missing:
            severity = Severity.WARNING if 0 < missing < PAIR_HOURS else Severity.STOPS_PUBLISHING
            facts = {
                "duty": duty.key,
                "title": duty.title,
                "group": duty.group,
                "wanted": wanted,
                "held": wanted - missing,
            }
            yield Finding("agree.duty_and_lessons", f"duty {duty.key}", facts, severity)
    for key in held:
        yield Finding("agree.lessons_without_duty", f"duty {key}", {"duty": key, "hours": held[key]})


def _grants_and_lessons(scene: Scene) -> Iterator[Finding]:
    """Lessons under a grant lie in its place, shift and weeks; lessons in a workshop without a grant are told."""
    duties = {d.key: d for d in scene.duties}
    mondays = mondays_of(scene.reading.year, scene.reading.problem.weeks)
    for lesson in scene.week.lessons:
        slot, duty = scene.plan.slots.get(lesson.key), duties.get(lesson.duty)
        if slot is None or duty is None:
            continue
        grants = tuple(of_duty(duty, scene.reading, scene.allocation))
        room = PlaceKey(slot.room) if slot.room is not None else None
        if not grants:
            if room in scene.reading.problem.place_of:
                yield _told("agree.not_granted", lesson, place=room)
            continue
        if room not in {g.place for g in grants}:
            yield _told("agree.other_place", lesson, place=room or "", granted=grants[0].place)
        shifts = {g.shift for g in grants}
        run = scene.week.bells.pairs[slot.pair - 1 : slot.pair - 1 + lesson.pairs]
        if any(p.shift not in shifts for p in run):
            yield _told("agree.other_shift", lesson, granted=tuple(sorted(shifts)))
        key = request_of(duty, scene.reading, scene.allocation)
        if key is not None:
            blocks = scene.reading.problem.request_of[key].patterns[grants[0].pattern].blocks
            granted = {mondays[b.week] for b in blocks}
            if outside := [w for w in lesson.weeks if w not in granted]:
                yield _told("agree.other_weeks", lesson, weeks=len(outside), monday=outside[0])


def _told(code: str, lesson: Lesson, **facts: object) -> Finding:
    named = {"lesson": lesson.key, "title": lesson.title, "groups": lesson.groups}
    return Finding(code, f"lesson {lesson.key}", {**named, **facts})


def _hourly_days(scene: Scene) -> Iterator[Finding]:
    """Lessons by the hour of a college in a workshop take no more hours of a week than its granted days have."""
    mondays = mondays_of(scene.reading.year, scene.reading.problem.weeks)
    number = {monday: n for n, monday in enumerate(mondays)}
    duties = {d.key: d for d in scene.duties}
    used: dict[tuple[OrganisationKey, PlaceKey, int], Counter[int]] = defaultdict(Counter)
    for lesson in scene.week.lessons:
        duty, slot = duties.get(lesson.duty), scene.plan.slots.get(lesson.key)
        if duty is None or slot is None or slot.room is None or lesson.whole_day:
            continue
        if not asks_for_itself(duty, scene.reading):
            for monday in lesson.weeks:
                used[duty.organisation, PlaceKey(slot.room), half(duty)][number[monday]] += PAIR_HOURS * lesson.pairs
    for (partner, place, half_), hours in used.items():
        there = scene.reading.problem.place_of.get(place)
        if there is None:
            continue
        granted = _granted_days(scene, f"{BY_THE_HOUR}/{partner}/{place}/s{half_}/")
        over = {week: n for week, n in hours.items() if ceil(n / there.hours_a_day) > granted[week]}
        if over:
            week = min(over)
            facts = {
                "partner": partner,
                "place": place,
                "hours": over[week],
                "days": granted[week],
                "weeks": len(over),
                "monday": mondays[week],
            }
            yield Finding("agree.more_than_granted", f"place {place}", facts)


def _granted_days(scene: Scene, prefix: str) -> Counter[int]:
    days: Counter[int] = Counter()
    for key, grant in scene.allocation.grants.items():
        if key.startswith(prefix):
            for block in scene.reading.problem.request_of[key].patterns[grant.pattern].blocks:
                days[block.week] += block.days
    return days
