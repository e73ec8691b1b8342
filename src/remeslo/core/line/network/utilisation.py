"""How workshops and their equipment were used: open, booked and used days, and the grant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.keys import WorkshopKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.settlement import UsedDays, in_force
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.result import Allocation


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilisation:
    """
    How a place and its equipment were used.

    Parameters
    ----------
    open_days
        Days on which groups could be there, over weeks, shifts and groups at once.
    booked, used
        Group-days granted, and those of them that came (recorded and confirmed).
    bought_on
        Grant on which the equipment was bought; "" where it was not.
    """

    place: PlaceKey
    equipment: tuple[str, ...]
    bought_on: str
    open_days: int
    booked: int
    used: int

    @property
    def share(self) -> Fraction | None:
        """Used of open days; ``None`` for a place that is never open."""
        return Fraction(self.used, self.open_days) if self.open_days else None


def utilisation(
    cluster: Cluster, problem: AllocationProblem, allocation: Allocation, used: Iterable[UsedDays]
) -> tuple[Utilisation, ...]:
    """Use of every place of the problem, in its order."""
    booked: Counter[PlaceKey] = Counter()
    came: Counter[PlaceKey] = Counter()
    for key, grant in allocation.grants.items():
        booked[grant.place] += problem.request_of[key].days
    for fact in in_force(used):
        given = allocation.grants.get(fact.request)
        if given is None:
            continue
        sides = {problem.place_of[given.place].owner, problem.request_of[fact.request].partner}
        if fact.confirmed_by is not None or len(sides) == 1:
            came[given.place] += fact.days
    workshops = {w.key: w for w in cluster.workshops}
    bought = {t.workshop: t.grant for t in cluster.use_terms}
    return tuple(
        Utilisation(
            place=p.key,
            equipment=workshops[WorkshopKey(p.key)].equipment if WorkshopKey(p.key) in workshops else (),
            bought_on=bought.get(WorkshopKey(p.key), ""),
            open_days=p.parallel * sum(o.all_days for o in p.openings),
            booked=booked[p.key],
            used=came[p.key],
        )
        for p in problem.places
    )


def by_grant(rows: Iterable[Utilisation]) -> Mapping[str, Fraction | None]:
    """Used of open days of all places bought on each grant: sums divided, not shares averaged."""
    open_: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for row in rows:
        if row.bought_on:
            open_[row.bought_on] += row.open_days
            used[row.bought_on] += row.used
    return {grant: Fraction(used[grant], n) if n else None for grant, n in open_.items()}
