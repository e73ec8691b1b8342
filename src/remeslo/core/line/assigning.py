"""From a cluster and its duties to the assignment problem."""

from collections.abc import Iterable, Mapping

from remeslo.core.base.keys import PersonKey, SiteKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.assign.problem import MENDING, USUAL, AssignmentProblem, Policy
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.qualification import Qualification


def assignment_problem(
    cluster: Cluster,
    duties: Iterable[Duty],
    norms: StaffNorms,
    *,
    previous: Mapping[DutyKey, PersonKey] | None = None,
    present: Mapping[DutyKey, PersonKey] | None = None,
    more: Iterable[Qualification] = (),
    policy: Policy | None = None,
) -> AssignmentProblem:
    """
    Who may teach the duties of a cluster.

    Parameters
    ----------
    previous
        Who taught the same before, see `AssignmentProblem`; pairs of duties and people that are not here are left out.
    present
        The assignment that people know; given, the fewest changes to it come right after covering what can be covered.
    more
        Papers besides the cluster's own: those that an upskilling plan will give.
    """
    asked = tuple(duties)
    keys, people = {d.key for d in asked}, {p.key for p in cluster.staff}

    def here(pairs: Mapping[DutyKey, PersonKey] | None) -> dict[DutyKey, PersonKey]:
        return {d: p for d, p in (pairs or {}).items() if d in keys and p in people}

    known = here(present)
    return AssignmentProblem(
        people=cluster.staff,
        duties=asked,
        qualifications=(*cluster.qualifications, *more),
        norms=norms,
        absences=tuple(a for a in cluster.absences if a.person in people),
        previous=here(previous),
        travel=travel(cluster),
        present=known,
        objective=MENDING if known else USUAL,
        policy=policy or Policy(),
    )


def travel(cluster: Cluster) -> Mapping[tuple[SiteKey, SiteKey], int]:
    """Minutes one way between sites, as far as ways are known; of two ways between the same sites the shorter."""
    found: dict[tuple[SiteKey, SiteKey], int] = {}
    for way in cluster.ways:
        pair = (min(way.one, way.other), max(way.one, way.other))
        found[pair] = min(way.minutes, found.get(pair, way.minutes))
    return found
