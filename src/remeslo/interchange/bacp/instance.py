"""What a BACP file says, value by value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BacpInstance:
    """
    Courses for periods.

    Parameters
    ----------
    credits
        Load of each course, >= 1.
    prerequisites
        (before, after): course numbers from 1; ``after`` lies in a later period.
    load_min, load_max, courses_min, courses_max
        Limits on every period.
    """

    name: str
    periods: int
    credits: tuple[int, ...]
    prerequisites: tuple[tuple[int, int], ...]
    load_min: int
    load_max: int
    courses_min: int
    courses_max: int
