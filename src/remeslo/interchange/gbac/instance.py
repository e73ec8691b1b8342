"""What a GBAC file says, value by value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GbacInstance:
    """
    Courses for periods; several curricula share courses.

    Parameters
    ----------
    loads
        Load of each course, >= 1.
    curricula
        Course numbers (from 1) of each curriculum.
    precedences
        (before, after): course numbers.
    undesirable
        (course, period): both from 1.
    courses_min, courses_max
        Limits on every period of every curriculum.
    balance_weight, undesirable_weight
        Of a squared unit of imbalance, and of a course in a period that it should not be in.
    """

    name: str
    periods: int
    loads: tuple[int, ...]
    curricula: tuple[frozenset[int], ...]
    precedences: tuple[tuple[int, int], ...]
    undesirable: tuple[tuple[int, int], ...]
    courses_min: int
    courses_max: int
    balance_weight: int = 1
    undesirable_weight: int = 1
