"""What a price is: a change by so many units, the term it gives, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from remeslo.core.curriculum.whatif.change import Change, Decider


class Proof(StrEnum):
    """
    How a step is known.

    CAUSES: the change touches nothing of a set that forbids fewer weeks, whatever the rest is. BOUND: an argument shows
    the new bound, and a known plan carried over reaches it (or the bound has not moved). SOLVED: solved again, proven.
    FOUND: a plan was found; whether there is a shorter one is not known. UNKNOWN: the limits did not suffice.
    """

    CAUSES = "causes"
    BOUND = "bound"
    SOLVED = "solved"
    FOUND = "found"
    UNKNOWN = "unknown"

    @property
    def is_proven(self) -> bool:
        """True when the term of the step is proven to be the shortest."""
        return self not in (Proof.FOUND, Proof.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Step:
    """
    A point of a price's curve.

    Parameters
    ----------
    units
        How many units, > 0.
    weeks
        The term then; ``None`` where no plan was found within the limits.
    saved
        Weeks less than the base term; ``None`` likewise.
    proven
        True when both terms are proven shortest, so that ``saved`` is exact.
    decides
        Who would have to agree to so many units.
    """

    change: Change
    units: int
    weeks: int | None
    bound: int
    saved: int | None
    proof: Proof
    proven: bool
    decides: Decider

    @property
    def lawful(self) -> bool:
        """False: information only, never a plan to offer."""
        return self.decides.is_lawful


@dataclass(frozen=True, slots=True)
class Price:
    """
    The price of one thing.

    Parameters
    ----------
    steps
        By units, the first for one unit.
    facts
        Title and present value, for its sentence.
    is_whole_curve
        True: more units than the last step has save no more weeks, and one fewer saves fewer.
    """

    steps: tuple[Step, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    is_whole_curve: bool = False

    @property
    def unit(self) -> Step:
        """The step of one unit."""
        return self.steps[0]

    @property
    def change(self) -> Change:
        """The change of one unit."""
        return self.unit.change

    @property
    def most_saved(self) -> int:
        """Weeks saved at the best step."""
        return max((s.saved or 0 for s in self.steps), default=0)

    @property
    def helps_never(self) -> bool:
        """True when it is proven that no number of units saves a week."""
        return self.is_whole_curve and all(s.proven and s.saved == 0 for s in self.steps)
