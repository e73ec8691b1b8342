"""How many people the cluster's groups graduate for a programme against how many employers ask for."""

from collections.abc import Iterable
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.assign import Assignment
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome


def graduates_against_demand(
    cluster: Cluster, assignment: Assignment, outcomes: Iterable[ProgrammeOutcome]
) -> tuple[Finding, ...]:
    """A warning for each programme whose groups graduate fewer people than its cards ask for, up to their last year."""
    found = []
    for outcome in outcomes:
        asked = sum(card.people for card in assignment.cards_of(outcome.key))
        last = max((h.year for c in assignment.cards_of(outcome.key) for h in c.headcount), default=None)
        if outcome.result is None or outcome.result.weeks is None or last is None:
            continue
        years = Fraction(outcome.result.weeks, 52).__ceil__()
        trained = sum(g.size for g in cluster.groups if g.programme == outcome.key and g.start_year + years <= last)
        if trained < asked:
            facts = {"asked": asked, "trained": trained, "short": asked - trained, "year": last}
            found.append(Finding("demand.more_than_graduates", outcome.key, facts, Severity.WARNING))
    return tuple(found)
