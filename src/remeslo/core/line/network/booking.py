"""Where and in which shift a duty is taught, by the grants of a year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.network.requests import BY_THE_HOUR, AllocationReading
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.request import Grant, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.staffing.duty import Duty, DutyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """
    A place that a duty has in the weeks of its hours.

    Parameters
    ----------
    shift
        ``None``: in any shift of those that the place is open in.
    hours_a_day
        Academic hours of a day there, > 0.
    """

    duty: DutyKey
    place: PlaceKey
    shift: Shift | None = None
    hours_a_day: int = 6

    def __post_init__(self) -> None:
        if self.hours_a_day <= 0:
            raise ProblemError(f"booking of {self.duty}: hours a day must be > 0, got {self.hours_a_day}.")


def bookings(duties: Iterable[Duty], reading: AllocationReading, allocation: Allocation) -> Mapping[DutyKey, Booking]:
    """
    Bookings of the duties that were granted a place (duties as `applied.apply` gives them).

    A practice has the grant of its own request; lessons by the hour have those of their college, workshop and
    half-year, in the shift of these grants (any of them, where there are several).
    """
    found = {}
    for duty in duties:
        grants = tuple(of_duty(duty, reading, allocation))
        if grants:
            place = reading.problem.place_of[grants[0].place]
            shifts = {g.shift for g in grants}
            shift = shifts.pop() if len(shifts) == 1 else None
            found[duty.key] = Booking(duty=duty.key, place=place.key, shift=shift, hours_a_day=place.hours_a_day)
    return found


def of_duty(duty: Duty, reading: AllocationReading, allocation: Allocation) -> Iterator[Grant]:
    """Grants that a duty is taught under; none where it needs none or got none."""
    own = request_of(duty, reading, allocation)
    if own is not None:
        yield allocation.grants[own]
    elif duty.workshop is not None and not asks_for_itself(duty, reading):
        heap = f"{BY_THE_HOUR}/{duty.organisation}/{duty.workshop}/s{half(duty)}/"
        yield from (g for key, g in allocation.grants.items() if key.startswith(heap))


def request_of(duty: Duty, reading: AllocationReading, allocation: Allocation) -> RequestKey | None:
    """
    The granted request of a practice in whose weeks the duty lies.

    Its key may name another semester than the duty's: exchanged weeks may lie on the other side of a vacation.
    """
    first = mondays_of(reading.year, reading.problem.weeks)
    for key in _own(duty, reading):
        grant = allocation.grants.get(key)
        if grant is None:
            continue
        weeks = {first[b.week] for b in reading.problem.request_of[key].patterns[grant.pattern].blocks}
        if weeks.issuperset(monday for monday, _ in duty.hours_by_week):
            return key
    return None


def asks_for_itself(duty: Duty, reading: AllocationReading) -> bool:
    """True for a practice of whole weeks, which has a request of its own."""
    return bool(_own(duty, reading))


def _own(duty: Duty, reading: AllocationReading) -> list[RequestKey]:
    part = duty.part if duty.subgroups > 1 else 0
    return [
        key
        for key, asked in reading.asked.items()
        if (asked.group.key, asked.element.key) == (duty.group, duty.element)
        and reading.problem.request_of[key].part == part
    ]


def half(duty: Duty) -> int:
    """Half of the study year: 1 for odd semesters, 2 for even ones."""
    return 2 - duty.semester % 2
