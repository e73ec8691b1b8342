"""What an ``.sm`` file says, value by value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """
    A job of one mode.

    Parameters
    ----------
    number
        From 1.
    duration
        Periods, >= 0; a job of 0 periods only carries order.
    requests
        Units of each resource in every period it runs.
    successors
        Jobs that begin not before it has ended.
    """

    number: int
    duration: int
    requests: tuple[int, ...]
    successors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PsplibInstance:
    """A whole file; ``capacities`` are units of each renewable resource in every period."""

    name: str
    jobs: tuple[Job, ...]
    capacities: tuple[int, ...]
