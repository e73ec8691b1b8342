"""Where and in which shift a duty is taught, by the grants of a year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError
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
    own = allocation.grants.get(RequestKey(duty.key))
    if own is not None:
        yield own
    elif duty.workshop is not None and RequestKey(duty.key) not in reading.problem.request_of:
        heap = f"{BY_THE_HOUR}/{duty.organisation}/{duty.workshop}/s{half(duty)}/"
        yield from (g for key, g in allocation.grants.items() if key.startswith(heap))


def half(duty: Duty) -> int:
    """Half of the study year: 1 for odd semesters, 2 for even ones."""
    return 2 - duty.semester % 2
