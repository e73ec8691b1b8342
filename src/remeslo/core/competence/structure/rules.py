"""What a college rules for a node of the programme's tree: how much of what stands below is taken, in which hours."""

from dataclasses import dataclass

from remeslo.core.base.findings import ProblemError

MOST_BELOW = 12
"""Things of which a node lets choose at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureRule:
    """
    The rule of one node.

    A node without a rule, and a rule that says nothing of a matter, take everything below (AND) and as many hours as
    that has.

    Parameters
    ----------
    key
        Mark of a cycle (``ОП``) or index of a module (``ПМ.02``), whose hours it bounds; or an index of the node's own
        (``ОП.ДВ.01``), with what stands ``below`` it.
    title
        Of a node of its own; it stands in the curriculum where there is a choice.
    below
        Elements, modules, cycles and other nodes, in order; each stands below one node at most.
    take_min, take_max
        How many of them one takes, 0 < min <= max; ``None``: all. One of two is OR.
    hours_min, hours_max
        Academic hours of what is taken together, 0 <= min <= max; ``None``: no bound.
    in_order
        What is taken is studied in the order of ``below``, one after another.

    Raises
    ------
    ProblemError
        When a bound is not one, something stands twice, or more than `MOST_BELOW` things are to choose from.
    """

    key: str
    title: str = ""
    below: tuple[str, ...] = ()
    take_min: int | None = None
    take_max: int | None = None
    hours_min: int | None = None
    hours_max: int | None = None
    in_order: bool = False

    def __post_init__(self) -> None:
        if len(set(self.below)) != len(self.below) or self.key in self.below:
            raise ProblemError(f"node {self.key}: each thing below it once and not itself, got {self.below}.")
        least, most = self.take
        if self.below and not 0 < least <= most:
            raise ProblemError(f"node {self.key}: 0 < least <= most to take, got {self.take_min}..{self.take_max}.")
        if not self.below and (self.take_min, self.take_max, self.in_order) != (None, None, False):
            raise ProblemError(f"node {self.key}: nothing stands below it, so there is nothing to take.")
        if self.is_choice and len(self.below) > MOST_BELOW:
            raise ProblemError(f"node {self.key}: at most {MOST_BELOW} to choose from, got {len(self.below)}.")
        low = 0 if self.hours_min is None else self.hours_min
        if low < 0 or (self.hours_max is not None and self.hours_max < low):
            raise ProblemError(f"node {self.key}: 0 <= least <= most hours, got {self.hours_min}..{self.hours_max}.")

    @property
    def take(self) -> tuple[int, int]:
        """How many of ``below`` one takes, least and most; the default rule is all."""
        everything = len(self.below)
        if self.take_min is None and self.take_max is None:
            return everything, everything
        if self.take_max is None:
            return self.take_min or 0, everything
        return (self.take_max if self.take_min is None else self.take_min), self.take_max

    @property
    def is_choice(self) -> bool:
        """True when not everything below must be taken."""
        return self.take[0] < len(self.below)
