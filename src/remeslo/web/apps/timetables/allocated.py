"""What the allocation of the year says of a semester's lessons: moved weeks, workshops, shifts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.line.network.applied import apply
from remeslo.core.line.network.booking import Booking, bookings
from remeslo.core.line.network.requests import AllocationReading, allocation_problem
from remeslo.core.line.staffing import planned
from remeslo.core.line.weekly import agree as core
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem
from remeslo.core.line.weekly.rules import travel_rules
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.interchange.staffpack import USUAL_WEEK, week_packs
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.kept import Kept, allocation_of
from remeslo.web.apps.programmes.values import outcome_value
from remeslo.web.apps.staffplans.scene import Scene


@dataclass(frozen=True, slots=True)
class Allocated:
    """
    Duties with the weeks that were granted, and where they are taught; ``None``: nothing was allocated yet.

    ``reading`` and ``grants`` are the allocation that they follow, ``hours`` the weeks of groups that exchanged some.
    """

    duties: tuple[Duty, ...]
    bookings: Mapping[DutyKey, Booking] | None = None
    findings: tuple[Finding, ...] = ()
    reading: AllocationReading | None = None
    grants: Allocation | None = None
    hours: Mapping[GroupKey, Mapping[ElementKey, Mapping[int, int]]] = field(default_factory=dict)


def allocated(cluster: Cluster, here: Scene, year: int) -> Allocated:
    """By the published allocation of a study year; by the latest where none is published."""
    head = queries.document(cluster, year)
    version = (head.published or head.latest) if head else None
    if version is None:
        return Allocated(here.duties)
    kept = queries.kept(version)
    outcomes = [outcome_value(pk, sha) for pk, sha in here.plans]
    rules = travel_rules(week_packs()[USUAL_WEEK], here.value.day)
    reading = allocation_problem(here.value, outcomes, year, travel_rules=rules)
    applied = apply(here.value, outcomes, reading, allocation_of(reading.problem, kept))
    if applied.plans:
        reading = allocation_problem(here.value, outcomes, year, travel_rules=rules, plans=applied.plans)
    grants = allocation_of(reading.problem, kept)
    found = bookings(applied.duties, reading, grants)
    return Allocated(
        duties=tuple(applied.duties),
        bookings={**_of_pieces(applied.duties, kept), **found},
        findings=tuple(applied.findings),
        reading=reading,
        grants=grants,
        hours={group: plan.hours for group, plan in applied.plans.items()},
    )


def disagreements(here: Scene, given: Allocated, week: WeekProblem, plan: WeekPlan) -> list[Finding]:
    """Where term plans, duties, allocation and timetable differ; nothing while nothing was allocated."""
    if given.reading is None or given.grants is None:
        return []
    scene = core.Scene(
        groups=here.value.groups,
        programmes=planned(here.value, [outcome_value(pk, sha) for pk, sha in here.plans]),
        plans=given.hours,
        duties=given.duties,
        reading=given.reading,
        allocation=given.grants,
        week=week,
        plan=plan,
    )
    return core.agree(scene)


def _of_pieces(duties: Iterable[Duty], kept: Kept) -> Mapping[DutyKey, Booking]:
    """Duties whose request a mend has parted: the place of the first piece, in any shift where they differ."""
    pieces = {b.of: b for b in reversed(kept.bookings) if b.of is not None}
    found = {}
    for duty in duties:
        piece = pieces.get(RequestKey(duty.key))
        if piece is not None:
            shifts = {b.shift for b in kept.bookings if b.of == piece.of}
            shift = piece.shift if len(shifts) == 1 else None
            found[duty.key] = Booking(duty=duty.key, place=piece.place, shift=shift)
    return found
