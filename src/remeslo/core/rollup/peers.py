"""A node among its peers, and against its own past and plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from remeslo.core.rollup.node import NodeFigure

LEAST_PEERS = 3
"""Fewer others with a value that may be shown: nothing is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    A node's value among those of its peers.

    Parameters
    ----------
    num_peers
        Others that have a value and may be shown.
    lower, median, upper
        Quartiles of the peers' values, the node's own left out; between two values the mean by distance.
    rank
        1 for the best; nodes with equal values share the better rank.
    ranked
        How many are ranked: the peers and the node itself.
    """

    value: Fraction
    num_peers: int
    lower: Fraction
    median: Fraction
    upper: Fraction
    rank: int
    ranked: int


def compare(
    node: NodeFigure, peers: Iterable[NodeFigure], *, hidden: frozenset[str] = frozenset(), more_is_better: bool = True
) -> Comparison | None:
    """
    A node's figure among others of the same level, indicator and period (and industry: the caller chooses which).

    Parameters
    ----------
    hidden
        Nodes that may not be shown; they take no part, and when the node itself is among them there is no comparison.

    Returns
    -------
    ``None`` where the node has no value, or fewer than `LEAST_PEERS` others have.
    """
    if node.value is None or node.node in hidden:
        return None
    mine = (node.depth, node.hierarchy, node.indicator, node.period)
    others = sorted(
        p.value
        for p in peers
        if p.value is not None
        and p.node != node.node
        and p.node not in hidden
        and (p.depth, p.hierarchy, p.indicator, p.period) == mine
    )
    if len(others) < LEAST_PEERS:
        return None
    better = sum(v > node.value if more_is_better else v < node.value for v in others)
    return Comparison(
        value=node.value,
        num_peers=len(others),
        lower=quantile(others, Fraction(1, 4)),
        median=quantile(others, Fraction(1, 2)),
        upper=quantile(others, Fraction(3, 4)),
        rank=better + 1,
        ranked=len(others) + 1,
    )


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value below which that share lies; between two values by distance (Hyndman and Fan 1996, definition 7)."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    A figure against the one of the year before.

    Parameters
    ----------
    same_definition
        False when the two were counted by different editions: the difference may be theirs.
    units_now, units_before
        Units that reported; where they differ the difference may be that of who is counted.
    """

    now: Fraction
    before: Fraction
    same_definition: bool
    units_now: int
    units_before: int

    @property
    def difference(self) -> Fraction:
        """Now less before, in the figure's own unit."""
        return self.now - self.before

    @property
    def relative(self) -> Fraction | None:
        """Difference ÷ before; ``None`` where that was 0."""
        return self.difference / self.before if self.before else None


def change(now: NodeFigure, before: NodeFigure) -> Change | None:
    """What changed; ``None`` where one of the two has no value."""
    if now.value is None or before.value is None:
        return None
    return Change(
        now=now.value,
        before=before.value,
        same_definition=now.editions == before.editions,
        units_now=now.units_reported,
        units_before=before.units_reported,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFact:
    """
    Plan and fact of a node, over those of its parts that have a plan.

    Parameters
    ----------
    plan
        A sum of plans for plain sums; for a ratio the plans weighted by what stands below the line of each part, so
        that it is the ratio that there would be if every part met its plan.
    fact
        Over the same parts.
    parts_planned, parts
        Parts that have a plan and a figure, and all parts.
    """

    plan: Fraction
    fact: Fraction
    parts_planned: int
    parts: int

    @property
    def fulfilment(self) -> Fraction | None:
        """Fact ÷ plan; ``None`` with a plan of 0 or below."""
        return self.fact / self.plan if self.plan > 0 else None


def plan_and_fact(parts: Iterable[NodeFigure], plans: Mapping[str, Decimal]) -> PlanFact | None:
    """
    Plans of parts (clusters, by node) put together for the node above them; ``None`` where no part has plan and value.

    Never the mean of the parts' shares: parts weigh by their denominators.
    """
    every = list(parts)
    told = [(p, Fraction(plans[p.node])) for p in every if p.node in plans and p.value is not None]
    if not told:
        return None
    fact_above = sum((Fraction(p.above) for p, _plan in told), Fraction(0))
    if all(p.below is None for p, _plan in told):
        plan, fact = sum((plan for _p, plan in told), Fraction(0)), fact_above
    else:
        below = sum((Fraction(p.below or 0) for p, _plan in told), Fraction(0))
        plan = sum((plan * Fraction(p.below or 0) for p, plan in told), Fraction(0)) / below
        fact = fact_above / below
    return PlanFact(plan=plan, fact=fact, parts_planned=len(told), parts=len(every))
