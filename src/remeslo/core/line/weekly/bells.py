"""When the pairs of a day begin and end."""

from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class Pair:
    """A double lesson (two academic hours): minutes of the day from midnight, 0 <= start < end <= 1440; its shift."""

    start: int
    end: int
    shift: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24 * 60 or self.shift < 1:
            raise ProblemError(f"pair: 0 <= start < end <= 1440 and shift >= 1, got {self}.")


@dataclass(frozen=True, slots=True)
class Bells:
    """
    The pairs of a study day in order, numbered from 1, without overlap, and the days of a study week (5 or 6 from
    Monday).
    """

    pairs: tuple[Pair, ...]
    days: int = 6

    def __post_init__(self) -> None:
        if not self.pairs or not 1 <= self.days <= 7:
            raise ProblemError("bells: at least one pair and 1..7 days.")
        if any(a.end > b.start for a, b in zip(self.pairs, self.pairs[1:], strict=False)):
            raise ProblemError("bells: pairs in order, without overlap.")
